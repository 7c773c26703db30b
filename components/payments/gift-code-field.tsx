// The sixteen letters and digits of a gift card.
import { TextField } from "@/components/ui/field";

export function GiftCodeField({ id = "code", hint }: { id?: string; hint?: string }) {
  return (
    <TextField
      label="Code of the gift card"
      name="code"
      id={id}
      {...(hint ? { hint } : {})}
      width="medium"
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={40}
    />
  );
}

// The sixteen letters and digits of a gift card.
import { TextField } from "@/components/ui/field";

type Props = { id?: string; label?: string; hint?: string };

export function GiftCodeField({ id = "code", label = "Code of the gift card", hint }: Props) {
  return (
    <TextField
      label={label}
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

// The clinic's text, and a name under it.
import { ActForm, type Act } from "@/components/desk/act-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { version: number; title: string; body: string; action: Act };

export function ConsentForm({ version, title, body, action }: Props) {
  return (
    <ActForm action={action} className="flex max-w-2xl flex-col gap-4">
      <h3 className="text-base">{title}</h3>
      <div className="measure whitespace-pre-line">{body}</div>
      <input type="hidden" name="version" value={version} />
      <TextField
        label="Full name, to sign"
        name="signedName"
        id="consent-name"
        hint="For a child, the guardian signs."
        autoComplete="off"
        maxLength={120}
        width="medium"
        required
      />
      <div>
        <SubmitButton pendingLabel="Signing…">I have read it, and agree</SubmitButton>
      </div>
    </ActForm>
  );
}

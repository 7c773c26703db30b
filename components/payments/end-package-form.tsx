// Gives up a package: what is not used of it goes back.
import { ActForm, type Act } from "@/components/desk/act-form";
import type { AskPasskey } from "@/components/people/prove-here";
import { HandBack } from "@/components/payments/hand-methods";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { action: Act; askPasskey: AskPasskey; byHand: boolean };

export function EndPackageForm({ action, askPasskey, byHand }: Props) {
  return (
    <ActForm action={action} askPasskey={askPasskey}>
      <TextField label="Reason" name="reason" maxLength={200} autoComplete="off" />
      {byHand ? <HandBack /> : null}
      <div>
        <SubmitButton variant="danger" size="small" pendingLabel="Giving back…">
          Give the package back
        </SubmitButton>
      </div>
    </ActForm>
  );
}

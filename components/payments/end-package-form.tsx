// Gives up a package: what is not used of it goes back.
import { ActForm, type Act } from "@/components/desk/act-form";
import { HandBack } from "@/components/payments/hand-methods";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export function EndPackageForm({ action, byHand }: { action: Act; byHand: boolean }) {
  return (
    <ActForm action={action}>
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

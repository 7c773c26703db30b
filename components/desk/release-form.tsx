// A clinician's answer to health answers that stopped a patient: released with a reason, or the stop is kept.
import { ActForm, type Act } from "@/components/desk/act-form";
import { TextAreaField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export function ReleaseForm({ action }: { action: Act }) {
  return (
    <ActForm action={action} className="flex w-full max-w-xl flex-col gap-3" done="Noted.">
      <TextAreaField label="What was checked, and by whom" name="reason" id="releaseReason" rows={2} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton size="small" name="decision" value="released" pendingLabel="Releasing…">
          Release – treatment may go on
        </SubmitButton>
        <SubmitButton size="small" variant="secondary" name="decision" value="kept" pendingLabel="Noting…">
          Keep the stop
        </SubmitButton>
      </div>
    </ActForm>
  );
}

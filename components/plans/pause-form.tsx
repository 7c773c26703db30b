// Resting a running plan for some days, and taking it up again.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export function PauseForm({ action, today }: { action: Act; today: string }) {
  return (
    <Fold label="Pause this plan">
      <ActForm action={action} className="flex max-w-2xl flex-col gap-4">
        <p>
          Booked visits stay until the difference is accepted; it is shown next. The days of the pause count against
          nobody.
        </p>
        <div className="grid max-w-xl grid-cols-1 gap-4 sm:grid-cols-2">
          <TextField label="First day of the pause" name="fromDate" type="date" defaultValue={today} />
          <TextField
            label="Last day of the pause"
            name="toDate"
            type="date"
            min={today}
            hint="A guess will do; it can end earlier."
          />
        </div>
        <TextField label="Reason" name="reason" id="pauseReason" optional autoComplete="off" />
        <div>
          <SubmitButton size="small" pendingLabel="Pausing…">
            Pause the plan
          </SubmitButton>
        </div>
      </ActForm>
    </Fold>
  );
}

export function ResumeForm({ action }: { action: Act }) {
  return (
    <ActForm action={action} className="flex flex-col items-start gap-3">
      <SubmitButton size="small" pendingLabel="Taking it up again…">
        Take the plan up again
      </SubmitButton>
    </ActForm>
  );
}

// Resting a running plan for some days, and taking it up again.
import { ActForm, type Act } from "@/components/desk/act-form";
import { AskedAloud, type AloudQuestion } from "@/components/desk/asked-aloud";
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

type Resume = {
  action: Act;
  /** To be read out first after a lapse; null when that is not needed. */
  questions: readonly AloudQuestion[] | null;
};

export function ResumeForm({ action, questions }: Resume) {
  return (
    <ActForm action={action} className="flex max-w-3xl flex-col gap-4">
      {questions ? (
        <>
          <p>It has been a while since the last visit: the health questions come first.</p>
          <input type="hidden" name="asked" value="1" />
          <AskedAloud questions={questions} onFile={false} />
        </>
      ) : null}
      <div>
        <SubmitButton size="small" pendingLabel="Taking it up again…">
          Take the plan up again
        </SubmitButton>
      </div>
    </ActForm>
  );
}

// Stopping a plan: why, what is cancelled and what goes back.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { SelectField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  action: Act;
  coming: number;
  credit: string | null;
  /** It was just decided that the plan ends. */
  open: boolean;
};

export function StopPlanForm({ action, coming, credit, open }: Props) {
  return (
    <Fold label="Stop this plan" open={open}>
      <ActForm action={action} className="flex max-w-2xl flex-col gap-4">
        <p>
          {coming === 0
            ? "Nothing is booked any more."
            : `${coming === 1 ? "One visit" : `${coming} visits`} to come will be cancelled.`}{" "}
          {credit
            ? `${credit} is paid and not used: what came by card goes back to the card, the rest stays the patient’s credit.`
            : "Nothing is paid in advance."}{" "}
          A visit inside its notice costs its fee.
        </p>
        <SelectField
          label="How does it end?"
          name="endReason"
          placeholder="Choose one"
          options={[
            { value: "goals_met", label: "The goals are met" },
            { value: "reassessment", label: "Ended at a reassessment" },
            { value: "patient_choice", label: "The patient wants to stop" },
            { value: "referred", label: "Referred elsewhere" },
            { value: "lapsed", label: "The patient does not come any more" },
            { value: "revoked", label: "Drawn back by the clinic" },
          ]}
        />
        <TextField label="Note" name="note" id="stopNote" optional autoComplete="off" />
        <div>
          <SubmitButton variant="danger" size="small" pendingLabel="Stopping…">
            Stop the plan and cancel what is to come
          </SubmitButton>
        </div>
      </ActForm>
    </Fold>
  );
}

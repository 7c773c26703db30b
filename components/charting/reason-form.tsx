// For a practitioner from outside the care team: the chart opens for an hour once they have said why.
import { ActForm, type Act } from "@/components/desk/act-form";
import { TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";

export function ReasonForm({ action }: { action: Act }) {
  return (
    <Notice tone="warning" title="You are not one of the people who treat this patient.">
      <p>
        In an emergency, or when you stand in for a colleague, say why and the chart opens to you for an hour. The owner
        and the patient see that you opened it, and what you wrote here.
      </p>
      <ActForm action={action} className="mt-3 flex w-full max-w-xl flex-col gap-3">
        <TextAreaField
          label="Why you need this chart now"
          hint="For example: standing in for Tom today. Nothing about the patient’s health."
          name="reason"
          id="reason"
          rows={2}
        />
        <div>
          <SubmitButton size="small" pendingLabel="Opening…">
            Open the chart for an hour
          </SubmitButton>
        </div>
      </ActForm>
    </Notice>
  );
}

// Setting something for a patient to do at home, and ending it.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { TextAreaField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export function EndTaskButton({ title, action }: { title: string; action: Act }) {
  return (
    <ActForm action={action} className="">
      <SubmitButton variant="quiet" size="small" pendingLabel="Ending…">
        End<span className="sr-only"> {title}</span>
      </SubmitButton>
    </ActForm>
  );
}

export function HomeTaskForm({ action }: { action: Act }) {
  return (
    <Fold label="Set a task for home">
      <ActForm action={action} done="It stands with their plan now." className="flex flex-col gap-4">
        <TextField label="What" name="title" id="task-title" maxLength={80} required />
        <TextField
          label="How often"
          name="often"
          id="task-often"
          hint="Such as: three times a day"
          maxLength={80}
          required
        />
        <TextAreaField label="How" name="how" id="task-how" rows={3} maxLength={600} optional />
        <div>
          <SubmitButton size="small" pendingLabel="Setting…">
            Set the task
          </SubmitButton>
        </div>
      </ActForm>
    </Fold>
  );
}

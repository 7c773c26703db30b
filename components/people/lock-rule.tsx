// After how long without use a desk of the clinic locks by itself.
import { ActForm, type Act } from "@/components/desk/act-form";
import { SelectField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { lockChoices } from "@/lib/staff/desk-lock";

const said = (minutes: number | null) => (minutes === null ? "Never" : `After ${minutes} minutes`);

export function LockRule({ minutes, action }: { minutes: number | null; action: Act | null }) {
  if (!action) return <p>{said(minutes)}. Only an owner changes this.</p>;
  return (
    <ActForm action={action} keep done="Kept.">
      <SelectField
        label="A desk locks"
        name="lock"
        width="medium"
        defaultValue={minutes === null ? "never" : String(minutes)}
        options={lockChoices.map((choice) => ({
          value: choice === null ? "never" : String(choice),
          label: said(choice),
        }))}
      />
      <SubmitButton variant="secondary" pendingLabel="Keeping…">
        Keep
      </SubmitButton>
    </ActForm>
  );
}

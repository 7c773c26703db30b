// What a practitioner is due of what they do, from a day on.
import { ActForm, type Act } from "@/components/desk/act-form";
import { SelectField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { today: string; /** While nothing was agreed yet, any day will do. */ first: boolean; action: Act };

export function PayoutForm({ today, first, action }: Props) {
  return (
    <ActForm action={action} className="flex max-w-xl flex-col items-stretch gap-5">
      <SelectField
        label="Reckoned as"
        name="kind"
        options={[
          { value: "percent", label: "A share of each fee, in percent" },
          { value: "per_visit", label: "So much for each visit given" },
        ]}
        required
      />
      <TextField
        label="How much"
        name="value"
        hint="60 or 62.5 for percent; 70 or 72.50 for dollars a visit."
        inputMode="decimal"
        width="short"
        required
      />
      <TextField
        label="For visits from"
        name="from"
        type="date"
        width="medium"
        min={first ? undefined : today}
        defaultValue={today}
        required
      />
      <div>
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
      </div>
    </ActForm>
  );
}

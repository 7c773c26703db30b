// How long records are kept from a day on, and by which rule.
import { ActForm, type Act } from "@/components/desk/act-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  today: string;
  rule: { yearsAfterLastEntry: number; ageOfMajority: number; yearsAfterMajority: number } | null;
  action: Act;
};

export function RetentionForm({ today, rule, action }: Props) {
  const years = (name: "yearsAfterLastEntry" | "ageOfMajority" | "yearsAfterMajority", label: string) => (
    <TextField
      label={label}
      name={name}
      inputMode="numeric"
      width="short"
      maxLength={3}
      defaultValue={rule ? String(rule[name]) : ""}
      required
    />
  );
  return (
    <ActForm action={action} className="flex max-w-2xl flex-col gap-4" done="Saved. It holds from its day on.">
      <TextField
        label="From"
        name="effectiveFrom"
        type="date"
        min={today}
        defaultValue={today}
        width="medium"
        required
      />
      {years("yearsAfterLastEntry", "Years after the last entry")}
      {years("ageOfMajority", "Age at which somebody is an adult")}
      {years("yearsAfterMajority", "Years after that age, for who was younger")}
      <TextField
        label="Where the rule stands"
        name="source"
        hint="The law, the college’s bylaw, or who advised you."
        maxLength={400}
        required
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Saving…">
          Set the rule
        </SubmitButton>
      </div>
    </ActForm>
  );
}

// The clinic's dated rule for paying a course ahead: all at once, in instalments, and what follows a refused card.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Check } from "@/components/ui/choice-group";
import { SelectField, TextField, type SelectOption } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export type PayRuleShape = {
  prepay: boolean;
  /** As they stand in a field: "5", "50.00", "3, 5". */
  discount: string;
  instalments: boolean;
  most: string;
  weeksApart: string;
  least: string;
  retryDays: string;
};

type Props = { rule: PayRuleShape; templates: readonly SelectOption[]; today: string; action: Act };

export function PayRuleForm({ rule, templates, today, action }: Props) {
  return (
    <ActForm action={action} keep className="flex max-w-xl flex-col items-stretch gap-5">
      <TextField
        label="For plans offered from"
        name="from"
        id="pay-from"
        type="date"
        width="medium"
        min={today}
        defaultValue={today}
        required
      />
      <SelectField
        label="Template"
        name="templateCode"
        options={templates}
        hint="A template with a rule of its own does not follow the one of all."
      />
      <Check name="prepay" label="The whole course can be paid ahead" defaultChecked={rule.prepay} />
      <TextField
        label="That takes off each visit"
        name="discount"
        inputMode="decimal"
        width="short"
        suffix="percent"
        hint="Of visits that the patient pays alone; 0 for nothing. Visits given keep it when the rest is cancelled."
        defaultValue={rule.discount}
        required
      />
      <Check name="instalments" label="It can be paid in instalments" defaultChecked={rule.instalments} />
      <TextField
        label="At most"
        name="most"
        inputMode="numeric"
        width="short"
        suffix="instalments"
        defaultValue={rule.most}
        required
      />
      <TextField
        label="From one to the next"
        name="weeksApart"
        inputMode="numeric"
        width="short"
        suffix="weeks"
        defaultValue={rule.weeksApart}
        required
      />
      <TextField
        label="None of them below"
        name="least"
        prefix="$"
        inputMode="decimal"
        width="short"
        hint="A smaller course has fewer instalments, or none."
        defaultValue={rule.least}
        required
      />
      <TextField
        label="A declined card is asked again after"
        name="retryDays"
        width="medium"
        suffix="days"
        hint="One number a try, such as 3, 5. Empty: never; the patient pays by the link that we mail."
        defaultValue={rule.retryDays}
        optional
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Saving…">
          Set how courses are paid
        </SubmitButton>
      </div>
    </ActForm>
  );
}

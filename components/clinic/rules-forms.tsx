// The clinic's dated rules: for booking and cancelling, and for tax.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Check } from "@/components/ui/choice-group";
import { SelectField, TextField, type SelectOption } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export type PolicyShape = {
  minNoticeHours: number;
  horizonDays: number;
  cancelNoticeHours: number;
  /** Amounts as they stand in a field: "50.00". */
  lateFee: string;
  deposit: string;
  planDeposit: string;
  maxFirstADay: number | null;
  onlyBeside: boolean;
};

export function PolicyForm({ policy, today, action }: { policy: PolicyShape; today: string; action: Act }) {
  return (
    <ActForm action={action} keep className="flex max-w-xl flex-col items-stretch gap-5">
      <TextField
        label="For bookings made from"
        name="from"
        type="date"
        width="medium"
        min={today}
        defaultValue={today}
        required
      />
      <TextField
        label="Booked online at the latest"
        name="minNoticeHours"
        inputMode="numeric"
        width="short"
        suffix="hours before"
        defaultValue={policy.minNoticeHours}
        required
      />
      <TextField
        label="And at the earliest"
        name="horizonDays"
        inputMode="numeric"
        width="short"
        suffix="days ahead"
        defaultValue={policy.horizonDays}
        required
      />
      <TextField
        label="Free to change or cancel until"
        name="cancelNoticeHours"
        inputMode="numeric"
        width="short"
        suffix="hours before"
        defaultValue={policy.cancelNoticeHours}
        required
      />
      <TextField
        label="Fee after that, and for a missed visit"
        name="lateFee"
        prefix="$"
        inputMode="decimal"
        width="short"
        defaultValue={policy.lateFee}
        required
      />
      <TextField
        label="Deposit of a first visit"
        name="deposit"
        prefix="$"
        inputMode="decimal"
        width="short"
        hint="0 to ask for none."
        defaultValue={policy.deposit}
        required
      />
      <TextField
        label="Deposit of a plan"
        name="planDeposit"
        prefix="$"
        inputMode="decimal"
        width="short"
        hint="0 to ask for none."
        defaultValue={policy.planDeposit}
        required
      />
      <TextField
        label="Most first visits a day"
        name="maxFirstADay"
        hint="Each practitioner, online and by plan. Leave it empty for no limit."
        inputMode="numeric"
        width="short"
        defaultValue={policy.maxFirstADay ?? ""}
        optional
      />
      <Check
        name="onlyBeside"
        label="Online, offer only times beside another visit or at the edge of the working hours"
        hint="Keeps the day in one piece. On a day without visits every time is offered."
        defaultChecked={policy.onlyBeside}
      />
      <div>
        <SubmitButton pendingLabel="Saving…">Save the rules</SubmitButton>
      </div>
    </ActForm>
  );
}

type TaxProps = {
  professions: readonly SelectOption[];
  supplies: readonly SelectOption[];
  today: string;
  action: Act;
};

export function TaxRateForm({ professions, supplies, today, action }: TaxProps) {
  return (
    <ActForm action={action} className="flex max-w-xl flex-col items-stretch gap-5">
      <SelectField label="Profession" name="profession" options={professions} required />
      <SelectField label="What is supplied" name="supply" options={supplies} required />
      <TextField
        label="Supplied from"
        name="from"
        id="tax-from"
        type="date"
        width="medium"
        min={today}
        defaultValue={today}
        required
      />
      <TextField
        label="Rate"
        name="percent"
        inputMode="decimal"
        width="short"
        suffix="percent"
        hint="0 for exempt."
        required
      />
      <TextField
        label="Where the rate comes from"
        name="source"
        hint="Such as the ruling or your accountant’s letter, with its date."
        maxLength={200}
        required
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Saving…">
          Set the rate
        </SubmitButton>
      </div>
    </ActForm>
  );
}

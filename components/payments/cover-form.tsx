// A cover of the patient's own: who pays, how much of a visit, and from when until when.
import { ActForm, type Act } from "@/components/desk/act-form";
import { SelectField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { action: Act; currency: string; today: string };

export function CoverForm({ action, currency, today }: Props) {
  const amount = (name: string, label: string, hint: string) => (
    <TextField
      label={label}
      name={name}
      hint={hint}
      optional
      inputMode="decimal"
      prefix="$"
      suffix={currency}
      width="short"
      autoComplete="off"
    />
  );
  return (
    <ActForm action={action} className="flex flex-col gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          label="Who pays"
          name="payer"
          options={[
            { value: "extended", label: "Extended health plan" },
            { value: "msp", label: "MSP supplementary" },
          ]}
        />
        <TextField label="Insurer" name="insurer" optional maxLength={80} autoComplete="off" />
        <TextField
          label="Policy or certificate number"
          name="policyNumber"
          optional
          maxLength={40}
          autoComplete="off"
        />
        <TextField
          label="Share of a visit"
          name="percent"
          optional
          inputMode="decimal"
          suffix="%"
          width="short"
          hint="Of an extended health plan, as on the patient’s card or booklet."
          autoComplete="off"
        />
        {amount("perVisitMax", "At most a visit", "Empty without such a limit.")}
        {amount("annualMax", "At most a year", "A calendar year, over all disciplines of the plan.")}
        <TextField label="From" name="validFrom" type="date" width="medium" defaultValue={today} />
        <TextField label="Until" name="validUntil" type="date" width="medium" optional />
      </div>
      <div>
        <SubmitButton pendingLabel="Keeping…">Add it</SubmitButton>
      </div>
    </ActForm>
  );
}

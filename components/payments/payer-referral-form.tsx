// A doctor's referral that a payer asks for: by whom, when, and for what.
import { ActForm, type Act } from "@/components/desk/act-form";
import { SelectField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { action: Act; today: string; disciplines: readonly { value: string; label: string }[] };

export const PayerReferralForm = ({ action, today, disciplines }: Props) => (
  <ActForm action={action} className="flex flex-col gap-4">
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <TextField
        label="Referred by"
        name="referredBy"
        maxLength={120}
        autoComplete="off"
        hint="With what they are, such as Dr. Ana Silva, family physician."
      />
      <TextField
        label="Their number"
        name="referrerNumber"
        optional
        maxLength={40}
        autoComplete="off"
        hint="Under which they bill or are registered, where the payer wants it."
      />
      <SelectField
        label="For"
        name="disciplineId"
        options={[{ value: "", label: "Whatever the patient comes for" }, ...disciplines]}
      />
      <div className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2">
        <TextField label="Written on" name="writtenOn" type="date" defaultValue={today} />
        <TextField label="Good until" name="validUntil" type="date" optional />
      </div>
    </div>
    <div>
      <SubmitButton pendingLabel="Keeping…">Keep the referral</SubmitButton>
    </div>
  </ActForm>
);

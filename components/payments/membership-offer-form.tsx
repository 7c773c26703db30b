// A membership that the clinic offers.
import { ActForm, type Act } from "@/components/desk/act-form";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { SelectField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { action: Act; currency: string; services: readonly { value: string; label: string }[] };

export function MembershipOfferForm({ action, currency, services }: Props) {
  return (
    <ActForm action={action} className="flex max-w-xl flex-col items-stretch gap-5">
      <TextField
        label="Name"
        name="name"
        required
        hint="Patients read it, also on Stripe’s page and bills: nothing about anybody’s health."
      />
      <TextField
        label="Price a month"
        name="month"
        prefix="$"
        suffix={currency}
        inputMode="decimal"
        width="short"
        hint="Tax included: what the patient pays."
        required
      />
      <TextField label="Visits in each month" name="sessions" inputMode="numeric" width="short" required />
      <ChoiceGroup legend="Of which services" name="serviceIds" type="checkbox" options={services} />
      <SelectField
        label="A visit that is not used"
        name="rollMonths"
        defaultValue="1"
        width="medium"
        options={[
          { value: "0", label: "lapses with its month" },
          { value: "1", label: "can be used one month more" },
          { value: "2", label: "can be used two months more" },
          { value: "3", label: "can be used three months more" },
          { value: "never", label: "never lapses" },
        ]}
      />
      <ChoiceGroup
        legend="Who can join"
        name="online"
        layout="inline"
        options={[
          { value: "yes", label: "Patients, online" },
          { value: "no", label: "Nobody yet" },
        ]}
        defaultValue="yes"
      />
      <div>
        <SubmitButton pendingLabel="Adding…">Offer the membership</SubmitButton>
      </div>
    </ActForm>
  );
}

// A package that the clinic offers of one service.
import { ActForm, type Act } from "@/components/desk/act-form";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export function PackageOfferForm({ action }: { action: Act }) {
  return (
    <ActForm action={action} className="flex max-w-xl flex-col items-stretch gap-5">
      <TextField label="How many visits" name="sessions" inputMode="numeric" width="short" required />
      <TextField
        label="Price of all of them"
        name="total"
        prefix="$"
        inputMode="decimal"
        width="short"
        hint="Tax included: what the patient pays."
        required
      />
      <TextField
        label="Months to use them in"
        name="validMonths"
        inputMode="numeric"
        width="short"
        optional
        hint="Left empty, they can be used for ever. Buyers read the last day; a week after it, what is left is revenue."
      />
      <ChoiceGroup
        legend="Where it is sold"
        name="online"
        layout="inline"
        options={[
          { value: "yes", label: "Online and at the desk" },
          { value: "no", label: "At the desk alone" },
        ]}
        defaultValue="yes"
      />
      <div>
        <SubmitButton pendingLabel="Adding…">Offer the package</SubmitButton>
      </div>
    </ActForm>
  );
}

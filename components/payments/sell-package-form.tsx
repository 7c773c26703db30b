// Sells one of the clinic's packages for money that is taken at the desk.
import { ActForm, type Act } from "@/components/desk/act-form";
import { ChoiceGroup, type Choice } from "@/components/ui/choice-group";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { action: Act; idempotencyKey: string; offers: readonly Choice[] };

export function SellPackageForm({ action, idempotencyKey, offers }: Props) {
  return (
    <ActForm action={action} key={idempotencyKey}>
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <ChoiceGroup legend="Which package" name="offerId" options={offers} />
      <ChoiceGroup
        legend="How the package was paid"
        name="method"
        id={`method-${idempotencyKey}`}
        layout="inline"
        options={[
          { value: "terminal", label: "Card terminal" },
          { value: "cash", label: "Cash" },
          { value: "e_transfer", label: "E-transfer" },
        ]}
      />
      <div>
        <SubmitButton size="small" pendingLabel="Selling…">
          Sell the package
        </SubmitButton>
      </div>
    </ActForm>
  );
}

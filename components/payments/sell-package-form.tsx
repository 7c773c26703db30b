// Sells one of the clinic's packages for money that is taken at the desk.
import { ActForm, type Act } from "@/components/desk/act-form";
import { HandMethods } from "@/components/payments/hand-methods";
import { ChoiceGroup, type Choice } from "@/components/ui/choice-group";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { action: Act; idempotencyKey: string; offers: readonly Choice[]; cardPage: boolean };

export function SellPackageForm({ action, idempotencyKey, offers, cardPage }: Props) {
  return (
    <ActForm action={action} key={idempotencyKey}>
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <ChoiceGroup legend="Which package" name="offerId" options={offers} />
      <HandMethods legend="How the package was paid" id={`method-${idempotencyKey}`} cardPage={cardPage} />
      <div>
        <SubmitButton size="small" pendingLabel="Selling…">
          Sell the package
        </SubmitButton>
      </div>
    </ActForm>
  );
}

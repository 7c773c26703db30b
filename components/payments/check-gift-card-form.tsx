// What is left on a gift card, for whoever knows its code.
import { ActForm, type Act } from "@/components/desk/act-form";
import { GiftCodeField } from "@/components/payments/gift-code-field";
import { SubmitButton } from "@/components/ui/submit-button";

export function CheckGiftCardForm({ action }: { action: Act }) {
  return (
    <ActForm action={action} keep>
      <GiftCodeField />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Looking…">
          See what is left
        </SubmitButton>
      </div>
    </ActForm>
  );
}

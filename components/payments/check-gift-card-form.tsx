// What is left on a gift card, for whoever knows its code.
import { ActForm, type Act } from "@/components/desk/act-form";
import { GiftCodeField } from "@/components/payments/gift-code-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Tell } from "@/lib/languages/tell";

export function CheckGiftCardForm({ t, action }: { t: Tell; action: Act }) {
  return (
    <ActForm action={action} keep>
      <GiftCodeField label={t("Code of the gift card")} />
      <div>
        <SubmitButton variant="secondary" pendingLabel={t("Looking…")}>
          {t("See what is left")}
        </SubmitButton>
      </div>
    </ActForm>
  );
}

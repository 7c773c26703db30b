// Gift cards at the desk: sell one, or find one by its code.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { giftTermsWords } from "@/components/payments/gift-terms-words";
import { GiftCodeField } from "@/components/payments/gift-code-field";
import { SellGiftCardForm } from "@/components/payments/sell-gift-card-form";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { newId } from "@/lib/ids";
import { formatMoney } from "@/lib/money/money";
import { giftCardOffer } from "@/lib/payments/buy-gift-card";
import { staffPage } from "@/lib/server/contexts";
import { findGiftCardAction, sellGiftCardAction } from "./actions";

export const metadata: Metadata = { title: "Gift cards" };

export default async function DeskGiftCardsPage() {
  const { ctx, clinic } = await staffPage("/desk/gift-cards", "take_payment");
  const terms = await giftCardOffer(ctx);
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  return (
    <Stack gap="wide">
      <PageHead
        title="Gift cards"
        lead="Money for visits still to come: no tax now, no end, and no receipt for a treatment."
      />
      <Section
        title="Find one"
        id="find"
        hint="What is left on it and what it paid. To pay with it, take a payment of the patient."
      >
        <ActForm action={findGiftCardAction} className="flex flex-wrap items-end gap-4">
          <GiftCodeField />
          <SubmitButton variant="secondary" pendingLabel="Looking…">
            Find
          </SubmitButton>
        </ActForm>
      </Section>
      <Section title="Sell one" id="sell">
        {terms ? (
          <SellGiftCardForm
            action={sellGiftCardAction}
            idempotencyKey={newId()}
            currency={clinic.currency}
            sold={`${giftTermsWords(terms, say)}.`}
          />
        ) : (
          <EmptyState title="The clinic sells none just now">
            The owner says what they are sold for, under Money, Gift cards.
          </EmptyState>
        )}
      </Section>
    </Stack>
  );
}

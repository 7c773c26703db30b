// Gift cards of the clinic: buy one for somebody, or see what is left on one.
import type { Metadata } from "next";
import { BuyGiftCardForm } from "@/components/payments/buy-gift-card-form";
import { buyGiftCardWords } from "@/components/payments/buy-gift-card-words";
import { CheckGiftCardForm } from "@/components/payments/check-gift-card-form";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { phoneWords } from "@/lib/clinic/phone-words";
import { newId } from "@/lib/ids";
import { formatMoney } from "@/lib/money/money";
import { giftCardOffer } from "@/lib/payments/buy-gift-card";
import { takesCardsOnline } from "@/lib/payments/online-account";
import { tellAll } from "@/lib/languages/tell";
import { publicPage } from "@/lib/server/contexts";
import { ownTell } from "@/lib/server/language";
import { buyGiftCardAction, checkGiftCardAction } from "./actions";

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await ownTell())("Gift cards") });

export default async function GiftCardsPage({ params }: PageProps<"/[clinic]/gift-cards">) {
  const { clinic: slug } = await params;
  const { ctx, clinic } = await publicPage(slug);
  const [terms, online] = await Promise.all([giftCardOffer(ctx), takesCardsOnline(ctx)]);
  const t = await ownTell();
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  return (
    <div className="flex flex-col gap-10">
      <PageHead
        title={t(`Gift cards for ${clinic.name}`)}
        lead={t(
          "A gift card pays for visits, in one go or bit by bit. It never expires, and costs nothing beside its amount.",
        )}
      />
      {terms && online ? (
        <BuyGiftCardForm
          words={tellAll(t, buyGiftCardWords)}
          action={buyGiftCardAction.bind(null, slug)}
          idempotencyKey={newId()}
          amounts={terms.amountsMinor.map((minor) => ({ value: (minor / 100).toFixed(2), label: say(minor) }))}
          free={terms.free ? t(`Any amount from ${say(terms.free.leastMinor)} to ${say(terms.free.mostMinor)}.`) : null}
        />
      ) : (
        <Notice title={t(`Gift cards are not sold online just now. Please call us on ${phoneWords(clinic.phone)}.`)} />
      )}
      <Section
        title={t("Do you have a gift card?")}
        id="check"
        hint={t("You use it when you pay: online, or at our desk.")}
      >
        <CheckGiftCardForm t={t} action={checkGiftCardAction.bind(null, slug)} />
      </Section>
    </div>
  );
}

// Gift cards of the clinic: buy one for somebody, or see what is left on one.
import type { Metadata } from "next";
import { BuyGiftCardForm } from "@/components/payments/buy-gift-card-form";
import { CheckGiftCardForm } from "@/components/payments/check-gift-card-form";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { phoneWords } from "@/lib/clinic/phone-words";
import { newId } from "@/lib/ids";
import { formatMoney } from "@/lib/money/money";
import { giftCardOffer } from "@/lib/payments/buy-gift-card";
import { takesCardsOnline } from "@/lib/payments/online-account";
import { publicPage } from "@/lib/server/contexts";
import { buyGiftCardAction, checkGiftCardAction } from "./actions";

export const metadata: Metadata = { title: "Gift cards" };

export default async function GiftCardsPage({ params }: PageProps<"/[clinic]/gift-cards">) {
  const { clinic: slug } = await params;
  const { ctx, clinic } = await publicPage(slug);
  const [terms, online] = await Promise.all([giftCardOffer(ctx), takesCardsOnline(ctx)]);
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  return (
    <div className="flex flex-col gap-10">
      <PageHead
        title={`Gift cards for ${clinic.name}`}
        lead="A gift card pays for visits, in one go or bit by bit. It never expires, and costs nothing beside its amount."
      />
      {terms && online ? (
        <BuyGiftCardForm
          action={buyGiftCardAction.bind(null, slug)}
          idempotencyKey={newId()}
          amounts={terms.amountsMinor.map((minor) => ({ value: (minor / 100).toFixed(2), label: say(minor) }))}
          free={terms.free ? { least: say(terms.free.leastMinor), most: say(terms.free.mostMinor) } : null}
        />
      ) : (
        <Notice title={`Gift cards are not sold online just now. Please call us on ${phoneWords(clinic.phone)}.`} />
      )}
      <Section title="Do you have a gift card?" id="check" hint="You use it when you pay: online, or at our desk.">
        <CheckGiftCardForm action={checkGiftCardAction.bind(null, slug)} />
      </Section>
    </div>
  );
}

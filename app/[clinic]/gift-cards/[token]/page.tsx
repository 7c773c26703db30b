// One gift card for whoever holds its key: paid or not yet, its code to give or print, and what is left on it.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { GiftCardPaper } from "@/components/payments/gift-card-paper";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { PrintButton } from "@/components/ui/print-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { phoneWords } from "@/lib/clinic/phone-words";
import { formatMoney } from "@/lib/money/money";
import { viewGiftCard } from "@/lib/payments/gift-cards";
import { publicPage } from "@/lib/server/contexts";
import { ownTell } from "@/lib/server/language";
import { keyPage } from "@/lib/server/key-door";
import { payGiftCardAction } from "../actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("Gift card"),
  robots: { index: false },
  referrer: "no-referrer",
});

export default async function GiftCardPage({ params, searchParams }: PageProps<"/[clinic]/gift-cards/[token]">) {
  const { clinic: slug, token } = await params;
  const { clinic } = await publicPage(slug);
  const card = await keyPage(slug, "gift", token, (ctx, giftCardId) => viewGiftCard(ctx, { giftCardId }));
  const asked = await searchParams;
  const t = await ownTell();
  const say = (minor: number) => formatMoney(minor, card.currency, clinic.locale);
  if (card.status !== "active") {
    // Whatever has become of a page before it: Stripe comes back this way only when it has been paid.
    const waiting = asked["paid"] !== undefined;
    return (
      <div className="flex flex-col gap-8">
        {waiting ? <meta httpEquiv="refresh" content="2" /> : null}
        <PageHead title={t(waiting ? "We are confirming your payment" : `A gift card of ${say(card.amountMinor)}`)} />
        {waiting ? (
          <Notice title={t("This takes a few seconds. The page looks again by itself.")} live />
        ) : (
          <>
            <Notice title={t("It is not paid yet, and nothing was charged. It can be used once it is paid.")} />
            <ActForm action={payGiftCardAction.bind(null, slug, token)}>
              <SubmitButton full pendingLabel={t("Opening the payment page…")}>
                {t(`Pay ${say(card.amountMinor)}`)}
              </SubmitButton>
            </ActForm>
          </>
        )}
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-8">
      {asked["paid"] === undefined ? null : (
        <div className="no-print">
          <Notice tone="success" title={t("The gift card is paid.")} live>
            {t(
              card.recipientEmail
                ? `We have sent it to ${card.recipientEmail}, and a confirmation to you.`
                : "We have sent it to you by e-mail as well.",
            )}
          </Notice>
        </div>
      )}
      <GiftCardPaper
        t={t}
        clinicName={clinic.name}
        place={`${phoneWords(clinic.phone)} · ${clinic.email}`}
        amount={say(card.amountMinor)}
        left={card.leftMinor === card.amountMinor ? null : say(card.leftMinor)}
        code={card.code}
        from={card.buyerName}
        to={card.recipientName}
        message={card.message}
      />
      <div className="no-print flex flex-wrap gap-3">
        <PrintButton>{t("Print it")}</PrintButton>
        <LinkButton variant="secondary" href={`/${slug}`}>
          {t("Book a visit")}
        </LinkButton>
      </div>
    </div>
  );
}

// A payment that the clinic asked for, for whoever holds its key: the amount and the way to pay it, and nothing of who or what for.
import type { Metadata } from "next";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { phoneWords } from "@/lib/clinic/phone-words";
import { formatMoney } from "@/lib/money/money";
import { viewPayPage } from "@/lib/payments/pay-pages";
import { publicPage } from "@/lib/server/contexts";
import { keyPage } from "@/lib/server/key-door";
import { ownTell } from "@/lib/server/language";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("Payment"),
  robots: { index: false },
  referrer: "no-referrer",
});

export default async function PayPage({ params, searchParams }: PageProps<"/[clinic]/pay/[token]">) {
  const { clinic: slug, token } = await params;
  const { clinic } = await publicPage(slug);
  const { state, amountMinor, currency, url } = await keyPage(slug, "pay", token, (ctx, checkoutId) =>
    viewPayPage(ctx, { checkoutId }),
  );
  const asked = await searchParams;
  const t = await ownTell();
  const amount = formatMoney(amountMinor, currency, clinic.locale);
  const confirming = state === "waiting" && asked["paid"] !== undefined;
  return (
    <div className="flex flex-col gap-8">
      {confirming ? <meta httpEquiv="refresh" content="2" /> : null}
      <PageHead
        title={t(
          confirming
            ? "We are confirming your payment"
            : state === "waiting"
              ? `Pay ${amount} to ${clinic.name}`
              : state === "paid"
                ? "Thank you. It is paid."
                : state === "back"
                  ? "Your payment goes back to your card"
                  : "This page is closed",
        )}
      />
      {confirming ? (
        <Notice title={t("This takes a few seconds. The page looks again by itself.")} live />
      ) : state === "waiting" && url ? (
        <>
          {asked["unpaid"] === undefined ? null : (
            <Notice title={t("Nothing was charged. You can pay now, or at the desk.")} />
          )}
          <LinkButton href={url} full>
            {t(`Pay ${amount} by card`)}
          </LinkButton>
        </>
      ) : state === "waiting" ? (
        <Notice
          title={t("The payment page does not answer just now. Please try again in a minute, or pay at the desk.")}
        />
      ) : state === "paid" ? (
        <p className="measure">{t(`${amount} to ${clinic.name}. You can close this page.`)}</p>
      ) : state === "back" ? (
        <p className="measure">
          {t(
            `What you paid for was settled another way before, so ${amount} goes back to your card in full. Your bank may take some days to show it.`,
          )}
        </p>
      ) : (
        <p className="measure">
          {t(`Nothing was charged on it. Ask the clinic for a new one: ${phoneWords(clinic.phone)}`)}
        </p>
      )}
    </div>
  );
}

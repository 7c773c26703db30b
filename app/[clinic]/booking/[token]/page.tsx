// A booking's own page: confirmation, what it costs to change, add to calendar, move and cancel. Looking changes nothing.
import { phoneWords } from "@/lib/clinic/phone-words";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { EarlierForm } from "@/components/booking/earlier-form";
import { ConfirmForm } from "@/components/booking/confirm-form";
import { CancelForm } from "@/components/booking/cancel-form";
import { UndoForm } from "@/components/booking/undo-form";
import { PayOrKeep } from "@/components/booking/pay-or-keep";
import { KeptCard } from "@/components/payments/kept-card";
import { UseGiftCard } from "@/components/payments/use-gift-card";
import { BookingPackages } from "@/components/payments/booking-packages";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { SummaryList } from "@/components/ui/summary-list";
import { Refusal } from "@/lib/errors";
import { sayIn } from "@/lib/languages/say-in";
import { formatMoney } from "@/lib/money/money";
import { sharesOf } from "@/lib/money/share";
import { asksEarlier } from "@/lib/messages/ask-earlier";
import { viewUndo } from "@/lib/messages/undo-booking";
import { dueOnline } from "@/lib/payments/chain-money";
import { cardConsent } from "@/lib/payments/keep-card";
import { viewBookingPage } from "@/lib/payments/view-booking-page";
import { bookingDoor } from "@/lib/server/booking-door";
import { publicPage } from "@/lib/server/contexts";
import { ownTell, pageWords, spokenLanguage } from "@/lib/server/language";
import { sayDate, sayMoment, sayTime, sayZone } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import {
  buyPackageAction,
  cancelAction,
  confirmAction,
  earlierAction,
  forgetCardAction,
  keepCardAction,
  payByGiftCardAction,
  payNowAction,
  payAtClinicAction,
  undoAction,
} from "./actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("visit"))("tab"),
  robots: { index: false },
});

async function load(token: string) {
  try {
    const { ctx, chainId } = bookingDoor(token);
    const [asks, undoUntil] = [(await asksEarlier(ctx, { chainId })) !== null, await viewUndo(ctx, { chainId })];
    return { ctx, asks, undoUntil, ...(await viewBookingPage(ctx, { chainId })) };
  } catch (error) {
    if (error instanceof Refusal) notFound();
    throw error;
  }
}

/** Near enough that somebody knows whether they can come. */
const isSoon = (now: Date, start: Date) => start.getTime() - now.getTime() < 14 * 86_400_000;

export default async function BookingPage({ params, searchParams }: PageProps<"/[clinic]/booking/[token]">) {
  const { clinic: slug, token } = await params;
  const { clinic } = await publicPage(slug);
  const { ctx, asks, undoUntil, booking, money, packages, offers, card, takesCards, takesGiftCards } =
    await load(token);
  if (ctx.clinicId !== clinic.id) notFound();
  const asked = await searchParams;
  const t = await getTranslations("visit");
  const check = await getTranslations("booking.check");
  const { visit: words } = await pageWords();
  const language = await spokenLanguage();
  const own = await ownTell();
  const here = `/${slug}/booking/${token}`;
  const say = (minor: number) => formatMoney(minor, money.currency, clinic.locale);
  const when = `${sayMoment(booking.start, booking.timeZone, clinic.locale)}, ${sayZone(booking.timeZone, clinic.locale)}`;
  const visitOn = dateIn(booking.start, booking.timeZone);
  const due = dueOnline(booking.status, money);
  const deposit = Math.min(due, booking.policy.depositMinor - money.paidMinor + money.refundedMinor);
  const waiting = booking.status === "held" && asked["paid"] !== undefined;

  return (
    <div className="flex flex-col gap-8">
      {waiting ? <meta httpEquiv="refresh" content="2" /> : null}
      <PageHead
        title={t(`title.${waiting ? "waiting" : booking.status}`)}
        lead={booking.status === "booked" ? when : undefined}
      />
      {waiting ? <Notice tone="info" title={t("waiting")} live /> : null}
      {booking.status === "booked" &&
      asked["package"] === undefined &&
      (asked["new"] !== undefined || asked["paid"] !== undefined || asked["gift"] !== undefined) ? (
        <Notice tone="success" title={t(undoUntil ? "bookedSoon" : "booked")} live>
          {asked["atClinic"] === undefined ? null : <p>{t("noCards")}</p>}
          {t("keepAddress")}
        </Notice>
      ) : null}
      {undoUntil ? (
        <UndoForm
          words={{
            ...words.undoForm,
            offer: t("undoForm.offer", { time: sayTime(undoUntil, booking.timeZone, clinic.locale) }),
          }}
          action={undoAction.bind(null, slug, token)}
        />
      ) : null}
      {asked["undone"] !== undefined && booking.status === "cancelled" ? (
        <Notice tone="success" title={t("undone")} live />
      ) : null}
      {asked["moved"] !== undefined ? <Notice tone="success" title={t("moved")} live /> : null}
      {booking.canChange && booking.status === "booked" && (booking.confirmed || isSoon(ctx.now, booking.start)) ? (
        <ConfirmForm
          confirmed={booking.confirmed}
          just={asked["confirmed"] !== undefined}
          moveHref={`${here}/move`}
          words={words.confirmForm}
          action={confirmAction.bind(null, slug, token)}
        />
      ) : null}
      {booking.status === "held" && !waiting ? (
        <PayOrKeep
          note={!takesCards ? t("held.atClinic") : asked["unpaid"] !== undefined ? t("held.unpaid") : t("held.choose")}
          payLabel={check("payNow", { amount: say(due) })}
          depositLabel={deposit > 0 && deposit < due ? check("deposit", { amount: say(deposit) }) : null}
          online={takesCards}
          words={words.payForm}
          payAction={payNowAction.bind(null, slug, token)}
          keepAction={payAtClinicAction.bind(null, slug, token)}
        />
      ) : null}
      {takesGiftCards && !waiting ? (
        <UseGiftCard
          t={own}
          due={due > 0 ? say(due) : null}
          just={asked["gift"] !== undefined}
          open={asked["by"] === "gift"}
          used={money.giftCards}
          say={say}
          action={payByGiftCardAction.bind(null, slug, token)}
        />
      ) : null}
      {booking.status === "expired" ? (
        <Notice
          tone="warning"
          title={t("expired")}
          action={<LinkButton href={`/${slug}/book/${booking.serviceId}`}>{t("chooseTime")}</LinkButton>}
        >
          {t(money.paidMinor > 0 ? "goesBack" : "nothingCharged")}
        </Notice>
      ) : null}
      <SummaryList
        items={[
          { term: check("what"), value: sayIn(language, booking.serviceName) },
          { term: check("when"), value: when },
          {
            term: check("with"),
            value: `${booking.practitionerName}, ${sayIn(language, booking.practitionerTitle)}`,
          },
          {
            term: check("where"),
            value: (
              <>
                {booking.location.name}, {booking.location.address}
                {booking.location.arrival ? (
                  <span lang="en" className="block text-sm text-soft">
                    {booking.location.arrival}
                  </span>
                ) : null}
              </>
            ),
          },
          {
            term: check("price"),
            value: booking.taxMinor
              ? check("withTax", { total: say(booking.priceMinor + booking.taxMinor), tax: say(booking.taxMinor) })
              : check("noTax", { total: say(booking.priceMinor) }),
          },
          ...(booking.payer === "self" ? [] : [{ term: t("insurer"), value: say(sharesOf(booking).payer.dueMinor) }]),
          ...(money.paidMinor > 0
            ? [
                {
                  term: t("paid"),
                  value:
                    money.refundedMinor > 0
                      ? t("paidRefunded", { paid: say(money.paidMinor), refunded: say(money.refundedMinor) })
                      : say(money.paidMinor),
                },
              ]
            : []),
          ...(money.owedMinor > 0 ? [{ term: t("owed"), value: say(money.owedMinor) }] : []),
          ...(booking.status === "booked" && money.paidMinor > 0 && money.paidMinor < money.totalMinor
            ? [{ term: t("atVisit"), value: say(money.totalMinor - money.paidMinor) }]
            : []),
        ]}
      />
      {booking.status === "booked" ? (
        <LinkButton variant="secondary" icon="calendar" href={`${here}/calendar.ics`}>
          {t("calendar")}
        </LinkButton>
      ) : null}
      {booking.status === "booked" || booking.status === "fulfilled" ? (
        <BookingPackages
          packages={packages.filter((one) => one.status === "active")}
          covered={
            booking.status === "booked" &&
            money.paidMinor === 0 &&
            packages.some(({ left, expiresOn }) => left > 0 && (expiresOn === null || expiresOn >= visitOn))
          }
          offers={!takesCards || money.paidMinor > 0 || booking.status !== "booked" ? [] : offers}
          just={asked["package"] === undefined ? null : asked["paid"] === undefined ? "unpaid" : "paid"}
          say={say}
          sayDay={(date) => sayDate(date, clinic.locale)}
          sayName={(name) => sayIn(language, name)}
          buy={(offerId) => buyPackageAction.bind(null, slug, token, offerId)}
        />
      ) : null}
      {card || (takesCards && (booking.status === "booked" || money.owedMinor > 0)) ? (
        <KeptCard
          card={card}
          consent={cardConsent.text}
          just={asked["kept"] !== undefined}
          keep={keepCardAction.bind(null, slug, token)}
          forget={forgetCardAction.bind(null, slug, token)}
        />
      ) : null}
      {booking.canChange && booking.status === "booked" ? (
        <Section title={t("change.title")} id="change">
          <div className="flex flex-col gap-5">
            <p>
              {booking.feeNowMinor > 0
                ? t("change.late", {
                    hours: String(booking.policy.cancelNoticeHours),
                    fee: say(booking.feeNowMinor),
                    phone: phoneWords(clinic.phone),
                  })
                : t("change.free", {
                    moment: sayMoment(booking.freeUntil, booking.timeZone, clinic.locale),
                    fee: say(booking.policy.lateFeeMinor),
                  })}
              {booking.policy.lateFeeMinor > 0 ? ` ${t("change.missed")}` : ""}
            </p>
            <LinkButton variant="secondary" href={`${here}/move`}>
              {t("change.move")}
            </LinkButton>
            <CancelForm
              label={
                booking.feeNowMinor > 0
                  ? t("change.cancelCosts", { fee: say(booking.feeNowMinor) })
                  : t("change.cancel")
              }
              words={words.cancelForm}
              confirm={
                booking.feeNowMinor > 0
                  ? t("change.yesPay", { fee: say(booking.feeNowMinor) })
                  : money.paidMinor > money.refundedMinor
                    ? t("change.yesRefund", { amount: say(money.paidMinor - money.refundedMinor) })
                    : t("change.yes")
              }
              action={cancelAction.bind(null, slug, token, booking.feeNowMinor)}
            />
          </div>
        </Section>
      ) : null}
      {booking.canChange && booking.status === "booked" ? (
        <Section title={t("earlier.title")} id="earlier">
          <EarlierForm asks={asks} words={words.earlier} action={earlierAction.bind(null, slug, token, asks)} />
        </Section>
      ) : null}
      {booking.status === "cancelled" ? <LinkButton href={`/${slug}`}>{t("another")}</LinkButton> : null}
    </div>
  );
}

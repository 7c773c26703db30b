// A booking's own page: confirmation, what it costs to change, add to calendar, move and cancel. Looking changes nothing.
import { missedIsYours } from "@/components/booking/missed-words";
import { phoneWords } from "@/lib/clinic/phone-words";
import type { Metadata } from "next";
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
import { formatMoney } from "@/lib/money/money";
import { asksEarlier } from "@/lib/messages/ask-earlier";
import { viewUndo } from "@/lib/messages/undo-booking";
import { dueOnline } from "@/lib/payments/chain-money";
import { cardConsent } from "@/lib/payments/keep-card";
import { viewBookingPage } from "@/lib/payments/view-booking-page";
import { bookingDoor } from "@/lib/server/booking-door";
import { publicPage } from "@/lib/server/contexts";
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

export const metadata: Metadata = { title: "Your booking", robots: { index: false } };

async function load(token: string) {
  try {
    const { ctx, chainId } = bookingDoor(token);
    const [asks, undoUntil] = [await asksEarlier(ctx, { chainId }), await viewUndo(ctx, { chainId })];
    return { ctx, asks, undoUntil, ...(await viewBookingPage(ctx, { chainId })) };
  } catch (error) {
    if (error instanceof Refusal) notFound();
    throw error;
  }
}

/** Near enough that somebody knows whether they can come. */
const isSoon = (now: Date, start: Date) => start.getTime() - now.getTime() < 14 * 86_400_000;

const titles: Record<string, string> = {
  booked: "Your visit is booked",
  arrived: "You have arrived",
  fulfilled: "Thank you for coming",
  cancelled: "This visit is cancelled",
  noshow: "This visit was missed",
  expired: "This time was not kept",
  held: "Almost booked",
};

export default async function BookingPage({ params, searchParams }: PageProps<"/[clinic]/booking/[token]">) {
  const { clinic: slug, token } = await params;
  const { clinic } = await publicPage(slug);
  const { ctx, asks, undoUntil, booking, money, packages, offers, card, takesCards, takesGiftCards } =
    await load(token);
  if (ctx.clinicId !== clinic.id) notFound();
  const asked = await searchParams;
  const here = `/${slug}/booking/${token}`;
  const say = (minor: number) => formatMoney(minor, money.currency, clinic.locale);
  const when = `${sayMoment(booking.start, booking.timeZone, clinic.locale)}, ${sayZone(booking.timeZone)}`;
  const visitOn = dateIn(booking.start, booking.timeZone);
  const due = dueOnline(booking.status, money);
  const deposit = Math.min(due, booking.policy.depositMinor - money.paidMinor + money.refundedMinor);
  const waiting = booking.status === "held" && asked["paid"] !== undefined;

  return (
    <div className="flex flex-col gap-8">
      {waiting ? <meta httpEquiv="refresh" content="2" /> : null}
      <PageHead
        title={waiting ? "We are confirming your payment" : (titles[booking.status] ?? "Your booking")}
        lead={booking.status === "booked" ? when : undefined}
      />
      {waiting ? <Notice tone="info" title="This takes a few seconds. The page looks again by itself." live /> : null}
      {booking.status === "booked" &&
      asked["package"] === undefined &&
      (asked["new"] !== undefined || asked["paid"] !== undefined || asked["gift"] !== undefined) ? (
        <Notice
          tone="success"
          title={undoUntil ? "Booked. We send you the details in a moment." : "Booked. We have sent you the details."}
          live
        >
          {asked["atClinic"] === undefined ? null : (
            <p>The clinic does not take cards online just now: pay when you come.</p>
          )}
          Keep this page’s address: it is the key to change or cancel.
        </Notice>
      ) : null}
      {undoUntil ? (
        <UndoForm
          until={sayTime(undoUntil, booking.timeZone, clinic.locale)}
          action={undoAction.bind(null, slug, token)}
        />
      ) : null}
      {asked["undone"] !== undefined && booking.status === "cancelled" ? (
        <Notice tone="success" title="Undone. Nothing was sent, and nothing is owed." live />
      ) : null}
      {asked["moved"] !== undefined ? (
        <Notice tone="success" title="Your visit has moved. We have sent you the new time." live />
      ) : null}
      {booking.canChange && booking.status === "booked" && (booking.confirmed || isSoon(ctx.now, booking.start)) ? (
        <ConfirmForm
          confirmed={booking.confirmed}
          just={asked["confirmed"] !== undefined}
          moveHref={`${here}/move`}
          action={confirmAction.bind(null, slug, token)}
        />
      ) : null}
      {booking.status === "held" && !waiting ? (
        <PayOrKeep
          note={
            !takesCards
              ? "Your time is kept for a few minutes. Book it, and pay at the clinic."
              : asked["unpaid"] !== undefined
                ? "Nothing was charged. We still keep your time for a few minutes."
                : "Your time is kept for a few minutes. Choose how you want to pay."
          }
          payLabel={`Book – pay ${say(due)} now`}
          depositLabel={deposit > 0 && deposit < due ? `Book – pay a deposit of ${say(deposit)} now` : null}
          online={takesCards}
          payAction={payNowAction.bind(null, slug, token)}
          keepAction={payAtClinicAction.bind(null, slug, token)}
        />
      ) : null}
      {takesGiftCards && !waiting ? (
        <UseGiftCard
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
          title="The time was kept for ten minutes and then let go."
          action={<LinkButton href={`/${slug}/book/${booking.serviceId}`}>Choose a time</LinkButton>}
        >
          {money.paidMinor > 0 ? "What you paid goes back to you, the way it came." : "Nothing was charged."}
        </Notice>
      ) : null}
      <SummaryList
        items={[
          { term: "What", value: booking.serviceName },
          { term: "When", value: when },
          { term: "With", value: `${booking.practitionerName}, ${booking.practitionerTitle}` },
          {
            term: "Where",
            value: (
              <>
                {booking.location.name}, {booking.location.address}
                {booking.location.arrival ? (
                  <span className="block text-sm text-soft">{booking.location.arrival}</span>
                ) : null}
              </>
            ),
          },
          {
            term: "Price",
            value: booking.taxMinor
              ? `${say(booking.priceMinor + booking.taxMinor)}, of it ${say(booking.taxMinor)} GST`
              : `${say(booking.priceMinor)}, no tax`,
          },
          ...(money.paidMinor > 0
            ? [
                {
                  term: "Paid",
                  value: `${say(money.paidMinor)}${money.refundedMinor > 0 ? `, ${say(money.refundedMinor)} refunded` : ""}`,
                },
              ]
            : []),
          ...(money.owedMinor > 0 ? [{ term: "Still to pay", value: say(money.owedMinor) }] : []),
          ...(booking.status === "booked" && money.paidMinor > 0 && money.paidMinor < money.totalMinor
            ? [{ term: "To pay at the visit", value: say(money.totalMinor - money.paidMinor) }]
            : []),
        ]}
      />
      {booking.status === "booked" ? (
        <LinkButton variant="secondary" icon="calendar" href={`${here}/calendar.ics`}>
          Add to your calendar
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
        <Section title="Need to change it?" id="change">
          <div className="flex flex-col gap-5">
            <p>
              {booking.feeNowMinor > 0
                ? `It is less than ${booking.policy.cancelNoticeHours} hours to your visit. Cancelling now costs ${say(booking.feeNowMinor)}; moving it is free. You can also call us: ${phoneWords(clinic.phone)}.`
                : `Free to change or cancel until ${sayMoment(booking.freeUntil, booking.timeZone, clinic.locale)}. After that cancelling costs ${say(booking.policy.lateFeeMinor)}.`}
              {booking.policy.lateFeeMinor > 0 ? ` If you miss it, that is the fee. ${missedIsYours}` : ""}
            </p>
            <LinkButton variant="secondary" href={`${here}/move`}>
              Move it to another time
            </LinkButton>
            <CancelForm
              label={booking.feeNowMinor > 0 ? `Cancel – costs ${say(booking.feeNowMinor)}` : "Cancel this visit"}
              confirm={
                booking.feeNowMinor > 0
                  ? `Yes, cancel and pay ${say(booking.feeNowMinor)}`
                  : money.paidMinor > money.refundedMinor
                    ? `Yes, cancel and refund ${say(money.paidMinor - money.refundedMinor)}`
                    : "Yes, cancel it"
              }
              action={cancelAction.bind(null, slug, token, booking.feeNowMinor)}
            />
          </div>
        </Section>
      ) : null}
      {booking.canChange && booking.status === "booked" ? (
        <Section title="Would you rather come earlier?" id="earlier">
          <EarlierForm asks={asks} action={earlierAction.bind(null, slug, token, asks)} />
        </Section>
      ) : null}
      {booking.status === "cancelled" ? <LinkButton href={`/${slug}`}>Book another visit</LinkButton> : null}
    </div>
  );
}

// The clinic's subscription to Taper: how it stands, what counts, what it costs, its bills, and what the owner can do.
import type { Metadata } from "next";
import { cardWords } from "@/components/payments/card-words";
import { BillTable } from "@/components/subscription/bill-table";
import { PriceTable } from "@/components/subscription/price-table";
import { titleOf } from "@/components/subscription/standing-words";
import {
  CardForm,
  GoOnForm,
  PayAgainForm,
  StopForm,
  SubscribeForm,
} from "@/components/subscription/subscription-forms";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { SummaryList } from "@/components/ui/summary-list";
import { formatMoney } from "@/lib/money/money";
import { staffPage } from "@/lib/server/contexts";
import { bandWords } from "@/lib/subscription/price-list";
import { lastDayOf } from "@/lib/subscription/subscription-state";
import { viewSubscription } from "@/lib/subscription/view-subscription";
import { sayDate } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { one } from "../door";
import { changeCardAction, goOnAction, payAgainAction, stopAction, subscribeAction } from "./actions";

export const metadata: Metadata = { title: "Subscription" };

const done: Record<string, string> = {
  paid: "Paid. Everything goes on.",
  stopped: "The subscription ends with the month that is paid.",
  "goes-on": "The subscription goes on.",
};

export default async function SubscriptionPage({ searchParams }: PageProps<"/owner/subscription">) {
  const asked = await searchParams;
  const { ctx, clinic } = await staffPage("/owner/subscription", "manage_subscription");
  const view = await viewSubscription(ctx);
  const { state, until, live, practitioners, list, band, next, nextBill, card, bills } = view;
  const day = (at: Date) => sayDate(dateIn(at, clinic.timeZone), clinic.locale);
  const lastDay = (at: Date | null) => (at ? sayDate(lastDayOf(at, clinic.timeZone), clinic.locale) : "");
  const price = (minor: number) => formatMoney(minor, list.currency, clinic.locale);
  const refused = live && (state === "past_due" || state === "read_only");
  const back = (asked["subscribed"] !== undefined && !live) || (asked["card"] !== undefined && refused);
  const said = done[one(asked, "done") ?? ""];
  return (
    <Stack gap="wide">
      <PageHead
        over={`${clinic.name}. Subscription to Taper`}
        title={titleOf[state]}
        lead={`${price(band.monthMinor)} a month for ${bandWords(list, band)}. Everything Taper does is in it, for everybody who works here.`}
      />
      {said ? <Notice tone="success" live title={said} /> : null}
      {back ? (
        <Notice
          live
          title="Back from Stripe"
          action={
            <LinkButton
              variant="secondary"
              size="small"
              href={`/owner/subscription?${asked["card"] === undefined ? "subscribed" : "card"}=1`}
            >
              Look again
            </LinkButton>
          }
        >
          What you did there counts here as soon as Stripe tells us, mostly within seconds.
        </Notice>
      ) : null}
      <SummaryList
        items={[
          { term: "What counts", value: counts(practitioners) },
          { term: "Price", value: `${price(band.monthMinor)} a month, for ${bandWords(list, band)}` },
          ...(next
            ? [
                {
                  term: `From ${sayDate(next.list.effectiveFrom, clinic.locale)}`,
                  value: `${formatMoney(next.band.monthMinor, next.list.currency, clinic.locale)} a month`,
                },
              ]
            : []),
          ...(view.trialEndsAt && !refused
            ? [{ term: "Trial", value: `Free until ${lastDay(view.trialEndsAt)}` }]
            : []),
          ...(nextBill ? [{ term: "Next bill", value: `${price(nextBill.amountMinor)} on ${day(nextBill.at)}` }] : []),
          ...(state === "stopping" && until ? [{ term: "Paid until", value: day(until) }] : []),
          ...(card ? [{ term: "Card", value: cardWords(card) }] : []),
        ]}
      />
      <div className="flex flex-col items-start gap-4">
        {live ? null : <SubscribeForm action={subscribeAction} again={state === "stopped" || bills.length > 0} />}
        {state === "trial" ? (
          <p className="measure text-soft">
            Subscribing now costs nothing before the trial ends: the first bill comes the day after.
          </p>
        ) : null}
        {state === "stopping" ? <GoOnForm action={goOnAction} /> : null}
        {live ? <CardForm action={changeCardAction} urgent={refused} /> : null}
        {refused ? <PayAgainForm action={payAgainAction} /> : null}
        {state === "active" && until ? <StopForm action={stopAction} day={day(until)} /> : null}
      </div>
      <Section title="Bills" id="bills">
        {bills.length ? (
          <BillTable
            lines={bills.map((bill, index) => ({
              id: bill.number ?? `Bill ${bills.length - index}`,
              day: day(bill.createdAt),
              amount: formatMoney(bill.amountMinor, bill.currency, clinic.locale),
              status: bill.status,
              again: bill.status === "open" && bill.nextAttemptAt ? day(bill.nextAttemptAt) : null,
              pageUrl: bill.pageUrl,
              pdfUrl: bill.pdfUrl,
            }))}
          />
        ) : (
          <p className="text-soft">None yet.</p>
        )}
      </Section>
      <Section
        title="What it costs"
        id="prices"
        hint="By how many people treat at the clinic. Front desk, managers and owners, places and rooms cost nothing, and no feature costs more."
      >
        <PriceTable
          caption={`In ${list.currency}, a month. Another band counts from the next bill on; nothing is billed in between.`}
          lines={list.bands.map((one) => ({
            words: bandWords(list, one),
            price: price(one.monthMinor),
            own: one === band,
          }))}
        />
      </Section>
      <Section title="If it is not paid" id="unpaid">
        <ul className="measure list-disc ps-6">
          <li>
            After a refused payment, or the end of a trial, everything goes on for {list.graceDays} days. The day is
            said here and by e-mail.
          </li>
          <li>From then on nothing new can be booked, online or at the desk.</li>
          <li>What is booked stays: it can be moved, cancelled, charted and paid.</li>
          <li>Records stay open, and the whole clinic can be saved to a file at any time. Nothing is deleted.</li>
        </ul>
      </Section>
    </Stack>
  );
}

const counts = (people: number): string =>
  people === 1 ? "1 practitioner, who treats here now" : `${people} practitioners, who treat here now`;

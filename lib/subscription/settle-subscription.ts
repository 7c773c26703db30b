// Brings what is known of a clinic's subscription to what Stripe says of it now: safe in any order, any number of times.
import {
  changeSubscription,
  keepSubscriptionInvoices,
  lockSubscription,
  subscriptionChecked,
  subscriptionInvoicesOf,
  subscriptionOf,
  type SubscriptionInvoiceRow,
  type SubscriptionRow,
} from "../../db/queries/subscription.ts";
import { eventApplied } from "../../db/queries/money.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import type { Invoice, Subscription } from "../gateways/stripe-subscription.ts";
import { newId } from "../ids.ts";
import { addDays } from "../time/dates.ts";
import { dateIn, instantAt } from "../time/zone.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { statusOf } from "./facts-of.ts";
import { listOn } from "./price-list.ts";
import { isLive } from "./subscription-state.ts";
import { tellOwners } from "./tell-owners.ts";

/** Where Stripe's word came from, to be marked as done with it. */
export type ToldBy = { account: string; eventId: string };

/** More than anybody looks at; each was kept when it came. */
const mostInvoices = 24;
const mostTurns = 8;

/** Asks Stripe itself. What somebody else has written meanwhile is newer than the question: it is asked again. */
export async function settleSubscription(ctx: Ctx, stripeSubscriptionId: string, event?: ToldBy): Promise<string> {
  const doors = ctx.gateways.stripe.of("");
  for (let turn = 1; turn <= mostTurns; turn++) {
    const before = await inTransaction(ctx, (t) => subscriptionOf(t.tx, t.clinicId));
    const found = await doors.retrieveSubscription(stripeSubscriptionId);
    const invoices = await doors.listInvoices(stripeSubscriptionId, mostInvoices);
    const outcome = await inTransaction(ctx, async (t) => {
      const row = await lockSubscription(t.tx, t.clinicId);
      if (row && row.version !== before?.version) return "overtaken";
      const said = row ? await keep(t, row, found, invoices) : "unknown";
      if (event) await eventApplied(t.tx, event.account, event.eventId, t.clinicId, t.now);
      return said;
    });
    if (outcome !== "overtaken") return outcome;
  }
  throw new Refusal("busy_try_again", "The subscription changes just now. Look again in a minute.");
}

async function keep(t: TxCtx, row: SubscriptionRow, found: Subscription, invoices: Invoice[]): Promise<string> {
  // Only what was begun for this clinic's own customer counts.
  if (found.customerId !== row.stripeCustomerId) return "another customer";
  const known = row.stripeSubscriptionId;
  if (known !== null && known !== found.id && (isLive(statusOf(row)) || !isLive(found.status))) return "an earlier one";
  if (known === null && found.status === "unfinished") return "waiting";
  const before = await subscriptionInvoicesOf(t.tx, t.clinicId);
  const rows = invoices.map((invoice) => invoiceRow(t.clinicId, invoice));
  await keepSubscriptionInvoices(
    t.tx,
    rows.filter((one) => !before.some((other) => sameInvoice(one, other))),
  );
  const change = await changeOf(t, row, found, invoices);
  await subscriptionChecked(t.tx, t.clinicId, t.now);
  if (sameRow(row, change)) return "same";
  await changeSubscription(t.tx, t.clinicId, change);
  const deed = deedOf(row, change);
  if (deed) await record(t, [{ deed, subjectKind: "subscription", subjectId: row.id }]);
  const latest = invoices[0];
  if (change.pastDueSince && !row.pastDueSince)
    await tellOwners(t, "subscription.refused", { key: latest?.id ?? found.id });
  return found.status;
}

type Change = Pick<
  SubscriptionRow,
  | "stripeSubscriptionId"
  | "status"
  | "quantity"
  | "periodEndsAt"
  | "cancelled"
  | "endedAt"
  | "pastDueSince"
  | "graceEndsAt"
  | "cardBrand"
  | "cardLast4"
  | "cardExpires"
>;

async function changeOf(t: TxCtx, row: SubscriptionRow, found: Subscription, invoices: Invoice[]): Promise<Change> {
  const { card } = found;
  return {
    stripeSubscriptionId: found.id,
    status: found.status,
    quantity: found.quantity,
    periodEndsAt: found.periodEndsAt,
    cancelled: found.cancelled,
    endedAt: found.endedAt,
    cardBrand: card?.brand ?? null,
    cardLast4: card?.last4 ?? null,
    cardExpires: card ? `${String(card.expMonth).padStart(2, "0")}/${card.expYear}` : null,
    ...(await graceOf(t, row, found, invoices)),
  };
}

/** From the first refusal on until it is paid; one that ended so stays unpaid, also when nobody heard of the refusal before. */
async function graceOf(
  t: TxCtx,
  row: SubscriptionRow,
  found: Subscription,
  invoices: Invoice[],
): Promise<Pick<Change, "pastDueSince" | "graceEndsAt">> {
  const open = invoices[0]?.status === "open" || invoices[0]?.status === "uncollectible";
  const unpaid = found.status === "ended" ? open : ["past_due", "unpaid"].includes(found.status);
  if (!unpaid) return { pastDueSince: null, graceEndsAt: null };
  if (row.pastDueSince && row.graceEndsAt) return { pastDueSince: row.pastDueSince, graceEndsAt: row.graceEndsAt };
  const { timeZone } = await loadClinic(t);
  const today = dateIn(t.now, timeZone);
  return { pastDueSince: t.now, graceEndsAt: instantAt(addDays(today, listOn(today).graceDays + 1), 0, timeZone) };
}

function deedOf(before: SubscriptionRow, after: Change): string | null {
  if (before.stripeSubscriptionId !== after.stripeSubscriptionId) return "subscription.began";
  if (after.status === "ended" && before.status !== "ended") return "subscription.ended";
  if (after.pastDueSince && !before.pastDueSince) return "subscription.refused";
  if (!after.pastDueSince && before.pastDueSince) return "subscription.paid";
  if (after.cancelled !== before.cancelled) return after.cancelled ? "subscription.stopping" : "subscription.goes_on";
  if (after.quantity !== before.quantity) return "subscription.people";
  if (after.cardLast4 !== before.cardLast4) return "subscription.card";
  return null;
}

const plain = (value: unknown) => (value instanceof Date ? value.getTime() : value);

const sameRow = (row: SubscriptionRow, change: Change): boolean =>
  Object.entries(change).every(([name, value]) => plain(row[name as keyof Change]) === plain(value));

const invoiceRow = (clinicId: string, { id, subscriptionId: _of, ...invoice }: Invoice): SubscriptionInvoiceRow => ({
  clinicId,
  id: newId(),
  stripeInvoiceId: id,
  ...invoice,
});

function sameInvoice(one: SubscriptionInvoiceRow, other: SubscriptionInvoiceRow): boolean {
  const { id: _id, ...facts } = one;
  return Object.entries(facts).every(([name, value]) => plain(other[name as keyof typeof facts]) === plain(value));
}

// Brings a membership to what Stripe says of it now: safe in any order, any number of times. Each month that is paid is booked once.
import { eventApplied } from "../../db/queries/money.ts";
import {
  bookedInvoices,
  changeMembership,
  lockMembership,
  membershipById,
  membershipChecked,
  type MembershipRow,
} from "../../db/queries/memberships.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { addCallTask } from "../../db/queries/screens.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import type { InvoicePaid, Subscription } from "../gateways/stripe-subscription.ts";
import { newId } from "../ids.ts";
import { receiveMonth } from "./receive-month.ts";
import type { AppliedEvent } from "./settle-checkout.ts";

/** More than can be unheard of at once; each was booked when it came. */
const mostInvoices = 24;
const mostTurns = 8;

/** Asks Stripe itself. What somebody else has written meanwhile is newer than the question: it is asked again. */
export async function settleMembership(
  ctx: Ctx,
  membershipId: string,
  stripeSubscriptionId: string,
  event?: AppliedEvent,
): Promise<string> {
  for (let turn = 1; turn <= mostTurns; turn++) {
    const before = await inTransaction(ctx, (t) => membershipById(t.tx, t.clinicId, membershipId));
    // Whoever has an account at Stripe can write our ids on something there; only the account that was asked counts.
    if (!before) return done(ctx, "unknown", event);
    if (event && event.account !== before.stripeAccount) return done(ctx, "another account", event);
    const found = await ctx.gateways.stripe.of(before.stripeAccount).retrieveSubscription(stripeSubscriptionId);
    if (found.metadata["membershipId"] !== before.id || found.customerId !== before.stripeCustomerId)
      return done(ctx, "another customer", event);
    const told = await toldOf(ctx, before, stripeSubscriptionId);
    const outcome = await inTransaction(ctx, async (t) => {
      const row = await lockMembership(t.tx, t.clinicId, membershipId);
      if (row?.version !== before.version) return "overtaken";
      const said = await keep(t, row, found, told);
      if (event) await eventApplied(t.tx, event.account, event.eventId, t.clinicId, t.now);
      return said;
    });
    if (outcome !== "overtaken") return outcome;
  }
  throw new Refusal("busy_try_again", "The membership changes just now. Look again in a minute.");
}

async function done(ctx: Ctx, outcome: string, event: AppliedEvent | undefined): Promise<string> {
  if (event) await inTransaction(ctx, (t) => eventApplied(t.tx, event.account, event.eventId, t.clinicId, t.now));
  return outcome;
}

type Told = { paid: InvoicePaid[]; open: InvoicePaid | null };

/** The paid bills that are not booked yet, oldest first, and the latest one when it is open. */
async function toldOf(ctx: Ctx, row: MembershipRow, subscriptionId: string): Promise<Told> {
  const doors = ctx.gateways.stripe.of(row.stripeAccount);
  const invoices = await doors.listInvoices(subscriptionId, mostInvoices);
  const paid = invoices.filter(({ status, amountMinor }) => status === "paid" && amountMinor > 0);
  const booked = await inTransaction(ctx, (t) =>
    bookedInvoices(
      t.tx,
      t.clinicId,
      paid.map(({ id }) => id),
    ),
  );
  const fresh: InvoicePaid[] = [];
  for (const { id } of paid.filter((one) => !booked.has(one.id)).toReversed()) {
    const invoice = await doors.retrieveInvoice(id);
    // A dispute names nothing but the payment: it has to say whose it is.
    if (invoice.paymentIntentId)
      await doors.notePayment(invoice.paymentIntentId, { clinicId: ctx.clinicId, membershipId: row.id });
    fresh.push(invoice);
  }
  const [latest] = invoices;
  const open = latest?.status === "open" || latest?.status === "uncollectible";
  return { paid: fresh, open: open ? await doors.retrieveInvoice(latest.id) : null };
}

async function keep(t: TxCtx, row: MembershipRow, found: Subscription, { paid, open }: Told): Promise<string> {
  // The first bill was never paid: nothing has begun.
  if (found.status === "unfinished") return "waiting";
  for (const invoice of paid) await receiveMonth(t, row, invoice);
  const change = changeOf(t, row, found, open);
  await membershipChecked(t.tx, t.clinicId, row.id, t.now);
  if (same(row, change)) return paid.length ? "month" : "same";
  await changeMembership(t.tx, t.clinicId, row.id, change);
  const deed = deedOf(row, change);
  if (deed) await record(t, [{ deed, subjectKind: "membership", subjectId: row.id, patientId: row.patientId }]);
  const told =
    change.status === "ended" && change.pastDueSince
      ? ("membership.ended" as const)
      : change.pastDueSince && !row.pastDueSince
        ? ("membership.refused" as const)
        : null;
  if (told === "membership.refused") await askToCall(t, row.patientId);
  if (told && row.status !== "ended")
    await announce(t, [
      { kind: told, payload: { membershipId: row.id }, dedupeKey: `${told}:${row.id}:${open?.id ?? found.id}` },
    ]);
  return change.status;
}

/** The desk hears of it too: some patients would rather be asked. */
async function askToCall(t: TxCtx, patientId: string): Promise<void> {
  const patient = await patientRow(t.tx, t.clinicId, patientId);
  if (!patient) return;
  await addCallTask(t.tx, {
    clinicId: t.clinicId,
    id: newId(),
    kind: "membership",
    patientId,
    screenId: null,
    name: patient.name,
    phone: patient.mobile,
    email: patient.email,
    reason: "The month of their membership was not paid. They have been told, and what is booked stays booked.",
    dueAt: t.now,
    createdAt: t.now,
  });
}

type Change = Pick<
  MembershipRow,
  | "stripeSubscriptionId"
  | "status"
  | "periodEndsAt"
  | "cancelled"
  | "pastDueSince"
  | "refusal"
  | "askAgainAt"
  | "openInvoiceId"
  | "payUrl"
  | "cardBrand"
  | "cardLast4"
  | "cardExpires"
  | "beganAt"
  | "endedAt"
>;

function changeOf(t: TxCtx, row: MembershipRow, found: Subscription, open: InvoicePaid | null): Change {
  const { card } = found;
  const ended = found.status === "ended";
  const unpaid = ended ? open !== null : found.status !== "active" && found.status !== "trialing";
  return {
    stripeSubscriptionId: found.id,
    status: ended ? "ended" : unpaid ? "past_due" : "active",
    periodEndsAt: found.periodEndsAt,
    cancelled: found.cancelled,
    pastDueSince: unpaid ? (row.pastDueSince ?? t.now) : null,
    refusal: unpaid && !ended ? (open?.refusal ?? "declined") : null,
    askAgainAt: unpaid && !ended ? (open?.nextAttemptAt ?? null) : null,
    openInvoiceId: unpaid && !ended ? (open?.id ?? null) : null,
    payUrl: unpaid && !ended ? (open?.pageUrl ?? null) : null,
    cardBrand: card?.brand ?? null,
    cardLast4: card?.last4 ?? null,
    cardExpires: card ? `${String(card.expMonth).padStart(2, "0")}/${card.expYear}` : null,
    beganAt: row.beganAt ?? t.now,
    endedAt: ended ? (row.endedAt ?? t.now) : null,
  };
}

function deedOf(before: MembershipRow, after: Change): string | null {
  if (before.beganAt === null) return "membership.began";
  if (after.status === "ended" && before.status !== "ended") return "membership.ended";
  if (after.pastDueSince && !before.pastDueSince) return "membership.refused";
  if (!after.pastDueSince && before.pastDueSince) return "membership.paid";
  if (after.cancelled !== before.cancelled) return after.cancelled ? "membership.stopping" : "membership.goes_on";
  if (after.cardLast4 !== before.cardLast4) return "membership.card";
  return null;
}

const plain = (value: unknown) => (value instanceof Date ? value.getTime() : value);

const same = (row: MembershipRow, change: Change): boolean =>
  Object.entries(change).every(([name, value]) => plain(row[name as keyof Change]) === plain(value));

/** What came of Stripe's page: it ended unpaid, a membership began, or another card pays what is open. Nothing for a page that is not the one opened last. */
export async function settleMembershipPage(
  ctx: Ctx,
  membershipId: string,
  sessionId: string,
  event?: AppliedEvent,
): Promise<string> {
  const row = await inTransaction(ctx, (t) => membershipById(t.tx, t.clinicId, membershipId));
  if (!row) return done(ctx, "unknown", event);
  if (event && event.account !== row.stripeAccount) return done(ctx, "another account", event);
  const doors = ctx.gateways.stripe.of(row.stripeAccount);
  const { status, metadata } = await doors.retrieveCheckout(sessionId);
  if (status === "open") return "waiting";
  if (metadata["pageId"] !== row.pageId) return done(ctx, "an earlier one", event);
  if (status === "expired") return close("expired");
  const began = await doors.subscriptionOfPage(sessionId);
  if (began) {
    await settleMembership(ctx, membershipId, began);
    return close("began");
  }
  const { paymentMethodId } = await doors.retrieveCardSetup(sessionId);
  if (paymentMethodId && row.stripeSubscriptionId) await payFrom(row.stripeSubscriptionId, paymentMethodId);
  return close("card");

  async function payFrom(subscriptionId: string, paymentMethodId: string): Promise<void> {
    // One that has ended takes no card any more; a new one begins with its own.
    if (await refused(() => doors.payWithCard(subscriptionId, paymentMethodId))) return;
    const { latestInvoiceId } = await doors.retrieveSubscription(subscriptionId);
    const latest = latestInvoiceId ? await doors.retrieveInvoice(latestInvoiceId) : null;
    if (latest?.status === "open") await refused(() => doors.payInvoice(latest.id));
    await settleMembership(ctx, membershipId, subscriptionId);
  }

  async function close(outcome: string): Promise<string> {
    await inTransaction(ctx, async (t) => {
      const now = await lockMembership(t.tx, t.clinicId, membershipId);
      // Another page may be on its way by now.
      if (now?.pageId !== metadata["pageId"]) return;
      const over = outcome === "expired" && now?.status === "waiting" ? { status: "unpaid", endedAt: t.now } : {};
      await changeMembership(t.tx, t.clinicId, membershipId, { pageSessionId: null, ...over });
    });
    return done(ctx, outcome, event);
  }
}

/** Whether Stripe said no for good: the card, or what has ended. */
export async function refused(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return false;
  } catch (error) {
    if (error instanceof GatewayError && (error.kind === "declined" || error.kind === "invalid")) return true;
    throw error;
  }
}

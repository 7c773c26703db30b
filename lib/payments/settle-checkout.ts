// Brings one checkout to its end from what Stripe says of it: money and booking in one transaction, or neither.
import type { CardRow } from "../../db/queries/cards.ts";
import { changeCheckout, lockCheckout, type CheckoutRow } from "../../db/queries/checkouts.ts";
import { instalmentRow, instalmentsOfPlan, type InstalmentRow } from "../../db/queries/instalments.ts";
import { endWaiting } from "../../db/queries/gift-cards.ts";
import { appointmentForMoney, eventApplied, paymentsWithCredit } from "../../db/queries/money.ts";
import { endWaitingPackage } from "../../db/queries/packages.ts";
import { record } from "../audit/audit.ts";
import { bookChain } from "./book-chain.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, type ErrorCode } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import type { Checkout } from "../gateways/stripe.ts";
import { sharesOf } from "../money/share.ts";
import { bookCourse } from "../plans/book-course.ts";
import { askRefund, receive, settleChain } from "./book-money.ts";
import { instalmentConsent } from "./instalment-consent.ts";
import { isOpen, markPaid } from "./instalments.ts";
import { forgetAtStripe, keepCardRow } from "./keep-card-row.ts";
import { receiveGiftCard } from "./receive-gift-card.ts";
import { receivePackage } from "./receive-package.ts";
import { settlePatient } from "./settle-patient.ts";
import { visitForMoney } from "./visit-for-money.ts";

export type AppliedEvent = { account: string; eventId: string };
export type SettleOutcome =
  "another account" | "paid" | "refunded_late" | "expired" | "waiting" | "already" | "unknown";

/** Says nothing about the time: the event is delivered again. */
const passing: ReadonlySet<ErrorCode> = new Set(["busy_try_again", "outcome_unknown", "in_progress"]);

/** Fetches nothing itself: `session` is the object as Stripe has it now. Safe to call any number of times, in any order. */
export async function settleCheckout(
  ctx: Ctx,
  checkoutId: string,
  session: Checkout,
  event?: AppliedEvent,
): Promise<SettleOutcome> {
  const { outcome, before } = await bookOrSendBack(ctx, checkoutId, session, event);
  if (before) await forgetAtStripe(ctx, before);
  return outcome;
}

/** With the card that was on file before, where the one that paid is kept in its place. */
type Settled = { outcome: SettleOutcome; before?: CardRow | null };

async function bookOrSendBack(
  ...[ctx, checkoutId, session, event]: Parameters<typeof settleCheckout>
): Promise<Settled> {
  try {
    return await inTransaction(ctx, (t) => settle(t, checkoutId, session, event, "book"));
  } catch (error) {
    if (!(error instanceof Refusal) || passing.has(error.code) || session.status !== "complete") throw error;
    // The time was given to somebody else, or the instalment or the package was paid otherwise: the money is taken in and sent back, in a transaction of
    // its own.
    return inTransaction(ctx, (t) => settle(t, checkoutId, session, event, "refund"));
  }
}

async function settle(
  t: TxCtx,
  checkoutId: string,
  session: Checkout,
  event: AppliedEvent | undefined,
  what: "book" | "refund",
): Promise<Settled> {
  const row = await lockCheckout(t.tx, t.clinicId, checkoutId);
  const mark = () => (event ? eventApplied(t.tx, event.account, event.eventId, t.clinicId, t.now) : Promise.resolve());
  if (!row) {
    await mark();
    return { outcome: "unknown" };
  }
  // Whoever has an account at Stripe can write our ids on a payment there; only the account that was asked counts.
  if (event && event.account !== row.stripeAccount) {
    await mark();
    return { outcome: "another account" };
  }
  if (row.status === "paid" || row.status === "refunded_late") {
    await mark();
    return { outcome: "already" };
  }
  if (session.status === "expired") {
    await changeCheckout(t.tx, t.clinicId, row.id, {
      status: "expired",
      stripeSessionId: session.id,
      settledAt: t.now,
    });
    if (row.packageId) await endWaitingPackage(t.tx, t.clinicId, row.packageId);
    if (row.giftCardId) await endWaiting(t.tx, t.clinicId, row.giftCardId, { status: "unpaid" });
    await mark();
    return { outcome: "expired" };
  }
  if (session.status !== "complete" || session.paymentStatus === "unpaid") return { outcome: "waiting" };
  const settled = await takeIn(t, row, session, what);
  await mark();
  return settled;
}

async function takeIn(t: TxCtx, row: CheckoutRow, session: Checkout, what: "book" | "refund"): Promise<Settled> {
  if (session.amountMinor !== row.amountMinor || session.currency !== row.currency)
    throw new Error(`checkout ${row.id} was paid with another amount than it asked for`);
  const patientId =
    row.patientId ??
    (row.chainId ? (await appointmentForMoney(t.tx, t.clinicId, { chainId: row.chainId }))?.patientId : null) ??
    null;
  if (!patientId && !row.giftCardId) throw new Error(`checkout ${row.id} belongs to nobody`);
  const how = {
    method: "stripe" as const,
    checkoutId: row.id,
    stripePaymentIntentId: session.paymentIntentId,
  };
  const instalment = row.instalmentId && what === "book" ? await payableInstalment(t, row.instalmentId) : null;
  const paymentId = row.giftCardId
    ? await receiveGiftCard(t, { giftCardId: row.giftCardId, ...how })
    : row.packageId && what === "book"
      ? await receivePackage(t, { packageId: row.packageId, ...how })
      : await receive(t, {
          patientId,
          chainId: row.chainId,
          planId: row.planId,
          ...(instalment ? { instalmentId: instalment.id } : {}),
          amountMinor: row.amountMinor,
          currency: row.currency,
          ...how,
        });
  if (!paymentId) return { outcome: "already" };
  if (what === "book") {
    if (row.purpose === "appointment" && row.chainId) {
      await bookChain(t, { chainId: row.chainId });
      await sendBackExcess(t, row.chainId, { id: paymentId, currency: row.currency, amountMinor: row.amountMinor });
    }
    if (row.purpose === "plan" && row.planId) await bookCourse(t, { planId: row.planId });
    if (instalment && patientId)
      await markPaid(t, instalment, { patientId, amountMinor: row.amountMinor, method: "stripe" });
    if (row.purpose === "desk" && patientId) {
      if (row.chainId) await settleChain(t, row.chainId, null);
      await settlePatient(t, patientId);
    }
  } else {
    await askRefund(t, { id: paymentId, currency: row.currency }, row.amountMinor, "late_payment");
    const about = row.chainId ? await appointmentForMoney(t.tx, t.clinicId, { chainId: row.chainId }) : null;
    const subject: Record<string, string> | null = about
      ? { appointmentId: about.id }
      : row.planId
        ? { planId: row.planId }
        : null;
    if (subject) await announce(t, [{ kind: "payment.late", payload: subject, dedupeKey: `late:${row.id}` }]);
  }
  const status = what === "book" ? "paid" : "refunded_late";
  await changeCheckout(t.tx, t.clinicId, row.id, { status, stripeSessionId: session.id, settledAt: t.now });
  await record(t, [
    {
      deed: what === "book" ? "payment.received" : "payment.late",
      subjectKind: "payment",
      subjectId: paymentId,
      patientId,
      detail: { amountMinor: row.amountMinor, method: "stripe" },
    },
  ]);
  const before =
    session.kept && row.instalmentId && patientId && what === "book"
      ? await keepCardRow(t, {
          ...session.kept,
          patientId,
          account: row.stripeAccount,
          consentVersion: instalmentConsent.version,
        })
      : null;
  return { outcome: status, before };
}

/** Pages of two amounts may both be paid, the deposit's and the one of all of it: what is more than the visit costs goes back. */
async function sendBackExcess(
  t: TxCtx,
  chainId: string,
  payment: { id: string; currency: string; amountMinor: number },
): Promise<void> {
  const visit = await visitForMoney(t, { chainId });
  const paid = await paymentsWithCredit(t.tx, t.clinicId, { chainId });
  const paidMinor = paid.reduce((sum, row) => sum + row.amountMinor - row.backMinor, 0);
  const excessMinor = Math.min(paidMinor - sharesOf(visit).patient.dueMinor, payment.amountMinor);
  if (excessMinor > 0) await askRefund(t, payment, excessMinor, "paid_twice");
}

/** Refuses with `already_done` when it was paid otherwise, or is not owed any more. */
async function payableInstalment(t: TxCtx, id: string): Promise<InstalmentRow> {
  const found = await instalmentRow(t.tx, t.clinicId, id);
  const row = found && (await instalmentsOfPlan(t.tx, t.clinicId, found.planId)).find((one) => one.id === id);
  if (!row || !isOpen(row))
    throw new Refusal("already_done", "This instalment was paid already, or is not owed any more.");
  return row;
}

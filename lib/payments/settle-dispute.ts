// Brings one disputed payment to where Stripe says that it is. Safe to call any number of times, in any order.
import {
  changeRefund,
  eventApplied,
  paymentsWithCredit,
  unsentRefunds,
  type RefundRow,
} from "../../db/queries/money.ts";
import { addDispute, changeDispute, disputeBy, paidWith, paymentOfIntent } from "../../db/queries/disputes.ts";
import { lockGiftCard } from "../../db/queries/gift-cards.ts";
import { sideOfPayment } from "../../db/queries/stripe-accounts.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import type { Dispute } from "../gateways/stripe-dispute.ts";
import { newId } from "../ids.ts";
import { askRefund, holderOf, post, release } from "./book-money.ts";
import { disputeEntries, disputeLostEntries, disputeWonEntries } from "./ledger.ts";
import type { AppliedEvent } from "./settle-checkout.ts";
import { settleComeBack } from "./use-package.ts";

const moneyIsGone = new Set<Dispute["status"]>(["needs_response", "under_review", "lost", "won"]);

/** Throws when the payment is not booked yet, so that the event comes again. */
export async function settleDispute(ctx: Ctx, dispute: Dispute, event?: AppliedEvent): Promise<string> {
  return inTransaction(ctx, async (t) => {
    const outcome = await settle(t, dispute, event);
    if (event) await eventApplied(t.tx, event.account, event.eventId, t.clinicId, t.now);
    return outcome;
  });
}

async function settle(t: TxCtx, dispute: Dispute, event: AppliedEvent | undefined): Promise<string> {
  const payment = await paymentOfIntent(t.tx, t.clinicId, dispute.paymentIntentId ?? "");
  if (!payment) throw new Error(`the payment of dispute ${dispute.id} is not booked yet`);
  if (event && event.account !== (await sideOfPayment(t.tx, t.clinicId, payment.id)).account) return "another account";
  if (payment.patientId === null && payment.giftCardId)
    await lockGiftCard(t.tx, t.clinicId, { id: payment.giftCardId });
  const known = await disputeBy(t.tx, t.clinicId, dispute.id);
  if (known && known.status !== "open") return "already";
  if (!known && !moneyIsGone.has(dispute.status)) return "waiting";
  const { amountMinor, currency } = dispute;
  const id = known?.id ?? newId();
  const say = (deed: string) =>
    record(t, [{ deed, subjectKind: "dispute", subjectId: id, patientId: payment.patientId, detail: { amountMinor } }]);
  if (!known) {
    await addDispute(t.tx, {
      clinicId: t.clinicId,
      id,
      paymentId: payment.id,
      stripeDisputeId: dispute.id,
      amountMinor,
      currency,
      reason: dispute.reason,
      status: "open",
      openedAt: t.now,
    });
    await post(t, "dispute", id, disputeEntries(amountMinor), currency, dispute.id);
    await say("dispute.opened");
  }
  if (dispute.status === "won" || dispute.status === "prevented") {
    await changeDispute(t.tx, t.clinicId, id, { status: "won", closedAt: t.now });
    await post(t, "dispute_won", id, disputeWonEntries(amountMinor), currency, dispute.id);
    await askRefundsAgain(t, payment.id, await stopRefunds(t, payment.id));
    await settleComeBack(t, payment);
    await say("dispute.won");
    return "won";
  }
  if (dispute.status !== "lost") return "open";
  const stopped = await stopRefunds(t, payment.id);
  await lose(t, { id, paymentId: payment.id, amountMinor, currency, stripeDisputeId: dispute.id });
  await askRefundsAgain(t, payment.id, stopped);
  await say("dispute.lost");
  return "lost";
}

/** Refunds that Stripe would not take while the bank had the money: their keys are spent, so each ends here. */
async function stopRefunds(t: TxCtx, paymentId: string): Promise<RefundRow[]> {
  const waiting = await unsentRefunds(t.tx, t.clinicId, paymentId);
  for (const { id } of waiting) await changeRefund(t.tx, t.clinicId, id, { status: "failed", settledAt: t.now });
  return waiting;
}

/** As far as the bank left anything to give back. */
async function askRefundsAgain(t: TxCtx, paymentId: string, stopped: readonly RefundRow[]): Promise<void> {
  for (const { amountMinor, currency, reason } of stopped) {
    const [payment] = await paymentsWithCredit(t.tx, t.clinicId, { paymentIds: [paymentId] });
    const left = Math.min(amountMinor, payment?.creditMinor ?? 0);
    if (left > 0) await askRefund(t, { id: paymentId, currency }, left, reason);
  }
}

/** What the payment paid is owed again, as far as the bank took it; the latest charge first. */
async function lose(
  t: TxCtx,
  of: { id: string; paymentId: string; amountMinor: number; currency: string; stripeDisputeId: string },
): Promise<void> {
  // Closed before its credit is counted: an open one holds all of its amount back.
  await changeDispute(t.tx, t.clinicId, of.id, { status: "lost", takenMinor: 0, closedAt: t.now });
  const [payment] = await paymentsWithCredit(t.tx, t.clinicId, { paymentIds: [of.paymentId] });
  let missing = of.amountMinor - (payment?.creditMinor ?? 0);
  for (const { minor, ...charge } of await paidWith(t.tx, t.clinicId, of.paymentId)) {
    const most = Math.min(missing, minor);
    if (most <= 0) continue;
    const released = await release(t, charge, most, of.paymentId);
    missing -= released.reduce((sum, one) => sum + one.amountMinor, 0);
  }
  const takenMinor = of.amountMinor - Math.max(0, missing);
  await changeDispute(t.tx, t.clinicId, of.id, { takenMinor });
  const entries = disputeLostEntries(of.amountMinor, takenMinor, payment ? holderOf(payment) : "patient");
  await post(t, "dispute_lost", of.id, entries, of.currency, of.stripeDisputeId);
}

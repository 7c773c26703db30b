// Writes money facts and their ledger entries together; the building blocks of every verb of this room.
import {
  addAllocation,
  addCharge,
  addLedger,
  addPayment,
  addReduction,
  addRefund,
  allocatedTo,
  chargesWithOpen,
  paymentsWithCredit,
  type ChargeRow,
} from "../../db/queries/money.ts";
import { memberIdOf, type TxCtx } from "../context/context.ts";
import { announce } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import type { HandMethod } from "./hand-method.ts";
import {
  allocationEntries,
  chargeEntries,
  paymentEntries,
  reductionEntries,
  refundEntries,
  type Entry,
  type Holder,
  type LedgerKind,
} from "./ledger.ts";

export async function post(
  t: TxCtx,
  kind: LedgerKind,
  refId: string,
  entries: Entry[],
  currency: string,
  stripeObjectId: string | null = null,
) {
  const transactionId = newId();
  await addLedger(
    t.tx,
    entries.map((entry) => ({
      clinicId: t.clinicId,
      id: newId(),
      transactionId,
      ...entry,
      currency,
      kind,
      refId,
      stripeObjectId,
      at: t.now,
    })),
  );
}

export type NewCharge = Omit<
  typeof import("../../db/schema/index.ts").charges.$inferInsert,
  "clinicId" | "id" | "createdAt"
>;

/** Owed from now on. Null when this appointment has this charge already. */
export async function charge(t: TxCtx, input: NewCharge): Promise<string | null> {
  const id = newId();
  if (!(await addCharge(t.tx, { ...input, clinicId: t.clinicId, id, createdAt: t.now }))) return null;
  await post(t, "charge", id, chargeEntries(input.payer, input.netMinor, input.taxMinor, input.kind), input.currency);
  return id;
}

export type NewPayment = {
  /** Null where it buys a gift card. */
  patientId: string | null;
  chainId?: string | null;
  planId?: string | null;
  packageId?: string;
  instalmentId?: string;
  /** What it buys, or by the method `gift_card` what it comes from. */
  giftCardId?: string;
  method: "stripe" | HandMethod | "payer" | "carried_over" | "gift_card";
  amountMinor: number;
  currency: string;
  checkoutId?: string;
  cardChargeId?: string;
  stripePaymentIntentId?: string | null;
};

/** A payment without a patient bought a gift card. */
export const holderOf = (payment: { patientId: string | null }): Holder =>
  payment.patientId === null ? "gift_card" : "patient";

/** Money that came in. Null when this checkout or payment is booked already. */
export async function receive(t: TxCtx, input: NewPayment): Promise<string | null> {
  const id = newId();
  const added = await addPayment(t.tx, {
    ...input,
    clinicId: t.clinicId,
    id,
    receivedAt: t.now,
    memberId: memberIdOf(t),
  });
  if (!added) return null;
  await post(
    t,
    "payment",
    id,
    paymentEntries(input.method, input.amountMinor, holderOf(input)),
    input.currency,
    input.stripePaymentIntentId ?? null,
  );
  return id;
}

type Credit = { id: string; creditMinor: number };
type Open = Pick<ChargeRow, "id" | "payer" | "currency"> & { openMinor: number };

async function allocateTo(t: TxCtx, paymentId: string, charge: Omit<Open, "openMinor">, amountMinor: number) {
  const id = newId();
  await addAllocation(t.tx, { clinicId: t.clinicId, id, paymentId, chargeId: charge.id, amountMinor, at: t.now });
  await post(t, "allocation", id, allocationEntries(charge.payer, amountMinor), charge.currency);
}

/** Pays open charges from credits, in the order given; answers how much was used. */
export async function settleFrom(t: TxCtx, credits: Credit[], open: Open[]): Promise<number> {
  let used = 0;
  const left = credits.map((credit) => ({ ...credit }));
  for (const owed of open) {
    let due = owed.openMinor;
    for (const credit of left) {
      const amountMinor = Math.min(due, credit.creditMinor);
      if (amountMinor <= 0) continue;
      await allocateTo(t, credit.id, owed, amountMinor);
      credit.creditMinor -= amountMinor;
      due -= amountMinor;
      used += amountMinor;
    }
  }
  return used;
}

export type Released = { paymentId: string; amountMinor: number };

/**
 * Lets go of up to `mostMinor` of what payments cover of a charge, the latest payment first or one alone; answers which parts are credit
 * again.
 */
export async function release(
  t: TxCtx,
  owed: Omit<Open, "openMinor">,
  mostMinor: number,
  ofPaymentId?: string,
): Promise<Released[]> {
  const released: Released[] = [];
  let left = mostMinor;
  for (const { paymentId, minor } of await allocatedTo(t.tx, t.clinicId, owed.id)) {
    const amountMinor = Math.min(left, minor);
    if (amountMinor <= 0 || (ofPaymentId ?? paymentId) !== paymentId) continue;
    await allocateTo(t, paymentId, owed, -amountMinor);
    released.push({ paymentId, amountMinor });
    left -= amountMinor;
  }
  return released;
}

type Part = { netMinor: number; taxMinor: number };

/** Takes that much off a charge. */
export async function reduce(
  t: TxCtx,
  owed: Pick<ChargeRow, "id" | "payer" | "kind" | "currency">,
  { netMinor, taxMinor, reason, movedToId = null }: Part & { reason: string; movedToId?: string | null },
): Promise<string> {
  const id = newId();
  const memberId = memberIdOf(t);
  const row = {
    clinicId: t.clinicId,
    id,
    chargeId: owed.id,
    netMinor,
    taxMinor,
    reason,
    movedToId,
    memberId,
    at: t.now,
  };
  await addReduction(t.tx, row);
  await post(t, "reduction", id, reductionEntries(owed.payer, netMinor, taxMinor, owed.kind), owed.currency);
  return id;
}

/** Takes that much off one payer and asks another for it, as a charge of its own that names the first one. */
export async function moveCharge(
  t: TxCtx,
  owed: ChargeRow,
  part: Part,
  to: { payer: string; coverageId: string | null; reason: string },
): Promise<string> {
  const { kind, chainId, appointmentId, patientId, planId, supplierId, taxCode, currency, serviceOn } = owed;
  const movedToId = await charge(t, {
    kind,
    chainId,
    appointmentId,
    patientId,
    planId,
    supplierId,
    taxCode,
    currency,
    serviceOn,
    ...part,
    payer: to.payer,
    coverageId: to.coverageId,
    originId: owed.originId ?? owed.id,
  });
  if (!movedToId) throw new Error("a charge that is moved is not written twice");
  await reduce(t, owed, { ...part, reason: to.reason, movedToId });
  return movedToId;
}

/** Pays what the patient owes for a chain from the credit of that chain and its plan. */
export async function settleChain(t: TxCtx, chainId: string, planId: string | null): Promise<void> {
  const open = await chargesWithOpen(t.tx, t.clinicId, { chainId });
  const credits = await paymentsWithCredit(t.tx, t.clinicId, planId ? { chainId, planId } : { chainId });
  await settleFrom(
    t,
    credits,
    open.filter((row) => row.payer === "self" && row.openMinor > 0),
  );
}

/**
 * Gives back up to `mostMinor` of what is left of these payments. Card payments go back through Stripe, later, by the outbox; a gift card
 * has its money again at once; money taken at the desk stays the patient's credit until somebody hands it out. Answers what goes back.
 */
export async function giveBack(
  t: TxCtx,
  target: { chainId?: string; planId?: string },
  reason: string,
  mostMinor = Infinity,
): Promise<number> {
  let left = mostMinor;
  let back = 0;
  for (const payment of await paymentsWithCredit(t.tx, t.clinicId, target)) {
    const amountMinor = Math.min(payment.creditMinor, left);
    if ((payment.method !== "stripe" && payment.method !== "gift_card") || amountMinor <= 0) continue;
    if (payment.method === "stripe") await askRefund(t, payment, amountMinor, reason);
    else await handBack(t, payment, { method: "gift_card", amountMinor, reason });
    left -= amountMinor;
    back += amountMinor;
  }
  return back;
}

export type RefundMethod = "stripe" | HandMethod | "gift_card";

type Refunded = { id: string; patientId: string | null; currency: string };

/** A refund to be sent to Stripe once this transaction is committed. */
export async function askRefund(
  t: TxCtx,
  payment: { id: string; currency: string },
  amountMinor: number,
  reason: string,
): Promise<string> {
  const id = await keepRefund(t, payment, { method: "stripe", amountMinor, reason });
  await announce(t, [{ kind: "refund.send", payload: { refundId: id }, dedupeKey: `refund:${id}` }]);
  return id;
}

/** Money that was handed back at the desk, or is on its gift card again. */
export async function handBack(
  t: TxCtx,
  payment: Refunded,
  of: { method: HandMethod | "gift_card"; amountMinor: number; reason: string },
): Promise<string> {
  const id = await keepRefund(t, payment, of);
  await postRefund(t, { id, ...of, currency: payment.currency, holder: holderOf(payment) }, null);
  return id;
}

async function keepRefund(
  t: TxCtx,
  payment: { id: string; currency: string },
  { method, amountMinor, reason }: { method: RefundMethod; amountMinor: number; reason: string },
): Promise<string> {
  const id = newId();
  const pending = method === "stripe";
  await addRefund(t.tx, {
    clinicId: t.clinicId,
    id,
    paymentId: payment.id,
    method,
    amountMinor,
    currency: payment.currency,
    reason,
    status: pending ? "pending" : "succeeded",
    requestedAt: t.now,
    settledAt: pending ? null : t.now,
    memberId: memberIdOf(t),
  });
  return id;
}

/** The refund has happened, and is told once. */
export async function postRefund(
  t: TxCtx,
  refund: { id: string; method: string; amountMinor: number; currency: string; holder: Holder },
  stripeRefundId: string | null,
): Promise<void> {
  const { id: refundId, method, amountMinor, currency, holder } = refund;
  await post(t, "refund", refundId, refundEntries(method, amountMinor, holder), currency, stripeRefundId);
  await announce(t, [{ kind: "refund.made", payload: { refundId }, dedupeKey: `refund-made:${refundId}` }]);
}

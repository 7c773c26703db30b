// Money that came in: at the desk after a visit, by transfer some days later, from payers, and ahead of a course.
import { currency, memberIn } from "./clinic.ts";
import type { Bill, Charge } from "./charges.ts";
import { allocationEntries, paymentEntries } from "../../lib/payments/ledger.ts";
import { post } from "./ledger.ts";
import { after, day, hour, minute, type Story } from "./story.ts";

/** What was paid ahead for a course and is not used yet. */
export type PlanCredit = { paymentId: string | null; leftMinor: number; receivedAt: Date | null; method: Method };

export type Paid = { method: Method; amountMinor: number; at: Date };

type Method = "cash" | "terminal" | "e_transfer" | "payer";
type Payment = {
  method: Method;
  amountMinor: number;
  at: Date;
  patientId: string | null;
  chainId?: string;
  planId?: string;
  packageId?: string;
  giftCardId?: string;
};

export function addPayment({ clinic }: Story, payment: Payment): string {
  const { method, amountMinor, at, patientId } = payment;
  const id = clinic.draw.id(at);
  clinic.rows.payments.push({
    clinicId: clinic.id,
    id,
    patientId,
    chainId: payment.chainId ?? null,
    planId: payment.planId ?? null,
    packageId: payment.packageId ?? null,
    giftCardId: payment.giftCardId ?? null,
    method,
    amountMinor,
    currency,
    receivedAt: at,
    memberId: memberIn(clinic),
  });
  post(clinic, "payment", id, at, paymentEntries(method, amountMinor, patientId === null ? "gift_card" : "patient"));
  return id;
}

function allocateTo({ clinic }: Story, paymentId: string, charge: Charge, amountMinor: number, at: Date) {
  const id = clinic.draw.id(at);
  clinic.rows.paymentAllocations.push({ clinicId: clinic.id, id, paymentId, chargeId: charge.id, amountMinor, at });
  post(clinic, "allocation", id, at, allocationEntries(charge.payer, amountMinor));
}

/** Insurers and public payers settle one to four weeks later. */
export function paidByPayer(story: Story, bill: Bill, charge: Charge): void {
  const { draw, clock } = story.clinic;
  const at = after(bill.at, draw.whole(7, 26) * day + draw.whole(0, 300) * minute);
  if (at > clock.now) return;
  const { patient, chainId } = bill;
  const payment = { method: "payer", amountMinor: charge.totalMinor, at, patientId: patient.id, chainId } as const;
  allocateTo(story, addPayment(story, payment), charge, charge.totalMinor, at);
}

/** Most pay before they leave; some later; a few not yet. */
export function paidByPatient(story: Story, bill: Bill, charge: Charge): void {
  const { draw, clock } = story.clinic;
  const credit = bill.plan?.credit;
  const paid: Paid[] = [];
  let due = charge.totalMinor;
  if (credit?.paymentId && credit.leftMinor > 0) {
    const used = Math.min(credit.leftMinor, due);
    allocateTo(story, credit.paymentId, charge, used, bill.at);
    credit.leftMinor -= used;
    due -= used;
    if (credit.receivedAt) paid.push({ method: credit.method, amountMinor: used, at: credit.receivedAt });
  }
  let at = bill.at;
  if (due > 0) {
    const missed = charge.kind === "missed_visit_fee";
    const when = draw.weighted([
      ["now", missed ? 10 : 84],
      ["later", missed ? 45 : 13],
      ["never", missed ? 45 : 3],
    ] as const);
    if (when === "never") return;
    const method: Method =
      when === "later"
        ? "e_transfer"
        : draw.weighted([
            ["terminal", 72],
            ["e_transfer", 14],
            ["cash", 14],
          ] as const);
    at =
      when === "later"
        ? after(bill.at, draw.whole(1, 16) * day + draw.whole(-3, 3) * hour)
        : after(bill.at, 2 * minute);
    if (at > clock.now) return;
    const { patient, chainId } = bill;
    const planId = bill.plan?.planId;
    const payment = { method, amountMinor: due, at, patientId: patient.id, chainId, ...(planId ? { planId } : {}) };
    allocateTo(story, addPayment(story, payment), charge, due, at);
    paid.push({ method, amountMinor: due, at });
  }
  if (charge.kind === "visit") story.receipts.push({ bill, charge, paid, at });
}

/** Money ahead for a course: a deposit, or all of it. */
export function payAhead(story: Story, patientId: string, planId: string, amountMinor: number, at: Date): PlanCredit {
  const method = story.clinic.draw.pick(["terminal", "e_transfer"] as const);
  const paymentId = addPayment(story, { method, amountMinor, at, patientId, planId });
  return { paymentId, leftMinor: amountMinor, receivedAt: at, method };
}

export const noCredit = (): PlanCredit => ({
  paymentId: null,
  leftMinor: 0,
  receivedAt: null,
  method: "terminal",
});

// Brings one refund to its end from what Stripe says of it.
import { changeRefund, eventApplied, lockRefund } from "../../db/queries/money.ts";
import { sideOfPayment } from "../../db/queries/stripe-accounts.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import type { Refund } from "../gateways/stripe.ts";
import { holderOf, postRefund } from "./book-money.ts";
import type { AppliedEvent } from "./settle-checkout.ts";
import { settleComeBack } from "./use-package.ts";

/** Safe to call any number of times: the ledger is written with the change to `succeeded`, which happens once. */
export async function settleRefund(ctx: Ctx, refundId: string, refund: Refund, event?: AppliedEvent): Promise<string> {
  return inTransaction(ctx, async (t) => {
    const row = await lockRefund(t.tx, t.clinicId, refundId);
    if (event) await eventApplied(t.tx, event.account, event.eventId, t.clinicId, t.now);
    if (!row) return "unknown";
    if (event && event.account !== (await sideOfPayment(t.tx, t.clinicId, row.paymentId)).account)
      return "another account";
    if (row.status !== "pending") return "already";
    if (refund.status === "failed" || refund.status === "canceled") {
      await changeRefund(t.tx, t.clinicId, row.id, { status: "failed", stripeRefundId: refund.id, settledAt: t.now });
      await settleComeBack(t, { ...row.payment, id: row.paymentId });
      return "failed";
    }
    if (refund.status !== "succeeded") {
      await changeRefund(t.tx, t.clinicId, row.id, { stripeRefundId: refund.id });
      return "waiting";
    }
    await changeRefund(t.tx, t.clinicId, row.id, { status: "succeeded", stripeRefundId: refund.id, settledAt: t.now });
    await postRefund(t, { ...row, holder: holderOf(row.payment) }, refund.id);
    await record(t, [
      {
        deed: "refund.made",
        subjectKind: "refund",
        subjectId: row.id,
        patientId: row.payment.patientId,
        detail: { amountMinor: row.amountMinor },
      },
    ]);
    return "refunded";
  });
}

/** The money stays the patient's credit; the reason stands with the refund. */
export async function refuseRefund(ctx: Ctx, refundId: string, refusedCode: string): Promise<string> {
  return inTransaction(ctx, async (t) => {
    const row = await lockRefund(t.tx, t.clinicId, refundId);
    if (row?.status !== "pending") return "already";
    await changeRefund(t.tx, t.clinicId, row.id, { status: "failed", refusedCode, settledAt: t.now });
    await settleComeBack(t, { ...row.payment, id: row.paymentId });
    const { patientId } = row.payment;
    await record(t, [{ deed: "refund.refused", subjectKind: "refund", subjectId: row.id, patientId }]);
    return "refused";
  });
}

// What a kept card's answer does to the instalment that it was asked to pay.
import { changeInstalment, instalmentRow, instalmentsOfPlan } from "../../db/queries/instalments.ts";
import { chargesWithOpen, paymentsWithCredit, planForMoney } from "../../db/queries/money.ts";
import { planRow } from "../../db/queries/plans.ts";
import { clinicToTell } from "../../db/queries/messages.ts";
import { record } from "../audit/audit.ts";
import type { TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { askAgainOn } from "../plans/pay-terms.ts";
import { dateIn } from "../time/zone.ts";
import { askRefund, receive } from "./book-money.ts";
import type { CardTarget, Refused } from "./card-target.ts";
import { isOpen, markPaid } from "./instalments.ts";

export async function instalmentTarget(t: TxCtx, instalmentId: string): Promise<CardTarget> {
  const found = await instalmentRow(t.tx, t.clinicId, instalmentId);
  if (!found) throw notFound("instalment");
  const { planId } = found;
  // Charges and payments are locked before the instalments, as by whoever changes visits.
  await chargesWithOpen(t.tx, t.clinicId, { planId });
  await paymentsWithCredit(t.tx, t.clinicId, { planId });
  const row = (await instalmentsOfPlan(t.tx, t.clinicId, planId)).find(({ id }) => id === instalmentId);
  const plan = await planForMoney(t.tx, t.clinicId, planId);
  if (!row || !plan) throw notFound("instalment");
  const { patientId } = plan;
  return {
    subjectKind: "instalment",
    subjectId: instalmentId,
    patientId,
    async pay({ id: cardChargeId, amountMinor, currency }, stripePaymentIntentId) {
      const open = isOpen(row);
      const paid = { patientId, planId, amountMinor, currency, cardChargeId, stripePaymentIntentId };
      const paymentId = await receive(t, {
        ...paid,
        method: "stripe",
        ...(open ? { instalmentId } : {}),
      });
      if (!paymentId) return;
      if (open) await markPaid(t, row, { patientId, amountMinor, method: "stripe" });
      // Paid otherwise, or the plan has ended, while the card was being asked.
      else await askRefund(t, { id: paymentId, currency }, amountMinor, "late_payment");
    },
    refuse: async (why) => {
      if (isOpen(row)) await markFailed(t, row, { why, patientId });
    },
  };
}

/** Asked in vain: it is asked again by the plan's terms, and its patient is told with a way to pay. */
export async function markFailed(
  t: TxCtx,
  row: { id: string; planId: string; refusals: number },
  { why, patientId }: { why: Refused; patientId: string },
): Promise<void> {
  const { timeZone } = await clinicToTell(t.tx, t.clinicId);
  const plan = await planRow(t.tx, t.clinicId, row.planId);
  const refusals = row.refusals + 1;
  const today = dateIn(t.now, timeZone);
  await changeInstalment(t.tx, t.clinicId, row.id, {
    status: "failed",
    failure: why,
    refusals,
    // Where the bank wants to ask, or no card is left, asking again changes nothing.
    askAgainOn: why === "declined" ? askAgainOn(plan?.payTerms?.retryDays ?? [], refusals, today) : null,
    changedAt: t.now,
  });
  const dedupeKey = `instalment.failed:${row.id}:${refusals}`;
  await announce(t, [{ kind: "instalment.failed", payload: { instalmentId: row.id }, dedupeKey }]);
  await record(t, [
    { deed: "instalment.failed", subjectKind: "instalment", subjectId: row.id, patientId, detail: { why } },
  ]);
}

// Takes something off a charge: a fee that is waived, or a service that is taken back in whole or in part after it was paid.
import { z } from "zod";
import { chargesWithOpen } from "../../db/queries/money.ts";
import { record } from "../audit/audit.ts";
import { onceOnly } from "../booking/once.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { takenOff } from "../money/taken-off.ts";
import { reduce, release } from "./book-money.ts";
import { handMethod } from "./hand-method.ts";
import { giveFrom } from "./refund-payment.ts";
import { mustProveRefund } from "./refund-proof.ts";
import { fitInstalments } from "./instalments.ts";
import { giveUseBack } from "./use-package.ts";
import { settlePatient } from "./settle-patient.ts";

export const reduceChargeInput = z.object({
  chargeId: z.string(),
  /** Tax included. */
  amountMinor: z.number().int().positive().max(10_000_000),
  reason: z.string().trim().min(3, "Write a short reason.").max(200),
  /** What becomes of money that covered it: it stays the patient's credit, or goes back at once. */
  paidPart: z.enum(["credit", "back"]),
  method: handMethod.optional(),
  idempotencyKey: z.string().min(8).max(200),
});
export type ReduceCharge = z.output<typeof reduceChargeInput>;

/** Answers how much of what was paid became free. Refuses `nothing_left` when less than that is left of the charge, and `proof_needed`. */
export async function reduceCharge(ctx: Ctx, input: ReduceCharge): Promise<{ releasedMinor: number }> {
  mustMay(ctx, "refund_payment");
  if (!isId(input.chargeId)) throw notFound("charge");
  return inTransaction(ctx, (t) =>
    onceOnly(t, { verb: "reduce-charge", key: input.idempotencyKey, body: input }, () => takeOff(t, input)),
  );
}

async function takeOff(t: TxCtx, input: ReduceCharge): Promise<{ releasedMinor: number }> {
  const [owed] = await chargesWithOpen(t.tx, t.clinicId, { chargeIds: [input.chargeId] });
  if (!owed) throw notFound("charge");
  const part = takenOff(
    { netMinor: owed.netMinor, taxMinor: owed.taxMinor },
    { netMinor: owed.reducedNetMinor, taxMinor: owed.reducedTaxMinor },
    input.amountMinor,
  );
  if (!part)
    throw new Refusal("nothing_left", "Less than that is left of this charge. Open the page again to see how much.");
  if (owed.payer !== "self" && input.amountMinor > owed.openMinor)
    throw new Refusal("invalid", "What the payer has paid already stays: take off at most what is open.", {
      fields: [{ field: "amount", message: "Enter at most what is open." }],
    });
  const reductionId = await reduce(t, owed, { ...part, reason: input.reason });
  const released = await release(t, owed, Math.max(0, input.amountMinor - owed.openMinor));
  const nothingLeft = owed.paidMinor + owed.openMinor === input.amountMinor;
  if (input.paidPart === "credit" && nothingLeft) await giveUseBack(t, owed.id);
  const releasedMinor = released.reduce((sum, one) => sum + one.amountMinor, 0);
  if (input.paidPart === "back") {
    for (const one of released) await giveFrom(t, { ...one, reason: input.reason, method: input.method });
  } else if (released.length) await settlePatient(t, owed.patientId);
  await fitInstalments(t, owed.planId);
  await record(t, [
    {
      deed: "charge.reduced",
      subjectKind: "charge",
      subjectId: owed.id,
      patientId: owed.patientId,
      detail: { amountMinor: input.amountMinor, reductionId },
    },
  ]);
  if (input.paidPart === "back" && releasedMinor > 0) await mustProveRefund(t);
  return { releasedMinor };
}

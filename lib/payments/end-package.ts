// Gives up a package: what its unused visits cost goes back, to the card or handed out.
import { z } from "zod";
import { paymentsWithCredit } from "../../db/queries/money.ts";
import { isDisputed } from "../../db/queries/disputes.ts";
import { changePackage, lockPackage, packagesOf } from "../../db/queries/packages.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { handMethod } from "./hand-method.ts";
import { giveFrom } from "./refund-payment.ts";
import { mustProveRefund } from "./refund-proof.ts";

export const endPackageInput = z.object({
  packageId: z.string(),
  reason: z.string().trim().min(3, "Write a short reason.").max(200),
  method: handMethod.optional(),
});

/** Answers what goes back. Refuses `already_done` when it was given up before, `in_progress` while its payment is disputed, and `proof_needed`. */
export async function endPackage(ctx: Ctx, input: z.output<typeof endPackageInput>): Promise<{ backMinor: number }> {
  mustMay(ctx, "refund_payment");
  if (!isId(input.packageId)) throw notFound("package");
  return inTransaction(ctx, async (t) => {
    const row = await lockPackage(t.tx, t.clinicId, input.packageId);
    if (!row || row.status === "waiting" || row.status === "unpaid") throw notFound("package");
    if (row.status === "refunded") throw new Refusal("already_done", "This package was given back already.");
    if (row.status === "lapsed")
      throw new Refusal("already_done", "Its last day is over, and what was left has lapsed.");
    const sold = (await packagesOf(t.tx, t.clinicId, row.patientId)).find((one) => one.row.id === row.id);
    if (!sold) throw notFound("package");
    if (await isDisputed(t.tx, t.clinicId, sold.paymentId))
      throw new Refusal(
        "in_progress",
        "The bank disputes the payment of this package. Give it back once that is decided; until then nothing can go back.",
      );
    const [payment] = await paymentsWithCredit(t.tx, t.clinicId, { paymentIds: [sold.paymentId] });
    const backMinor = payment?.creditMinor ?? 0;
    if (backMinor > 0)
      await giveFrom(t, {
        paymentId: sold.paymentId,
        amountMinor: backMinor,
        reason: input.reason,
        method: input.method,
      });
    await changePackage(t.tx, t.clinicId, row.id, { status: "refunded", endedAt: t.now });
    await record(t, [
      {
        deed: "package.ended",
        subjectKind: "package",
        subjectId: row.id,
        patientId: row.patientId,
        detail: { backMinor },
      },
    ]);
    if (backMinor > 0) await mustProveRefund(t);
    return { backMinor };
  });
}

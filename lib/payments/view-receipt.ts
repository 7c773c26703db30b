// Shows a receipt as it was issued.
import { receiptBy, receiptsOfCharge } from "../../db/queries/receipts.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { mustMaySeeMoney } from "./own-money.ts";
import type { ReceiptBody, ReceiptView } from "./receipt.ts";

export async function viewReceipt(ctx: Ctx, input: { receiptId: string }): Promise<ReceiptView> {
  const own = ownPatientOf(ctx.actor);
  mustMaySeeMoney(ctx);
  if (!isId(input.receiptId)) throw notFound("receipt");
  return inTransaction(ctx, async (t) => {
    const row = await receiptBy(t.tx, t.clinicId, input.receiptId);
    if (!row || (own !== null && own !== row.patientId)) throw notFound("receipt");
    if (own === null)
      await record(t, [{ deed: "receipt.seen", subjectKind: "receipt", subjectId: row.id, patientId: row.patientId }]);
    const last = row.chargeId ? (await receiptsOfCharge(t.tx, t.clinicId, row.chargeId)).at(-1) : row;
    const replacedBy = last && last.id !== row.id ? { receiptId: last.id, number: last.number } : null;
    return { receiptId: row.id, body: row.body as ReceiptBody, duplicate: false, replacedBy };
  });
}

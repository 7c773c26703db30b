// Shows a receipt as it was issued.
import { receiptBy } from "../../db/queries/money.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import type { ReceiptBody, ReceiptView } from "./receipt.ts";

export async function viewReceipt(ctx: Ctx, input: { receiptId: string }): Promise<ReceiptView> {
  mustMay(ctx, ctx.actor.kind === "patient" ? "see_own_plan" : "take_payment");
  if (!isId(input.receiptId)) throw notFound("receipt");
  return inTransaction(ctx, async (t) => {
    const row = await receiptBy(t.tx, t.clinicId, { id: input.receiptId });
    if (!row || (ctx.actor.kind === "patient" && ctx.actor.patientId !== row.patientId)) throw notFound("receipt");
    return { receiptId: row.id, body: row.body as ReceiptBody, duplicate: false };
  });
}

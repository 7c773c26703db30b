// Issues a receipt once for a charge; asking again shows the same one, marked as a duplicate, and a wrong one is voided by a new one.
import { z } from "zod";
import { lockCharge } from "../../db/queries/money.ts";
import { receiptFacts, addReceipt, nextNumber, receiptBy, receiptsOfCharge } from "../../db/queries/receipts.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { mustMaySeeMoney } from "./own-money.ts";
import { receiptBody } from "./receipt-body.ts";
import type { ReceiptBody, ReceiptView } from "./receipt.ts";

/** Refuses `payment_pending` while nothing of the charge is paid: a receipt is for money received and services given. */
export async function issueReceipt(ctx: Ctx, input: { chargeId: string }): Promise<ReceiptView> {
  mustMaySeeMoney(ctx);
  return inTransaction(ctx, async (t) => {
    const known = (await lockedReceipts(t, input.chargeId)).at(-1);
    if (!known) return issue(t, input.chargeId);
    mustOwn(ctx, known.patientId);
    return { receiptId: known.id, body: known.body as ReceiptBody, duplicate: true, replacedBy: null };
  });
}

export const reissueReceiptInput = z.object({
  receiptId: z.string(),
  reason: z.string().trim().min(3, "Write a short reason.").max(200),
});

/** Voids a receipt by one that says how things are now. Refuses `already_done` when it was replaced before. */
export async function reissueReceipt(ctx: Ctx, input: z.output<typeof reissueReceiptInput>): Promise<ReceiptView> {
  mustMay(ctx, "refund_payment");
  if (!isId(input.receiptId)) throw notFound("receipt");
  return inTransaction(ctx, async (t) => {
    const chargeId = (await receiptBy(t.tx, t.clinicId, input.receiptId))?.chargeId;
    if (!chargeId) throw notFound("receipt");
    const last = (await lockedReceipts(t, chargeId)).at(-1);
    if (last?.id !== input.receiptId)
      throw new Refusal("already_done", "This receipt is void already. Open the one that replaces it.");
    return issue(t, chargeId, { id: last.id, number: last.number, reason: input.reason });
  });
}

async function lockedReceipts(t: TxCtx, chargeId: string) {
  if (!isId(chargeId) || !(await lockCharge(t.tx, t.clinicId, chargeId))) throw notFound("charge");
  return receiptsOfCharge(t.tx, t.clinicId, chargeId);
}

async function issue(
  t: TxCtx,
  chargeId: string,
  before?: { id: string; number: number; reason: string },
): Promise<ReceiptView> {
  const facts = await receiptFacts(t.tx, t.clinicId, chargeId);
  if (!facts || facts.payer !== "self") throw notFound("charge");
  mustOwn(t, facts.patientId);
  if (!before && !facts.paid.length && facts.netMinor + facts.taxMinor > 0)
    throw new Refusal("payment_pending", "Nothing of this is paid yet; a receipt follows the payment.");
  const number = await nextNumber(t.tx, t.clinicId, "receipt");
  const body = receiptBody(facts, { number, now: t.now, ...(before ? { replaces: before.number } : {}) });
  const receiptId = newId();
  await addReceipt(t.tx, {
    clinicId: t.clinicId,
    id: receiptId,
    number,
    kind: body.kind,
    patientId: facts.patientId,
    chargeId: facts.chargeId,
    replacesId: before?.id ?? null,
    replaceReason: before?.reason ?? null,
    body,
    issuedAt: t.now,
    memberId: memberIdOf(t),
  });
  await record(t, [
    {
      deed: before ? "receipt.replaced" : "receipt.issued",
      subjectKind: "receipt",
      subjectId: receiptId,
      patientId: facts.patientId,
      detail: before ? { number, replaces: before.number } : { number },
    },
  ]);
  return { receiptId, body, duplicate: false, replacedBy: null };
}

function mustOwn(ctx: Ctx, patientId: string): void {
  if ((ownPatientOf(ctx.actor) ?? patientId) !== patientId) throw notFound("receipt");
}

// A patient's money: what was charged and paid, what is owed, and what is credit.
import { instalmentsOfPlan } from "../../db/queries/instalments.ts";
import { chargesWithOpen, paymentsWithCredit, refundsOf } from "../../db/queries/money.ts";
import { receiptsOf } from "../../db/queries/receipts.ts";
import { disputesOf } from "../../db/queries/disputes.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { refusedWords } from "./refused-words.ts";
import { mustMaySeeMoneyOf } from "./own-money.ts";
import { usedGiftCards } from "./used-gift-cards.ts";

export type MoneyView = {
  /** To be paid now: without what instalments pay on their days. */
  owedMinor: number;
  /** Of visits that were had: what instalments that are not due yet will pay. */
  laterMinor: number;
  /** Free to pay anything with: what belongs to a package is not in it. */
  creditMinor: number;
  charges: {
    chargeId: string;
    /** Null for what was owed before the clinic came here. */
    chainId: string | null;
    kind: string;
    payer: string;
    serviceOn: string;
    /** What was charged, less what was taken off since. */
    totalMinor: number;
    paidMinor: number;
    openMinor: number;
    receiptId: string | null;
  }[];
  payments: {
    paymentId: string;
    chainId: string | null;
    planId: string | null;
    method: string;
    amountMinor: number;
    creditMinor: number;
    receivedAt: Date;
    /** Where its bank took it back: whether it is decided, and how. */
    disputed: "open" | "won" | "lost" | null;
  }[];
  refunds: {
    refundId: string;
    method: string;
    amountMinor: number;
    status: string;
    /** Why Stripe refused it, in words. */
    refused: string | null;
    requestedAt: Date;
  }[];
  /** Those that paid something, with what is left on each. */
  giftCards: { codeEnd: string; leftMinor: number }[];
};

export async function moneyOf(ctx: Ctx, input: { patientId: string }): Promise<MoneyView> {
  mustMaySeeMoneyOf(ctx, input.patientId);
  return inTransaction(ctx, async (t) => {
    const { patientId } = input;
    if (!(await patientRow(t.tx, t.clinicId, patientId))) throw notFound("patient");
    const charges = await chargesWithOpen(t.tx, t.clinicId, { patientId });
    const payments = await paymentsWithCredit(t.tx, t.clinicId, { patientId });
    const refunds = await refundsOf(t.tx, t.clinicId, patientId);
    const receipts = await receiptsOf(t.tx, t.clinicId, patientId);
    const disputed = new Map(
      (await disputesOf(t.tx, t.clinicId, patientId)).map((row) => [
        row.paymentId,
        row.status as "open" | "won" | "lost",
      ]),
    );
    const own = charges.filter((row) => row.payer === "self");
    const laterMinor = await laterOf(t, own);
    return {
      owedMinor: own.reduce((sum, row) => sum + row.openMinor, 0) - laterMinor,
      laterMinor,
      creditMinor: payments.reduce((sum, row) => sum + (row.promised ? 0 : row.creditMinor), 0),
      charges: charges.map((row) => ({
        chargeId: row.id,
        chainId: row.chainId,
        kind: row.kind,
        payer: row.payer,
        serviceOn: row.serviceOn,
        totalMinor: row.paidMinor + row.openMinor,
        paidMinor: row.paidMinor,
        openMinor: row.openMinor,
        receiptId: receipts.find((one) => one.chargeId === row.id)?.id ?? null,
      })),
      payments: payments.map((row) => ({
        paymentId: row.id,
        chainId: row.chainId,
        planId: row.planId,
        method: row.method,
        amountMinor: row.amountMinor,
        creditMinor: row.promised ? 0 : row.creditMinor,
        receivedAt: row.receivedAt,
        disputed: disputed.get(row.id) ?? null,
      })),
      refunds: refunds.map((row) => ({
        refundId: row.id,
        method: row.method,
        amountMinor: row.amountMinor,
        status: row.status,
        refused: refusedWords(row.refusedCode),
        requestedAt: row.requestedAt,
      })),
      giftCards: await usedGiftCards(t, { patientId }),
    };
  });
}

/** Of what is open of plans, as much as their instalments will pay that wait for their days. */
async function laterOf(t: TxCtx, open: readonly { planId: string | null; openMinor: number }[]): Promise<number> {
  const owed = new Map<string, number>();
  for (const { planId, openMinor } of open) if (planId !== null) owed.set(planId, (owed.get(planId) ?? 0) + openMinor);
  let later = 0;
  for (const [planId, openMinor] of owed) {
    if (openMinor <= 0) continue;
    const due = (await instalmentsOfPlan(t.tx, t.clinicId, planId)).filter(({ status }) => status === "due");
    later += Math.min(
      openMinor,
      due.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    );
  }
  return later;
}

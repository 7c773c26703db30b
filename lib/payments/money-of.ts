// A patient's money: what was charged and paid, what is owed, and what is credit.
import { chargesWithOpen, paymentsWithCredit, refundsOf } from "../../db/queries/money.ts";
import { receiptsOf } from "../../db/queries/receipts.ts";
import { disputesOf } from "../../db/queries/disputes.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { refusedWords } from "./refused-words.ts";
import { mustMaySeeMoneyOf } from "./own-money.ts";

export type MoneyView = {
  owedMinor: number;
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
    return {
      owedMinor: charges.filter((row) => row.payer === "self").reduce((sum, row) => sum + row.openMinor, 0),
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
    };
  });
}

// What this side believes has been paid and given back, to be compared with our own books.
import type { Books } from "./state.ts";

export type LedgerLine = {
  /** `dispute` is money that the bank took back, `dispute_won` the same money given again. */
  kind: "payment" | "refund" | "dispute" | "dispute_won";
  /** `pi_…` for a payment, `re_…` for a refund, `du_…` for both lines of a dispute. */
  id: string;
  /** The payment that the line belongs to. */
  paymentIntentId: string;
  /** Positive in every kind. */
  amountMinor: number;
  /** ISO 4217, upper case. */
  currency: string;
  metadata: Record<string, string>;
  at: Date;
};

/** Of all accounts: succeeded payments, refunds and the money of disputes, oldest first within each kind. */
export function ledgerOf(books: readonly Books[]): LedgerLine[] {
  const all = <T>(of: (one: Books) => Map<string, T>) => books.flatMap((one) => [...of(one).values()]);
  const payments = all((one) => one.paymentIntents).flatMap((intent): LedgerLine[] => {
    if (intent.status !== "succeeded") return [];
    return [line("payment", intent.id, intent.id, intent.amount_received, intent)];
  });
  const refunds = all((one) => one.refunds).flatMap((refund): LedgerLine[] => {
    if (refund.status !== "succeeded" || typeof refund.payment_intent !== "string") return [];
    return [line("refund", refund.id, refund.payment_intent, refund.amount, refund)];
  });
  const disputes = all((one) => one.disputes).flatMap((dispute) => {
    return dispute.balance_transactions.map(({ amount, created }): LedgerLine => {
      const kind = amount < 0 ? "dispute" : "dispute_won";
      return line(kind, dispute.id, String(dispute.payment_intent), Math.abs(amount), { ...dispute, created });
    });
  });
  return [...payments, ...refunds, ...disputes];
}

function line(
  kind: LedgerLine["kind"],
  id: string,
  paymentIntentId: string,
  amountMinor: number,
  object: { currency: string; metadata: Record<string, string> | null; created: number },
): LedgerLine {
  return {
    kind,
    id,
    paymentIntentId,
    amountMinor,
    currency: object.currency.toUpperCase(),
    metadata: object.metadata ?? {},
    at: new Date(object.created * 1000),
  };
}

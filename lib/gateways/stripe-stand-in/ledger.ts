// What this side believes has been paid and given back, to be compared with our own books.
import type { State } from "./state.ts";

export type LedgerLine = {
  kind: "payment" | "refund";
  /** `pi_…` for a payment, `re_…` for a refund. */
  id: string;
  /** The payment that the line belongs to. */
  paymentIntentId: string;
  /** Positive in both kinds. */
  amountMinor: number;
  /** ISO 4217, upper case. */
  currency: string;
  metadata: Record<string, string>;
  at: Date;
};

/** Succeeded payments and refunds, oldest first within each kind. */
export function ledgerOf(state: State): LedgerLine[] {
  const payments = [...state.paymentIntents.values()].flatMap((intent): LedgerLine[] => {
    if (intent.status !== "succeeded") return [];
    return [line("payment", intent.id, intent.id, intent.amount_received, intent)];
  });
  const refunds = [...state.refunds.values()].flatMap((refund): LedgerLine[] => {
    if (refund.status !== "succeeded" || typeof refund.payment_intent !== "string") return [];
    return [line("refund", refund.id, refund.payment_intent, refund.amount, refund)];
  });
  return [...payments, ...refunds];
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

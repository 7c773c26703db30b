// Double entry: what one event does to the accounts always sums to zero. Debits are positive.
import { currency, type Clinic } from "./clinic.ts";

/** Writes one transaction; accounts left at 0 get no entry. Throws when it does not balance. */
export function post(
  { rows, draw, id: clinicId }: Clinic,
  kind: "charge" | "payment" | "allocation",
  refId: string,
  at: Date,
  amounts: Record<string, number>,
): void {
  const entries = Object.entries(amounts).filter(([, amount]) => amount !== 0);
  if (entries.reduce((sum, [, amount]) => sum + amount, 0) !== 0) throw new Error(`${kind} ${refId} does not balance`);
  const transactionId = draw.id(at);
  for (const [account, amountMinor] of entries)
    rows.ledgerEntries.push({
      clinicId,
      id: draw.id(at),
      transactionId,
      account,
      amountMinor,
      currency,
      kind,
      refId,
      at,
    });
}

// Writes the entries of one money event; the product's own rules say which accounts.
import type { Entry, LedgerKind } from "../../lib/payments/ledger.ts";
import { currency, type Clinic } from "./clinic.ts";

export function post(
  { rows, draw, id: clinicId }: Clinic,
  kind: LedgerKind,
  refId: string,
  at: Date,
  entries: readonly Entry[],
): void {
  const transactionId = draw.id(at);
  for (const { account, amountMinor } of entries)
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

// Double entry: what each money event writes into which account. Debits are positive; the entries of an event sum to zero.

export type LedgerKind = "charge" | "payment" | "allocation" | "refund";
export type Entry = { account: string; amountMinor: number };

const balanced = (entries: Entry[]): Entry[] => {
  const used = entries.filter((entry) => entry.amountMinor !== 0);
  if (used.reduce((sum, entry) => sum + entry.amountMinor, 0) !== 0) throw new Error("ledger entries do not balance");
  return used;
};

/** A service given: the patient (or a payer) owes it. */
export const chargeEntries = (payer: string, netMinor: number, taxMinor: number): Entry[] =>
  balanced([
    { account: `receivable:${payer === "self" ? "patient" : payer}`, amountMinor: netMinor + taxMinor },
    { account: "revenue", amountMinor: -netMinor },
    { account: "tax:gst", amountMinor: -taxMinor },
  ]);

/** Money that came in is the patient's credit until it is allocated. */
export const paymentEntries = (method: string, amountMinor: number): Entry[] =>
  balanced([
    { account: `cash:${method}`, amountMinor },
    { account: "credit:patient", amountMinor: -amountMinor },
  ]);

/** Credit pays a charge. */
export const allocationEntries = (payer: string, amountMinor: number): Entry[] =>
  balanced([
    { account: "credit:patient", amountMinor },
    { account: `receivable:${payer === "self" ? "patient" : payer}`, amountMinor: -amountMinor },
  ]);

/** Credit goes back where it came from. */
export const refundEntries = (method: string, amountMinor: number): Entry[] =>
  balanced([
    { account: "credit:patient", amountMinor },
    { account: `cash:${method}`, amountMinor: -amountMinor },
  ]);

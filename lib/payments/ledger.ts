// Double entry: what each money event writes into which account. Debits are positive; the entries of an event sum to zero.

export type LedgerKind =
  "charge" | "reduction" | "payment" | "allocation" | "refund" | "dispute" | "dispute_won" | "dispute_lost";
export type Entry = { account: string; amountMinor: number };

const balanced = (entries: Entry[]): Entry[] => {
  const used = entries.filter((entry) => entry.amountMinor !== 0);
  if (used.reduce((sum, entry) => sum + entry.amountMinor, 0) !== 0) throw new Error("ledger entries do not balance");
  return used;
};

/** What a patient's balance was when the clinic came here: revenue and cash of books that others kept. */
const carriedOver = "carried_over";

/** A service given: the patient (or a payer) owes it. What was owed before is no revenue of today. */
export const chargeEntries = (payer: string, netMinor: number, taxMinor: number, kind = "visit"): Entry[] =>
  balanced([
    { account: `receivable:${payer === "self" ? "patient" : payer}`, amountMinor: netMinor + taxMinor },
    { account: kind === carriedOver ? carriedOver : "revenue", amountMinor: -netMinor },
    { account: "tax:gst", amountMinor: -taxMinor },
  ]);

/** What of a charge is not owed any more. */
export const reductionEntries = (payer: string, netMinor: number, taxMinor: number, kind = "visit"): Entry[] =>
  chargeEntries(payer, -netMinor, -taxMinor, kind);

/** What the clinic owes to whoever holds a gift card: money that came in, and is nobody's credit before the card is used. */
const giftCards = "gift_cards";
const patientsCredit = "credit:patient";

/** Whose a payment is until it is used. */
export type Holder = "patient" | "gift_card";
const heldIn = (holder: Holder): string => (holder === "gift_card" ? giftCards : patientsCredit);

const cameFrom = (method: string): string =>
  method === carriedOver ? carriedOver : method === "gift_card" ? giftCards : `cash:${method}`;

/** Money that came in is the patient's credit until it is allocated, or stands on the gift card that it bought. */
export const paymentEntries = (method: string, amountMinor: number, holder: Holder = "patient"): Entry[] =>
  balanced([
    { account: cameFrom(method), amountMinor },
    { account: heldIn(holder), amountMinor: -amountMinor },
  ]);

/** Credit pays a charge; below 0 the charge gives it free again. */
export const allocationEntries = (payer: string, amountMinor: number): Entry[] =>
  balanced([
    { account: patientsCredit, amountMinor },
    { account: `receivable:${payer === "self" ? "patient" : payer}`, amountMinor: -amountMinor },
  ]);

/** Credit goes back where it came from. */
export const refundEntries = (method: string, amountMinor: number, holder: Holder = "patient"): Entry[] =>
  balanced([
    { account: heldIn(holder), amountMinor },
    { account: cameFrom(method), amountMinor: -amountMinor },
  ]);

/** A bank took card money back until it is decided whose it is. */
export const disputeEntries = (amountMinor: number): Entry[] =>
  balanced([
    { account: "disputed", amountMinor },
    { account: "cash:stripe", amountMinor: -amountMinor },
  ]);

export const disputeWonEntries = (amountMinor: number): Entry[] => disputeEntries(-amountMinor);

/** `takenMinor` of it was still the holder's; what had gone back, or was spent of a gift card, is gone twice, and is a loss. */
export const disputeLostEntries = (amountMinor: number, takenMinor: number, holder: Holder = "patient"): Entry[] =>
  balanced([
    { account: heldIn(holder), amountMinor: takenMinor },
    { account: "loss:disputes", amountMinor: amountMinor - takenMinor },
    { account: "disputed", amountMinor: -amountMinor },
  ]);

// The public test cards of Stripe's documentation (docs.stripe.com/testing) and what happens to each.

export type TestCard = {
  number: string;
  /** The line that the pay page prints about it. */
  note: string;
} & ({ outcome: "pays" } | { outcome: "authenticates" } | { outcome: "refuses"; declineCode: string; message: string });

export const TEST_CARDS: readonly TestCard[] = [
  { number: "4242424242424242", outcome: "pays", note: "pays" },
  {
    number: "4000000000000002",
    outcome: "refuses",
    note: "is declined",
    declineCode: "generic_decline",
    message: "Your card was declined. Nothing was charged; you can try another card.",
  },
  {
    number: "4000000000009995",
    outcome: "refuses",
    note: "has too little money on it",
    declineCode: "insufficient_funds",
    message: "Your card has insufficient funds. Nothing was charged; you can try another card.",
  },
  { number: "4000002500003155", outcome: "authenticates", note: "asks your bank first" },
];

export type CardEntry = { number: string; expiry: string; cvc: string };

export type CardCheck =
  | { ok: true; card: TestCard; expMonth: number; expYear: number }
  | { ok: false; field: "number" | "expiry" | "cvc"; message: string };

/** `today` is `YYYY-MM`. Numbers that are not test cards are refused and never kept. */
export function checkCard(entry: CardEntry, today: string): CardCheck {
  const digits = entry.number.replace(/[\s-]/g, "");
  const card = TEST_CARDS.find((known) => known.number === digits);
  if (!card) {
    return { ok: false, field: "number", message: "This page takes only the test card numbers listed below." };
  }
  const parts = /^\s*(\d{1,2})\s*\/?\s*(?:20)?(\d{2})\s*$/.exec(entry.expiry);
  const expMonth = Number(parts?.[1]);
  const expYear = 2000 + Number(parts?.[2]);
  if (!parts || expMonth < 1 || expMonth > 12) {
    return { ok: false, field: "expiry", message: "Write the expiry date as month / year, for example 12 / 34." };
  }
  if (`${expYear}-${String(expMonth).padStart(2, "0")}` < today) {
    return { ok: false, field: "expiry", message: "This expiry date is in the past. Any later one will do." };
  }
  if (!/^\s*\d{3}\s*$/.test(entry.cvc)) {
    return { ok: false, field: "cvc", message: "The security code has three digits; any three will do." };
  }
  return { ok: true, card, expMonth, expYear };
}

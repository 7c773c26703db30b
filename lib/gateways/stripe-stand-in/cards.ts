// The public test cards of Stripe's documentation (docs.stripe.com/testing) and what happens to each.

/** `asks`: the bank wants to be asked first. */
type Outcome = "passes" | "asks" | "is refused";

export type TestCard = {
  number: string;
  /** The line that the pay page prints about it. */
  note: string;
  /** Paid with on a page, kept on a page, and charged later without its owner. */
  paying: Outcome;
  keeping: Outcome;
  chargedLater: Outcome;
  declineCode?: "generic_decline" | "insufficient_funds";
  /** Its owner disputes every payment, soon after it. */
  disputed?: true;
};

const refused = { paying: "is refused", keeping: "is refused", chargedLater: "is refused" } as const;
const passes = { paying: "passes", keeping: "passes", chargedLater: "passes" } as const;

export const TEST_CARDS: readonly TestCard[] = [
  { number: "4242424242424242", note: "pays", ...passes },
  { number: "4000000000000002", note: "is declined", ...refused, declineCode: "generic_decline" },
  { number: "4000000000009995", note: "has too little money on it", ...refused, declineCode: "insufficient_funds" },
  // "Authenticate unless set up": once its owner has answered the bank while keeping it, later charges pass.
  { number: "4000002500003155", note: "asks your bank first", paying: "asks", keeping: "asks", chargedLater: "passes" },
  {
    number: "4000002760003184",
    note: "asks your bank every time, also when it is charged later",
    paying: "asks",
    keeping: "asks",
    chargedLater: "asks",
  },
  {
    number: "4000000000000341",
    note: "can be saved, and is declined whenever it is charged",
    ...refused,
    keeping: "passes",
    declineCode: "generic_decline",
  },
  { number: "4000000000000259", note: "pays, and the payment is disputed soon after", ...passes, disputed: true },
];

/** Stripe keeps no numbers either; the last four tell the test cards apart. Throws for any other card. */
export function testCardOf(last4: string | null | undefined): TestCard {
  const card = TEST_CARDS.find(({ number }) => number.endsWith(last4 ?? "none"));
  if (!card) throw new Error(`No test card ends in ${last4}.`);
  return card;
}

export type CardRefusal = {
  code:
    | "card_declined"
    | "authentication_required"
    | "payment_intent_authentication_failure"
    | "setup_intent_authentication_failure";
  declineCode?: string;
  /** Stripe's sentence; what happened to the money follows where it is shown. */
  message: string;
};

export function declineOf(card: TestCard): CardRefusal {
  const declineCode = card.declineCode ?? "generic_decline";
  const message =
    declineCode === "insufficient_funds" ? "Your card has insufficient funds." : "Your card was declined.";
  return { code: "card_declined", declineCode, message };
}

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

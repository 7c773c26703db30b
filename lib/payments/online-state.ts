// How far a clinic's account at Stripe is, and what Stripe asks for, in words of people.

export type OnlineState =
  /** Payments go to the account of the product's own key: there is nothing to connect. */
  | "own_key"
  | "none"
  /** Stripe's form was never sent. */
  | "details"
  | "restricted"
  | "active"
  /** Its owner took the access away. */
  | "gone";

type Account = { charges: boolean; submitted: boolean; disconnectedAt: Date | null };

export function onlineState(account: Account | null, ownKeyServes: boolean): OnlineState {
  if (!account) return ownKeyServes ? "own_key" : "none";
  if (account.disconnectedAt) return "gone";
  if (account.charges) return "active";
  return account.submitted ? "restricted" : "details";
}

const asked: [RegExp, string][] = [
  [/^external_account/, "The bank account that Stripe pays out to"],
  [/verification\.(additional_)?document/, "A document that shows who somebody is, or that the business is registered"],
  [/^tos_acceptance/, "Your agreement to Stripe’s terms"],
  [
    /^(representative|person|individual|owners|directors|executives|relationship)/,
    "Who owns or represents the business",
  ],
  [/^business_profile/, "The name of the business, and what it does"],
  [/^(company|business_type)/, "The kind of the business and its registered details"],
  [/^settings\.payments/, "What stands on patients’ card statements"],
];

/** Each thing once, in the order that Stripe asks. */
export function dueWords(due: readonly string[]): string[] {
  const said = due.map(
    (name) => asked.find(([known]) => known.test(name))?.[1] ?? "More details that Stripe’s page names",
  );
  return [...new Set(said)];
}

/** Why an account takes no payments, as far as Stripe says. */
export function disabledWords(reason: string | null): string {
  if (reason === "requirements.pending_verification" || reason === "under_review")
    return "Stripe is checking what was sent. That takes minutes, sometimes a few days.";
  if (reason?.startsWith("rejected.")) return "Stripe has refused this account. Only Stripe’s support can say more.";
  if (reason === "listed" || reason === "platform_paused" || reason === "other")
    return "Stripe has paused this account. Stripe’s support can say why.";
  return "Stripe holds card payments back until it has what it asks for.";
}

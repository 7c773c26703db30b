// What may be shown and kept of a card: never its number.
import type Stripe from "stripe";

/** What may be shown and kept of a card. */
export type CardFacts = { brand: string; last4: string; expMonth: number; expYear: number };

export function cardFacts(method: string | Stripe.PaymentMethod | null): CardFacts | null {
  const card = typeof method === "string" ? null : method?.card;
  if (!card) return null;
  return { brand: card.brand, last4: card.last4, expMonth: card.exp_month, expYear: card.exp_year };
}

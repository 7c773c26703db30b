// What gift cards are sold for, as a sentence says it.
import type { GiftTerms } from "@/lib/money/gift-terms";

/** "$50.00, $100.00, or from $20.00 to $500.00" */
export function giftTermsWords(terms: GiftTerms | null, say: (minor: number) => string): string {
  if (!terms) return "None are sold";
  const { amountsMinor, free } = terms;
  const range = free ? `from ${say(free.leastMinor)} to ${say(free.mostMinor)}` : null;
  const amounts = amountsMinor.map(say).join(", ");
  return amounts && range ? `${amounts}, or ${range}` : amounts || `From${range!.slice(4)}`;
}

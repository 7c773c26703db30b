// How the instalments that are still open change when what is left of a plan's price does.
import { evenParts } from "../plans/pay-terms.ts";

/** The least that Stripe charges a card, in CAD and USD. */
const leastCharge = 50;

/**
 * The new amounts, in their order; 0 for one that falls away. `less`: never more than before in all, for changes that nobody was asked
 * about; `anew`: exactly what is left, for those that were said first. Shared evenly, an odd cent on the first ones; where a part would be
 * too little for a card, fewer are left, and what is too little for one is paid at the clinic.
 */
export function fitted(amounts: readonly number[], restMinor: number, how: "less" | "anew"): number[] {
  const before = amounts.reduce((sum, minor) => sum + minor, 0);
  const total = Math.max(0, how === "less" ? Math.min(before, restMinor) : restMinor);
  if (!amounts.length || total === before) return [...amounts];
  const count = Math.min(amounts.length, Math.floor(total / leastCharge));
  const parts = count ? evenParts(total, count) : [];
  return amounts.map((_, index) => parts[index] ?? 0);
}

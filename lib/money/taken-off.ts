// How an amount that is taken off a charge falls on its net and its tax.
import { allocate } from "./money.ts";

type Part = { netMinor: number; taxMinor: number };

/**
 * The parts of `amountMinor`, tax included, when `before` was taken off already. What is taken off in steps has the tax of the whole
 * taken off at once, so that nothing is left when all of it is gone. Null when less than the amount is left.
 */
export function takenOff(whole: Part, before: Part, amountMinor: number): Part | null {
  const soFar = before.netMinor + before.taxMinor + amountMinor;
  if (soFar > whole.netMinor + whole.taxMinor) return null;
  const [netMinor = 0, taxMinor = 0] = allocate(soFar, [whole.netMinor, whole.taxMinor]);
  return { netMinor: netMinor - before.netMinor, taxMinor: taxMinor - before.taxMinor };
}

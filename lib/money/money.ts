/** Money in whole minor units: rounding, percentages in basis points, splitting that always adds up, and printing. */

/** An amount in the currency's minor unit (cents), never a fraction of it. `currency` is an ISO 4217 code. */
export type Money = { minor: number; currency: string };

/** Rounds to the nearest whole number; a half goes up, towards positive infinity. */
export function roundHalfUp(value: number): number {
  const below = Math.floor(value);
  return value - below >= 0.5 ? below + 1 : below;
}

/** So many basis points (1 % = 100) of a whole amount, rounded half up. Exact at any size, as no fraction is formed. */
export function percentOf(amountMinor: number, bp: number): number {
  const doubled = 2n * BigInt(amountMinor) * BigInt(bp) + 10_000n;
  const quotient = doubled / 20_000n;
  return Number(doubled < 0n && doubled % 20_000n !== 0n ? quotient - 1n : quotient);
}

/**
 * Splits a whole total by weights (any finite numbers ≥ 0, not all 0). The parts are whole and add up to the total: each gets its
 * share rounded down, then the units left over go one by one to the largest remainders, earlier parts first.
 * Throws `RangeError` on weights that cannot carry a split.
 */
export function allocate(totalMinor: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(totalMinor)) throw new RangeError("the total must be whole minor units");
  if (weights.some((weight) => !(weight >= 0 && weight < Infinity))) {
    throw new RangeError("weights must be finite and not negative");
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (!(sum > 0 && sum < Infinity)) throw new RangeError("at least one weight must be above 0");
  const sign = totalMinor < 0 ? -1 : 1;
  const total = Math.abs(totalMinor);
  const exact = weights.map((weight) => (weight / sum) * total);
  const parts = exact.map(Math.floor);
  const order = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .filter(({ index }) => weights[index] !== 0)
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  let left = total - parts.reduce((given, part) => given + part, 0);
  // Floating point may floor a share one unit off either way on huge totals, so both directions are walked.
  for (let turn = 0; left !== 0; turn++) {
    const target = left > 0 ? order[turn % order.length] : order[order.length - 1 - (turn % order.length)];
    if (!target) break;
    const step = left > 0 ? 1 : -1;
    const part = parts[target.index] ?? 0;
    if (part + step < 0) continue;
    parts[target.index] = part + step;
    left -= step;
  }
  return parts.map((part) => (part === 0 ? 0 : sign * part));
}

/** The amount as people of the locale write it, for example `$128.00`. The currency knows its own number of decimals. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}

/** Whole cents of "128", "128.5" or "$1,280.00", up to seven digits before the point; null when it is no amount. */
export function typedAmount(typed: string): number | null {
  const plain = typed.replaceAll(/[\s,$]/g, "");
  if (!/^\d{1,7}(\.\d{1,2})?$/.test(plain)) return null;
  const [whole = "0", part = ""] = plain.split(".");
  return Number(whole) * 100 + Number(part.padEnd(2, "0"));
}

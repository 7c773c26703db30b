/** Rates and other figures to six decimals. */

export function toSixDecimals(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Share of a whole, to six decimals; null where there is nothing to share. */
export function rateOf(part: number, whole: number): number | null {
  return whole === 0 ? null : toSixDecimals(part / whole);
}

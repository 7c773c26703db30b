// How sure a share is: Wilson's score interval, which stays inside 0 and 1 and holds for small numbers.
import { toSixDecimals } from "../figures/rate.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** To six decimals, at 95 %; `of` above 0. Source: Wilson 1927. */
export function wilson(n: number, of: number): { lower: number; upper: number } {
  const z = normalQuantile(0.975);
  const [share, z2] = [n / of, z * z];
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half = (z / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  return { lower: toSixDecimals(Math.max(0, middle - half)), upper: toSixDecimals(Math.min(1, middle + half)) };
}

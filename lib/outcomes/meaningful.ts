/** How far a score has to go from its baseline before the change means something to the patient. */

import type { InstrumentId } from "./instruments.ts";

// Sources: Salaffi 2004 and Farrar 2001 (pain −2 points or about 30 % is much better), Stratford 1995 (2 points of function);
// 30 % fewer headache days is a house default.
export function meaningfulFrom(instrument: InstrumentId, baseline: number): number | null {
  if (instrument === "nprs" && baseline > 3) return baseline - Math.min(2, baseline * 0.3);
  if (instrument === "hd28" && baseline > 0) return baseline * 0.7;
  if (instrument === "psfs" && baseline + 2 <= 10) return baseline + 2;
  return null;
}

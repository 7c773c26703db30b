/** How a gap between two visits stands to the window it was planned with. */
import { lapseAfterDays } from "../figures/lapse.ts";

export type GapWindow = { minGap: number; targetGap: number; maxGap: number };
export type WindowState = "early" | "on_time" | "late" | "lapsed";

/**
 * State of a gap in whole days; `0 ≤ minGap ≤ targetGap ≤ maxGap`. A gap inside its window has never lapsed, however wide
 * the window (maintenance reaches to 90 days around a target of 30).
 */
export function windowState({ minGap, targetGap, maxGap }: GapWindow, gap: number): WindowState {
  if (gap > maxGap) return gap > lapseAfterDays(targetGap) ? "lapsed" : "late";
  return gap < minGap ? "early" : "on_time";
}

/** How a gap between two visits stands to the window it was planned with. */

export type GapWindow = { minGap: number; targetGap: number; maxGap: number };
export type WindowState = "early" | "on_time" | "late" | "lapsed";

/** Whole days without a visit after which care has lapsed: more than twice the target, and never before three weeks. House default. */
export function lapseAfterDays(targetGap: number): number {
  return Math.max(2 * targetGap, 21);
}

/**
 * State of a gap in whole days; `0 ≤ minGap ≤ targetGap ≤ maxGap`. A gap inside its window has never lapsed, however wide
 * the window (maintenance reaches to 90 days around a target of 30).
 */
export function windowState({ minGap, targetGap, maxGap }: GapWindow, gap: number): WindowState {
  if (gap > maxGap) return gap > lapseAfterDays(targetGap) ? "lapsed" : "late";
  return gap < minGap ? "early" : "on_time";
}

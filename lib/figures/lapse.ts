/** When care has lapsed. */

/** Whole days without a visit after which care has lapsed: more than twice the target, and never before three weeks. House default. */
export function lapseAfterDays(targetGap: number): number {
  return Math.max(2 * targetGap, 21);
}

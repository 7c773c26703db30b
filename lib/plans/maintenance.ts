// Maintenance: visits far apart after a course that helped, a few at a time, and further apart while all stays well. Pure.
import type { Gaps } from "./cadence.ts";

/** Name of the phase. */
export const maintenance = "maintenance";

/** Looked at again after so many visits (or 90 days, whichever is first). A house default after Eklund 2018. */
export const visitsAReview = 3;
export const longestGapDays = 90;

/**
 * The next longer spacing: half as long again, 90 days at most, its window as wide in proportion. A house default: two reviews at which
 * all was stable come before it.
 */
export function lengthened({ minGap, targetGap, maxGap }: Gaps): Gaps {
  const target = Math.min(longestGapDays, Math.round(targetGap * 1.5));
  const scaled = (days: number) => Math.round((days * target) / targetGap);
  return {
    minGap: target - scaled(targetGap - minGap),
    targetGap: target,
    maxGap: Math.max(target, Math.min(longestGapDays, target + scaled(maxGap - targetGap))),
  };
}

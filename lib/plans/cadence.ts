// Days and windows of a track's visits: each counted from the day of the visit before it.
import { addDays, type LocalDate } from "../time/dates.ts";

export type Gaps = { minGap: number; targetGap: number; maxGap: number };

/** Days a new track's first visit may be away from the start. A house default. */
export const firstSlackDays = 10;

/** Gaps of the first visit of a new track: as near to the start as can be. */
export const firstGaps: Gaps = { minGap: 0, targetGap: 0, maxGap: firstSlackDays };

/** Points a day that a first visit is away from the start. */
export const firstWeight = 10;

/** Gaps counted from a visit `ago` days before day 0: a window that is over, or nearly so, opens again from today on. */
export function gapsSince(gaps: Gaps, ago: number): Gaps {
  const minGap = Math.max(gaps.minGap, ago);
  if (gaps.maxGap > ago + 1) return { minGap, targetGap: Math.max(gaps.targetGap, minGap), maxGap: gaps.maxGap };
  return { minGap, targetGap: minGap, maxGap: minGap + firstSlackDays };
}

/** A window from day `from` that lies wholly in an absence opens again after it. */
export function gapsAround(gaps: Gaps, from: number, isAway: (day: number) => boolean): Gaps {
  for (let gap = gaps.minGap; gap <= gaps.maxGap; gap++) if (!isAway(from + gap)) return gaps;
  let back = from + gaps.maxGap + 1;
  while (isAway(back)) back++;
  return { ...gaps, maxGap: back - from + firstSlackDays };
}

/** The day nearest to the target, the earlier of two, that is no absence; the target itself when there is none. */
export function dayAimedAt(gaps: Gaps, from: number, isAway: (day: number) => boolean): number {
  for (let off = 0; off <= gaps.maxGap; off++)
    for (const gap of [gaps.targetGap - off, gaps.targetGap + off])
      if (gap >= gaps.minGap && gap <= gaps.maxGap && !isAway(from + gap)) return from + gap;
  return from + gaps.targetGap;
}

export type Window = { targetOn: LocalDate; windowFrom: LocalDate; windowTo: LocalDate };

export const windowAfter = (previous: LocalDate, { minGap, targetGap, maxGap }: Gaps): Window => ({
  targetOn: addDays(previous, targetGap),
  windowFrom: addDays(previous, minGap),
  windowTo: addDays(previous, maxGap),
});

/** Windows of visits whose days are known; `days[i]` is the day of visit i, else its target is reckoned with. */
export function windowsOf(startOn: LocalDate, gaps: readonly Gaps[], days: readonly (LocalDate | null)[]): Window[] {
  let previous = startOn;
  return gaps.map((gap, index) => {
    const window = windowAfter(previous, gap);
    previous = days[index] ?? window.targetOn;
    return window;
  });
}

/** Phase of each visit of a track, by its place among the phases' visit counts. */
export function phaseOfEach<Phase extends { visits: number }>(phases: readonly Phase[]): Phase[] {
  return phases.flatMap((phase) => Array.from({ length: phase.visits }, () => phase));
}

/** Gaps of each visit of a new track: the first one near the start, each later one its own phase's. */
export const gapsOfEach = (phases: readonly (Gaps & { visits: number })[]): Gaps[] =>
  phaseOfEach(phases).map((phase, index) => (index === 0 ? firstGaps : phase));

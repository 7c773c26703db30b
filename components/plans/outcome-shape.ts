// A score's course as places on the plan's own time axis, and in words.
import { inEnglish, shortDayWords, type SayIn } from "@/components/plans/taper-shape";

export type OutcomeLine = {
  id: string;
  name: string;
  max: number;
  moreIsBetter: boolean;
  /** Where the change from the baseline begins to matter. */
  meaningfulAt: number | null;
  /** Oldest first. */
  points: readonly { date: string; value: number }[];
};

/** The part of the scale that a row shows: all its values and where change matters, with a point to spare on either side. */
export function shownScale({ max, meaningfulAt, points }: OutcomeLine): { low: number; high: number } {
  const shown = [...points.map(({ value }) => value), ...(meaningfulAt === null ? [] : [meaningfulAt])];
  const spare = max / 10;
  return { low: Math.max(0, Math.min(...shown) - spare), high: Math.min(max, Math.max(...shown) + spare) };
}

/** Pixels from the top of a row so high, with room for a dot above and below; better is always up. */
export function heightOf(value: number, line: OutcomeLine, rowHeight: number, margin = 14): number {
  const { low, high } = shownScale(line);
  const share = Math.min(1, Math.max(0, (value - low) / Math.max(high - low, Number.EPSILON)));
  const up = line.moreIsBetter ? share : 1 - share;
  return Math.round((margin + (1 - up) * (rowHeight - 2 * margin)) * 10) / 10;
}

/** Whether the value is at or past where change begins to matter. */
export const reached = (value: number, { meaningfulAt, moreIsBetter }: OutcomeLine): boolean =>
  meaningfulAt !== null && (moreIsBetter ? value >= meaningfulAt : value <= meaningfulAt);

const plain = (value: number) => String(Math.round(value * 10) / 10);

/** "6 on Oct 2, 4 on Oct 30; the change matters from 4 on" */
export function courseWords(line: OutcomeLine, { t, locale }: SayIn = inEnglish): string {
  const course = line.points
    .map(({ date, value }) => t(`${plain(value)} on ${shortDayWords(date, locale)}`))
    .join(", ");
  if (line.meaningfulAt === null) return course;
  const last = line.points.at(-1);
  const met = last !== undefined && line.points.length > 1 && reached(last.value, line);
  return `${course}; ${t(met ? "a change that matters" : `a change matters from ${plain(line.meaningfulAt)} on`)}`;
}

/** Picking the row in force from rows that each hold from a date on. */

import type { LocalDate } from "../time/dates.ts";

/** The latest row that has begun by the date; it goes on until a newer one begins. Undefined before the first. */
export function latestRow<Row extends { effectiveFrom: LocalDate }>(
  rows: readonly Row[],
  date: LocalDate,
): Row | undefined {
  let latest: Row | undefined;
  for (const row of rows) {
    if (row.effectiveFrom <= date && (latest === undefined || row.effectiveFrom > latest.effectiveFrom)) latest = row;
  }
  return latest;
}

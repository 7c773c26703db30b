// A headache diary of four weeks: what stands of each day, and when it says enough to count headache days. Pure.
import { addDays, type LocalDate } from "../time/dates.ts";

export type DiaryRow = {
  onDate: LocalDate;
  headache: boolean;
  worst: number | null;
  tablets: number;
  triggers: string[];
  sleepHours: number | null;
  at: Date;
};

export const diaryDays = 28;
/** Fewer days logged say too little. A house default. */
export const fewestLogged = 23;

export type Diary = {
  /** The last 28 days, today first; null where nothing was logged. */
  days: { onDate: LocalDate; row: DiaryRow | null }[];
  logged: number;
  headacheDays: number;
  medicationDays: number;
  /** Headache and medication days may be taken as scores. */
  valid: boolean;
};

/** The latest word on a day counts. */
export function diaryOf(rows: readonly DiaryRow[], today: LocalDate): Diary {
  const standing = new Map<LocalDate, DiaryRow>();
  for (const row of rows) {
    const known = standing.get(row.onDate);
    if (!known || row.at >= known.at) standing.set(row.onDate, row);
  }
  const days = Array.from({ length: diaryDays }, (_, back) => {
    const onDate = addDays(today, -back);
    return { onDate, row: standing.get(onDate) ?? null };
  });
  const kept = days.flatMap(({ row }) => (row ? [row] : []));
  return {
    days,
    logged: kept.length,
    headacheDays: kept.filter(({ headache }) => headache).length,
    medicationDays: kept.filter(({ tablets }) => tablets > 0).length,
    valid: kept.length >= fewestLogged,
  };
}

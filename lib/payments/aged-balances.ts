// Who owes, by how long ago the services were given.
import type { OpenRow } from "../../db/queries/money-reports.ts";
import { daysBetween, type LocalDate } from "../time/dates.ts";

/** Since the day of the service: up to 30 days, 31 to 60, 61 to 90, over 90. */
export type Ages = readonly [number, number, number, number];

const lastDays = [30, 60, 90];

export type Owing = { id: string; name: string; ages: Ages; totalMinor: number; oldestOn: LocalDate };

/** `laterMinor`: what of it instalments pay whose days are still to come, so that nobody need ask for it now. */
export type AgedBalances = {
  /** Whoever owes most first. */
  patients: (Owing & { laterMinor: number })[];
  /** By the payer's code, its name left empty. */
  payers: Owing[];
  totals: { patients: Ages; payers: Ages; patientsMinor: number; payersMinor: number; laterMinor: number };
};

/** Which of the ages a service of the day has; what is still to come is of the first. */
export function ageOf(serviceOn: LocalDate, asOf: LocalDate): number {
  const days = daysBetween(serviceOn, asOf);
  const at = lastDays.findIndex((last) => days <= last);
  return at < 0 ? lastDays.length : at;
}

const total = (ages: Ages) => ages.reduce((sum, minor) => sum + minor, 0);

function agesOf(rows: readonly OpenRow[], asOf: LocalDate): Ages {
  const ages: [number, number, number, number] = [0, 0, 0, 0];
  for (const row of rows) ages[ageOf(row.serviceOn, asOf)]! += row.openMinor;
  return ages;
}

function owing(
  rows: readonly OpenRow[],
  asOf: LocalDate,
  keyOf: (row: OpenRow) => [id: string, name: string],
): Owing[] {
  return [...Map.groupBy(rows, (row) => keyOf(row)[0])]
    .map(([id, own]) => {
      const ages = agesOf(own, asOf);
      const oldestOn = own.reduce(
        (oldest, row) => (row.serviceOn < oldest ? row.serviceOn : oldest),
        own[0]!.serviceOn,
      );
      return { id, name: keyOf(own[0]!)[1], ages, totalMinor: total(ages), oldestOn };
    })
    .filter((line) => line.ages.some((minor) => minor !== 0))
    .toSorted((a, b) => b.totalMinor - a.totalMinor);
}

/** `later`: by patient. */
export function agedBalances(
  rows: readonly OpenRow[],
  asOf: LocalDate,
  later: ReadonlyMap<string, number> = new Map(),
): AgedBalances {
  const own = rows.filter((row) => row.payer === "self");
  const others = rows.filter((row) => row.payer !== "self");
  const [patients, payers] = [agesOf(own, asOf), agesOf(others, asOf)];
  return {
    patients: owing(own, asOf, (row) => [row.patientId, row.patientName]).map((line) => ({
      ...line,
      laterMinor: later.get(line.id) ?? 0,
    })),
    payers: owing(others, asOf, (row) => [row.payer, ""]),
    totals: {
      patients,
      payers,
      patientsMinor: total(patients),
      payersMinor: total(payers),
      laterMinor: later.values().reduce((sum, minor) => sum + minor, 0),
    },
  };
}

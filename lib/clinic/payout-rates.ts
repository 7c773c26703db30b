// What practitioners are due, as dated rows.
import type { LocalDate } from "../time/dates.ts";
import type { PayoutRate } from "./setup-views.ts";

/** A row as the database keeps it; its kind and value fit together there. */
type StoredRate = {
  practitionerId: string;
  effectiveFrom: LocalDate;
  kind: string;
  feeBp: number | null;
  visitMinor: number | null;
};

/** One practitioner's, in the order of the rows. */
export const payoutRatesOf = (rows: readonly StoredRate[], practitionerId: string): PayoutRate[] =>
  rows
    .filter((row) => row.practitionerId === practitionerId)
    .map(({ effectiveFrom, feeBp, visitMinor }) =>
      feeBp === null
        ? { effectiveFrom, kind: "per_visit", visitMinor: visitMinor ?? 0 }
        : { effectiveFrom, kind: "percent", feeBp },
    );

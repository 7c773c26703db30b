// A made-up clinic while its history is being told: what it is, who works there, and the rows so far.
import type { LocalDate } from "../../lib/time/dates.ts";
import type { PayerDiscipline } from "../../db/seed/rows/payer-fees.ts";
import type { TaxRate } from "../../db/seed/rows/tax-rates.ts";
import { latestRow } from "../../lib/clinic/dated-rows.ts";
import { taxOf, type TaxResult } from "../../lib/clinic/tax.ts";
import type { Clock } from "./clock.ts";
import type { DisciplineDesign } from "../../db/seed/rows/disciplines.ts";
import type { ClinicDesign, PractitionerDesign } from "./design.ts";
import type { Draw } from "./draw.ts";
import type { Rows } from "./rows.ts";

/** Half-open minutes of a local day. */
export type Minutes = { start: number; end: number };

export type Service = {
  id: string;
  discipline: PayerDiscipline;
  name: string;
  first: boolean;
  minutes: number;
  step: number;
  bufferAfter: number;
  need: string;
  prices: { effectiveFrom: LocalDate; priceMinor: number }[];
};

export type Practitioner = {
  id: string;
  memberId: string;
  supplierId: string;
  registeredForGst: boolean;
  design: PractitionerDesign;
  discipline: DisciplineDesign;
  weekly: { dow: number; start: number; end: number }[];
  overrides: Map<LocalDate, Minutes[]>;
  /** Minutes that time off takes out of a date. */
  away: Map<LocalDate, Minutes[]>;
};

export type Clinic = {
  id: string;
  design: ClinicDesign;
  clock: Clock;
  draw: Draw;
  rows: Rows;
  locationId: string;
  disciplineIds: Map<PayerDiscipline, string>;
  practitioners: Practitioner[];
  services: Service[];
  /** Units by kind. */
  resources: Map<string, string[]>;
  closed: Map<LocalDate, Minutes[]>;
  desk: string[];
  taxRates: readonly TaxRate[];
  templateIds: Map<string, string>;
  policies: { effectiveFrom: LocalDate; cancelNoticeHours: number; lateFeeMinor: number; depositMinor: number }[];
};

export const currency = "CAD";

export const inDiscipline = (clinic: Clinic, code: PayerDiscipline): Practitioner[] =>
  clinic.practitioners.filter((one) => one.discipline.code === code);

export function serviceOf(clinic: Clinic, code: PayerDiscipline, minutes: number, first = false): Service {
  const found = clinic.services.find(
    (one) => one.discipline === code && one.first === first && (first || one.minutes === minutes),
  );
  if (!found) throw new Error(`no ${first ? "first visit" : `${minutes}-minute visit`} in ${code}`);
  return found;
}

export function priceOf(service: Service, date: LocalDate): number {
  const row = latestRow(service.prices, date);
  if (!row) throw new Error(`no price of ${service.name} on ${date}`);
  return row.priceMinor;
}

export const taxOn = (
  clinic: Clinic,
  practitioner: Practitioner,
  date: LocalDate,
  amountMinor: number,
  service: "treatment" | "missed_visit_fee" = "treatment",
): TaxResult =>
  taxOf(clinic.taxRates, {
    profession: practitioner.discipline.profession,
    supplier: { registeredForGst: practitioner.registeredForGst },
    service,
    date,
    amountMinor,
  });

export function policyOn(clinic: Clinic, date: LocalDate) {
  const row = latestRow(clinic.policies, date);
  if (!row) throw new Error(`no policy on ${date}`);
  const { cancelNoticeHours, lateFeeMinor, depositMinor } = row;
  return { cancelNoticeHours, lateFeeMinor, depositMinor };
}

/** Somebody of the front desk. */
export const memberIn = (clinic: Clinic): string => clinic.draw.pick(clinic.desk);

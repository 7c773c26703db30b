// Reads the facts of a clinic's plans up to the end of a day, and the names that go with them.
import {
  activatedPlans,
  bookingsOfVisits,
  disciplineNames,
  practitionerNames,
  visitsOfActivated,
  type WhichPlans,
} from "../../db/queries/insights.ts";
import { together } from "../../db/together.ts";
import type { ClinicView } from "../clinic/catalogue-views.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import type { TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { addDays, dateOfDay, type LocalDate } from "../time/dates.ts";
import { offsetAt } from "../time/offset-table.ts";
import { dateIn, instantAt, offsetTable } from "../time/zone.ts";
import type { DisciplineName, PersonName } from "./insights-views.ts";
import type { PlanHistory } from "../figures/plan-history.ts";
import { readHistory } from "../figures/read-history.ts";

export type ClinicDay = {
  clinic: ClinicView;
  today: LocalDate;
  asOf: LocalDate;
  /** The first instant after `asOf`. */
  until: Date;
  disciplines: DisciplineName[];
  practitioners: PersonName[];
};

export type ClinicHistory = ClinicDay & { plans: PlanHistory[] };

const minute = 60_000;
const thirtyYears = 30 * 365 * 1440 * minute;

/** Thousands of instants become local days; a table of the zone's offsets is quicker than asking for each. */
function localDays(zone: string, until: Date): (instant: Date) => LocalDate {
  const table = offsetTable(zone, new Date(until.getTime() - thirtyYears), until);
  return (instant) => {
    const minutes = Math.floor(instant.getTime() / minute);
    return dateOfDay(Math.floor((minutes + offsetAt(table, minutes)) / 1440));
  };
}

/** Today without a day; refuses a day to come as `invalid`. */
export async function loadDay(ctx: TxCtx, asked: LocalDate | undefined): Promise<ClinicDay> {
  const { tx, clinicId } = ctx;
  const [clinic, disciplines, practitioners] = await together([
    loadClinic(ctx),
    disciplineNames(tx, clinicId),
    practitionerNames(tx, clinicId),
  ]);
  const today = dateIn(ctx.now, clinic.timeZone);
  const asOf = asked ?? today;
  if (asOf > today)
    throw new Refusal("invalid", "Choose today or a day before.", {
      fields: [{ field: "asOf", message: "Choose today or a day before." }],
    });
  return { clinic, today, asOf, until: afterDay(asOf, clinic), disciplines, practitioners };
}

const afterDay = (day: LocalDate, { timeZone }: ClinicView) => instantAt(addDays(day, 1), 0, timeZone);

/** What was known of the clinic's plans by the end of a day. */
export async function loadPlans(
  { tx, clinicId }: TxCtx,
  clinic: ClinicView,
  day: LocalDate,
  which: WhichPlans = "all",
): Promise<PlanHistory[]> {
  const until = afterDay(day, clinic);
  const plans = await activatedPlans(tx, clinicId, until, which);
  const visits = await visitsOfActivated(tx, clinicId, until, which);
  const bookings = await bookingsOfVisits(tx, clinicId, until, which);
  return readHistory({ plans, visits, bookings }, localDays(clinic.timeZone, until));
}

/** The day with its plans. Refuses as {@link loadDay}. */
export async function loadHistory(
  ctx: TxCtx,
  asked: LocalDate | undefined,
  which?: WhichPlans,
): Promise<ClinicHistory> {
  const day = await loadDay(ctx, asked);
  return { ...day, plans: await loadPlans(ctx, day.clinic, day.asOf, which) };
}

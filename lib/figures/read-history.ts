// Turns stored rows and their facts into plan histories, with every instant as a local day of the clinic.
import type {
  activatedPlans,
  bookingsOfVisits,
  PackedBookingFact,
  PackedPlanFact,
  visitsOfActivated,
} from "../../db/queries/insights.ts";
import type { LocalDate } from "../time/dates.ts";
import type { EndReason } from "./adherence-facts.ts";
import type { BookingHistory, PlanHistory, VisitHistory } from "./plan-history.ts";

type WholeRow = Awaited<ReturnType<typeof activatedPlans>>[number];
export type PlanRow = Omit<WholeRow, "templateCode" | "payer"> & Partial<Pick<WholeRow, "templateCode" | "payer">>;
export type VisitRow = Awaited<ReturnType<typeof visitsOfActivated>>[number];
export type BookingRow = Awaited<ReturnType<typeof bookingsOfVisits>>[number];

type DayOf = (instant: Date) => LocalDate;

const reasons: readonly string[] = ["goals_met", "reassessment", "patient_choice", "referred", "lapsed"];

/** The code before a colon; the words after it are nobody's business here. */
function endReason({ fact, reason }: PackedPlanFact): EndReason {
  const code = reason.split(":")[0] ?? "";
  if (reasons.includes(code)) return code as EndReason;
  return fact === "completed" ? "goals_met" : "revoked";
}

type Pause = PlanHistory["pauses"][number];

function pausesOf(facts: readonly PackedPlanFact[], dayOf: DayOf): Pause[] {
  const pauses: Pause[] = [];
  for (const { fact, at, from, to } of facts) {
    const on = dayOf(new Date(at));
    const last = pauses.at(-1);
    if (fact === "paused") pauses.push({ saidOn: on, from: from ?? on, ...(to === null ? {} : { to }) });
    if (fact === "resumed" && last) pauses[pauses.length - 1] = { ...last, resumedOn: on };
  }
  return pauses;
}

function bookingOf({ practitionerId, wallStart, facts }: BookingRow, dayOf: DayOf): BookingHistory {
  return {
    practitionerId,
    day: wallStart.slice(0, 10),
    facts: facts.map(({ fact, at, byWhom, late }: PackedBookingFact) => ({
      fact,
      on: dayOf(new Date(at)),
      byWhom: byWhom === "clinic" ? "clinic" : byWhom === "patient" ? "patient" : null,
      late: late === true,
    })),
  };
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string | null): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Plans in the rows' order; a plan without the fact that it was activated is left out. */
export function readHistory(
  rows: { plans: readonly PlanRow[]; visits: readonly VisitRow[]; bookings: readonly BookingRow[] },
  dayOf: DayOf,
): PlanHistory[] {
  const bookings = groupBy(rows.bookings, (row) => row.visitId);
  const visits = groupBy(rows.visits, (row) => row.planId);
  const visitOf = (row: VisitRow, leadId: string): VisitHistory => {
    const { planId: _, number: __, primaryPractitionerId, phaseName, createdAt, droppedAt, ...same } = row;
    return {
      ...same,
      phase: phaseName,
      plannedPractitionerId: primaryPractitionerId ?? leadId,
      addedOn: dayOf(createdAt),
      ...(droppedAt === null ? {} : { droppedOn: dayOf(droppedAt) }),
      bookings: (bookings.get(row.visitId) ?? []).map((booking) => bookingOf(booking, dayOf)),
    };
  };
  return rows.plans.flatMap(({ facts, leadPractitionerId, ...person }) => {
    const activated = facts.find(({ fact }) => fact === "activated");
    if (!activated) return [];
    const end = facts.find(({ fact }) => fact === "completed" || fact === "revoked");
    return {
      ...person,
      startedOn: dayOf(new Date(activated.at)),
      ...(end ? { ended: { on: dayOf(new Date(end.at)), reason: endReason(end) } } : {}),
      pauses: pausesOf(facts, dayOf),
      visits: (visits.get(person.planId) ?? []).map((row) => visitOf(row, leadPractitionerId)),
    };
  });
}

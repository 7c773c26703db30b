// A plan as it was known at the end of a day: each visit's outcome, who gave it and the gap before it.
import { addDays, daysBetween, type LocalDate } from "../time/dates.ts";
import type { AdherencePlan, AdherenceVisit, Pause, VisitOutcome } from "./adherence-facts.ts";
import type { BookingHistory, PlanHistory, VisitHistory } from "./plan-history.ts";

/** What came of one booking; a booking that was moved or ran out counts for nothing. */
export type BookingOutcome = Exclude<VisitOutcome, "open">;

export type KnownVisit = AdherenceVisit & {
  history: VisitHistory;
  practitionerId: string;
  /** Day of a booking that stands. */
  standsOn?: LocalDate;
};

export type KnownPlan = {
  history: PlanHistory;
  startedOn: LocalDate;
  ended?: PlanHistory["ended"];
  pauses: Pause[];
  /** Those that were still in the plan, by track and number. */
  visits: KnownVisit[];
  /** What came of every booking, of rebooked and of withdrawn visits too. */
  outcomes: {
    outcome: BookingOutcome;
    practitionerId: string;
    disciplineId: string;
    phase: string;
    on: LocalDate;
    /** Day on which the booking was made. */
    bookedOn: LocalDate | undefined;
    /** Day that it was made for. */
    day: LocalDate;
  }[];
};

type KnownBooking = {
  booking: BookingHistory;
  state: BookingOutcome | "stands" | "gone";
  on: LocalDate;
  bookedOn: LocalDate | undefined;
};

/** What was known of a booking; null before it was made. */
function bookingOn(booking: BookingHistory, asOf: LocalDate): KnownBooking | null {
  const facts = booking.facts.filter(({ on }) => on <= asOf);
  const last = facts.at(-1);
  if (!last) return null;
  const bookedOn = facts.find(({ fact }) => fact === "booked")?.on;
  const known = (state: KnownBooking["state"], on: LocalDate): KnownBooking => ({ booking, state, on, bookedOn });
  switch (last.fact) {
    case "fulfilled":
      return known("attended", booking.day);
    case "noshow":
      return known("no_show", booking.day);
    case "cancelled":
      if (last.byWhom === "clinic") return known("clinic_cancelled", last.on);
      return known(last.late ? "late_cancel" : "cancelled", last.on);
    case "booked":
    case "confirmed":
    case "arrived":
      return known("stands", booking.day);
    default:
      return known("gone", last.on);
  }
}

/** The booking that counts: one that took place, else one that stands, else the last that ended with an outcome. */
function countingOf(bookings: readonly KnownBooking[]): KnownBooking | undefined {
  return (
    bookings.findLast(({ state }) => state === "attended") ??
    bookings.findLast(({ state }) => state === "stands") ??
    bookings.findLast(({ state }) => state !== "gone")
  );
}

const bookingsOn = (history: VisitHistory, asOf: LocalDate): KnownBooking[] =>
  history.bookings.flatMap((booking) => bookingOn(booking, asOf) ?? []);

function outcomesOn(history: VisitHistory, asOf: LocalDate): KnownPlan["outcomes"] {
  const { disciplineId, phase } = history;
  return bookingsOn(history, asOf).flatMap(({ state, on, bookedOn, booking: { practitionerId, day } }) =>
    state === "stands" || state === "gone"
      ? []
      : { outcome: state, practitionerId, disciplineId, phase, on, bookedOn, day },
  );
}

function visitOn(history: VisitHistory, asOf: LocalDate): KnownVisit {
  const counts = countingOf(bookingsOn(history, asOf));
  const { targetOn, windowFrom, windowTo } = history;
  const visit = {
    history,
    targetOn,
    windowFrom,
    windowTo,
    practitionerId: counts?.booking.practitionerId ?? history.plannedPractitionerId,
  };
  if (!counts || counts.state === "gone") return { ...visit, outcome: "open" };
  const booked = { onDate: counts.on, ...(counts.bookedOn === undefined ? {} : { bookedOn: counts.bookedOn }) };
  if (counts.state === "stands") return { ...visit, ...booked, outcome: "open", standsOn: counts.on };
  return { ...visit, ...booked, outcome: counts.state };
}

/** Taken out before its time was over; one that was dropped later had been due. */
const isWithdrawn = ({ outcome, history: { droppedOn, windowTo } }: KnownVisit, asOf: LocalDate): boolean =>
  outcome !== "attended" && droppedOn !== undefined && droppedOn <= asOf && droppedOn <= windowTo;

const restsWithin = (pauses: readonly Pause[], from: LocalDate, to: LocalDate): boolean =>
  pauses.some((pause) => pause.from < to && (pause.to === undefined || pause.to > from));

/** Gaps between the visits of a track that took place; one that care rested in was nobody's choice of rhythm. */
function withGaps(visits: readonly KnownVisit[], pauses: readonly Pause[]): KnownVisit[] {
  const lastSeen = new Map<string, LocalDate>();
  const gaps = new Map<KnownVisit, AdherenceVisit["gap"]>();
  const kept = visits.filter(({ outcome, onDate }) => outcome === "attended" && onDate !== undefined);
  for (const visit of kept.toSorted((a, b) => (a.onDate! < b.onDate! ? -1 : a.onDate! > b.onDate! ? 1 : 0))) {
    const { trackId, minGap, maxGap } = visit.history;
    const before = lastSeen.get(trackId);
    const on = visit.onDate!;
    if (before !== undefined && !restsWithin(pauses, before, on))
      gaps.set(visit, { days: daysBetween(before, on), min: minGap, max: maxGap });
    lastSeen.set(trackId, on);
  }
  return visits.map((visit) => {
    const gap = gaps.get(visit);
    return gap ? { ...visit, gap } : visit;
  });
}

/** Both ends included; one that was cut short ended on the day before. Without an end while it lasts: the days to come are not known. */
function pauseOn({ from, to, resumedOn }: PlanHistory["pauses"][number], asOf: LocalDate): Pause {
  const cut = resumedOn === undefined || resumedOn > asOf ? undefined : addDays(resumedOn, -1);
  const last = cut === undefined || (to !== undefined && to < cut) ? to : cut;
  return last === undefined || last > asOf ? { from } : { from, to: last };
}

/** Null when the plan had not started by then. */
export function planOn(history: PlanHistory, asOf: LocalDate): KnownPlan | null {
  if (history.startedOn > asOf) return null;
  const pauses = history.pauses
    .filter((pause) => pause.saidOn <= asOf && pause.from <= asOf)
    .map((pause) => pauseOn(pause, asOf))
    .filter(({ from, to }) => to === undefined || from <= to);
  const planned = history.visits.filter(({ addedOn }) => addedOn <= asOf);
  const visits = planned.map((visit) => visitOn(visit, asOf)).filter((visit) => !isWithdrawn(visit, asOf));
  const ended = history.ended && history.ended.on <= asOf ? { ended: history.ended } : {};
  const outcomes = history.visits.flatMap((visit) => outcomesOn(visit, asOf));
  return { history, startedOn: history.startedOn, ...ended, pauses, visits: withGaps(visits, pauses), outcomes };
}

/** The gap aimed at now: the tightest of what is next in each track, else of the last phase. */
function targetGapOf(visits: readonly KnownVisit[]): number {
  const next = new Map<string, number>();
  for (const { outcome, history } of visits)
    if (outcome === "open" && !next.has(history.trackId)) next.set(history.trackId, history.targetGap);
  return next.size ? Math.min(...next.values()) : (visits.at(-1)?.history.targetGap ?? 0);
}

/** A plan in the shape that figures are counted from, its visits still knowing what they are. */
export type CountedPlan = Omit<AdherencePlan, "visits"> & { known: KnownPlan; visits: readonly KnownVisit[] };

/** With a filter, only those visits; null when none of the plan's is among them. */
export function countedPlan(known: KnownPlan, only?: (visit: KnownVisit) => boolean): CountedPlan | null {
  const visits = only ? known.visits.filter(only) : known.visits;
  if (only && visits.length === 0) return null;
  const { startedOn, ended, pauses } = known;
  return {
    known,
    startedOn,
    ...(ended ? { endedOn: ended.on, endReason: ended.reason } : {}),
    targetGap: targetGapOf(visits),
    pauses,
    visits,
  };
}

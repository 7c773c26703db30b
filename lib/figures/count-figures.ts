// Counts what the owner's figures are drawn from, over plans as they were known on a day. Every count is a sum over the plans.
import type { LocalDate } from "../time/dates.ts";
import { adherenceOf, hasDroppedOut, isActive, isDue, secondVisitOf } from "./adherence.ts";
import { dosesOf } from "./doses.ts";
import { countedPlan, type CountedPlan, type KnownPlan, type KnownVisit } from "./known-plan.ts";
import { leavingsOf } from "./leavings.ts";
import { isIdle, visitsLeft } from "./visits-left.ts";

/** Only visits of a discipline, or given by a person. */
export type Narrowing = { disciplineId?: string | undefined; practitionerId?: string | undefined };

export const countNames = [
  "due",
  "attended",
  "gaps",
  "within",
  "ends",
  "came",
  "noShow",
  "late",
  "seconds",
  "second",
  "active",
  "away",
  "leavings",
  "rebooked",
  "doseDue",
  "doseHad",
  "ended",
  "completed",
  "allHad",
  "visits",
] as const;
export type CountName = (typeof countNames)[number];
/** In pairs, what a share is of and what is counted in it; `allHad` are active plans that await a decision. */
export type Counts = Record<CountName, number>;

/** Which visits a narrowing leaves; undefined when it narrows nothing. */
export function visitFilter({ disciplineId, practitionerId }: Narrowing): ((visit: KnownVisit) => boolean) | undefined {
  if (disciplineId === undefined && practitionerId === undefined) return undefined;
  return (visit) =>
    (disciplineId === undefined || visit.history.disciplineId === disciplineId) &&
    (practitionerId === undefined || visit.practitionerId === practitionerId);
}

export function narrowed(plans: readonly KnownPlan[], only: Narrowing): CountedPlan[] {
  const filter = visitFilter(only);
  return plans.flatMap((plan) => countedPlan(plan, filter) ?? []);
}

/** Every booking's own end, so that a missed one stays missed when another was made for the visit. */
function bookingEnds(plans: readonly KnownPlan[], { disciplineId, practitionerId }: Narrowing) {
  const ends = plans
    .flatMap((plan) => plan.outcomes)
    .filter((one) => disciplineId === undefined || one.disciplineId === disciplineId)
    .filter((one) => practitionerId === undefined || one.practitionerId === practitionerId);
  const count = (outcome: string) => ends.filter((one) => one.outcome === outcome).length;
  const [came, noShow, late] = [count("attended"), count("no_show"), count("late_cancel")];
  return { came, noShow, late, ends: came + noShow + late };
}

/** How a plan ended well: what it was for was reached, or a reassessment said that it was enough. */
export const isCompleted = ({ endReason }: CountedPlan): boolean =>
  endReason === "goals_met" || endReason === "reassessment";

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

/** What time alone changes: what has come due, who is away, whose phases are over. */
export function passingCounts(counted: readonly CountedPlan[], asOf: LocalDate) {
  const counts = { due: 0, attended: 0, seconds: 0, second: 0, active: 0, away: 0, doseDue: 0, doseHad: 0, allHad: 0 };
  for (const plan of counted) {
    for (const visit of plan.visits) {
      // What is said of a day to come is not known yet.
      const then = visit.onDate !== undefined && visit.onDate > asOf ? { ...visit, outcome: "open" as const } : visit;
      if (!isDue(plan, then, asOf)) continue;
      counts.due++;
      if (then.outcome === "attended") counts.attended++;
    }
    const second = secondVisitOf(plan, asOf);
    if (second !== null) counts.seconds++;
    if (second === "came") counts.second++;
    for (const { planned, attended } of dosesOf(plan, asOf)) {
      counts.doseDue += planned;
      counts.doseHad += attended;
    }
    if (!isActive(plan, asOf)) continue;
    counts.active++;
    if (hasDroppedOut(plan, asOf)) counts.away++;
    if (isIdle(plan.known, asOf) && visitsLeft(plan.known) === null) counts.allHad++;
  }
  return counts;
}

/** What stays as it is until something more is learned. */
function steadyCounts(plans: readonly KnownPlan[], counted: readonly CountedPlan[], only: Narrowing, asOf: LocalDate) {
  const { gapsClosed, gapsWithin } = adherenceOf(asOf, counted);
  const ended = counted.filter(({ endedOn }) => endedOn !== undefined);
  const leavings = plans.flatMap((plan) => leavingsOf(plan, visitFilter(only)));
  return {
    gaps: gapsClosed,
    within: gapsWithin,
    ...bookingEnds(plans, only),
    leavings: leavings.length,
    rebooked: leavings.filter(({ booked }) => booked).length,
    ended: ended.length,
    completed: ended.filter(isCompleted).length,
    visits: sum(counted.map(({ visits }) => visits.length)),
  };
}

/** The counts of these plans on the day they are known on, and on days after it if nothing more is learned. */
export function counting(
  plans: readonly KnownPlan[],
  day: LocalDate,
  only: Narrowing = {},
): { counted: CountedPlan[]; on: (asOf: LocalDate) => Counts } {
  const counted = narrowed(plans, only);
  const steady = steadyCounts(plans, counted, only, day);
  return { counted, on: (asOf) => ({ ...passingCounts(counted, asOf), ...steady }) };
}

export const countFigures = (plans: readonly KnownPlan[], asOf: LocalDate, only: Narrowing = {}): Counts =>
  counting(plans, asOf, only).on(asOf);

// Other times for one visit of a plan: every open start inside its window that keeps the rules beside the other visits.
import { policyNow } from "../clinic/price-on.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { addDays, daysBetween, type LocalDate } from "../time/dates.ts";
import { dateIn, wallTime } from "../time/zone.ts";
import { mayStandBeside, type Standing } from "./beside.ts";
import { gapsSince } from "./cadence.ts";
import { frameOf } from "./course-of-plan.ts";
import { loadPlan, mustNotBeStopped } from "./load-plan.ts";
import { maySeePlan } from "./plan-doors.ts";
import { peopleOf } from "./plan-people.ts";
import { everyVisit, gapsOf, type PlanState, type StateTrack, type StateVisit } from "./plan-state.ts";
import type { ShownStart, VisitStart } from "./plan-views.ts";
import { readCourse } from "./read-course.ts";

export type VisitStartsQuestion = {
  planId: string;
  visitId: string;
  /** The other visits as they are shown, while nothing is booked yet. */
  others?: readonly ShownStart[] | undefined;
};

/** In order of time. Refuses with `not_found`, and with `review_first` while a red flag stands. */
export async function visitStarts(ctx: Ctx, question: VisitStartsQuestion): Promise<VisitStart[]> {
  maySeePlan(ctx);
  return inTransaction(ctx, async (tctx) => {
    const state = await loadPlan(tctx, question.planId);
    mustNotBeStopped(state);
    return startsFor(tctx, state, question.visitId, question.others ?? []);
  });
}

/** Days of the plan's visits, as shown or as they stand; an unplaced one is reckoned on its target. */
type Days = (visit: StateVisit) => LocalDate;

export async function startsFor(
  ctx: TxCtx,
  state: PlanState,
  visitId: string,
  others: readonly ShownStart[],
): Promise<VisitStart[]> {
  const { clinic } = state;
  const track = state.tracks.find(({ visits }) => visits.some(({ row }) => row.id === visitId));
  const visit = track?.visits.find(({ row }) => row.id === visitId);
  if (!track || !visit) throw notFound("visit");
  const [policy, people] = await Promise.all([policyNow(ctx), peopleOf(ctx, state)]);
  const today = dateIn(ctx.now, clinic.timeZone);
  const frame = frameOf(state.plan.startOn, today, policy.horizonDays);
  const shown = new Map(others.map((one) => [one.visitId, dateIn(one.start, clinic.timeZone)]));
  const days: Days = (one) => shown.get(one.row.id) ?? one.day ?? one.row.targetOn;
  const window = windowBetween(track, visit, days, frame.startDate);
  const reach = Math.max(0, daysBetween(frame.startDate, window.to));
  const gaps = { minGap: 0, targetGap: reach, maxGap: reach };
  const { openings } = await readCourse(ctx, state, people, frame, [
    { track, anchor: null, visits: [{ visit, gaps }], beyond: [], fallen: [], lastDay: Infinity },
  ]);
  const beside = standingsOf(state, visitId, others);
  const deep = state.tracks.filter((one) => one.deep).length;
  return (openings.get(track.trackId) ?? [])
    .filter(({ day, start }) => {
      const date = addDays(frame.startDate, day);
      if (date < window.from || date > window.to) return false;
      const end = start + visit.phase.minutes;
      return mayStandBeside({ trackId: track.trackId, deep: track.deep, date, start, end }, beside, deep > 1 ? 1 : 2);
    })
    .map(({ at, practitionerId }) => ({
      start: new Date(at * 60_000),
      end: new Date((at + visit.phase.minutes) * 60_000),
      practitionerId,
      practitionerName: state.names.get(practitionerId) ?? "",
    }))
    .toSorted((a, b) => a.start.getTime() - b.start.getTime());
}

/**
 * Days on which neither the gap before the visit nor the one after it leaves its window. A window that is over, or nearly so, opens
 * again from `startDate` on, as when the rest of a course is planned again; a visit after it that is not booked follows then.
 */
export function windowBetween(
  track: StateTrack,
  visit: StateVisit,
  days: Days,
  startDate: LocalDate,
): { from: LocalDate; to: LocalDate } {
  const before = track.visits.findLast(({ row }) => row.number < visit.row.number);
  // A visit that was passed over follows the last one the patient had, whatever their numbers.
  const had = track.visits.flatMap(({ day }) => (day !== null && day < startDate ? [day] : []));
  const after = track.visits.find(
    ({ row, day }) => row.number > visit.row.number && !(day !== null && day < startDate),
  );
  const base = [...had, ...(before ? [days(before)] : [])].toSorted().at(-1) ?? startDate;
  const ago = daysBetween(base, startDate);
  const gaps = ago > 0 ? gapsSince(gapsOf(visit), ago) : gapsOf(visit);
  const late = gaps.maxGap > gapsOf(visit).maxGap;
  const bounds = [{ from: addDays(base, gaps.minGap), to: addDays(base, gaps.maxGap) }];
  if (after && (after.day !== null || (!late && (!before || days(after) > base)))) {
    const next = days(after);
    bounds.push({ from: addDays(next, -after.phase.maxGap), to: addDays(next, -after.phase.minGap) });
  }
  const from = [startDate, ...bounds.map((one) => one.from)].toSorted().at(-1)!;
  const to = bounds.map((one) => one.to).toSorted()[0]!;
  return { from, to };
}

function standingsOf(state: PlanState, exceptVisitId: string, others: readonly ShownStart[]): Standing[] {
  const { timeZone } = state.clinic;
  return state.tracks.flatMap((track) =>
    track.visits.flatMap((visit): Standing[] => {
      if (visit.row.id === exceptVisitId) return [];
      const start =
        others.find(({ visitId }) => visitId === visit.row.id)?.start ??
        (visit.day === null ? null : visit.appointment?.startsAt);
      if (!start) return [];
      const { date, minute } = wallTime(start, timeZone);
      const { trackId, deep } = track;
      return [{ trackId, deep, date, start: minute, end: minute + visit.phase.minutes }];
    }),
  );
}

/** The visit of a plan. Refuses with `not_found`. */
export function visitIn(state: PlanState, visitId: string): StateVisit {
  const visit = everyVisit(state).find(({ row }) => row.id === visitId);
  if (!visit) throw notFound("visit");
  return visit;
}

// Places what a plan still has to come in the calendar as it stands, and prices it: the work behind every proposal.
import { policyNow, pricesOn } from "../clinic/price-on.ts";
import type { TxCtx } from "../context/context.ts";
import { addDays, daysBetween, type LocalDate } from "../time/dates.ts";
import { dateIn, instantAt } from "../time/zone.ts";
import { windowsOf } from "./cadence.ts";
import { dueNowOf, moneyOfCourse, totalsOf, type PricedVisit } from "./course-money.ts";
import { frameOf, pendingOf, problemOf, type Frame, type PendingTrack, type PendingVisit } from "./course-of-plan.ts";
import type { CourseAnswer, CoursePlacement } from "./course-problem.ts";
import { openReasons } from "./course-words.ts";
import { planCourse } from "./course.ts";
import { fundedUntil, fundingOf } from "./plan-funding.ts";
import { peopleOf, type PlanPeople } from "./plan-people.ts";
import { decidedCount, everyVisit, type PlanState, type StateVisit } from "./plan-state.ts";
import type { CourseProposal, PlanPreferences, ProposedVisit, ShownStart } from "./plan-views.ts";
import { readCourse } from "./read-course.ts";
import { firmUntil, reassessmentsOf } from "./reassessment.ts";

/** Moving a start that the patient chose costs more than anything but leaving a visit open. */
const chosenPoints = 1000;

export type PlacedCourse = {
  course: CourseProposal;
  /** Track id → the practitioner the planner chose. */
  primaries: Record<string, string>;
  people: PlanPeople;
};

export type PlacingWish = {
  preferences?: PlanPreferences | undefined;
  /** Starts to be left where they are if they are still open. */
  keeps?: readonly ShownStart[] | undefined;
  /** Whether the patient chose or has seen them: then even an absence does not move them, and little else. */
  chosen?: boolean | undefined;
};

/** A visit with the day the planner reckons with, and its start when it has one. */
type Laid = {
  pending: PendingVisit;
  track: PendingTrack;
  date: LocalDate;
  start: Date | null;
  practitionerId: string | null;
  window: { targetOn: LocalDate; windowFrom: LocalDate; windowTo: LocalDate };
};

export async function placeCourse(ctx: TxCtx, state: PlanState, wish: PlacingWish = {}): Promise<PlacedCourse> {
  const { plan, clinic, episode } = state;
  const { timeZone } = clinic;
  const today = dateIn(ctx.now, timeZone);
  const preferences = wish.preferences ?? state.preferences;
  const [policy, people, funding] = await Promise.all([
    policyNow(ctx),
    peopleOf(ctx, state),
    fundingOf(ctx, { plan, episode, timeZone }),
  ]);
  const frame = frameOf(plan.startOn, today, policy.horizonDays);
  const pending = state.tracks.map((track) => pendingOf(track, state, frame, ctx.now));
  const { openings, closed } = await readCourse(ctx, state, people, frame, pending);
  const until = new Map(
    state.tracks.flatMap(({ trackId, disciplineCode }) => {
      const last = fundedUntil(funding, disciplineCode, frame.startDate);
      return last === null ? [] : [[trackId, daysBetween(frame.startDate, last)] as const];
    }),
  );
  const setting = {
    state,
    frame,
    pending,
    openings,
    preferences,
    keeps: wish.keeps ?? [],
    chosen: wish.chosen ?? false,
    ...(wish.chosen ? { movedPoints: chosenPoints } : {}),
    fundedUntil: until,
    closed,
  };
  let answer = planCourse(problemOf(setting, false), { explain: false });
  // What would help is only looked for when something is left open: it takes many more plans.
  if (answer.placements.some(({ start }) => start === null)) answer = planCourse(problemOf(setting, true));
  const laid = layOut(answer, pending, frame, timeZone);
  const proposal = await priceVisits(ctx, state, laid, funding);
  const reassessments = reassessmentsOfState(state, laid);
  const firm = firmUntil(reassessments, decidedCount(state));
  const visits = proposal
    .map((visit) => ({ ...visit, provisional: firm !== null && visit.onDate > firm }))
    .toSorted(byDay);
  const counted = visits.map((visit) => ({ ...visit, placed: visit.start !== null }));
  const totals = totalsOf(counted, plan.currency);
  const placed = visits.filter((visit) => visit.start !== null);
  const horizonOn = addDays(frame.startDate, frame.days - 1);
  return {
    course: {
      planId: plan.id,
      timeZone,
      proposal: visits,
      open: openReasons(answer, pending, visits, frame.startDate, horizonOn),
      cost: answer.cost,
      optimal: answer.optimal,
      totals,
      firstOn: placed[0]?.onDate ?? null,
      lastOn: placed.at(-1)?.onDate ?? null,
      reassessments,
      dueNow: dueNowOf(counted, totals, plan.depositMinor),
      preferences,
    },
    primaries: answer.primaries,
    people,
  };
}

const byDay = (a: ProposedVisit, b: ProposedVisit): number =>
  a.onDate === b.onDate ? (a.start?.getTime() ?? 0) - (b.start?.getTime() ?? 0) : a.onDate < b.onDate ? -1 : 1;

/** Every visit still to come with its day: as placed, on its virtual day, or on its target when it was cut off. */
function layOut(answer: CourseAnswer, pending: readonly PendingTrack[], frame: Frame, timeZone: string): Laid[] {
  const at = new Map(answer.placements.map((placement) => [placement.visit, placement]));
  return pending.flatMap((track) => {
    const all = [...track.visits, ...track.beyond];
    const base = addDays(frame.startDate, track.anchor ?? 0);
    const known = all.map(({ visit }) => dayOf(at.get(visit.row.id), frame));
    const windows = windowsOf(
      base,
      all.map(({ gaps }) => gaps),
      known,
    );
    return all.map((one, index): Laid => {
      const placement = at.get(one.visit.row.id);
      const date = known[index] ?? windows[index]!.targetOn;
      const start =
        placement === undefined || placement.start === null ? null : instantAt(date, placement.start, timeZone);
      const practitionerId = start === null ? null : (placement?.practitioner ?? null);
      return { pending: one, track, date, start, practitionerId, window: windows[index]! };
    });
  });
}

const dayOf = (placement: CoursePlacement | undefined, frame: Frame): LocalDate | null =>
  placement === undefined ? null : addDays(frame.startDate, placement.day);

async function priceVisits(
  ctx: TxCtx,
  state: PlanState,
  laid: readonly Laid[],
  funding: Awaited<ReturnType<typeof fundingOf>>,
): Promise<Omit<ProposedVisit, "provisional">[]> {
  const stood = stoodVisits(state, laid);
  const questions = [
    ...stood.map(({ visit, date }) => ({
      serviceId: visit.phase.serviceId,
      practitionerId: visit.appointment?.practitionerId,
      date,
    })),
    ...laid.map(({ pending, track, date, practitionerId }) => ({
      serviceId: pending.visit.phase.serviceId,
      practitionerId: practitionerId ?? track.track.primaryPractitionerId ?? undefined,
      date,
    })),
  ];
  const prices = await pricesOn(ctx, questions);
  const priced: PricedVisit[] = [
    ...stood.map(({ visit, date, code }) => ({ visitId: visit.row.id, disciplineCode: code, date })),
    ...laid.map(({ pending, track, date }) => ({
      visitId: pending.visit.row.id,
      disciplineCode: track.track.disciplineCode,
      date,
    })),
  ].map((visit, index) => ({ ...visit, price: prices[index]! }));
  const money = moneyOfCourse(priced, funding);
  return laid.map(({ pending: { visit }, track, date, start, practitionerId, window }) => ({
    ...money.get(visit.row.id)!,
    visitId: visit.row.id,
    trackId: track.track.trackId,
    disciplineCode: track.track.disciplineCode,
    number: visit.row.number,
    phaseName: visit.phase.name,
    serviceId: visit.phase.serviceId,
    serviceName: visit.phase.serviceName,
    minutes: visit.phase.minutes,
    ...window,
    onDate: date,
    start,
    end: start === null ? null : new Date(start.getTime() + visit.phase.minutes * 60_000),
    practitionerId,
    practitionerName: practitionerId === null ? null : (state.names.get(practitionerId) ?? null),
  }));
}

/** Visits that took place, or stand, and are not placed anew: they count towards what the payer pays. */
function stoodVisits(state: PlanState, laid: readonly Laid[]): { visit: StateVisit; date: LocalDate; code: string }[] {
  const placed = new Set(laid.map(({ pending }) => pending.visit.row.id));
  return state.tracks.flatMap((track) =>
    track.visits.flatMap((visit) =>
      visit.day !== null && !placed.has(visit.row.id) ? [{ visit, date: visit.day, code: track.disciplineCode }] : [],
    ),
  );
}

function reassessmentsOfState(state: PlanState, laid: readonly Laid[]) {
  const planned = new Map(laid.map(({ pending, date }) => [pending.visit.row.id, date]));
  const dateOf = (visit: StateVisit): LocalDate => planned.get(visit.row.id) ?? visit.day ?? visit.row.targetOn;
  const days = everyVisit(state).map(dateOf).toSorted();
  const lead = state.tracks[0]?.visits.map(dateOf) ?? [];
  return reassessmentsOf(state.plan.reassess, days[0] ?? state.plan.startOn, lead);
}

// Places a course among its openings and prices it: pure, from what was read before, for plans of the database and on paper alike.
import type { PriceBook, PriceQuestion } from "../clinic/price-on.ts";
import { addDays, daysBetween, type LocalDate } from "../time/dates.ts";
import { instantAt } from "../time/zone.ts";
import { windowsOf } from "./cadence.ts";
import { answerOf, withinEnd, type AnswerWork } from "./course-answer.ts";
import { dueNowOf, moneyOfCourse, totalsOf, type Funding, type PricedVisit } from "./course-money.ts";
import type { CourseSetting, Frame, PendingTrack, PendingVisit } from "./course-of-plan.ts";
import type { CourseAnswer, CoursePlacement } from "./course-problem.ts";
import { openReasons } from "./course-words.ts";
import { fundedUntil } from "./plan-funding.ts";
import { decidedCount, everyVisit, type CourseState, type CourseVisitState } from "./plan-state.ts";
import { instalmentParts, plainTerms } from "./pay-terms.ts";
import type { CourseProposal, PlanPreferences, ProposedVisit, ShownStart } from "./plan-views.ts";
import type { CourseOpenings } from "./read-course.ts";
import { firmUntil, reassessmentsOf } from "./reassessment.ts";

/** Moving a start that the patient chose costs more than anything but leaving a visit open. */
const chosenPoints = 1000;

/** All that decides where a course goes, read once. */
export type CourseGround = CourseOpenings & {
  frame: Frame;
  pending: readonly PendingTrack[];
  funding: Funding;
  prices: PriceBook;
};

export type PlacingWish = {
  preferences?: PlanPreferences | undefined;
  /** Starts to be left where they are if they are still open. */
  keeps?: readonly ShownStart[] | undefined;
  /** Whether the patient chose or has seen them: then even an absence does not move them, and little else. */
  chosen?: boolean | undefined;
};

export type PlacedOnGround = {
  course: CourseProposal;
  answer: CourseAnswer;
  /** Visits for which the end that the plan keeps leaves no room. */
  fallen: string[];
};

/** Days by which windows may reach further once it is known which days are closed. */
const closedReach = 60;

/** The first and the last day on which a visit of the course can fall; inclusive. */
export function pricedDays(
  state: CourseState,
  { startDate }: Frame,
  pending: readonly PendingTrack[],
): { from: LocalDate; to: LocalDate } {
  const stood = everyVisit(state).flatMap(({ day }) => day ?? []);
  const last = pending.map(({ anchor, visits, beyond }) =>
    [...visits, ...beyond].reduce((day, { gaps }) => day + gaps.maxGap, anchor ?? 0),
  );
  const days = [startDate, ...stood, ...last.map((day) => addDays(startDate, day))].toSorted();
  return { from: days[0]!, to: addDays(days.at(-1)!, closedReach) };
}

/** The planner's setting of a course. */
export function settingOf(
  state: CourseState,
  ground: Omit<CourseGround, "prices">,
  wish: PlacingWish = {},
): CourseSetting {
  const { frame, pending, openings, closed, funding } = ground;
  const until = state.tracks.flatMap(({ trackId, disciplineCode }) => {
    const last = fundedUntil(funding, disciplineCode, frame.startDate);
    return last === null ? [] : [[trackId, daysBetween(frame.startDate, last)] as const];
  });
  return {
    state,
    frame,
    pending,
    openings,
    preferences: wish.preferences ?? state.preferences,
    keeps: wish.keeps ?? [],
    chosen: wish.chosen ?? false,
    ...(wish.chosen ? { movedPoints: chosenPoints } : {}),
    fundedUntil: new Map(until),
    closed,
  };
}

export function placeOn(
  state: CourseState,
  ground: CourseGround,
  wish: PlacingWish = {},
  work: AnswerWork = {},
): PlacedOnGround {
  const { plan, clinic } = state;
  const { frame } = ground;
  const setting = withinEnd(settingOf(state, ground, wish), work);
  const { pending } = setting;
  const fallen = pending.flatMap((track) => track.fallen.map(({ visit }) => visit.row.id));
  const answer = answerOf(setting, work);
  const laid = layOut(answer, pending, frame, clinic.timeZone);
  const reassessments = reassessmentsOfState(state, laid);
  const firm = firmUntil(reassessments, decidedCount(state));
  const pricedAt = (discountBp: number) =>
    priceVisits(ground, state, laid, fallen, discountBp)
      .map((visit) => ({ ...visit, provisional: firm !== null && visit.onDate > firm }))
      .toSorted(byDay);
  const visits = pricedAt(plan.discountBp ?? 0);
  const counting = (of: readonly ProposedVisit[]) => of.map((visit) => ({ ...visit, placed: visit.start !== null }));
  const counted = counting(visits);
  const totals = totalsOf(counted, plan.currency);
  const terms = plan.payTerms ?? plainTerms;
  const wholeMinor =
    terms.discountBp === (plan.discountBp ?? 0)
      ? totals.dueMinor
      : totalsOf(counting(pricedAt(terms.discountBp)), plan.currency).dueMinor;
  const placed = visits.filter((visit) => visit.start !== null);
  const horizonOn = addDays(frame.startDate, frame.days - 1);
  const course = {
    planId: plan.id,
    timeZone: clinic.timeZone,
    proposal: visits,
    open: openReasons(answer, pending, visits, frame.startDate, horizonOn),
    cost: answer.cost,
    optimal: answer.optimal,
    totals,
    firstOn: placed[0]?.onDate ?? null,
    lastOn: placed.at(-1)?.onDate ?? null,
    reassessments,
    dueNow: dueNowOf(counted, totals, { depositMinor: plan.depositMinor, wholeMinor, terms }),
    ahead: {
      savedMinor: terms.prepay ? totals.dueMinor - wholeMinor : 0,
      instalments: instalmentParts(terms, totals.dueMinor) ?? [],
      weeksApart: terms.instalments?.weeksApart ?? 0,
    },
    preferences: setting.preferences,
  };
  return { course, answer, fallen };
}

/** A visit with the day the planner reckons with, and its start when it has one. */
type Laid = {
  pending: PendingVisit;
  track: PendingTrack;
  date: LocalDate;
  start: Date | null;
  practitionerId: string | null;
  window: { targetOn: LocalDate; windowFrom: LocalDate; windowTo: LocalDate };
};

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

function priceVisits(
  { prices, funding }: CourseGround,
  state: CourseState,
  laid: readonly Laid[],
  fallen: readonly string[],
  discountBp: number,
): Omit<ProposedVisit, "provisional">[] {
  const priceAll = (question: PriceQuestion): Pick<PricedVisit, "price" | "alone"> => ({
    price: prices(question),
    ...(discountBp ? { alone: prices({ ...question, discountBp }) } : {}),
  });
  const stood = stoodVisits(state, laid, fallen);
  const priced: PricedVisit[] = [
    ...stood.map(({ visit, date, code }) => ({
      visitId: visit.row.id,
      disciplineCode: code,
      date,
      ...priceAll({
        serviceId: visit.phase.serviceId,
        practitionerId: visit.appointment?.practitionerId,
        date,
      }),
    })),
    ...laid.map(({ pending: { visit }, track: { track }, date, practitionerId }) => ({
      visitId: visit.row.id,
      disciplineCode: track.disciplineCode,
      date,
      ...priceAll({
        serviceId: visit.phase.serviceId,
        practitionerId: practitionerId ?? track.primaryPractitionerId ?? undefined,
        date,
      }),
    })),
  ];
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
function stoodVisits(
  state: CourseState,
  laid: readonly Laid[],
  fallen: readonly string[],
): { visit: CourseVisitState; date: LocalDate; code: string }[] {
  const placed = new Set([...fallen, ...laid.map(({ pending }) => pending.visit.row.id)]);
  return state.tracks.flatMap((track) =>
    track.visits.flatMap((visit) =>
      visit.day !== null && !placed.has(visit.row.id) ? [{ visit, date: visit.day, code: track.disciplineCode }] : [],
    ),
  );
}

function reassessmentsOfState(state: CourseState, laid: readonly Laid[]) {
  const planned = new Map(laid.map(({ pending, date }) => [pending.visit.row.id, date]));
  const dateOf = (visit: CourseVisitState): LocalDate => planned.get(visit.row.id) ?? visit.day ?? visit.row.targetOn;
  const days = everyVisit(state).map(dateOf).toSorted();
  const lead = state.tracks[0]?.visits.map(dateOf) ?? [];
  return reassessmentsOf(state.plan.reassess, days[0] ?? state.plan.startOn, lead);
}

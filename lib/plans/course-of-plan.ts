// Turns a plan into the planner's question: what is still to be placed, counted from what really happened.
import { addDays, daysBetween, type LocalDate } from "../time/dates.ts";
import { wallTime } from "../time/zone.ts";
import { pairGapMin } from "./beside.ts";
import { firstGaps, firstWeight, gapsSince, type Gaps } from "./cadence.ts";
import { alternativesOf, slotsOf, type Opening } from "./course-openings.ts";
import type { CourseKeep, CourseProblem, CourseTrack, CourseVisit } from "./course-problem.ts";
import { everyVisit, isComing, type CourseState, type CourseTrackState, type CourseVisitState } from "./plan-state.ts";
import type { PlanPreferences, ShownStart } from "./plan-views.ts";

export type Frame = {
  /** Local date of day 0. */
  startDate: LocalDate;
  /** Days until the last bookable one, included. */
  days: number;
};

/** From the plan's start, or from today on once that is past, to the end of the booking horizon. */
export function frameOf(startOn: LocalDate, today: LocalDate, horizonDays: number): Frame {
  const startDate = startOn > today ? startOn : today;
  return { startDate, days: Math.max(0, daysBetween(startDate, addDays(today, horizonDays)) + 1) };
}

export type PendingVisit = { visit: CourseVisitState; gaps: Gaps; weight?: number };

export type PendingTrack = {
  track: CourseTrackState;
  /** Day number of the last visit that took place. */
  anchor: number | null;
  visits: PendingVisit[];
  /** Cut off: the booking horizon ends before their windows do. */
  beyond: PendingVisit[];
};

/**
 * What a track still has to place. A visit that was missed is made up only when the plan's policy says so; when the policy keeps the
 * end, visits that would come after it are cut off like those behind the horizon.
 */
export function pendingOf(track: CourseTrackState, state: CourseState, frame: Frame, now: Date): PendingTrack {
  const makeUp = state.plan.reflowPolicy === "make_up";
  const end = state.plan.reflowPolicy === "keep_end" && state.plan.activatedAt ? lastDayOf(state, frame) : Infinity;
  const stood = track.visits.filter((visit) => visit.day !== null && !isComing(visit, now));
  const waiting = track.visits.filter((visit) => !stood.includes(visit) && (makeUp || visit.state !== "missed"));
  const last = stood.reduce<LocalDate | null>(
    (latest, { day }) => (day !== null && (latest === null || day > latest) ? day : latest),
    null,
  );
  const anchor = last === null ? null : daysBetween(frame.startDate, last);
  const visits: PendingVisit[] = [];
  const beyond: PendingVisit[] = [];
  let reach = anchor ?? 0;
  let aimed = anchor ?? 0;
  waiting.forEach((visit, index) => {
    const pending =
      index > 0
        ? { visit, gaps: visit.phase }
        : anchor === null
          ? firstOf(visit)
          : { visit, gaps: gapsSince(visit.phase, -anchor) };
    reach += pending.gaps.maxGap;
    aimed += pending.gaps.targetGap;
    (reach < frame.days && aimed <= end ? visits : beyond).push(pending);
  });
  return { track, anchor, visits, beyond };
}

/** The last day any visit of the plan was meant for, as a day number. */
const lastDayOf = (state: CourseState, frame: Frame): number =>
  Math.max(...everyVisit(state).map(({ row }) => daysBetween(frame.startDate, row.targetOn)));

const firstOf = (visit: CourseVisitState): PendingVisit => ({ visit, gaps: firstGaps, weight: firstWeight });

export type CourseSetting = {
  state: CourseState;
  frame: Frame;
  pending: readonly PendingTrack[];
  /** By track id. */
  openings: ReadonlyMap<string, readonly Opening[]>;
  preferences: PlanPreferences;
  /** Starts to be left where they are. */
  keeps: readonly ShownStart[];
  /** Points for moving one of them. */
  movedPoints?: number;
  /** Whether they were chosen knowing all wishes; otherwise a booked one gives way to an absence. */
  chosen: boolean;
  /** Who a track that names nobody is left to, by track id. */
  primaries?: ReadonlyMap<string, string>;
  /** Last day each track is paid for, as a day number. */
  fundedUntil: ReadonlyMap<string, number>;
  closed: readonly number[];
};

/** The planner's question. `explain` adds what each relaxation would open. */
export function problemOf(setting: CourseSetting, explain: boolean): CourseProblem {
  const { frame, preferences, pending } = setting;
  const deep = pending.filter(({ track }) => track.deep).length;
  return {
    startDate: frame.startDate,
    days: Math.max(1, frame.days),
    tracks: pending.map((one) => trackOf(setting, one, explain)),
    pairGapMin,
    pairing: preferences.sameDay,
    // Two deep disciplines of one plan work on the same region: never on one day. Others may share it.
    maxPerDay: deep > 1 ? 1 : 2,
    points: {
      ...(setting.movedPoints === undefined ? {} : { moved: setting.movedPoints }),
      ...(preferences.practitioner === "any" ? { notPrimary: 0 } : {}),
    },
    away: awayDays(preferences, frame),
    closed: [...setting.closed],
  };
}

function trackOf(setting: CourseSetting, { track, anchor, visits }: PendingTrack, explain: boolean): CourseTrack {
  const { state, frame, preferences, openings, keeps, fundedUntil } = setting;
  const own = openings.get(track.trackId) ?? [];
  const primary = track.primaryPractitionerId ?? setting.primaries?.get(track.trackId) ?? null;
  const wishes = { preferences, startDate: frame.startDate, primary, names: state.names };
  const slots = slotsOf(own, wishes, frame.days);
  const until = fundedUntil.get(track.trackId);
  return {
    id: track.trackId,
    deep: track.deep,
    anchor,
    visits: visits.map((pending) => visitOf(pending, keepOf(setting, pending, keeps, own, slots))),
    slots,
    ...(primary === null ? {} : { primary }),
    ...(until === undefined || until < 0 ? {} : { fundedUntil: until }),
    ...(explain ? { alternatives: alternativesOf(own, wishes, frame.days) } : {}),
  };
}

const visitOf = ({ visit, gaps, weight }: PendingVisit, keep: CourseKeep | null): CourseVisit => ({
  id: visit.row.id,
  minGap: gaps.minGap,
  targetGap: gaps.targetGap,
  maxGap: gaps.maxGap,
  ...(weight === undefined ? {} : { weight }),
  ...(keep ? { keep } : {}),
});

/** A start to be left alone, when it is still open; one that goes against a wish was chosen all the same and costs nothing more. */
function keepOf(
  { state, frame, chosen, preferences }: CourseSetting,
  { visit }: PendingVisit,
  keeps: readonly ShownStart[],
  openings: readonly Opening[],
  slots: CourseTrack["slots"],
): CourseKeep | null {
  const keep = keeps.find((one) => one.visitId === visit.row.id);
  if (!keep) return null;
  const { date, minute } = wallTime(keep.start, state.clinic.timeZone);
  if (!chosen && preferences.away.some(({ from, to }) => from <= date && date <= to)) return null;
  const day = daysBetween(frame.startDate, date);
  const opening = openings.find(
    (one) => one.day === day && one.start === minute && one.practitionerId === keep.practitionerId,
  );
  const ofDay = slots[day];
  if (!opening || !ofDay) return null;
  const { start, end, practitionerId: practitioner } = opening;
  if (!ofDay.some((slot) => slot.start === start && slot.practitioner === practitioner))
    ofDay.push({ start, end, practitioner, cost: 0 });
  return { day, start, practitioner };
}

function awayDays({ away }: PlanPreferences, { startDate, days }: Frame): number[] {
  const found = new Set<number>();
  for (const { from, to } of away) {
    const last = Math.min(days - 1, daysBetween(startDate, to));
    for (let day = Math.max(0, daysBetween(startDate, from)); day <= last; day++) found.add(day);
  }
  return [...found].toSorted((a, b) => a - b);
}

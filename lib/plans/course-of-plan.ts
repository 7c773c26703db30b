// Turns a plan into the planner's question: what is still to be placed, counted from what really happened.
import { addDays, daysBetween, weekdayOf, type LocalDate } from "../time/dates.ts";
import { dateIn, wallTime } from "../time/zone.ts";
import { pairGapMin } from "./beside.ts";
import { dayAimedAt, firstGaps, firstWeight, gapsAround, gapsSince, type Gaps } from "./cadence.ts";
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
  /** Fall away: even with the shortest gaps they would come after the day on which the plan is to end. */
  fallen: PendingVisit[];
  /** Day number on which the plan is to end; infinite when its policy lets it end later. */
  lastDay: number;
};

/**
 * What a track still has to place, by the plan's policy. Keeping the cadence counts from the last visit that took place, and lets a missed
 * one be. Keeping the end counts from the missed one, too, so that the rest stays where it is; gaps are shortened inside their windows, and
 * visits that would come after the end all the same fall away. Making up places every missed visit again.
 */
export function pendingOf(
  track: CourseTrackState,
  state: CourseState,
  frame: Frame,
  now: Date,
  away: (day: number) => boolean = () => false,
): PendingTrack {
  const running = state.plan.activatedAt !== null;
  const policy = running ? state.plan.reflowPolicy : "keep_cadence";
  const lastDay = policy === "keep_end" ? lastDayOf(state, frame) : Infinity;
  const stood = track.visits.filter((visit) => visit.day !== null && !isComing(visit, now));
  const missed = track.visits.filter((visit) => visit.state === "missed");
  const waiting = track.visits.filter(
    (visit) => !stood.includes(visit) && (policy === "make_up" || !missed.includes(visit)),
  );
  const days = stood.map(({ day }) => day!);
  if (policy === "keep_end") days.push(...missed.map((visit) => missedOn(visit, state)));
  const last = days.toSorted().at(-1);
  const anchor = last === undefined ? null : daysBetween(frame.startDate, last);
  const isAway = (day: number): boolean => running && away(day);
  const found: Record<"visits" | "beyond" | "fallen", PendingVisit[]> = { visits: [], beyond: [], fallen: [] };
  let [reach, soonest, aimed] = [anchor ?? 0, anchor ?? 0, anchor ?? 0];
  waiting.forEach((visit, index) => {
    const own: PendingVisit =
      index > 0
        ? { visit, gaps: visit.phase }
        : anchor === null
          ? firstOf(visit)
          : { visit, gaps: gapsSince(visit.phase, -anchor) };
    const gaps = gapsAround(own.gaps, aimed, isAway);
    aimed = dayAimedAt(gaps, aimed, isAway);
    reach += gaps.maxGap;
    soonest += gaps.minGap;
    while (isAway(soonest)) soonest++;
    found[soonest > lastDay ? "fallen" : reach < frame.days ? "visits" : "beyond"].push({ ...own, gaps });
  });
  return { track, anchor, ...found, lastDay };
}

/** Days on which a track cannot take place, whatever is booked: the clinic is closed, or nobody works on such a weekday. */
export function shutOn(
  openings: readonly Opening[],
  closed: readonly number[],
  { startDate, days }: Frame,
): (day: number) => boolean {
  const first = weekdayOf(startDate);
  const worked = new Set(openings.map(({ day }) => (first + day) % 7));
  const shut = new Set(closed);
  return (day) => day < days && worked.size > 0 && (shut.has(day) || !worked.has((first + day) % 7));
}

const missedOn = ({ appointment, row }: CourseVisitState, { clinic }: CourseState): LocalDate =>
  appointment === null ? row.targetOn : dateIn(appointment.startsAt, clinic.timeZone);

/** The last day any visit of the plan stands on, or was meant for, as a day number. */
const lastDayOf = (state: CourseState, frame: Frame): number =>
  Math.max(...everyVisit(state).map(({ row, day }) => daysBetween(frame.startDate, day ?? row.targetOn)));

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

/** Without the last visits of a track that found no time before the day on which the plan is to end: they fall away. */
export function withoutLate(pending: readonly PendingTrack[], open: ReadonlySet<string>): readonly PendingTrack[] {
  return pending.map((one) => {
    const last = one.visits.findLastIndex(({ visit }) => !open.has(visit.row.id));
    if (one.lastDay === Infinity || last === one.visits.length - 1) return one;
    return {
      ...one,
      visits: one.visits.slice(0, last + 1),
      beyond: [],
      fallen: [...one.visits.slice(last + 1), ...one.beyond, ...one.fallen],
    };
  });
}

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

function trackOf(
  setting: CourseSetting,
  { track, anchor, visits, lastDay }: PendingTrack,
  explain: boolean,
): CourseTrack {
  const { state, frame, preferences, openings, keeps, fundedUntil } = setting;
  const own = (openings.get(track.trackId) ?? []).filter(({ day }) => day <= lastDay);
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
  const { start, end, until = end, practitionerId: practitioner } = opening;
  if (!ofDay.some((slot) => slot.start === start && slot.practitioner === practitioner))
    ofDay.push({ start, end: until, practitioner, cost: 0 });
  return { day, start, practitioner };
}

export function awayDays({ away }: PlanPreferences, { startDate, days }: Frame): number[] {
  const found = new Set<number>();
  for (const { from, to } of away) {
    const last = Math.min(days - 1, daysBetween(startDate, to));
    for (let day = Math.max(0, daysBetween(startDate, from)); day <= last; day++) found.add(day);
  }
  return [...found].toSorted((a, b) => a - b);
}

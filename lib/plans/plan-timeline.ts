// A plan or a proposal as the picture of its taper: tracks, visits with their windows and states, reassessments, and the caption.
import { addDays, daysBetween } from "../time/dates.ts";
import { sayShortDate, sayTime } from "../time/say.ts";
import type { CourseProposal, PlanTrackView, PlanView, VisitState } from "./plan-views.ts";
import type { ReflowView } from "./reflow-views.ts";

export type TimelineVisit = {
  id: string;
  label: string;
  date: string;
  windowFrom: string;
  windowTo: string;
  minutes: number;
  state: VisitState;
  timeLabel?: string;
};
export type Timeline = {
  from: string;
  to: string;
  today: string;
  tracks: { id: string; name: string; letter: string; hue: 1 | 2 | 3 | 4; visits: TimelineVisit[] }[];
  reassessments: { date: string; label: string }[];
  caption: string;
};

type Visit = {
  visitId: string;
  trackId: string;
  number: number;
  onDate: string;
  windowFrom: string;
  windowTo: string;
  minutes: number;
  start: Date | null;
  state: VisitState;
};

function timeline(
  tracks: PlanTrackView[],
  visits: Visit[],
  reassessments: { onDate: string; label: string }[],
  about: { today: string; zone: string; locale: string; caption: string },
): Timeline {
  const dates = [...visits.map((visit) => visit.onDate), ...reassessments.map((one) => one.onDate)].toSorted();
  const first = dates[0] ?? about.today;
  const last = dates.at(-1) ?? about.today;
  return {
    from: addDays(first, -2),
    to: addDays(last, 3),
    today: about.today,
    caption: about.caption,
    reassessments: reassessments.map(({ onDate, label }) => ({ date: onDate, label })),
    tracks: tracks.map((track) => ({
      id: track.trackId,
      name: track.disciplineName,
      letter: track.letter,
      hue: ([1, 2, 3, 4] as const)[(track.hue - 1) % 4] ?? 1,
      visits: visits
        .filter((visit) => visit.trackId === track.trackId)
        .map((visit) => ({
          id: visit.visitId,
          label: `Visit ${visit.number}`,
          date: visit.onDate,
          windowFrom: visit.windowFrom,
          windowTo: visit.windowTo,
          minutes: visit.minutes,
          state: visit.state,
          ...(visit.start ? { timeLabel: sayTime(visit.start, about.zone, about.locale) } : {}),
        })),
    })),
  };
}

const gapsOf = (visits: Visit[], trackId: string) => {
  const days = visits
    .filter((visit) => visit.trackId === trackId)
    .map((visit) => visit.onDate)
    .toSorted();
  return days.slice(1).map((day, index) => daysBetween(days[index]!, day));
};

function finding(tracks: PlanTrackView[], visits: Visit[], locale: string): string {
  const days = visits.map((visit) => visit.onDate).toSorted();
  const gaps = tracks.flatMap((track) => gapsOf(visits, track.trackId));
  if (!days.length) return "No visits are planned yet.";
  const span = `${visits.length} visits from ${sayShortDate(days[0]!, locale)} to ${sayShortDate(days.at(-1)!, locale)}`;
  const widest = Math.max(...gaps, 0);
  const closest = Math.min(...gaps.filter((gap) => gap > 0), widest);
  return widest > closest
    ? `${span}: every ${closest} to ${closest + 3} days at first, up to ${widest} days apart at the end.`
    : `${span}.`;
}

/** The picture of a proposed course; `before` are visits that take no part in it. */
export function proposalTimeline(
  plan: PlanView,
  course: CourseProposal,
  today: string,
  locale: string,
  before: readonly Visit[] = [],
): Timeline {
  const proposed = course.proposal.map((visit): Visit => ({
    ...visit,
    state: visit.start === null ? "open" : visit.provisional ? "provisional" : "booked",
  }));
  const visits = [...before, ...proposed];
  return timeline(plan.tracks, visits, course.reassessments, {
    today,
    zone: plan.timeZone,
    locale,
    caption: finding(plan.tracks, visits, locale),
  });
}

/** The picture of a plan as it will be once the rest is planned again: what was, and what is proposed. */
export function reflowTimeline(plan: PlanView, { course, difference }: ReflowView, today: string, locale: string) {
  const placed = new Set(course.proposal.map(({ visitId }) => visitId));
  for (const { visitId } of difference.dropped) placed.add(visitId);
  const before = plan.visits.filter(({ visitId }) => !placed.has(visitId));
  return proposalTimeline(plan, course, today, locale, before);
}

/** The picture of a plan as it stands. */
export function planTimeline(plan: PlanView, today: string, locale: string): Timeline {
  return timeline(plan.tracks, plan.visits, plan.reassessments, {
    today,
    zone: plan.timeZone,
    locale,
    caption: finding(plan.tracks, plan.visits, locale),
  });
}

// Why a visit found no place, in the words of the page: days as people say them, names instead of ids.
import { addDays, type LocalDate } from "../time/dates.ts";
import { sayMinute, sayShortDate } from "../time/say.ts";
import type { PendingTrack } from "./course-of-plan.ts";
import type { CourseAnswer, CourseConcession, CourseRelaxation } from "./course-problem.ts";
import type { OpenReason, ProposedVisit } from "./plan-views.ts";

const spokenDates = (text: string): string => text.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (date) => sayShortDate(date));

/** A single thing that places the visit. */
function singleText(one: CourseConcession, when: string): string {
  switch (one.kind) {
    case "weekday":
      return `A ${one.value} would do: ${when}.`;
    case "part-of-day":
      return `Another time of day would do (${one.value}): ${when}.`;
    case "practitioner":
      return `${one.value} has time: ${when}.`;
    case "absence":
      return `Coming in spite of being away (${one.value}): ${when}.`;
    case "more-days":
      return `Up to ${one.days} days later than planned: ${when}.`;
    case "wider-window":
      return `Up to ${one.days} days earlier or later than planned: ${when}.`;
  }
}

/** One of several things that place the visit together. */
function partText(one: CourseConcession): string {
  switch (one.kind) {
    case "weekday":
      return `a ${one.value}`;
    case "part-of-day":
      return `another time of day (${one.value})`;
    case "practitioner":
      return one.value;
    case "absence":
      return `coming in spite of being away (${one.value})`;
    case "more-days":
      return `up to ${one.days} days later than planned`;
    case "wider-window":
      return `up to ${one.days} days earlier or later than planned`;
  }
}

export function relaxationText(relaxation: CourseRelaxation, startDate: LocalDate): string {
  const when = `${sayShortDate(addDays(startDate, relaxation.day))} at ${sayMinute(relaxation.start)}`;
  const { also = [], ...first } = relaxation;
  if (also.length === 0) return singleText(first, when);
  const parts = [first, ...also].map(partText);
  return `Together these would do: ${parts.slice(0, -1).join(", ")} and ${parts.at(-1)!}: ${when}.`;
}

/** Open visits in the order of the answer, then those behind the booking horizon. */
export function openReasons(
  answer: CourseAnswer,
  pending: readonly PendingTrack[],
  visits: readonly ProposedVisit[],
  startDate: LocalDate,
  horizonOn: LocalDate,
): OpenReason[] {
  const shown = new Map(visits.map((visit) => [visit.visitId, visit]));
  const blocked = answer.open.map(({ track, visit, window, reason }) => ({
    visitId: visit,
    trackId: track,
    number: shown.get(visit)?.number ?? 0,
    windowFrom: addDays(startDate, window.from),
    windowTo: addDays(startDate, window.to),
    kind: reason.kind,
    text: spokenDates(reason.text),
    relaxations: reason.relaxations.map((relaxation) => ({
      kind: relaxation.kind,
      text: relaxationText(relaxation, startDate),
      onDate: addDays(startDate, relaxation.day),
    })),
  }));
  const late = pending.flatMap(({ track, beyond }) =>
    beyond.flatMap(({ visit }) => {
      const at = shown.get(visit.row.id);
      if (!at) return [];
      return [
        {
          visitId: visit.row.id,
          trackId: track.trackId,
          number: visit.row.number,
          windowFrom: at.windowFrom,
          windowTo: at.windowTo,
          kind: "horizon",
          text: `Around ${sayShortDate(at.targetOn)}: bookings are open until ${sayShortDate(horizonOn)}. We will ask you again when this day comes into reach.`,
          relaxations: [],
        },
      ];
    }),
  );
  return [...blocked, ...late];
}

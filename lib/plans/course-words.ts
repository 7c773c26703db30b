// Why a visit found no place, in the words of the page: days as people say them, names instead of ids.
import { addDays, type LocalDate } from "../time/dates.ts";
import { sayMinute, sayShortDate } from "../time/say.ts";
import type { PendingTrack } from "./course-of-plan.ts";
import type { CourseAnswer, CourseRelaxation } from "./course-problem.ts";
import type { OpenReason, ProposedVisit } from "./plan-views.ts";

const spokenDates = (text: string): string => text.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (date) => sayShortDate(date));

function relaxationText(relaxation: CourseRelaxation, startDate: LocalDate): string {
  const when = `${sayShortDate(addDays(startDate, relaxation.day))} at ${sayMinute(relaxation.start)}`;
  switch (relaxation.kind) {
    case "weekday":
      return `A ${relaxation.value} would do: ${when}.`;
    case "part-of-day":
      return `Another time of day would do (${relaxation.value}): ${when}.`;
    case "practitioner":
      return `${relaxation.value} has time: ${when}.`;
    case "absence":
      return `Coming in spite of being away (${relaxation.value}): ${when}.`;
    default:
      return `${relaxation.days} days later than planned: ${when}.`;
  }
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

// What a new placement of a course changes against the starts that were shown or booked before.
import type { CourseDifference, ProposedVisit, ShownStart } from "./plan-views.ts";

export function differenceOf(before: readonly ShownStart[], after: readonly ProposedVisit[]): CourseDifference {
  const difference: CourseDifference = { kept: [], moved: [], new: [], dropped: [] };
  const known = new Map(before.map((one) => [one.visitId, one]));
  for (const { visitId, start, practitionerId } of after) {
    const old = known.get(visitId);
    if (!old) {
      if (start) difference.new.push({ visitId, to: start });
    } else if (!start) difference.dropped.push({ visitId, from: old.start });
    else if (old.start.getTime() === start.getTime() && old.practitionerId === practitionerId)
      difference.kept.push(visitId);
    else difference.moved.push({ visitId, from: old.start, to: start });
  }
  for (const { visitId, start } of before)
    if (!after.some((visit) => visit.visitId === visitId)) difference.dropped.push({ visitId, from: start });
  return difference;
}

/** Whether everything stands where it did; further visits that found a place do not count. */
export const isUnchanged = ({ moved, dropped }: CourseDifference): boolean => !moved.length && !dropped.length;

// Refuses a course problem that cannot be planned, saying which number is wrong and what to change.
import { CourseProblemError } from "./course-problem.ts";
import type { CourseProblem, CourseTrack } from "./course-problem.ts";

/** @throws CourseProblemError `course_invalid` or `course_too_long` */
export function refuseUnsoundProblem(problem: CourseProblem): void {
  whole("days", problem.days, 1);
  whole("restDays", problem.restDays ?? 0, 0);
  whole("pairGapMin", problem.pairGapMin, 0);
  whole("maxPerDay", problem.maxPerDay ?? 1, 1);
  for (const [name, value] of Object.entries(problem.points ?? {})) whole(`points.${name}`, value ?? 0);
  if (problem.tracks.length > 8) throw invalid("a course has at most eight tracks; plan the others apart", null);
  const ids = new Set<string>();
  for (const track of problem.tracks) {
    if (ids.has(track.id)) throw invalid(`two tracks have the id ${track.id}; give each its own`, track.id);
    ids.add(track.id);
    refuseUnsoundTrack(problem, track);
  }
}

function refuseUnsoundTrack(problem: CourseProblem, track: CourseTrack): void {
  if (track.anchor !== null) whole("anchor", track.anchor, -Infinity, track.id);
  if (track.fundedUntil !== undefined) whole("fundedUntil", track.fundedUntil, -Infinity, track.id);
  let reach = track.anchor ?? 0;
  for (const visit of track.visits) {
    whole("minGap", visit.minGap, 0, track.id);
    whole("targetGap", visit.targetGap, 0, track.id);
    whole("maxGap", visit.maxGap, visit.minGap, track.id);
    if (visit.weight !== undefined) whole("weight", visit.weight, 0, track.id);
    reach += visit.maxGap;
  }
  if (reach >= problem.days) {
    throw new CourseProblemError(
      "course_too_long",
      `the visits of track ${track.id} may reach day ${reach}, but the horizon ends with day ${problem.days - 1}: ` +
        "send a longer horizon or fewer visits",
      track.id,
    );
  }
  for (const day of track.slots) {
    for (const slot of day) {
      if (
        Number.isInteger(slot.start) &&
        Number.isInteger(slot.end) &&
        Number.isInteger(slot.cost) &&
        slot.start < slot.end
      ) {
        continue;
      }
      throw invalid("a slot needs whole minutes with its start before its end, and whole points", track.id);
    }
  }
}

function whole(name: string, value: number, least = -Infinity, track: string | null = null): void {
  if (Number.isInteger(value) && value >= least) return;
  const bound = least === -Infinity ? "" : ` of at least ${least}`;
  throw invalid(`${name} must be a whole number${bound}, not ${value}`, track);
}

function invalid(message: string, track: string | null): CourseProblemError {
  return new CourseProblemError("course_invalid", message, track);
}

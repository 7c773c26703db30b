// How many visits of a course find a time: with one practitioner a discipline all along, and with the whole team. Pure.
import { placementOf } from "./course-answer.ts";
import type { CourseSetting } from "./course-of-plan.ts";
import type { CourseAnswer } from "./course-problem.ts";

export type TrackCapacity = {
  trackId: string;
  /** Asked for. */
  visits: number;
  /** Of them behind the booking horizon, whoever is asked. */
  beyond: number;
  /** Who is meant by one: the named practitioner, else the one whose course is best; null when nobody has an opening. */
  practitionerId: string | null;
  /** With that one alone, every other discipline likewise. */
  alone: number;
  /** With everybody of each discipline. */
  team: number;
};

export type Capacity = {
  visits: number;
  alone: number;
  team: number;
  /** Whether no placement fits more; otherwise the numbers are what was found. */
  proven: boolean;
  tracks: TrackCapacity[];
};

/** Somebody waits while they type: past this much work the best found is told as such. */
const work = { maxExpansions: 20_000 };

/** Both numbers come from the planner's own placement of the whole course, all wishes kept. */
export function capacityOf(setting: CourseSetting): Capacity {
  const { preferences, pending } = setting;
  const asked = pending.reduce((sum, { visits }) => sum + visits.length, 0);
  const alone = placementOf({ ...setting, preferences: { ...preferences, practitioner: "same" } }, work);
  const anybody = preferences.practitioner === "same" ? "prefer_same" : preferences.practitioner;
  const more =
    placedIn(alone) === asked
      ? alone
      : placementOf({ ...setting, preferences: { ...preferences, practitioner: anybody } }, work);
  // What one of them can do, the team can do as well: a search that ended early never makes it less.
  const team = placedIn(more) >= placedIn(alone) ? more : alone;
  return {
    visits: pending.reduce((sum, { visits, beyond }) => sum + visits.length + beyond.length, 0),
    alone: placedIn(alone),
    team: placedIn(team),
    proven: alone.optimal && more.optimal,
    tracks: pending.map(({ track, visits, beyond }) => ({
      trackId: track.trackId,
      visits: visits.length + beyond.length,
      beyond: beyond.length,
      practitionerId: track.primaryPractitionerId ?? alone.primaries[track.trackId] ?? null,
      alone: placedIn(alone, track.trackId),
      team: placedIn(team, track.trackId),
    })),
  };
}

const placedIn = ({ placements }: CourseAnswer, trackId?: string): number =>
  placements.filter(({ track, start }) => start !== null && (trackId === undefined || track === trackId)).length;

// How much of a course fits, in one line a discipline: "3 a week for 4 weeks: 11 of 12 fit with Priya, 12 with the team."
import type { TrackCapacity } from "./capacity.ts";

export type Rhythm = { visits: number; targetGap: number };

const several = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** A phase as people say it. */
function sayPhase({ visits, targetGap }: Rhythm): string {
  if (visits === 1) return "1 visit";
  if (targetGap <= 1) return `${several(visits, "visit")} day after day`;
  if (targetGap < 7) {
    // Every other day is three a week, for weeks have a weekend.
    const perWeek = Math.ceil(7 / targetGap - 0.5);
    return visits % perWeek === 0
      ? `${perWeek} a week for ${several(visits / perWeek, "week")}`
      : `${several(visits, "visit")}, ${perWeek} a week`;
  }
  if (targetGap === 7) return `1 a week for ${several(visits, "week")}`;
  return targetGap % 7 === 0
    ? `${several(visits, "visit")}, every ${targetGap / 7} weeks`
    : `${several(visits, "visit")}, every ${targetGap} days`;
}

export const sayRhythm = (phases: readonly Rhythm[]): string =>
  phases
    .filter(({ visits }) => visits > 0)
    .map(sayPhase)
    .join(", then ");

/** `proven` false: what was found so far is a least number. */
export function sayCapacity(capacity: TrackCapacity, name: string | null, proven: boolean): string {
  const { visits, beyond, alone, team } = capacity;
  const least = proven ? "" : "at least ";
  const late = beyond
    ? ` ${beyond === visits ? "All" : beyond} of them lie behind the last day that can be booked.`
    : "";
  const one = name ?? "one practitioner";
  if (visits === 0) return "No visits are asked for.";
  if (team === 0) return `None of ${several(visits, "visit")} fits.${late}`;
  if (alone === visits) return `${visits === 1 ? "It fits" : `All ${visits} fit`} with ${one}.`;
  if (team > alone) {
    const all = team === visits ? `all ${visits}` : `${least}${team}`;
    return `${least}${alone} of ${visits} fit with ${one}, ${all} with the team.${late}`.replace(/^a/, "A");
  }
  return `${least}${alone} of ${visits} fit with ${one}, no more with the team.${late}`.replace(/^a/, "A");
}

// Judges a finished course from its placements alone: every hard rule, and the cost counted anew.
import type { CourseAnswer, CoursePlacement, CourseProblem } from "./course-problem.ts";

/** Every fault found, in words; empty for a sound answer. Shares no arithmetic with the planner. */
export function findCourseFaults(problem: CourseProblem, answer: CourseAnswer): string[] {
  const faults: string[] = [];
  const fault = (text: string): void => void faults.push(text);
  const points = { open: 100000, notPrimary: 12, together: -6, apart: 20, unfunded: 25, moved: 15, ...problem.points };
  const restDays = problem.restDays ?? 2;
  const parts = { cadence: 0, preference: 0, continuity: 0, pairing: 0, funding: 0, moves: 0, open: 0 };
  const real: { at: CoursePlacement; start: number; end: number; deep: boolean }[] = [];
  const expected = problem.tracks.flatMap((track) => track.visits.map((visit) => `${track.id}/${visit.id}`));
  const given = answer.placements.map((at) => `${at.track}/${at.visit}`);
  if (expected.join() !== given.join()) return ["the placements are not the problem's visits in order"];

  for (const track of problem.tracks) {
    let day = track.anchor ?? 0;
    for (const at of answer.placements.filter((one) => one.track === track.id)) {
      const visit = track.visits.find((one) => one.id === at.visit)!;
      const name = `${track.id}/${visit.id}`;
      const gap = at.day - day;
      day = at.day;
      if (gap < visit.minGap || gap > visit.maxGap) fault(`${name} stands ${gap} days after the visit before it`);
      let weight = visit.weight;
      if (weight === undefined) weight = visit.targetGap === 0 ? 10 : Math.max(1, Math.round(40 / visit.targetGap));
      parts.cadence += weight * Math.abs(gap - visit.targetGap);
      if (at.start === null || at.end === null) {
        parts.open += points.open;
        if (!answer.open.some((one) => one.track === track.id && one.visit === visit.id))
          fault(`${name} is not listed as open`);
        continue;
      }
      const slots = (track.slots[at.day] ?? []).filter(
        (slot) => slot.start === at.start && slot.end === at.end && slot.practitioner === at.practitioner,
      );
      if (at.day < 0 || at.day >= problem.days || slots.length === 0) fault(`${name} stands on no opening`);
      else parts.preference += Math.min(...slots.map((slot) => slot.cost));
      if (track.primary !== undefined && answer.primaries[track.id] !== track.primary)
        fault(`${track.id} lost its primary`);
      if (at.practitioner !== answer.primaries[track.id]) parts.continuity += points.notPrimary;
      if (track.fundedUntil !== undefined && at.day > track.fundedUntil) parts.funding += points.unfunded;
      const kept = visit.keep;
      if (kept && !(kept.day === at.day && kept.start === at.start && kept.practitioner === at.practitioner)) {
        parts.moves += points.moved;
      }
      for (const other of problem.tracks) {
        if (!track.deep || other === track || !other.deep || other.anchor === null) continue;
        if (Math.abs(at.day - other.anchor) < restDays) fault(`${name} is too close to the last visit of ${other.id}`);
      }
      real.push({ at, start: at.start, end: at.end, deep: track.deep });
    }
  }

  for (let i = 0; i < real.length; i++) {
    const a = real[i]!;
    if (real.filter((one) => one.at.day === a.at.day).length > (problem.maxPerDay ?? 2))
      fault(`day ${a.at.day} is too full`);
    for (let j = i + 1; j < real.length; j++) {
      const b = real[j]!;
      const bothDeep = a.deep && b.deep && a.at.track !== b.at.track;
      const apart = Math.abs(a.at.day - b.at.day);
      if (apart > 0) {
        if (bothDeep && apart < restDays) fault(`deep visits on days ${a.at.day} and ${b.at.day} lack rest`);
        continue;
      }
      if (a.at.track === b.at.track) fault(`${a.at.track} has two visits on day ${a.at.day}`);
      if (a.start < b.end && b.start < a.end) fault(`two visits overlap on day ${a.at.day}`);
      const [one, two] = a.start <= b.start ? [a, b] : [b, a];
      const backToBack = two.start - one.end >= 0 && two.start - one.end <= problem.pairGapMin;
      if (bothDeep && !backToBack) fault(`deep visits on day ${a.at.day} are not back to back`);
      if (problem.pairing === "together" && backToBack) parts.pairing += points.together;
      if (problem.pairing === "apart") parts.pairing += points.apart;
    }
  }

  for (const name of ["cadence", "preference", "continuity", "pairing", "funding", "moves", "open"] as const) {
    if (parts[name] !== answer.parts[name]) fault(`${name} is ${parts[name]}, not ${answer.parts[name]}`);
  }
  const cost = Object.values(parts).reduce((sum, part) => sum + part, 0);
  if (cost !== answer.cost) fault(`the cost is ${cost}, not ${answer.cost}`);
  if (answer.bound > answer.cost) fault("the bound is above the cost");
  if (answer.optimal !== (answer.bound === answer.cost)) fault("optimal is claimed without its bound");
  return faults;
}

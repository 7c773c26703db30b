// A track's phases as a patient reads them: how far apart visits are now, and how they spread out.
import type { PlanTrackView, PlanVisitView } from "./plan-views.ts";

export type PhaseStep = { every: string; visits: number; at: "past" | "now" | "later" };

const everyWords = (days: number): string => {
  if (days % 7 === 0) return days === 7 ? "about once a week" : `about every ${days / 7} weeks`;
  return days === 1 ? "about every day" : `about every ${days} days`;
};

/** The phase of the first visit that has not been yet is now; a course that is over has none. */
export function phaseSteps(
  { phases }: Pick<PlanTrackView, "phases">,
  visits: readonly Pick<PlanVisitView, "state" | "phaseName">[],
): PhaseStep[] {
  const next = visits.find(({ state }) => state !== "attended" && state !== "missed")?.phaseName;
  const now = phases.findIndex(({ name }) => name === next);
  return phases.map(({ targetGap, visits: count }, index) => ({
    every: everyWords(targetGap),
    visits: count,
    at: now < 0 || index < now ? "past" : index === now ? "now" : "later",
  }));
}

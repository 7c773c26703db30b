// What comes next in a running plan: the scores' proposal together with flares, and with where in its course the plan is. Pure.
import type { AfterFlaresResult } from "../outcomes/flare.ts";
import type { Proposal, ProgressResult } from "../outcomes/progress.ts";

export const decisions = ["progress", "hold", "step_back", "change", "refer", "discharge"] as const;
export type Decision = (typeof decisions)[number];

export type Standing = {
  /** Whether an earlier phase is there to go back to. */
  firstPhase: boolean;
  /** The template's own phases are over after this one. */
  lastPhase: boolean;
  maintenance: boolean;
  /** Whether the template goes over into maintenance. */
  offersMaintenance: boolean;
  /** Whether the review before this one found the patient as well as this one does. */
  stableBefore: boolean;
};

export type NextStep = {
  proposal: Proposal | "step_back";
  /** The decisions it comes to, the first one foremost; none where the figures leave it open. */
  decisions: Decision[];
  because: string[];
  /** One visit more may be offered, for a single flare. */
  extraVisitOffered: boolean;
};

/**
 * No meaningful change by week 6 or at the cap goes before everything else; then two flares in 28 days, or pain back near its baseline
 * after longer gaps, go back one phase. Discharge takes two stable reviews at the end of the course, and so does a longer gap in
 * maintenance (house defaults).
 */
export function nextStep(scores: ProgressResult, flares: AfterFlaresResult, at: Standing): NextStep {
  const { proposal, because } = scores;
  const step = (to: Decision[], why: string[] = [], named: NextStep["proposal"] = proposal): NextStep => ({
    proposal: named,
    decisions: to,
    because: [...because, ...why],
    extraVisitOffered: flares.extraVisitOffered,
  });
  if (proposal === "stop_or_refer") return step(["refer", "discharge"]);
  if (flares.phase === "step_back") {
    const why = "two flares in 28 days, or pain back near its baseline since visits are further apart";
    return at.firstPhase ? step(["hold"], [why], "hold") : step(["step_back"], [why], "step_back");
  }
  if (proposal === "change_approach") return step(["change"]);
  if (proposal === "hold") return step(["hold"]);
  if (proposal === "reassess") return step([]);
  return onward(at, step);
}

function onward(at: Standing, step: (to: Decision[], why?: string[]) => NextStep): NextStep {
  if (!at.lastPhase && !at.maintenance) return step(["progress"]);
  if (!at.stableBefore)
    return at.maintenance || !at.offersMaintenance
      ? step(["hold"], ["the first stable review; a second one comes before the next step"])
      : step(["progress"], ["maintenance comes next"]);
  const stable = ["the second stable review"];
  return at.maintenance || at.offersMaintenance ? step(["progress", "discharge"], stable) : step(["discharge"], stable);
}

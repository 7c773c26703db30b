/** What the scores propose at a reassessment; the practitioner decides. */

import { reaches } from "./compare.ts";

/** Pain 0–10 (average of seven days), headache days in 28, patient-specific function 0–10 (more is better). */
export type Scores = { nprs: number; hd28?: number; psfs?: number };

export type ProgressFacts = {
  baseline: Scores;
  now: Scores;
  /** Patient's global impression of change: 1 very much improved … 7 very much worse. */
  pgic?: number;
  flareInLastTwoVisits: boolean;
  /** Whole weeks since the plan started. */
  week: number;
  /** Whether the visits the template allows before a reassessment are used up. */
  atCap: boolean;
};

export type Proposal = "progress" | "hold" | "change_approach" | "stop_or_refer" | "reassess";
export type ProgressResult = { proposal: Proposal; responder: boolean; because: string[] };

type Change = { points: number; share: number };

/** Improvement in points and as a share of the baseline; negative when worse, no share of a baseline of 0. */
function improvementOf(baseline: number, now: number): Change {
  return { points: baseline - now, share: baseline > 0 ? (baseline - now) / baseline : 0 };
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

// Sources: Salaffi 2004 and Farrar 2001 (pain −1 point or 15 % is noticed, −2 or about 30 % is much better); 50 % fewer headache
// days is the responder criterion of headache trials; 10 % at weeks 3–4 after the MAA/SIRA whiplash guideline 2014; 30 % fewer
// headache days and the guard for low baselines are house defaults.
export function proposeNext(facts: ProgressFacts): ProgressResult {
  const { baseline, now, pgic, week, atCap } = facts;
  const pain = improvementOf(baseline.nprs, now.nprs);
  const days =
    baseline.hd28 !== undefined && now.hd28 !== undefined && baseline.hd28 > 0
      ? improvementOf(baseline.hd28, now.hd28)
      : null;
  const functionGain = baseline.psfs !== undefined && now.psfs !== undefined ? now.psfs - baseline.psfs : null;

  const daysBetter = days !== null && reaches(days.share, 0.3);
  const painBetter =
    baseline.nprs <= 3
      ? reaches(pain.points, 1) && (daysBetter || (functionGain !== null && reaches(functionGain, 2)))
      : reaches(pain.points, 2) || reaches(pain.share, 0.3);
  const functionKept = functionGain === null || reaches(functionGain, 0);
  const feelsBetter = pgic === undefined || pgic <= 3;

  const because = [`pain ${baseline.nprs} to ${now.nprs} (${percent(pain.share)} better)`];
  if (days) because.push(`headache days ${baseline.hd28} to ${now.hd28} (${percent(days.share)} better)`);
  if (functionGain !== null) because.push(`function ${baseline.psfs} to ${now.psfs}`);
  if (pgic !== undefined) because.push(`global change ${pgic}`);
  if (facts.flareInLastTwoVisits) because.push("a flare in the last two visits");

  const responder = days ? reaches(days.share, 0.5) : reaches(pain.share, 0.5);
  const propose = (proposal: Proposal, reason: string): ProgressResult => ({
    proposal,
    responder,
    because: [...because, reason],
  });

  if ((painBetter || daysBetter) && functionKept && feelsBetter && !facts.flareInLastTwoVisits) {
    return propose("progress", "improved enough for the next phase");
  }
  const meaningful =
    reaches(pain.points, 1) || reaches(pain.share, 0.15) || (days !== null && reaches(days.share, 0.1));
  if ((week >= 6 || atCap) && !meaningful) {
    return propose("stop_or_refer", atCap ? "no meaningful change at the cap" : `no meaningful change by week ${week}`);
  }
  const barelyChanged = !reaches(pain.share, 0.1) && (days === null || !reaches(days.share, 0.1));
  if ((week === 3 || week === 4) && barelyChanged) {
    return propose("change_approach", `less than 10 % change at week ${week}`);
  }
  if (atCap) return propose("reassess", "the cap is reached");
  return propose("hold", "keep the phase and measure again");
}

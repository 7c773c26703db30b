// What must be there before a plan may be offered or become active, and what is worth a look.
import type { FieldProblem } from "../errors.ts";
import { covers } from "../outcomes/instruments.ts";
import type { TechniquePlace } from "./plan-scope.ts";

export type GateFacts = {
  assessment: {
    muscles: string;
    joints: string;
    posture: string;
    movement: string;
    classification: string;
    triggerPointRole: string;
    maintainingFactors: readonly string[];
  };
  /** Instruments with a score on the episode. */
  measured: readonly string[];
  /** The standing red-flag screen. */
  standing: { tier: string; released: boolean } | null;
  strands: readonly string[];
  /** Tracks without anybody who may do their work. */
  emptyTracks: readonly string[];
};

const domains = ["muscles", "joints", "posture", "movement"] as const;

/** Everything that is missing, in the order of the rules; techniques apart. House rules after the clinic's own method. */
export function missingFor(facts: GateFacts): FieldProblem[] {
  const { assessment, measured, standing } = facts;
  const missing: FieldProblem[] = [];
  const need = (field: string, message: string) => void missing.push({ field, message });
  for (const domain of domains)
    if (!assessment[domain].trim()) need(`assessment.${domain}`, `Record what was found: ${domain}.`);
  if (!assessment.classification.trim()) need("assessment.classification", "Record a classification.");
  if (!assessment.triggerPointRole.trim()) need("assessment.triggerPointRole", "Record the role of trigger points.");
  if (!assessment.maintainingFactors.some((factor) => factor.trim()))
    need("assessment.maintainingFactors", "Name at least one thing that keeps the trouble going.");
  if (!covers(measured, "symptom")) need("baselines.symptom", "Measure a symptom first, such as pain (0–10).");
  if (!covers(measured, "function")) need("baselines.function", "Measure function first, such as PSFS.");
  if (standing === null) need("screen", "Ask the health questions first.");
  else if (standing.tier !== "clear" && !standing.released)
    need("screen", "A clinician must look at the health answers and release them, with a reason.");
  for (const name of facts.emptyTracks) need("tracks", `Nobody here may carry out the ${name} part of this plan.`);
  return missing;
}

const strandNames = { hands_on: "hands-on work", movement: "movement", habits: "habits" } as const;

/** A missing strand is a warning, never a block. */
export const warningsFor = (strands: readonly string[]): string[] =>
  Object.entries(strandNames).flatMap(([strand, name]) =>
    strands.includes(strand)
      ? []
      : [`Nothing in this plan is about ${name}. Plans hold better with all three strands.`],
  );

const needWords = (need: string): string => {
  const [kind, technique = ""] = need.split(":");
  return kind === "credential"
    ? `a credential for ${technique.replaceAll("_", " ")}`
    : `the patient's consent to ${technique.replaceAll("_", " ")}`;
};

/** Techniques that nobody of their track may carry out; with `consents` also those the patient has not agreed to. */
export function outOfScope(places: readonly TechniquePlace[], consents: "later" | "now"): FieldProblem[] {
  return places.flatMap(({ technique, trackId, needs }) => {
    const wanted = trackId === null || consents === "now" ? needs : [];
    if (trackId !== null && !wanted.length) return [];
    const name = technique.replaceAll("_", " ");
    const how = wanted.length ? ` It needs ${wanted.map(needWords).join(" and ")}.` : "";
    return [
      { field: `techniques.${technique}`, message: `${name} is outside what this plan's practitioners may do.${how}` },
    ];
  });
}

// Reads what was typed into the form that adjusts a plan; both its saving and its preview while typing ask here.
import type { AdjustInput, PhaseInput } from "@/lib/plans/plans-input";
import { saidWishes } from "@/lib/plans/wishes";
import { text, texts } from "../typed";

type Values = Record<string, string | string[]>;

/** Rows `visits-<track>-<phase>` and so on; a phase with no visits is left out. */
function phasesOf(values: Values, trackId: string): PhaseInput[] {
  const names = texts(values, `phase-${trackId}`);
  return names.flatMap((name, place) => {
    const number = (what: string) => Number(text(values, `${what}-${trackId}-${place}`));
    const visits = number("visits");
    if (visits === 0) return [];
    const phase = { minGap: number("minGap"), targetGap: number("targetGap"), maxGap: number("maxGap") };
    return [{ name, visits, ...phase, minutes: number("minutes") }];
  });
}

export function adjustOf(planId: string, values: Values): AdjustInput {
  return {
    planId,
    startOn: text(values, "startOn"),
    leadPractitionerId: text(values, "leadPractitionerId"),
    preferences: saidWishes(values),
    reason: text(values, "reason"),
    strands: texts(values, "strands") as NonNullable<AdjustInput["strands"]>,
    tracks: texts(values, "track").map((trackId) => ({
      trackId,
      primaryPractitionerId: text(values, `with-${trackId}`) || null,
      phases: phasesOf(values, trackId),
    })),
  };
}

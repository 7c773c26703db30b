// How a patient is doing over a plan: scores at the start, at visits and at reassessments.
import type { PlanTemplate } from "../../db/seed/rows/plan-templates.ts";
import type { Clinic } from "./clinic.ts";

type Instrument = "nprs" | "hd28" | "psfs" | "rmdq" | "pgic";

export type Course = {
  /** Scores of the first visit, whole numbers. */
  baseline: Partial<Record<Instrument, number>>;
  /** Share of the trouble that is gone at the end; 0.6 is a good course. */
  gain: number;
};

export function courseOf({ draw }: Clinic, template: PlanTemplate, good: boolean): Course {
  const has = (name: string) => template.outcomes.some((outcome) => outcome === name);
  return {
    baseline: {
      nprs: draw.whole(4, 8),
      psfs: draw.whole(2, 5),
      ...(has("hd28") ? { hd28: draw.whole(8, 22) } : {}),
      ...(has("rmdq") ? { rmdq: draw.whole(8, 16) } : {}),
    },
    gain: good ? 0.35 + draw.float() * 0.45 : draw.float() * 0.2,
  };
}

/** Scores at a share of the way, 0 to 1. */
export function scoresAt(
  { draw }: Clinic,
  { baseline, gain }: Course,
  way: number,
  reassessed: boolean,
): Course["baseline"] {
  const left = 1 - gain * Math.min(1, way);
  const near = (value: number, most: number) =>
    Math.max(0, Math.min(most, Math.round(value + draw.whole(-1, 1) * 0.6)));
  const { nprs = 0, psfs = 0, hd28, rmdq } = baseline;
  return {
    nprs: near(nprs * left, 10),
    ...(reassessed ? { psfs: near(psfs + (9 - psfs) * gain * way, 10), pgic: gain > 0.3 ? draw.whole(2, 3) : 4 } : {}),
    ...(reassessed && hd28 !== undefined ? { hd28: near(hd28 * left, 28) } : {}),
    ...(reassessed && rmdq !== undefined ? { rmdq: near(rmdq * left, 24) } : {}),
  };
}

type Taken = { patientId: string; episodeId: string; at: Date; memberId: string };

export function addScores({ rows, draw, id: clinicId }: Clinic, scores: Course["baseline"], taken: Taken): void {
  const { patientId, episodeId, at, memberId } = taken;
  for (const [instrument, value] of Object.entries(scores))
    rows.scores.push({
      clinicId,
      id: draw.id(at),
      patientId,
      episodeId,
      instrument,
      instrumentVersion: "1",
      value,
      takenAt: at,
      authorKind: "member",
      memberId,
    });
}

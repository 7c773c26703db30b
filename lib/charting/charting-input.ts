/** The shapes of what is charted at a doorway: an assessment with its baselines, a score, a note. */
import { z } from "zod";
import { isId } from "../ids.ts";
import { flareTriggers } from "../outcomes/flare.ts";
import { instrumentIds, instruments } from "../outcomes/instruments.ts";
import { dateInput } from "../time/date-input.ts";

const id = z.string().refine(isId, "is not an id of this clinic");
const finding = (what: string) => z.string().trim().min(2, `Write what you found about ${what}.`).max(4000);

export const classifications = [
  "tension_type_episodic",
  "tension_type_chronic",
  "cervicogenic",
  "temporomandibular",
  "migraine",
  "whiplash_acute",
  "whiplash_persistent",
  "neck_pain_chronic",
  "post_concussion",
  "low_back_pain_chronic",
  "other",
] as const;

export const classificationInput = z.enum(classifications, { error: "Choose a classification." });
export const riskInput = z.enum(["low", "medium", "high"], { error: "Choose low, medium or high." });
export const triggerPointRoleInput = z.enum(["primary", "contributing", "not_involved"], {
  error: "Say whether trigger points are primary, contributing or not involved.",
});
export const payerInput = z.enum(["self", "icbc", "worksafebc", "msp", "extended"]);

/** A measured value in the range of its instrument, at most two decimals. */
export const measurementInput = z
  .object({ instrument: z.enum(instrumentIds), value: z.number() })
  .superRefine(({ instrument, value }, ctx) => {
    const { min, max, name } = instruments[instrument];
    if (value < min || value > max || Number(value.toFixed(2)) !== value)
      ctx.addIssue({
        code: "custom",
        path: ["value"],
        message: `${name}: a number from ${min} to ${max}, at most two decimals.`,
      });
  });

export const episodeInput = z
  .object({
    condition: z.string().trim().min(2, "Say what brings the patient in.").max(200),
    onset: z.enum(["gradual", "sudden"]).default("gradual"),
    payer: payerInput.default("self"),
    crashDate: dateInput.optional(),
    claimNumber: z.string().trim().max(40).optional(),
    planLimits: z
      .object({
        percentBp: z.int().min(0).max(10_000),
        perVisitMaxMinor: z.int().min(0).optional(),
        annualMaxMinor: z.int().min(0).optional(),
      })
      .optional(),
  })
  .refine((episode) => episode.payer !== "icbc" || episode.crashDate !== undefined, {
    path: ["crashDate"],
    message: "ICBC pays from the day of the crash: enter its date.",
  });

export const assessmentInput = z
  .object({
    patientId: id,
    episodeId: id.optional(),
    episode: episodeInput.optional(),
    muscles: finding("the muscles"),
    joints: finding("the joints"),
    posture: finding("posture"),
    movement: finding("movement"),
    classification: classificationInput,
    risk: riskInput,
    triggerPointRole: triggerPointRoleInput,
    maintainingFactors: z.array(z.string().trim().min(2).max(120)).max(20),
    medicalAssessmentOnFile: z.boolean().default(false),
    baselines: z.array(measurementInput).max(20).default([]),
    replacesId: id.optional(),
  })
  .refine((input) => (input.episodeId === undefined) !== (input.episode === undefined), {
    path: ["episodeId"],
    message: "Choose the episode of care, or describe a new one.",
  });

export type AssessmentInput = z.input<typeof assessmentInput>;

export const scoreInput = z
  .object({ patientId: id, episodeId: id, replacesId: id.optional(), takenAt: z.date().optional() })
  .and(measurementInput);

export type ScoreInput = z.input<typeof scoreInput>;

export const flareInput = z.object({
  patientId: id,
  episodeId: id,
  onDate: dateInput,
  trigger: z.enum(flareTriggers, { error: "Choose what may have set it off, or unknown." }),
});
export type FlareInput = z.input<typeof flareInput>;
export const takenBackInput = z.object({ flareId: id });

export const noteInput = z.object({
  appointmentId: id,
  body: z.string().trim().min(2, "Write what was done.").max(20_000),
});
export const amendmentInput = z.object({
  noteId: id,
  body: z.string().trim().min(2, "Write what changes.").max(20_000),
});

/** The shapes of plans at a doorway: preferences as people say them, a draft, an adjustment, an acceptance. */
import { z } from "zod";
import { isId } from "../ids.ts";
import { dateInput } from "../time/date-input.ts";
import { planConsentVersion, planTextVersion } from "./plan-text.ts";
import { mostAway, partsOfDay, sameDays, whichPractitioner } from "./wishes.ts";
import { wordingInput } from "../intake/wording-input.ts";

const id = z.string().refine(isId, "is not an id of this clinic");

/** A minute of the day, or the same as people write it: `10:00`. */
const minuteInput = z.union(
  [
    z.int().min(0).max(1440),
    z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
      .transform((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))),
  ],
  { error: "must be a minute of the day (0 to 1440), or a time like 10:00" },
);

export const preferencesInput = z
  .object({
    weekdays: z
      .array(z.int().min(1).max(7))
      .max(7)
      .default([])
      .meta({ description: "1 Monday to 7 Sunday; none named: any day" }),
    partsOfDay: z
      .array(z.enum(partsOfDay))
      .max(3)
      .default([])
      .meta({ description: "until noon, until 5 p.m., after it; none named: any time" }),
    onlyThese: z
      .boolean()
      .default(false)
      .meta({ description: "nothing but these weekdays and parts of the day; otherwise they are wishes" }),
    notBefore: minuteInput
      .nullable()
      .default(null)
      .meta({ description: "no visit begins earlier: a minute of the day, or a time like 10:00" }),
    notAfter: minuteInput
      .nullable()
      .default(null)
      .meta({ description: "no visit ends later: a minute of the day, or a time like 17:30" }),
    away: z
      .array(
        z
          .object({ from: dateInput, to: dateInput })
          .refine(({ from, to }) => from <= to, { path: ["to"], message: "The last day away comes before the first." }),
      )
      .max(mostAway)
      .default([])
      .meta({ description: "local dates, both included, without any visit" }),
    sameDay: z
      .enum(sameDays)
      .default("either")
      .meta({ description: "two disciplines on one day: back to back where possible, on different days, as it comes" }),
    practitioner: z
      .enum(whichPractitioner)
      .default("prefer_same")
      .meta({ description: "within a discipline: nobody else at all, the same where possible, anybody" }),
  })
  .refine(({ notBefore, notAfter }) => notBefore === null || notAfter === null || notBefore < notAfter, {
    path: ["notAfter"],
    message: "The latest end comes before the earliest beginning.",
  });

export type PreferencesInput = z.input<typeof preferencesInput>;

export const phaseInput = z
  .object({
    name: z.string().trim().min(2).max(40),
    visits: z.int().min(1, "At least one visit.").max(40),
    minGap: z.int().min(0).max(180),
    targetGap: z.int().min(0).max(180),
    maxGap: z.int().min(0).max(180),
    minutes: z.int().min(5).max(240),
  })
  .refine(({ minGap, targetGap, maxGap }) => minGap <= targetGap && targetGap <= maxGap, {
    path: ["targetGap"],
    message: "The gap aimed at lies between the shortest and the longest one.",
  });

export type PhaseInput = z.input<typeof phaseInput>;

export const strands = ["hands_on", "movement", "habits"] as const;

const trackPhases = z.array(phaseInput).min(1, "A discipline needs at least one phase.").max(6);

/** Ids of the technique catalogue; `physiotherapy:needling` ties one to a discipline. */
const techniquesInput = z.array(z.string().trim().min(2).max(80)).max(30);

export const draftInput = z.object({
  patientId: id,
  episodeId: id,
  assessmentId: id,
  templateCode: z.string().trim().min(1).max(20),
  /** One discipline code a track of the template, where it leaves the choice. */
  trackDisciplines: z.array(z.string().max(60)).max(8).optional(),
  /** A fixed practitioner a track, or null for the planner to choose. */
  trackPractitioners: z.array(id.nullable()).max(8).optional(),
  leadPractitionerId: id,
  startOn: dateInput,
  preferences: preferencesInput.prefault({}),
  /** Phases a track in place of the template's. */
  phases: z.array(trackPhases).max(8).optional(),
  strands: z.array(z.enum(strands)).max(3).default([]),
  techniques: techniquesInput.default([]),
  reason: z.string().trim().max(500).default(""),
});

export type DraftInput = z.input<typeof draftInput>;

export const templateCapacityInput = draftInput
  .pick({ templateCode: true, trackDisciplines: true, leadPractitionerId: true, startOn: true })
  .extend({ episodeId: id });

export type TemplateCapacityInput = z.input<typeof templateCapacityInput>;

export const adjustInput = z.object({
  planId: id,
  startOn: dateInput.optional(),
  leadPractitionerId: id.optional(),
  preferences: preferencesInput.optional(),
  strands: z.array(z.enum(strands)).max(3).optional(),
  techniques: techniquesInput.optional(),
  reflowPolicy: z.enum(["keep_cadence", "keep_end", "make_up"]).optional(),
  tracks: z
    .array(z.object({ trackId: id, primaryPractitionerId: id.nullable().optional(), phases: trackPhases.optional() }))
    .max(8)
    .optional(),
  /** Why it goes beyond its template, where it does. */
  reason: z.string().trim().max(500).default(""),
});

export type AdjustInput = z.input<typeof adjustInput>;

export const shownStartInput = z.object({ visitId: id, start: z.date(), practitionerId: id });

export const acceptInput = z.object({
  planId: id,
  signedName: z.string().trim().min(2, "Write your full name to sign.").max(120),
  signedHow: z.enum(["online", "clinic_screen", "phone"]),
  consentVersion: z.literal(planConsentVersion, {
    error: "The text of the agreement has changed. Read the new one and sign again.",
  }),
  textVersion: z.literal(planTextVersion, {
    error: "The text of the plan has changed. Read the new one and sign again.",
  }),
  payChoice: z.enum(["deposit", "first_visit", "whole", "instalments", "clinic"]),
  preferences: preferencesInput.optional(),
  /** Single visits that the patient moved. */
  chosen: z.array(shownStartInput).max(200).optional(),
  /** The starts that were on the screen; without them the course is placed as it can be. */
  seen: z.array(shownStartInput).max(200).optional(),
  /** In which language and wording the agreement stood before them. */
  shown: wordingInput.optional(),
  /** Techniques that need the patient's own consent, agreed to here. */
  consentTo: z.array(z.string().max(80)).max(20).optional(),
  idempotencyKey: z.string().min(8).max(120),
});

export type AcceptInput = z.input<typeof acceptInput>;

/** How a plan ends; the first two are completions (`goals_met` is a success). */
export const endReasons = ["goals_met", "reassessment", "patient_choice", "referred", "lapsed", "revoked"] as const;

const endReasonInput = z.enum(endReasons, { error: "Choose how the plan ends." });

/** `reason` is one of the end reasons, or free words beside `endReason`. */
export const stopInput = z
  .object({ planId: id, endReason: endReasonInput.optional(), reason: z.string().trim().max(500).default("") })
  .transform(({ planId, endReason, reason }, ctx) => {
    const named = endReasonInput.safeParse(endReason ?? reason);
    if (named.success) return { planId, endReason: named.data, note: endReason === undefined ? "" : reason };
    ctx.addIssue({ code: "custom", path: ["endReason"], message: "Choose how the plan ends." });
    return z.NEVER;
  });

export type StopPlan = z.input<typeof stopInput>;

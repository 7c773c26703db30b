// What the owner's page may ask for, and what came of a call.
import { z } from "zod";
import { isId } from "../ids.ts";
import { dateInput } from "../time/date-input.ts";

const id = z.string().refine(isId, "must be an id");

export const payers = ["self", "icbc", "worksafebc", "msp", "extended"] as const;
export type Payer = (typeof payers)[number];

/** Of all versions of a template. */
export const templateCodeInput = z.string().regex(/^[\w-]{1,40}$/, "must be the code of a template");

/** What a figure may be narrowed to, and the day whose knowledge counts. */
const narrowing = {
  asOf: dateInput.optional(),
  disciplineId: id.optional(),
  practitionerId: id.optional(),
  templateCode: templateCodeInput.optional(),
  payer: z.enum(payers).optional(),
};

export const ownerViewInput = z.object({
  ...narrowing,
  /** The earlier day to compare with; four weeks before without it. */
  compare: dateInput.optional(),
  /** Whether templates are to be chosen among. */
  templates: z.boolean().default(false),
});

export const figures = [
  "attendance",
  "interval",
  "second_visit",
  "no_show",
  "arrival",
  "late_cancel",
  "drop_out",
  "rebooked",
  "dose",
  "completion",
] as const;
export type Figure = (typeof figures)[number];

export const behindInput = z.object({
  ...narrowing,
  figure: z.enum(figures),
  phase: z.string().max(60).optional(),
});

export const retentionAsk = z.object({
  ...narrowing,
  /** Only plans that began on this day or later. */
  from: dateInput.optional(),
});

export const aheadAsk = z.object(narrowing);
export type AskAhead = z.input<typeof aheadAsk>;

const { practitionerId: _, ...ofNobody } = narrowing;
/** Outcomes are of courses of care, never of who gave them. */
export const outcomesAsk = z.object(ofNobody);
export type AskOutcomes = z.input<typeof outcomesAsk>;

export const callOutcomes = ["called", "no_answer", "call_back", "no_contact"] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** What a call is about; also the kind of the call task that stands for it. */
export const callKinds = ["nothing_booked", "behind_pace", "lapsed", "reassessment_overdue", "funding_ending"] as const;
export type CallKind = (typeof callKinds)[number];

export const callInput = z.object({
  planId: id,
  kind: z.enum(callKinds, "Choose what the call is about."),
  outcome: z.enum(callOutcomes, "Choose what came of the call."),
  note: z.string().trim().max(300, "Keep it under 300 characters.").default(""),
});

export type AskOwnerView = z.input<typeof ownerViewInput>;
export type AskRetention = z.input<typeof retentionAsk>;
export type AskBehind = z.input<typeof behindInput>;
export type CallToLog = z.input<typeof callInput>;

// The shape of a session note at a doorway.
import { z } from "zod";
import { isId } from "../ids.ts";
import { isPlace } from "./body-regions.ts";
import { muscles } from "./muscles.ts";
import { movements } from "./session-note.ts";
import { techniqueNames } from "./techniques.ts";

const words = z.string().trim().max(8_000, "Shorten this to 8,000 letters.").default("");
const among = (codes: readonly string[], message: string) =>
  z.string().refine((code) => codes.includes(code), { message });
const whole = (least: number, most: number, what: string) =>
  z
    .int(`${what}: a whole number.`)
    .min(least, `${what}: from ${least} to ${most}.`)
    .max(most, `${what}: from ${least} to ${most}.`);

const techniqueLine = z.object({
  technique: among(Object.keys(techniqueNames), "Choose a technique."),
  muscle: among(["", ...muscles.map(({ code }) => code)], "Choose a muscle."),
  side: z.enum(["left", "right", "both", "middle"], "Choose a side."),
  pressure: whole(1, 5, "Pressure").nullable(),
  minutes: whole(1, 180, "Minutes").nullable(),
});

const finding = z.object({
  place: z.string().refine(isPlace, "Choose a part of the body."),
  kind: z.enum(["local", "referred"], "Say whether it is local or referred."),
  familiar: z.boolean(),
  pain: whole(0, 10, "Pain").nullable(),
});

const motion = z.object({
  movement: among(Object.keys(movements), "Choose a movement."),
  before: whole(0, 200, "Before").nullable(),
  after: whole(0, 200, "After").nullable(),
});

export const sessionInput = z
  .object({
    subjective: words,
    objective: words,
    assessment: words,
    plan: words,
    techniques: z.array(techniqueLine).max(30),
    findings: z.array(finding).max(90),
    motions: z.array(motion).max(20),
    tolerance: z.enum(["well", "some_soreness", "poorly"]).nullable(),
  })
  .refine(
    (note) =>
      note.subjective + note.objective + note.assessment + note.plan !== "" ||
      note.techniques.length + note.findings.length + note.motions.length > 0,
    { path: ["subjective"], message: "Write what was said, found or done." },
  );

export const sessionNoteInput = z.object({
  appointmentId: z.string().refine(isId, "is not an id of this clinic"),
  session: sessionInput,
});

export type SessionToSign = z.input<typeof sessionNoteInput>;

/** As typed: names and texts of the form, as many and as long as a form of ours has. */
export const draftInput = z.object({
  appointmentId: z.string().refine(isId, "is not an id of this clinic"),
  typed: z
    .record(z.string().max(60), z.union([z.string().max(8_000), z.array(z.string().max(200)).max(100)]))
    .refine((typed) => Object.keys(typed).length <= 500, "is too long"),
});

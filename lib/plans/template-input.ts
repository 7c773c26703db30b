/** The shape of a plan template at a doorway, and what no template may be. */
import { z } from "zod";
import { classifications } from "../charting/charting-input.ts";
import { phaseInput } from "./plans-input.ts";

const whole = (least: number, most: number) => z.int().min(least).max(most);
const gap = z
  .object({ minGap: whole(1, 365), targetGap: whole(1, 365), maxGap: whole(1, 365) })
  .refine(({ minGap, targetGap, maxGap }) => minGap <= targetGap && targetGap <= maxGap, {
    path: ["targetGap"],
    message: "The gap aimed at lies between the shortest and the longest one.",
  });
const cap = z.object({ visits: whole(1, 40), days: whole(1, 365).nullable() });

export const outcomeNames = {
  nprs: "Pain (0–10)",
  hd28: "Headache days in 28",
  psfs: "Function (PSFS)",
  pgic: "Change as the patient sees it",
  rom: "Range of motion",
  medication_days: "Days with medication",
  tenderness: "Tenderness",
  rmdq: "Roland–Morris",
  jaw_opening: "Jaw opening",
} as const;

export const templateInput = z.object({
  /** Of the template that is changed or copied. */
  code: z
    .string()
    .trim()
    .regex(/^T\d{1,4}$/),
  /** A template of its own, which leaves the one copied as it is. */
  asNew: z.boolean(),
  name: z.string().trim().min(4, "Give it a name that says whom it is for.").max(120),
  classifications: z.array(z.enum(classifications)).min(1, "Choose at least one classification.").max(12),
  risks: z
    .array(z.enum(["low", "medium", "high"]))
    .min(1, "Choose at least one.")
    .max(3),
  triggerPoints: z.boolean(),
  tracks: z
    .array(
      z
        .object({
          phases: z
            .array(phaseInput.and(z.object({ cap: cap.nullable() })))
            .min(1)
            .max(3),
        })
        .refine(({ phases }) => phases.every((one, at) => at === 0 || phases[at - 1]!.targetGap <= one.targetGap), {
          path: ["phases"],
          message: "A plan tapers: no phase has its visits closer together than the one before it.",
        }),
    )
    .min(1)
    .max(4),
  reassess: z
    .array(z.object({ kind: z.enum(["visit", "day"]), at: whole(1, 400) }))
    .min(1, "Say when it is looked at again, such as: visit 8, day 42.")
    .max(8),
  cap: cap.nullable(),
  capText: z.string().trim().max(200).nullable(),
  maintenance: gap.nullable(),
  outcomes: z.array(z.enum(Object.keys(outcomeNames) as (keyof typeof outcomeNames)[])).min(1, "Measure something."),
  sources: z.array(z.string().trim().min(3).max(300)).min(1, "Say what it rests on.").max(12),
});
export type TemplateInput = z.input<typeof templateInput>;

/** `visit 8, day 42` as points; null for anything else. */
export function readPoints(typed: string): { kind: "visit" | "day"; at: number }[] | null {
  const parts = typed.split(",").flatMap((part) => (part.trim() ? [part.trim()] : []));
  const points = parts.map((part) => /^(visit|day)\s*(\d{1,3})$/i.exec(part));
  if (points.includes(null)) return null;
  return points.map((point) => ({ kind: point![1]!.toLowerCase() as "visit" | "day", at: Number(point![2]) }));
}

export const sayPoints = (points: readonly { kind: string; at: number }[]): string =>
  points.map(({ kind, at }) => `${kind} ${at}`).join(", ");

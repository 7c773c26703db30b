// The shape of a course problem as it arrives as JSON; null counts as missing, unknown fields are ignored.
import { z } from "zod";

const whole = z.int();
/** Ids may be numbers in foreign data; the planner itself knows texts only. */
const id = z.union([z.string().min(1), z.number()]);
const missing = <Shape extends z.ZodType>(shape: Shape) => shape.nullish().transform((value) => value ?? undefined);

const slotInput = z
  .object({ start: whole, end: whole, practitioner: id, cost: whole.default(0) })
  .refine((slot) => slot.start < slot.end, "a slot's start must be before its end");

const visitInput = z.object({
  id,
  minGap: whole.min(0),
  targetGap: whole.min(0),
  maxGap: whole.min(0),
  weight: missing(whole.min(0)),
  keep: missing(z.object({ day: whole, start: whole, practitioner: id })),
});

const leniencyInput = z.object({
  kind: z.enum(["weekday", "part-of-day", "practitioner", "absence"]),
  value: id.transform(String),
});

const trackInput = z.object({
  id,
  deep: z.boolean().default(false),
  anchor: whole.nullish().transform((value) => value ?? null),
  visits: z.array(visitInput),
  slots: z.array(
    z
      .array(slotInput)
      .nullish()
      .transform((value) => value ?? []),
  ),
  primary: missing(id),
  fundedUntil: missing(whole),
  alternatives: missing(
    z.array(
      z.object({
        ...leniencyInput.shape,
        also: missing(z.array(leniencyInput)),
        slots: z.array(z.array(slotInput)),
      }),
    ),
  ),
});

const pointsInput = z.object({
  open: missing(whole),
  notPrimary: missing(whole),
  together: missing(whole),
  apart: missing(whole),
  unfunded: missing(whole),
  moved: missing(whole),
});

export const courseInput = z.object({
  startDate: z.string(),
  days: whole.min(1),
  tracks: z.array(trackInput),
  restDays: missing(whole.min(0)),
  pairGapMin: whole.min(0).default(15),
  pairing: z.enum(["together", "apart", "either"]).default("either"),
  maxPerDay: missing(whole.min(1)),
  points: missing(pointsInput),
  away: missing(z.array(whole)),
  closed: missing(z.array(whole)),
});

export type CourseInput = z.output<typeof courseInput>;

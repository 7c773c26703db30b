// The shape of a slot search at a doorway: `clinic-slots-workload/1`.
import { z } from "zod";
import { dateInput } from "../time/date-input.ts";

// Typed arrays hold minutes in 32 bits with room for buffers; this is the year 3870.
const LATEST = 1_000_000_000;
const YEAR = 525_600;

const instant = z.int("must be a whole number of minutes since 1970-01-01T00:00Z").min(-LATEST).max(LATEST);
const buffer = z.int("must be a whole number of minutes").min(0).max(YEAR);
const id = z.union([z.int(), z.string().min(1)], "must be a whole number or a text");

const span = z
  .object({ start: instant, end: instant })
  .refine(({ start, end }) => end >= start, "must not end before it starts");

const dayHours = { start: z.int().min(0).max(1440), end: z.int().min(0).max(1440) };
const forwards = ({ start, end }: { start: number; end: number }) => end >= start;
const overMidnight = "must not end before it starts; split hours over midnight into two days, up to 1440 and from 0";

const practitioner = z.object({
  id,
  weekly: z
    .array(
      z
        .object({ dow: z.int().min(0, "0 is Sunday").max(6, "6 is Saturday"), ...dayHours })
        .refine(forwards, overMidnight),
    )
    .default([]),
  overrides: z
    .array(z.object({ date: dateInput, intervals: z.array(z.object(dayHours).refine(forwards, overMidnight)) }))
    .default([]),
  timeOff: z.array(span).default([]),
  appointments: z
    .array(
      z
        .object({
          start: instant,
          end: instant,
          bufferBefore: buffer.default(0),
          bufferAfter: buffer.default(0),
          resource: id.nullish().transform((resource) => resource ?? undefined),
        })
        .refine(forwards, "must not end before it starts"),
    )
    .default([]),
});

const resource = z.object({
  id,
  kind: z.string().min(1),
  capacity: z.int().min(0).max(10_000).default(1),
  busy: z.array(span).default([]),
});

const transition = z.object({ at: instant, offset: z.int().min(-1440).max(1440) });

const service = z.object({
  duration: z.int().min(1, "must be at least a minute").max(YEAR),
  step: z.int().min(1, "must be at least a minute").max(1440),
  bufferBefore: buffer.default(0),
  bufferAfter: buffer.default(0),
  needs: z.array(z.object({ kind: z.string().min(1), qty: z.int().min(0).max(10_000) })).default([]),
});

const optionalInstant = instant.nullish().transform((at) => at ?? undefined);

/** A whole search; fields it does not know are ignored. */
export const searchInput = z
  .object({
    schema: z.literal("clinic-slots-workload/1").optional(),
    range: z
      .object({ fromDate: dateInput, days: z.int().min(0).max(1500), from: instant, to: instant })
      .refine(({ from, to }) => to >= from && to - from <= 1502 * 1440, "to must follow from by at most 1500 days"),
    transitions: z.array(transition).min(1, "name at least the offset at the start of the range"),
    service,
    practitioners: z.array(practitioner),
    resources: z.array(resource).default([]),
    earliest: optionalInstant,
    latest: optionalInstant,
  })
  .superRefine(({ range, transitions, practitioners }, context) => {
    const problem = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (transitions.some(({ at }, i) => i > 0 && at <= transitions[i - 1]!.at))
      problem("transitions", "must ascend by at");
    if (transitions.length > 0 && transitions[0]!.at > range.from)
      problem("transitions", "the first must cover the start of the range");
    const ids = practitioners.map((one) => one.id);
    if (new Set(ids).size < ids.length) problem("practitioners", "each id may come once");
    if (new Set(ids.map((one) => typeof one)).size > 1)
      problem("practitioners", "ids must all be numbers or all be texts");
  });

// The breach register: every loss of personal information, what was lost, whom it concerns, and who was told. Rows stay as written.
import { z } from "zod";
import { addBreach, breachRows, isFirstOfBreach } from "../../db/queries/breaches.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { dateInput } from "../time/date-input.ts";
import type { LocalDate } from "../time/dates.ts";

/** What can be lost, in the words of the form. */
export const dataKinds = {
  names: "Names and contacts",
  visits: "Visits and plans",
  health: "Health answers, notes or scores",
  money: "Charges and payments",
  sign_in: "Passwords or sign-ins",
} as const;

const listed = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z
    .array(z.enum(Object.keys(dataKinds) as [keyof typeof dataKinds, ...(keyof typeof dataKinds)[]]))
    .min(1, "Choose what was lost or seen."),
);
const blankIsMissing = (value: unknown) => (value === "" ? undefined : value);

export const breachInput = z
  .object({
    /** For what was learnt later: the breach it belongs to. */
    breachId: z.preprocess(blankIsMissing, z.uuid().optional()),
    foundOn: dateInput,
    happened: z.string().trim().min(10, "Say in a sentence what happened, without names.").max(4000),
    dataKinds: listed,
    people: z.coerce.number().int("Enter a whole number.").min(0).max(10_000_000),
    harmLikely: z.preprocess((value) => value === "yes" || value === true, z.boolean()),
    told: z.string().trim().max(2000),
    toldOn: z.preprocess(blankIsMissing, dateInput.optional()),
  })
  .refine(({ told, toldOn }) => (told === "") === (toldOn === undefined), {
    path: ["toldOn"],
    message: "Say both who was told and on which day, or neither yet.",
  });

export type BreachInput = z.output<typeof breachInput>;

/** Writes one row. Refuses with `invalid` for a day that is still to come, `not_found` for a breach of nobody here. */
export async function recordBreach(ctx: Ctx, input: BreachInput & { today: LocalDate }): Promise<{ breachId: string }> {
  mustMay(ctx, "keep_breaches");
  const { breachId: about, toldOn, today, ...said } = input;
  for (const [field, day] of Object.entries({ foundOn: input.foundOn, toldOn }))
    if (day !== undefined && day > today)
      throw new Refusal("invalid", "Please check the marked fields.", {
        fields: [{ field, message: "This day is still to come." }],
      });
  return inTransaction(ctx, async (t) => {
    if (about !== undefined && !(isId(about) && (await isFirstOfBreach(t.tx, t.clinicId, about))))
      throw notFound("breach");
    const id = newId();
    await addBreach(t.tx, {
      clinicId: t.clinicId,
      id,
      continuesId: about ?? null,
      ...said,
      toldOn: toldOn ?? null,
      recordedAt: ctx.now,
      memberId: memberIdOf(ctx)!,
    });
    const breachId = about ?? id;
    await record(t, [
      { deed: "breach.recorded", subjectKind: "breach", subjectId: breachId, detail: { people: said.people } },
    ]);
    return { breachId };
  });
}

export type BreachRow = Awaited<ReturnType<typeof breachRows>>[number];

/** Each breach with its rows, latest breach first, rows in the order in which they were written. */
export async function listBreaches(ctx: Ctx): Promise<{ breachId: string; rows: BreachRow[] }[]> {
  mustMay(ctx, "keep_breaches");
  const rows = await inTransaction(ctx, ({ tx, clinicId }) => breachRows(tx, clinicId));
  const byBreach = Map.groupBy(rows, ({ id, continuesId }) => continuesId ?? id);
  return [...byBreach].map(([breachId, ofOne]) => ({ breachId, rows: ofOne })).toReversed();
}

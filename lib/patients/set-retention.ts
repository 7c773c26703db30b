// How long the clinic keeps records from a day on: a further dated row; what held before stays on record.
import { z } from "zod";
import { addRetentionRule, retentionRulesUpTo } from "../../db/queries/keeping.ts";
import { troubleOf } from "../../db/errors.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { mustHaveProved } from "../staff/self.ts";
import { isDate, type LocalDate } from "../time/dates.ts";
import { ruleToday } from "./records-due.ts";

const years = (least: number, most: number) => {
  const said = `Enter a whole number from ${least} to ${most}.`;
  return z.coerce.number(said).int(said).min(least, said).max(most, said);
};

export const retentionInput = z.object({
  effectiveFrom: z.string().refine(isDate, "Choose the day from which it holds."),
  yearsAfterLastEntry: years(1, 100),
  ageOfMajority: years(1, 30),
  yearsAfterMajority: years(0, 100),
  source: z
    .string()
    .trim()
    .min(5, "Say where the rule stands: the law, the college’s bylaw, or who advised you.")
    .max(400),
});

/** Rules that hold from a day to come, the next one first. */
export async function rulesToCome(ctx: Ctx): Promise<{ effectiveFrom: LocalDate; yearsAfterLastEntry: number }[]> {
  mustMay(ctx, "hold_record");
  return inTransaction(ctx, async (t) => {
    const { today } = await ruleToday(t);
    const all = await retentionRulesUpTo(t.tx, t.clinicId, "9999-12-31");
    return all
      .filter(({ effectiveFrom }) => effectiveFrom > today)
      .toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
      .map(({ effectiveFrom, yearsAfterLastEntry }) => ({ effectiveFrom, yearsAfterLastEntry }));
  });
}

/** Refuses with `proof_needed`, `invalid` for a day that is over, and `already_done` for a day that has a rule. */
export async function setRetention(ctx: Ctx, input: z.output<typeof retentionInput>): Promise<void> {
  mustMay(ctx, "erase_patient");
  mustHaveProved(ctx);
  await inTransaction(ctx, async (t) => {
    const { today } = await ruleToday(t);
    if (input.effectiveFrom < today) {
      const message = "Choose today or a day to come: what held before stays as it was.";
      throw new Refusal("invalid", message, { fields: [{ field: "effectiveFrom", message }] });
    }
    const id = newId();
    await addRetentionRule(t.tx, { ...input, clinicId: t.clinicId, id }).catch((error: unknown) => {
      if (troubleOf(error) !== "duplicate") throw error;
      const message = "A rule holds from this day already. Choose another day.";
      throw new Refusal("already_done", message, { fields: [{ field: "effectiveFrom", message }] });
    });
    const { source: _source, ...detail } = input;
    await record(t, [{ deed: "retention.set", subjectKind: "clinic", subjectId: t.clinicId, detail }]);
  });
}

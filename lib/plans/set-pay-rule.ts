// The clinic's dated rules for paying a course ahead: at once with what that takes off, and in instalments.
import { z } from "zod";
import { payRuleRows, putPayRule } from "../../db/queries/instalments.ts";
import { templatesOn } from "../../db/queries/templates.ts";
import { record } from "../audit/audit.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { amountInput, countInput } from "../clinic/setup-input.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import { dateInput } from "../time/date-input.ts";
import { dateIn } from "../time/zone.ts";
import type { PayRule } from "./pay-terms.ts";

const yes = z
  .string()
  .optional()
  .transform((value) => value === "yes");

/** "3, 5" as days; blank for never. */
const daysInput = z.string().transform((typed, ctx) => {
  const parts = typed.split(/[\s,;]+/).filter(Boolean);
  const days = parts.map((part) => (/^\d{1,2}$/.test(part) ? Number(part) : 0));
  if (days.length <= 4 && days.every((day) => day >= 1 && day <= 30)) return days;
  ctx.addIssue({ code: "custom", message: "Enter up to four numbers of days from 1 to 30, such as 3, 5." });
  return z.NEVER;
});

export const payRuleInput = z.object({
  from: dateInput,
  /** Empty: every template. */
  templateCode: z.string().max(40),
  prepay: yes,
  /** Percent that paying at once takes off, such as "5" or "2.5". */
  discount: z.string().transform((typed, ctx) => {
    const text = typed.trim() || "0";
    const bp = /^\d{1,2}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : Number.NaN;
    if (bp <= 5000) return bp;
    ctx.addIssue({ code: "custom", message: "Enter a percentage from 0 to 50." });
    return z.NEVER;
  }),
  instalments: yes,
  most: countInput(2, 24),
  weeksApart: countInput(1, 12),
  least: amountInput.refine((minor) => minor > 0, "Enter the least that one instalment may be."),
  retryDays: daysInput,
});

/** For plans offered from that day on; each offer keeps the terms it was made at. */
export async function setPayRule(ctx: Ctx, input: z.output<typeof payRuleInput>): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const { from, templateCode, prepay, discount, instalments, most, weeksApart, least, retryDays } = input;
  await inTransaction(ctx, async (t) => {
    const { timeZone } = await loadClinic(t);
    const today = dateIn(t.now, timeZone);
    if (from < today) {
      const message = "A rule begins today or later; what was offered before stays as it was.";
      throw new Refusal("invalid", message, { fields: [{ field: "from", message }] });
    }
    const known =
      templateCode === "" || (await templatesOn(t.tx, t.clinicId, from)).some((row) => row.code === templateCode);
    if (!known) throw notFound("template");
    await putPayRule(t.tx, {
      clinicId: t.clinicId,
      id: newId(),
      templateCode: templateCode || null,
      effectiveFrom: from,
      prepay,
      discountBp: prepay ? discount : 0,
      mostInstalments: instalments ? most : null,
      weeksApart: instalments ? weeksApart : null,
      leastMinor: instalments ? least : null,
      retryDays,
    });
    await record(t, [{ deed: "pay_rule.set", subjectKind: "clinic", subjectId: t.clinicId, detail: { from } }]);
  });
}

export type PayRules = { rules: PayRule[]; templates: { code: string; name: string }[]; today: string };

/** All rows, oldest first, and the templates that could have rows of their own. */
export async function listPayRules(ctx: Ctx): Promise<PayRules> {
  mustMay(ctx, "set_up_clinic");
  return inTransaction(ctx, async (t) => {
    const { timeZone } = await loadClinic(t);
    const today = dateIn(t.now, timeZone);
    const templates = await templatesOn(t.tx, t.clinicId, today);
    return {
      rules: await payRuleRows(t.tx, t.clinicId),
      templates: templates.map(({ code, name }) => ({ code, name })),
      today,
    };
  });
}

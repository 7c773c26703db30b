// What gift cards the clinic sells from a day on; what was sold before stays as it is.
import { z } from "zod";
import { addGiftTerms, giftTermRows } from "../../db/queries/gift-cards.ts";
import { record } from "../audit/audit.ts";
import { amountInput } from "../clinic/setup-input.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { giftTermsOn, type GiftTerms } from "../money/gift-terms.ts";
import { typedAmount } from "../money/money.ts";
import { dateInput } from "../time/date-input.ts";
import { dateIn } from "../time/zone.ts";

/** No card costs less or more: a slip of the keys would be a debt of the clinic. */
const [leastOfAll, mostOfAll] = [500, 200_000];
const within = (minor: number) => minor >= leastOfAll && minor <= mostOfAll;
const blankOr = z.union([z.literal("").transform(() => null), amountInput]);

export const giftTermsInput = z
  .object({
    /** "50, 100, 150"; empty for none. */
    amounts: z.string().transform((typed, ctx) => {
      const minors = typed
        .split(/[,;]/)
        .flatMap((one) => (one.trim() ? [typedAmount(one)] : []))
        .map((minor) => minor ?? 0);
      if (minors.length <= 8 && minors.every(within)) return [...new Set(minors)].toSorted((a, b) => a - b);
      ctx.addIssue({ code: "custom", message: "Enter up to eight amounts from 5 to 2000, like 50, 100, 150." });
      return z.NEVER;
    }),
    least: blankOr,
    most: blankOr,
    from: dateInput,
  })
  .refine(({ least, most }) => (least === null) === (most === null), {
    path: ["most"],
    message: "Enter both limits, or neither.",
  })
  .refine(({ least, most }) => least === null || most === null || (within(least) && within(most) && least <= most), {
    path: ["most"],
    message: "Enter limits from 5 to 2000, the lower one first.",
  });

export type GiftTermsView = { from: string; terms: GiftTerms | null };

/** Each change from its day on, the latest first. */
export async function listGiftTerms(ctx: Ctx): Promise<GiftTermsView[]> {
  mustMay(ctx, "set_up_clinic");
  return inTransaction(ctx, async (t) => {
    const rows = await giftTermRows(t.tx, t.clinicId);
    const days = [...new Set(rows.map(({ effectiveFrom }) => effectiveFrom))];
    return days.map((from) => ({ from, terms: giftTermsOn(rows, from) }));
  });
}

/** Refuses with `invalid` a day that is past. */
export async function setGiftTerms(ctx: Ctx, input: z.output<typeof giftTermsInput>): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  await inTransaction(ctx, async (t) => {
    const { timeZone } = await loadClinic(t);
    if (input.from < dateIn(t.now, timeZone)) {
      const message = "Choose today or a later day.";
      throw new Refusal("invalid", message, { fields: [{ field: "from", message }] });
    }
    await addGiftTerms(t.tx, {
      clinicId: t.clinicId,
      id: newId(),
      effectiveFrom: input.from,
      amountsMinor: input.amounts,
      leastMinor: input.least,
      mostMinor: input.most,
      memberId: memberIdOf(t),
      setAt: t.now,
    });
    await record(t, [{ deed: "gift_card.terms_set", subjectKind: "gift_card_terms", detail: { from: input.from } }]);
  });
}

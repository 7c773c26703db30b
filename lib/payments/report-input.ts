// What the money reports may be asked for: a day, a day to look back from, or a period.
import { z } from "zod";
import type { TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { dateInput } from "../time/date-input.ts";
import { addDays, daysBetween, type LocalDate } from "../time/dates.ts";
import { dateIn, instantAt } from "../time/zone.ts";

/** The longest period, in days. */
export const mostDays = 366;

export const dayCloseInput = z.object({
  /** Today without it. */
  day: dateInput.optional(),
  /** A place's id, or `none` for what belongs to no visit; the whole clinic without it. */
  place: z.union([z.string().refine(isId), z.literal("none")]).optional(),
});
export type AskDayClose = z.input<typeof dayCloseInput>;

export const owingInput = z.object({ asOf: dateInput.optional() });
export type AskOwing = z.input<typeof owingInput>;

/** Both days are in it. */
export const periodInput = z
  .object({ from: dateInput, to: dateInput })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "Choose a last day that is not before the first." })
  .refine(({ from, to }) => daysBetween(from, to) < mostDays, {
    path: ["from"],
    message: `Choose at most ${mostDays} days.`,
  });
export type Period = z.output<typeof periodInput>;

/** The clinic, its today, and the instants between which its local days lie. Refuses with `invalid` for a day to come. */
export async function clinicSpan(t: TxCtx, asked: { from?: LocalDate | undefined; to?: LocalDate | undefined }) {
  const clinic = await loadClinic(t);
  const today = dateIn(t.now, clinic.timeZone);
  const to = asked.to ?? today;
  if (to > today) {
    const message = "Choose today or a day before.";
    throw new Refusal("invalid", message, { fields: [{ field: "to", message }] });
  }
  const midnight = (date: LocalDate) => instantAt(date, 0, clinic.timeZone);
  return { clinic, today, to, span: { from: midnight(asked.from ?? to), to: midnight(addDays(to, 1)) } };
}

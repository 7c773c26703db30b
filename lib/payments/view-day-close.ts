// Closes a local day: what came in and went back by method, what was charged, and whether it adds up.
import { locationRows } from "../../db/queries/clinics.ts";
import { moneyMovements } from "../../db/queries/money-reports.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { parseAsked } from "../context/parse-asked.ts";
import { notFound } from "../errors.ts";
import type { LocalDate } from "../time/dates.ts";
import { dayClose, type DayFigures } from "./day-close.ts";
import { clinicSpan, dayCloseInput, type AskDayClose } from "./report-input.ts";

export type DayCloseView = DayFigures & {
  day: LocalDate;
  today: LocalDate;
  /** To choose from. */
  places: { id: string; name: string }[];
};

/** From the facts of money as they were at the end of the day, so that a day once past stays as it is. Refuses `invalid`, `not_found`. */
export async function viewDayClose(ctx: Ctx, input: AskDayClose = {}): Promise<DayCloseView> {
  mustMay(ctx, "see_money");
  const { day: asked, place } = parseAsked(dayCloseInput, input);
  return inTransaction(ctx, async (t) => {
    const { span, today, to: day } = await clinicSpan(t, { to: asked });
    const places = (await locationRows(t.tx, t.clinicId)).map(({ id, name }) => ({ id, name }));
    if (place && place !== "none" && !places.some(({ id }) => id === place)) throw notFound("place");
    const movements = await moneyMovements(t.tx, t.clinicId, span, place ?? null);
    return { day, today, places, ...dayClose(movements) };
  });
}

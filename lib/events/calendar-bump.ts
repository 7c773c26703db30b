// Marks that what can be booked has changed, at the end of the running transaction.
import { bumpCalendar } from "../../db/queries/availability.ts";
import { atTheEnd, type LastStep, type TxCtx } from "../context/context.ts";
import { newId } from "../ids.ts";
import { tellCalendar } from "./calendar-news.ts";

// The clinic's version row is shared by all its writers, so it is taken late and always before the audit chain.
const bumpStep: LastStep<true> = {
  order: 50,
  statements: ({ clinicId, now }) => [bumpCalendar(clinicId, newId(now.getTime()))],
  afterwards: ({ db, clinicId }) => tellCalendar(db, clinicId),
};

/** Call it in every transaction that changes hours, time off, rooms or appointments. */
export const calendarChanged = (ctx: TxCtx): Promise<void> => atTheEnd(ctx, bumpStep, true);

// How often the clinic's calendar has changed.
import { readCalendarVersion, versionOf } from "../../db/queries/availability.ts";
import { mustMay, readRows, type Ctx } from "../context/context.ts";

/** Counts up; two equal answers mean that nothing happened in between. */
export async function calendarVersion(ctx: Ctx): Promise<number> {
  mustMay(ctx, "see_day");
  return versionOf(await readRows(ctx, readCalendarVersion(ctx.clinicId)));
}

// Where booked visits stand in their plans: "4 of 8".
import { placesOfVisits } from "../../db/queries/day-sheet.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";

export type VisitPlace = { planId: string; number: number; total: number };

/** By visit id; the number counts within the visit's own discipline. */
export async function visitPlaces(
  ctx: Ctx,
  input: { visitIds: readonly string[] },
): Promise<ReadonlyMap<string, VisitPlace>> {
  mustMay(ctx, "see_day");
  const rows = await inTransaction(ctx, ({ tx, clinicId }) => placesOfVisits(tx, clinicId, input.visitIds));
  return new Map(rows.map(({ visitId, ...place }) => [visitId, place]));
}

// What is still to be paid of several bookings at once, for lists.
import { owedOfChains as readOwed } from "../../db/queries/day-sheet.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";

/** Minor units the patient owes by chain id; chains without anything open are left out. */
export async function owedOfChains(
  ctx: Ctx,
  input: { chainIds: readonly string[] },
): Promise<ReadonlyMap<string, number>> {
  mustMay(ctx, "see_day");
  const rows = await inTransaction(ctx, ({ tx, clinicId }) => readOwed(tx, clinicId, input.chainIds));
  return new Map(rows.map(({ chainId, openMinor }) => [chainId, openMinor]));
}

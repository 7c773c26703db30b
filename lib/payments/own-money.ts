// Whose money somebody may look at: their own, or any patient's at the desk.
import { mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { ownPatientOf } from "../permissions/permissions.ts";

export function mustMaySeeMoney(ctx: Ctx): void {
  mustMay(ctx, ownPatientOf(ctx.actor) !== null ? "see_own_plan" : "take_payment");
}

/** Somebody else's is simply not found. */
export function mustMaySeeMoneyOf(ctx: Ctx, patientId: string): void {
  if ((ownPatientOf(ctx.actor) ?? patientId) !== patientId || !isId(patientId)) throw notFound("patient");
  mustMaySeeMoney(ctx);
}

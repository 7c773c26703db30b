// Whose booking it is: staff by their role, a signed-in patient by the row, a guest by the signed key the doorway has read.
import type { AppointmentRow } from "../../db/queries/appointments.ts";
import { mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { ownPatientOf } from "../permissions/permissions.ts";

export function mustMaySee(ctx: Ctx): void {
  mustMay(ctx, ctx.actor.kind === "member" ? "see_day" : "manage_own_booking");
}

export function mustMayChange(ctx: Ctx): void {
  mustMay(ctx, ctx.actor.kind === "member" ? "change_booking" : "manage_own_booking");
}

/** Somebody else's booking is simply not found. */
export function mustOwn(ctx: Ctx, row: AppointmentRow | null | undefined): AppointmentRow {
  const own = ownPatientOf(ctx.actor);
  if (!row || (own !== null && row.patientId !== own)) throw notFound("booking");
  return row;
}

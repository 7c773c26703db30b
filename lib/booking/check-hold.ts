// Looks at a hold before the last step: still kept, still free, or gone with the nearest starts. Changes nothing.
import { appointmentRow } from "../../db/queries/appointments.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { isId } from "../ids.ts";
import { findSlots, nearestStarts } from "./find-slots.ts";
import { dateIn } from "../time/zone.ts";

export type HoldCheck = { free: boolean; practitionerId: string | null; nearest: Date[] };

export async function checkHold(
  ctx: Ctx,
  input: { appointmentId: string; serviceId: string; start: Date },
): Promise<HoldCheck> {
  mustMay(ctx, "book_online");
  const row = isId(input.appointmentId)
    ? await inTransaction(ctx, (t) => appointmentRow(t.tx, t.clinicId, input.appointmentId))
    : null;
  if (row?.status === "held" && row.holdExpiresAt && row.holdExpiresAt > ctx.now)
    return { free: true, practitionerId: row.practitionerId, nearest: [] };
  if (row && (row.status === "held" || row.status === "expired")) {
    const date = dateIn(row.startsAt, row.timeZone);
    const { slots } = await findSlots(ctx, {
      serviceId: row.serviceId,
      practitionerId: row.practitionerId,
      fromDate: date,
      toDate: date,
    });
    if (slots.some((slot) => slot.start.getTime() === row.startsAt.getTime()))
      return { free: true, practitionerId: row.practitionerId, nearest: [] };
  }
  return { free: false, practitionerId: row?.practitionerId ?? null, nearest: await nearestStarts(ctx, input) };
}

// Keeps a start for ten minutes while the details are typed.
import { holdsOfBrowser, releaseHolds } from "../../db/queries/appointments.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import type { HoldView } from "./booking-views.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import { orNearest } from "./nearest.ts";
import { mustBeOnline } from "./online-service.ts";
import { lockForWriting } from "./lock-for-writing.ts";
import { writeAppointments } from "./write-appointments.ts";

export const HOLD_MINUTES = 10;

export const holdEnd = (now: Date): Date => new Date(now.getTime() + HOLD_MINUTES * 60_000);

export type SlotWish = { serviceId: string; practitionerId?: string | undefined; start: Date };

/** A wish as far as it can be judged without the calendar. */
export function checkWish(wish: SlotWish): void {
  if (!isId(wish.serviceId)) throw notFound("service");
  if (wish.practitionerId !== undefined && !isId(wish.practitionerId)) throw notFound("practitioner");
  if (Number.isNaN(wish.start.getTime()) || wish.start.getTime() % 60_000 !== 0)
    throw new Refusal("slot_taken", "There is no appointment at this time. Please choose one of the times shown.");
}

/**
 * Holds a start for ten minutes; with a `holdKey` the same browser's earlier hold is let go in the same moment. Without a
 * practitioner the least loaded of the day is taken. Refuses with `slot_taken` and the three nearest starts.
 */
export async function holdSlot(ctx: Ctx, input: SlotWish & { holdKey?: string | undefined }): Promise<HoldView> {
  mustMay(ctx, ctx.actor.kind === "member" ? "book_for_patient" : "book_online");
  return orNearest(ctx, input, async () => {
    checkWish(input);
    return inTransaction(ctx, async (tctx) => {
      const { tx, clinicId, now } = tctx;
      await mustBeOnline(tctx, input.serviceId);
      const earlier = input.holdKey ? await holdsOfBrowser(tx, clinicId, input.holdKey) : [];
      if (earlier.length) {
        await lockForWriting(tctx, {
          practitionerIds: [
            ...earlier.map((hold) => hold.practitionerId),
            ...(input.practitionerId === undefined ? [] : [input.practitionerId]),
          ],
          serviceIds: [input.serviceId],
          anyoneOf: input.practitionerId === undefined ? [input.serviceId] : [],
          patientIds: [],
        });
        const ids = earlier.map((hold) => hold.id);
        await releaseHolds(tx, clinicId, ids, { now, actorKind: ctx.actor.kind, reason: "another time was chosen" });
        await calendarChanged(tctx);
      }
      const [held] = await writeAppointments(tctx, [
        {
          serviceId: input.serviceId,
          practitionerId: input.practitionerId,
          start: input.start,
          patientId: null,
          status: "held",
          holdExpiresAt: holdEnd(now),
          holdKey: input.holdKey ?? null,
          via: ctx.actor.kind === "member" ? "phone" : "online",
          rules: ctx.actor.kind === "member" ? "staff" : "public",
        },
      ]);
      if (!held?.holdExpiresAt) throw new Error("a hold was written without its end");
      return { appointmentId: held.id, expiresAt: held.holdExpiresAt, practitionerId: held.practitionerId };
    });
  });
}

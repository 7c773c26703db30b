// What must leave the building is written here, inside the verb's transaction; the worker carries it out later.
import { addOutbox } from "../../db/queries/events.ts";
import type { TxCtx } from "../context/context.ts";
import { newId } from "../ids.ts";

/** Things that happened and that somebody must be told or asked about. Payloads hold ids only. */
export type EventKind =
  | "appointment.booked"
  | "appointment.moved"
  | "appointment.cancelled"
  | "appointment.must_move"
  | "appointment.reminder"
  | "hold.expires"
  | "plan.offered"
  | "plan.offer_expires"
  | "plan.booked"
  | "plan.stopped"
  | "plan.nudge"
  | "visit.check_in"
  | "waitlist.offer"
  | "waitlist.closed"
  | "patient.code"
  | "member.invited"
  | "member.password_forgotten"
  | "membership.refused"
  | "membership.ended"
  | "subscription.refused"
  | "subscription.ends"
  | "owner.digest"
  | "refund.send"
  | "refund.made"
  | "gift_card.bought"
  | "gift_card.given"
  | "payment.late"
  | "payment.asked"
  | "instalment.failed";

export type Announcement = {
  kind: EventKind;
  payload: Record<string, string | number | boolean | null>;
  /** The same key never makes a second row. */
  dedupeKey: string;
  /** Not before; default now. */
  runAt?: Date;
};

/** Writes outbox rows in the running transaction. */
export async function announce(ctx: TxCtx, events: Announcement[]): Promise<void> {
  await addOutbox(
    ctx.tx,
    events.map((event) => ({
      clinicId: ctx.clinicId,
      id: newId(),
      kind: event.kind,
      payload: event.payload,
      dedupeKey: event.dedupeKey,
      runAt: event.runAt ?? ctx.now,
      createdAt: ctx.now,
    })),
  );
}

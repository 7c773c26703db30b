// A yes to a freed time: the first one moves its booking there, all others are told; or a no.
import { headOfChain } from "../../db/queries/appointments.ts";
import { planOfVisit } from "../../db/queries/open-visits.ts";
import { endOffers, endWish, lockOffers, offerRow, wishRow, type OfferRow } from "../../db/queries/waitlist.ts";
import { record } from "../audit/audit.ts";
import { mustMayChange } from "../booking/own-booking.ts";
import { rescheduleAppointment } from "../booking/reschedule-appointment.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import { moveVisit } from "../plans/move-visit.ts";
import { signKey } from "../signed-key.ts";
import { closeLost } from "./offer-freed.ts";

export const offerKey = (ctx: { clinicId: string; secret: string }, offerId: string): string =>
  signKey(ctx, "offer", offerId);

export type OfferView = {
  state: "open" | "taken" | "lost" | "expired" | "declined";
  start: Date;
  expiresAt: Date;
  /** The booking that would move there, or has. */
  chainId: string;
  bookedStart: Date;
};

async function bookingOf(t: TxCtx, offer: OfferRow | null) {
  const wish = offer ? await wishRow(t.tx, t.clinicId, offer.wishId) : null;
  const head = wish ? await headOfChain(t.tx, t.clinicId, wish.chainId) : null;
  if (!offer || !wish || !head) throw notFound("page");
  return { offer, wish, head };
}

/** For whoever holds the offer's key. Refuses with `not_found`. */
export async function viewOfferOfTime(ctx: Ctx, { offerId }: { offerId: string }): Promise<OfferView> {
  mustMay(ctx, "manage_own_booking");
  if (!isId(offerId)) throw notFound("page");
  return inTransaction(ctx, async (t) => {
    const { offer, wish, head } = await bookingOf(t, await offerRow(t.tx, t.clinicId, offerId));
    const ended = offer.outcome as OfferView["state"] | null;
    const { startsAt: start, expiresAt } = offer;
    const state = ended ?? (expiresAt <= t.now ? "expired" : "open");
    return { state, start, expiresAt, chainId: wish.chainId, bookedStart: head.startsAt };
  });
}

/**
 * For whoever holds the offer's key, or the desk for them. Of several at one moment one gets it. Refuses with `slot_taken` for all others, `hold_expired` once it is too late, and
 * `already_done` when the booking is not to come any more.
 */
export async function takeOffer(ctx: Ctx, { offerId }: { offerId: string }): Promise<void> {
  mustMayChange(ctx);
  if (!isId(offerId)) throw notFound("page");
  await inTransaction(ctx, async (t) => {
    const known = await offerRow(t.tx, t.clinicId, offerId);
    if (!known) throw notFound("page");
    const all = await lockOffers(t.tx, t.clinicId, known.freedId);
    const { offer, wish, head } = await bookingOf(t, all.find(({ id }) => id === offerId) ?? null);
    if (offer.outcome === "taken") return;
    if (offer.outcome === "lost" || all.some(({ outcome }) => outcome === "taken")) throw tooLate();
    if (offer.outcome !== null || offer.expiresAt <= t.now)
      throw new Refusal("hold_expired", "This time was offered until a moment ago. Your booking stays as it is.");
    const { startsAt: start, practitionerId, patientId } = offer;
    if (head.status !== "booked") throw new Refusal("already_done", "Your booking is not to come any more.");
    const mover: TxCtx = ctx.actor.kind === "member" ? t : { ...t, actor: { kind: "patient", patientId } };
    const plan = head.visitId ? await planOfVisit(t.tx, t.clinicId, head.visitId) : null;
    await (plan
      ? moveVisit(mover, { planId: plan.planId, visitId: head.visitId!, start, practitionerId })
      : rescheduleAppointment(mover, { appointmentId: head.id, start, practitionerId }));
    await endOffers(t.tx, t.clinicId, [offer.id], "taken", t.now);
    await endWish(t.tx, t.clinicId, wish.id, t.now);
    await closeLost(
      t,
      all.filter(({ id, outcome }) => id !== offer.id && outcome === null),
    );
    await record(t, [{ deed: "waitlist.taken", subjectKind: "appointment", subjectId: head.id, patientId }]);
  });
}

const tooLate = () =>
  new Refusal(
    "slot_taken",
    "Somebody else was a little quicker. Your booking stays as it is, and you keep your place.",
  );

/** The wish stays: the next freed time may suit. */
export async function declineOffer(ctx: Ctx, { offerId }: { offerId: string }): Promise<void> {
  mustMayChange(ctx);
  if (!isId(offerId)) throw notFound("page");
  await inTransaction(ctx, async (t) => {
    const offer = await offerRow(t.tx, t.clinicId, offerId);
    if (!offer) throw notFound("page");
    if (offer.outcome !== null) return;
    await endOffers(t.tx, t.clinicId, [offer.id], "declined", t.now);
    const { patientId } = offer;
    await record(t, [{ deed: "waitlist.declined", subjectKind: "slot_offer", subjectId: offer.id, patientId }]);
  });
}

// Offers times that were given up to those who wait for an earlier one: some at once, for a while, then the next ones. Nobody is asked
// about two times at once: the next one waits for their answer, or for the first to run out.
import {
  addOffers,
  endOffers,
  expireOffers,
  freedTimes,
  openOffers,
  waitingFor,
  type FreedTime,
  type OfferRow,
} from "../../db/queries/waitlist.ts";
import { findSlots } from "../booking/find-slots.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import { dateIn } from "../time/zone.ts";
import { loadMessageRules } from "./message-rules.ts";
import { isQuiet } from "./quiet-hours.ts";
import { inOrder } from "./waiting-order.ts";

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Nobody is asked to come at shorter notice than this, or to decide in less than the other. */
const leastNoticeMs = 120 * minuteMs;
const leastToDecideMs = 10 * minuteMs;

/** Ends what is over, tells those whose offer somebody else has taken, and offers what is free. Answers how many were offered. */
export async function offerFreed(ctx: Ctx): Promise<number> {
  mustMay(ctx, "run_jobs");
  return inTransaction(ctx, async (t) => {
    const { clinic, rules } = await loadMessageRules(t);
    await expireOffers(t.tx, t.clinicId, t.now);
    await closeTaken(t, clinic.timeZone);
    if (isQuiet(t.now, rules, clinic.timeZone)) return 0;
    const since = new Date(t.now.getTime() - dayMs);
    const freed = await freedTimes(t.tx, t.clinicId, since, new Date(t.now.getTime() + leastNoticeMs));
    let offered = 0;
    for (const time of freed) {
      if (time.asked > 0) continue;
      const waiting = onceEach(inOrder(await waitingFor(t.tx, t.clinicId, time)).filter(({ asked }) => !asked));
      const expiresAt = offerEnds(t.now, time.start, rules);
      if (!waiting.length || !expiresAt || !(await isFree(t, time, clinic.timeZone))) continue;
      offered += (await offerTo(t, time, waiting.slice(0, rules.offersAtOnce), expiresAt)).length;
    }
    return offered;
  });
}

/** Who waits with two bookings is asked once about a time. */
const onceEach = <One extends { patientId: string }>(waiting: readonly One[]): One[] =>
  [...new Map(waiting.toReversed().map((one) => [one.patientId, one])).values()].toReversed();

/** Until when a yes counts that is asked for from `from` on; null when there is no time left to decide and to come. */
export function offerEnds(from: Date, start: Date, { offerMinutes }: { offerMinutes: number }): Date | null {
  const latest = start.getTime() - leastNoticeMs / 2;
  const end = Math.min(from.getTime() + offerMinutes * minuteMs, latest);
  return end - from.getTime() < leastToDecideMs ? null : new Date(end);
}

/** Writes the offers and has each of their people told; answers those that were not made before. */
export async function offerTo(
  t: TxCtx,
  { freedId, serviceId, practitionerId, start: startsAt }: FreedTime,
  waiting: readonly { wishId: string; patientId: string }[],
  expiresAt: Date,
): Promise<OfferRow[]> {
  const time = { freedId, serviceId, practitionerId, startsAt, offeredAt: t.now, expiresAt };
  const rows = await addOffers(
    t.tx,
    waiting.map(({ wishId, patientId }) => ({ clinicId: t.clinicId, id: newId(), wishId, patientId, ...time })),
  );
  await announce(
    t,
    rows.map(({ id }) => ({
      kind: "waitlist.offer" as const,
      payload: { offerId: id },
      dedupeKey: `waitlist.offer:${id}`,
    })),
  );
  return rows;
}

/** Whether a patient could book it. */
export async function isFree(
  t: TxCtx,
  { serviceId, practitionerId, start }: Pick<FreedTime, "serviceId" | "practitionerId" | "start">,
  zone: string,
): Promise<boolean> {
  const date = dateIn(start, zone);
  // What whoever waits will find when they say yes.
  const guest: Ctx = { ...t, actor: { kind: "guest" } };
  try {
    const { slots } = await findSlots(guest, { serviceId, practitionerId, fromDate: date, toDate: date });
    return slots.some((slot) => slot.start.getTime() === start.getTime());
  } catch (error) {
    // It is not booked online any more, or not with this person.
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** A time that was booked by somebody who did not wait for it is nobody's to take any more. */
async function closeTaken(t: TxCtx, zone: string): Promise<void> {
  const byTime = Map.groupBy(await openOffers(t.tx, t.clinicId), ({ freedId }) => freedId);
  for (const offers of byTime.values()) {
    const { serviceId, practitionerId, startsAt: start } = offers[0]!;
    if (!(await isFree(t, { serviceId, practitionerId, start }, zone))) await closeLost(t, offers);
  }
}

/** Ends offers that lost, and has each of their people told. */
export async function closeLost(t: TxCtx, offers: readonly OfferRow[]): Promise<void> {
  const ids = offers.map(({ id }) => id);
  await endOffers(t.tx, t.clinicId, ids, "lost", t.now);
  await announce(
    t,
    ids.map((offerId) => ({
      kind: "waitlist.closed" as const,
      payload: { offerId },
      dedupeKey: `waitlist.closed:${offerId}`,
    })),
  );
}

// A freed time that many wait for: all are offered it, all say yes at one moment, and who heard what is judged afterwards.
import { and, eq, inArray, isNull } from "drizzle-orm";
import { messageRules as standard } from "../../db/seed/rows/message-rules.ts";
import { appointments, messageRules, outbox, patients, slotOffers, waitWishes } from "../../db/schema/index.ts";
import { bookForPatient } from "../../lib/booking/book-for-patient.ts";
import { cancelAppointment } from "../../lib/booking/cancel-appointment.ts";
import { findSlots } from "../../lib/booking/find-slots.ts";
import { rescheduleAppointment } from "../../lib/booking/reschedule-appointment.ts";
import { viewBooking } from "../../lib/booking/view-booking.ts";
import { Refusal } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { askEarlier } from "../../lib/messages/ask-earlier.ts";
import { offerFreed } from "../../lib/messages/offer-freed.ts";
import { takeOffer } from "../../lib/messages/take-offer.ts";
import { addDays } from "../../lib/time/dates.ts";
import { clearScreen, type TestClinic } from "./clinic.ts";
import type { MoneyDesk } from "./money-desk.ts";

export type Waiter = { chainId: string; start: Date; email: string; patientId: string };
export type WaitingClinic = { clinic: TestClinic; waiters: Waiter[]; opener: string };

async function newPerson(clinic: TestClinic, name: string): Promise<{ id: string; email: string }> {
  const id = newId();
  const email = `${name.toLowerCase().replaceAll(" ", ".")}.${id.slice(-6)}@example.org`;
  const row = { clinicId: clinic.clinicId, id, name, birthDate: "1990-01-01", email, createdAt: clinic.now };
  await clinic.inside((tx) => tx.insert(patients).values(row));
  return { id, email };
}

const bookAt = (clinic: TestClinic, patientId: string, start: Date, practitionerId: string) =>
  bookForPatient(clinic.memberCtx("front_desk"), {
    idempotencyKey: newId(),
    patientId,
    serviceId: clinic.ids.massage,
    practitionerId,
    start,
    screen: clearScreen,
    via: "phone",
  });

/** So many people with bookings in later weeks, who all ask for an earlier time of the same service. */
export async function openWaiting(desk: MoneyDesk, people: number): Promise<WaitingClinic> {
  const clinic = await desk.clinic(undefined, { connections: 20, horizonDays: 180 });
  await clinic.inside((tx) =>
    tx.insert(messageRules).values({
      ...standard[0]!,
      nudgeDays: [],
      textTopics: [],
      clinicId: clinic.clinicId,
      id: newId(),
      effectiveFrom: "2026-01-01",
      weeklyCap: 50,
      offersAtOnce: 100,
    }),
  );
  const opener = await newPerson(clinic, "Opener");
  const starts = await freeStarts(clinic, "2026-12-08", people);
  const waiters: Waiter[] = [];
  for (const [index, start] of starts.entries()) {
    const { id, email } = await newPerson(clinic, `Waiter Number ${index}`);
    const { chainId } = await bookAt(clinic, id, start, clinic.ids.priya);
    await askEarlier(clinic.memberCtx("front_desk"), { chainId });
    waiters.push({ chainId, start, email, patientId: id });
  }
  return { clinic, waiters, opener: opener.id };
}

/** Starts that do not touch one another, from the day on. */
async function freeStarts(clinic: TestClinic, fromDate: string, count: number): Promise<Date[]> {
  const { massage: serviceId, priya: practitionerId } = clinic.ids;
  const question = { serviceId, practitionerId, fromDate, toDate: addDays(fromDate, 40) };
  const { slots } = await findSlots(clinic.memberCtx("front_desk"), question);
  const taken: Date[] = [];
  for (const { start } of slots) {
    const last = taken.at(-1);
    if (taken.length < count && (!last || start.getTime() - last.getTime() >= 75 * 60_000)) taken.push(start);
  }
  return taken;
}

export type RaceResult = { offered: number; won: number; told: number; wrong: string[] };

/** One freed time, one race, and everything as it was before: whoever won goes back and asks again. */
export async function raceForFreed(desk: MoneyDesk, { clinic, waiters, opener }: WaitingClinic): Promise<RaceResult> {
  const wrong: string[] = [];
  const { priya: practitionerId } = clinic.ids;
  const [start] = await freeStarts(clinic, "2026-12-01", 1);
  const { appointmentId: freedId } = await bookAt(clinic, opener, start!, practitionerId);
  await cancelAppointment(clinic.memberCtx("front_desk"), { appointmentId: freedId, byWhom: "patient", reason: "" });
  const now = new Date(clinic.now.getTime() + 3 * 3_600_000);
  const offered = await offerFreed(clinic.systemCtx(now));
  while ((await desk.relay(now)) > 0);
  const offers = await clinic.inside((tx) =>
    tx
      .select()
      .from(slotOffers)
      .where(and(eq(slotOffers.clinicId, clinic.clinicId), isNull(slotOffers.endedAt))),
  );
  const answers = await Promise.allSettled(offers.map(({ id }) => takeOffer(clinic.guestCtx(now), { offerId: id })));
  const won = offers.filter((_offer, index) => answers[index]!.status === "fulfilled");
  for (const answer of answers)
    if (answer.status === "rejected" && !(answer.reason instanceof Refusal && answer.reason.code === "slot_taken"))
      wrong.push(`a loser heard ${String(answer.reason)}`);
  const later = new Date(now.getTime() + 60_000);
  while ((await desk.relay(later)) > 0);
  if (won.length !== 1) wrong.push(`${won.length} won`);

  const rows = await clinic.inside((tx) =>
    tx
      .select()
      .from(appointments)
      .where(
        and(
          eq(appointments.clinicId, clinic.clinicId),
          eq(appointments.startsAt, start!),
          eq(appointments.status, "booked"),
        ),
      ),
  );
  if (rows.length !== 1 || rows[0]!.patientId !== won[0]?.patientId) wrong.push("the time is not the winner's alone");
  const lost = offers.filter(({ id }) => id !== won[0]?.id);
  const closed = await clinic.inside((tx) =>
    tx
      .select({ outcome: outbox.outcome })
      .from(outbox)
      .where(
        and(
          eq(outbox.clinicId, clinic.clinicId),
          inArray(
            outbox.dedupeKey,
            lost.map(({ id }) => `waitlist.closed:${id}`),
          ),
        ),
      ),
  );
  const told = closed.filter(({ outcome }) => outcome === "sent").length;
  if (told !== lost.length) wrong.push(`${told} of ${lost.length} losers were told`);
  for (const { patientId } of lost) {
    const waiter = waiters.find((one) => one.patientId === patientId)!;
    const booking = await viewBooking(clinic.guestCtx(now), { chainId: waiter.chainId });
    if (booking.status !== "booked" || booking.start.getTime() !== waiter.start.getTime())
      wrong.push("a loser’s booking is not what it was");
  }
  for (const { patientId } of won) {
    const waiter = waiters.find((one) => one.patientId === patientId)!;
    const wishes = await clinic.inside((tx) =>
      tx
        .select()
        .from(waitWishes)
        .where(and(eq(waitWishes.clinicId, clinic.clinicId), eq(waitWishes.patientId, patientId))),
    );
    if (wishes.some(({ endedAt }) => endedAt === null)) wrong.push("the winner still waits");
    const { appointmentId } = await viewBooking(clinic.guestCtx(now), { chainId: waiter.chainId });
    const front = clinic.memberCtx("front_desk", later);
    await rescheduleAppointment(front, { appointmentId, start: waiter.start }, "not");
    await askEarlier(front, { chainId: waiter.chainId });
  }
  return { offered, won: won.length, told, wrong };
}

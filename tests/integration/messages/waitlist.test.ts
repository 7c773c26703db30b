// The waiting list: who is behind their plan comes first, then who asked first; one yes of many wins, and the others are told.
import { readKey } from "../../../lib/signed-key.ts";
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { rangeText } from "../../../db/queries/appointments.ts";
import { appointmentFacts, appointments, outbox, slotOffers } from "../../../db/schema/index.ts";
import { viewBooking } from "../../../lib/booking/view-booking.ts";
import { asksEarlier, askEarlier, dropEarlier } from "../../../lib/messages/ask-earlier.ts";
import { findComing } from "../../../lib/messages/find-coming.ts";
import { offerByHand } from "../../../lib/messages/offer-by-hand.ts";
import { offerFreed } from "../../../lib/messages/offer-freed.ts";
import { declineOffer, offerKey, takeOffer, viewOfferOfTime } from "../../../lib/messages/take-offer.ts";
import { newId } from "../../../lib/ids.ts";
import { viewWaiting } from "../../../lib/messages/view-waiting.ts";
import { inOrder } from "../../../lib/messages/waiting-order.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { book, mustHold, nine, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { openWaiting, raceForFreed } from "../../support/waitlist-race.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((one) => (desk = one));

const person = (name: string) => ({ name, email: `${name.toLowerCase().replace(" ", ".")}@example.org` });

/** Somebody who gives up nine o'clock on December 1, and one who has two days later and asked for an earlier time. */
async function waiting() {
  const clinic = await desk.clinic();
  const given = await book(clinic, { person: person("Gives Up") });
  const wait = person(`Waits ${clinic.slug.slice(-6)}`);
  const later = await book(clinic, { person: wait, start: plus(nine, 48 * 60) });
  await askEarlier(clinic.guestCtx(), { chainId: later.chainId });
  await askEarlier(clinic.guestCtx(), { chainId: later.chainId });
  const at = plus(clinic.now, 120);
  await cancelBooking(clinic.guestCtx(at), { appointmentId: given.appointmentId, byWhom: "patient", reason: "" });
  const offers = () =>
    clinic.inside((tx) =>
      tx
        .select()
        .from(slotOffers)
        .where(and(eq(slotOffers.clinicId, clinic.clinicId))),
    );
  return { clinic, wait, later, at, offers };
}

test("a freed time is offered, and a yes moves the booking there", async () => {
  const { clinic, wait, later, at, offers } = await waiting();
  expect(await asksEarlier(clinic.guestCtx(), { chainId: later.chainId })).toEqual(clinic.now);
  expect(await offerFreed(clinic.systemCtx(at))).toBe(1);
  expect(await offerFreed(clinic.systemCtx(at))).toBe(0);
  await desk.relay(at);
  const mail = desk.mailbox
    .mails(wait.email)
    .find(({ subject }) => subject === "An earlier time at Harbour Test Clinic");
  expect(mail!.text).toContain("Tuesday, December 1, 2026 at 9:00 am");
  const [offer] = await offers();
  const { secret } = clinic.guestCtx();
  expect(readKey(secret, "offer", offerKey(clinic.guestCtx(), offer!.id))?.id).toBe(offer!.id);
  expect(await viewOfferOfTime(clinic.guestCtx(at), { offerId: offer!.id })).toMatchObject({
    state: "open",
    start: nine,
  });
  await takeOffer(clinic.guestCtx(at), { offerId: offer!.id });
  await takeOffer(clinic.guestCtx(at), { offerId: offer!.id });
  expect(await viewBooking(clinic.guestCtx(at), { chainId: later.chainId })).toMatchObject({
    start: nine,
    status: "booked",
  });
  expect(await asksEarlier(clinic.guestCtx(at), { chainId: later.chainId })).toBeNull();
  await mustHold(clinic, at);
});

test("an offer ends by its time, by a no, and by somebody who books the time without having waited", async () => {
  const late = await waiting();
  await offerFreed(late.clinic.systemCtx(late.at));
  const [first] = await late.offers();
  const over = late.clinic.guestCtx(plus(late.at, 121));
  await expect(takeOffer(over, { offerId: first!.id })).rejects.toMatchObject({ code: "hold_expired" });
  await offerFreed(late.clinic.systemCtx(plus(late.at, 121)));
  expect(await late.offers()).toMatchObject([{ outcome: "expired" }]);

  const no = await waiting();
  await offerFreed(no.clinic.systemCtx(no.at));
  const [declined] = await no.offers();
  await declineOffer(no.clinic.guestCtx(no.at), { offerId: declined!.id });
  expect(await no.offers()).toMatchObject([{ outcome: "declined" }]);
  expect(await offerFreed(no.clinic.systemCtx(plus(no.at, 1)))).toBe(0);

  const gone = await waiting();
  await offerFreed(gone.clinic.systemCtx(gone.at));
  await desk.relay(gone.at);
  await book(gone.clinic, { person: person("Comes By"), at: gone.at });
  const [lost] = await gone.offers();
  await expect(takeOffer(gone.clinic.guestCtx(gone.at), { offerId: lost!.id })).rejects.toMatchObject({
    code: "slot_taken",
  });
  await offerFreed(gone.clinic.systemCtx(plus(gone.at, 1)));
  await desk.relay(plus(gone.at, 1));
  expect(desk.mailbox.mails(gone.wait.email)[0]!.subject).toBe("The earlier time at Harbour Test Clinic is taken");
  expect(await viewBooking(gone.clinic.guestCtx(), { chainId: gone.later.chainId })).toMatchObject({
    start: plus(nine, 48 * 60),
  });
});

test("who may have heard of an offer, from a worker that died before it could say so, is told when the time is gone", async () => {
  const gone = await waiting();
  const about = (offerId: string) =>
    and(eq(outbox.clinicId, gone.clinic.clinicId), eq(outbox.dedupeKey, `waitlist.offer:${offerId}`));
  await offerFreed(gone.clinic.systemCtx(gone.at));
  const [offer] = await gone.offers();
  // Claimed once, and no end of it: sent or not, nobody knows.
  const lockedUntil = plus(gone.at, 1);
  await gone.clinic.inside((tx) => tx.update(outbox).set({ attempts: 1, lockedUntil }).where(about(offer!.id)));
  await book(gone.clinic, { person: person("Comes First"), at: gone.at });
  await offerFreed(gone.clinic.systemCtx(plus(gone.at, 2)));
  await desk.relay(plus(gone.at, 2));
  expect(desk.mailbox.mails(gone.wait.email).map(({ subject }) => subject)).toContain(
    "The earlier time at Harbour Test Clinic is taken",
  );

  const unheard = await waiting();
  await offerFreed(unheard.clinic.systemCtx(unheard.at));
  await book(unheard.clinic, { person: person("Comes Sooner"), at: unheard.at });
  await offerFreed(unheard.clinic.systemCtx(plus(unheard.at, 1)));
  await desk.relay(plus(unheard.at, 1));
  expect(desk.mailbox.mails(unheard.wait.email).filter(({ subject }) => /earlier time/i.test(subject))).toEqual([]);
});

test("who takes the wish back, and nights, are left in peace", async () => {
  const { clinic, later, at, offers } = await waiting();
  // Ten in the evening in Vancouver.
  expect(await offerFreed(clinic.systemCtx(plus(at, 12 * 60)))).toBe(0);
  await dropEarlier(clinic.guestCtx(), { chainId: later.chainId });
  await dropEarlier(clinic.guestCtx(), { chainId: later.chainId });
  expect(await offerFreed(clinic.systemCtx(at))).toBe(0);
  expect(await offers()).toEqual([]);
});

test("nobody is asked about two times at once: the next one waits for the answer", async () => {
  const { clinic, wait, at, offers } = await waiting();
  const given = await book(clinic, { person: person("Gives Too"), start: plus(nine, 120) });
  await cancelBooking(clinic.guestCtx(at), { appointmentId: given.appointmentId, byWhom: "patient", reason: "" });
  expect(await offerFreed(clinic.systemCtx(at))).toBe(1);
  const [first] = await offers();
  expect(first!.startsAt).toEqual(nine);
  expect(await offerFreed(clinic.systemCtx(plus(at, 1)))).toBe(0);
  await declineOffer(clinic.guestCtx(plus(at, 2)), { offerId: first!.id });
  expect(await offerFreed(clinic.systemCtx(plus(at, 3)))).toBe(1);
  expect((await offers()).map(({ startsAt }) => startsAt)).toEqual([nine, plus(nine, 120)]);
  await desk.relay(plus(at, 3));
  const asked = desk.mailbox.mails(wait.email).filter(({ subject }) => subject.startsWith("An earlier time"));
  // The first was declined before its message could go.
  expect(asked).toHaveLength(1);
});

test("who waits with two bookings is asked once about a time", async () => {
  const { clinic, wait, at, offers } = await waiting();
  const third = await book(clinic, { person: wait, start: plus(nine, 72 * 60) });
  await askEarlier(clinic.guestCtx(), { chainId: third.chainId });
  expect(await offerFreed(clinic.systemCtx(at))).toBe(1);
  expect(await offers()).toHaveLength(1);
});

test("an offer is not told any more, and ends, once there is nothing to move or the wish is taken back", async () => {
  for (const how of ["cancels", "takes back"] as const) {
    const { clinic, wait, later, at, offers } = await waiting();
    await offerFreed(clinic.systemCtx(at));
    await (how === "cancels"
      ? cancelBooking(clinic.guestCtx(at), { appointmentId: later.appointmentId, byWhom: "patient", reason: "" })
      : dropEarlier(clinic.guestCtx(at), { chainId: later.chainId }));
    await desk.relay(at);
    expect(desk.mailbox.mails(wait.email).map(({ subject }) => subject)).not.toContain(
      "An earlier time at Harbour Test Clinic",
    );
    await offerFreed(clinic.systemCtx(plus(at, 1)));
    expect((await offers()).map(({ outcome }) => outcome)).toEqual([how === "cancels" ? "expired" : "declined"]);
  }
});

test("the desk sees who waits, offers a freed time that the clinic offers no more, and notes a yes by telephone", async () => {
  const { clinic, wait, later, at, offers } = await waiting();
  // Given up two days ago: nobody is asked by itself any more.
  const after = plus(at, 2 * 24 * 60);
  expect(await offerFreed(clinic.systemCtx(after))).toBe(0);
  const front = clinic.memberCtx("front_desk", after);
  const before = await viewWaiting(front);
  expect(before.waiting).toMatchObject([{ name: wait.name, askedAt: clinic.now, behindDays: 0, asked: 0 }]);
  expect(before.waiting[0]!.start).toEqual(plus(nine, 48 * 60));
  expect(before).toMatchObject({ open: [], past: [] });
  const [freed] = before.freed;
  expect(freed).toMatchObject({ start: nine, asked: 0, fits: [{ name: wait.name, asked: false }] });
  const input = { freedId: freed!.freedId, wishIds: freed!.fits.map(({ wishId }) => wishId) };

  expect(await offerByHand(front, input)).toBe(1);
  await expect(offerByHand(front, input)).rejects.toMatchObject({ code: "already_done" });
  await desk.relay(after);
  expect(desk.mailbox.mails(wait.email).map(({ subject }) => subject)).toContain(
    "An earlier time at Harbour Test Clinic",
  );
  const during = await viewWaiting(front);
  expect(during).toMatchObject({ freed: [], waiting: [{ asked: 1 }] });
  expect(during.open).toMatchObject([{ start: nine, offers: [{ name: wait.name, state: "open", message: "sent" }] }]);

  const [offer] = await offers();
  await takeOffer(front, { offerId: offer!.id });
  expect(await viewBooking(clinic.guestCtx(after), { chainId: later.chainId })).toMatchObject({ start: nine });
  const done = await viewWaiting(front);
  expect(done).toMatchObject({ waiting: [], freed: [], open: [] });
  expect(done.past).toMatchObject([{ start: nine, offers: [{ name: wait.name, state: "taken" }] }]);
  await mustHold(clinic, after);
});

test("a freed time stands on the desk's page however many before it are no longer free", async () => {
  const { clinic, at } = await waiting();
  // Before the practitioner begins: given up as the calendar was then, and nobody can come.
  await clinic.inside(async (tx) => {
    const [given] = await tx
      .select()
      .from(appointments)
      .where(and(eq(appointments.clinicId, clinic.clinicId), eq(appointments.status, "cancelled")));
    const more = Array.from({ length: 25 }, (_none, n) => {
      const [startsAt, endsAt] = [given!.startsAt, given!.endsAt].map((time) => plus(time, -5 * (n + 1))) as [
        Date,
        Date,
      ];
      const busyAfter = rangeText(startsAt, plus(endsAt, given!.bufferAfterMin));
      const busyBefore = rangeText(plus(startsAt, -given!.bufferBeforeMin), endsAt);
      const times = { startsAt, endsAt, during: rangeText(startsAt, endsAt), busyAfter, busyBefore };
      const id = newId();
      return { ...given!, ...times, id, chainId: id };
    });
    await tx.insert(appointments).values(more);
    await tx.insert(appointmentFacts).values(
      more.map(({ id }) => ({
        clinicId: clinic.clinicId,
        id: newId(),
        appointmentId: id,
        fact: "cancelled",
        actorKind: "guest",
        at,
      })),
    );
  });
  expect((await viewWaiting(clinic.memberCtx("front_desk", at))).freed).toMatchObject([{ start: nine }]);
});

test("by hand nothing is offered that is taken, that begins at once or that nobody gave up; strangers and guests offer nothing", async () => {
  const { clinic, at } = await waiting();
  const front = clinic.memberCtx("front_desk", at);
  const [freed] = (await viewWaiting(front)).freed;
  const input = { freedId: freed!.freedId, wishIds: freed!.fits.map(({ wishId }) => wishId) };
  await expect(offerByHand(clinic.guestCtx(at), input)).rejects.toMatchObject({ code: "sign_in_needed" });
  const stranger = await desk.clinic();
  await expect(offerByHand(stranger.memberCtx("front_desk", at), input)).rejects.toMatchObject({ code: "not_found" });
  expect(await viewWaiting(stranger.memberCtx("front_desk", at))).toEqual({
    waiting: [],
    freed: [],
    open: [],
    past: [],
  });
  const soon = clinic.memberCtx("front_desk", plus(nine, -65));
  await expect(offerByHand(soon, input)).rejects.toMatchObject({ code: "too_late" });
  const { appointmentId } = await book(clinic, { person: person("Takes It"), at });
  await expect(offerByHand(front, input)).rejects.toMatchObject({ code: "slot_taken" });
  await expect(offerByHand(front, { ...input, freedId: appointmentId })).rejects.toMatchObject({ code: "not_found" });
  expect((await viewWaiting(front)).freed).toEqual([]);
});

test("what is offered by hand at night is told in the morning, and is open from then on", async () => {
  const { clinic, wait, at, offers } = await waiting();
  // Ten in the evening in Vancouver.
  const night = plus(at, 12 * 60 + 24 * 60);
  const front = clinic.memberCtx("front_desk", night);
  const [freed] = (await viewWaiting(front)).freed;
  await offerByHand(front, { freedId: freed!.freedId, wishIds: freed!.fits.map(({ wishId }) => wishId) });
  await desk.relay(night);
  const subjects = () => desk.mailbox.mails(wait.email).map(({ subject }) => subject);
  expect(subjects()).not.toContain("An earlier time at Harbour Test Clinic");
  const [offer] = await offers();
  const morning = plus(offer!.expiresAt, -119);
  await desk.relay(morning);
  expect(subjects()).toContain("An earlier time at Harbour Test Clinic");
});

test("the desk finds the visits to come of somebody, and puts one on the list", async () => {
  const { clinic, wait, later, at } = await waiting();
  const front = clinic.memberCtx("front_desk", at);
  const find = () => findComing(front, { query: wait.name });
  expect(await find()).toMatchObject([{ chainId: later.chainId, name: wait.name, waits: true }]);
  await dropEarlier(front, { chainId: later.chainId });
  expect(await find()).toMatchObject([{ waits: false }]);
  await askEarlier(front, { chainId: later.chainId });
  expect((await viewWaiting(front)).waiting).toMatchObject([{ askedAt: at }]);
  expect(await findComing(front, { query: "nobody of this name" })).toEqual([]);
});

test("those furthest behind their plan come first, then those who asked first", () => {
  const asked = (minute: number) => new Date(minute * 60_000);
  const list = [
    { wishId: "a", askedAt: asked(1), behindDays: 0 },
    { wishId: "b", askedAt: asked(9), behindDays: 4 },
    { wishId: "c", askedAt: asked(0), behindDays: 0 },
    { wishId: "d", askedAt: asked(5), behindDays: 4 },
    { wishId: "e", askedAt: asked(8), behindDays: 11 },
  ];
  expect(inOrder(list).map(({ wishId }) => wishId)).toEqual(["e", "d", "b", "c", "a"]);
});

test("twelve say yes at one moment: one has it, eleven are told, twice over", { timeout: 60_000 }, async () => {
  const waiters = await openWaiting(desk, 12);
  for (let round = 0; round < 2; round++)
    expect(await raceForFreed(desk, waiters)).toEqual({ offered: 12, won: 1, told: 11, wrong: [] });
  await mustHold(waiters.clinic, waiters.clinic.now);
});

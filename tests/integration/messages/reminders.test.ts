// Reminders as the worker sends them: twice before a visit, for the time that holds, once each, and answered with one press.
import { desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { claimOutbox } from "../../../db/queries/events.ts";
import { appointmentFacts, appointments, closures, messageRules, messages, outbox } from "../../../db/schema/index.ts";
import { confirmComing } from "../../../lib/booking/confirm-coming.ts";
import { rescheduleAppointment } from "../../../lib/booking/reschedule-appointment.ts";
import { viewBooking } from "../../../lib/booking/view-booking.ts";
import { newId } from "../../../lib/ids.ts";
import { recordScreen } from "../../../lib/intake/record-screen.ts";
import { announceReminders } from "../../../lib/messages/announce-reminders.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { screenWith, type TestClinic } from "../../support/clinic.ts";
import { book, nine, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((one) => (desk = one));

const hours = 60;
const person = (name: string) => ({ name, email: `${name.toLowerCase().replace(" ", ".")}@example.org` });
const reminders = (email: string) =>
  desk.mailbox.mails(email).filter(({ subject }) => subject === "Reminder: your appointment at Harbour Test Clinic");
const rows = (clinic: TestClinic) =>
  clinic.inside((tx) =>
    tx.select().from(outbox).where(eq(outbox.kind, "appointment.reminder")).orderBy(desc(outbox.createdAt)),
  );
/** Noon, so that three hours before is no time to sleep. */
const noon = plus(nine, 3 * hours);

test("a visit is reminded of two days and three hours before, not a minute earlier, and never twice", async () => {
  const clinic = await desk.clinic();
  const rem = person("Rem Inder");
  await book(clinic, { person: rem, start: noon });
  await desk.minute(clinic, plus(noon, -48 * hours - 1));
  expect(reminders(rem.email)).toHaveLength(0);
  for (const minute of [-48 * hours, -48 * hours + 1, -30 * hours]) await desk.minute(clinic, plus(noon, minute));
  expect(reminders(rem.email)).toHaveLength(1);
  await desk.minute(clinic, plus(noon, -3 * hours - 1));
  expect(reminders(rem.email)).toHaveLength(1);
  for (const minute of [-3 * hours, -2 * hours, -5]) await desk.minute(clinic, plus(noon, minute));
  expect(reminders(rem.email)).toHaveLength(2);
  const [mail] = reminders(rem.email);
  expect(mail!.text).toContain("I’m coming:\nhttp://localhost:3000/");
  expect(mail!.text).toContain("Move it to another time:\nhttp://localhost:3000/");
  expect(await clinic.inside((tx) => tx.select().from(messages).where(eq(messages.topic, "reminder")))).toHaveLength(2);
});

test("the clinic's own rule of the day decides: one reminder a day before, from the day on which it holds", async () => {
  const clinic = await desk.clinic();
  const own = person("Own Rule");
  await clinic.inside((tx) =>
    tx.insert(messageRules).values({
      clinicId: clinic.clinicId,
      id: newId(),
      effectiveFrom: "2026-11-25",
      earlyHours: 24,
      lateHours: null,
      onceBelowDays: 8,
      quietFromMin: 1260,
      quietToMin: 480,
      weeklyCap: 5,
      nudgeDays: [0],
      checkInHours: null,
      offersAtOnce: 3,
      offerMinutes: 60,
      source: "a test",
    }),
  );
  await book(clinic, { person: own, start: noon });
  await desk.minute(clinic, plus(noon, -47 * hours));
  expect(reminders(own.email)).toHaveLength(0);
  for (const minute of [-24 * hours, -2 * hours]) await desk.minute(clinic, plus(noon, minute));
  expect(reminders(own.email)).toHaveLength(1);
});

test("RM-01 what was cancelled, moved, closed or stopped after the reminder was due is not reminded of", async () => {
  const clinic = await desk.clinic();
  const at = plus(noon, -45 * hours);
  const due = async (name: string, start: Date) => book(clinic, { person: person(name), start });
  const cancelled = await due("Due Cancelled", noon);
  const moved = await due("Due Moved", plus(noon, 75));
  const stopped = await due("Due Stopped", plus(noon, 150));
  await due("Due Closed", plus(noon, 225));
  expect(await announceReminders(clinic.systemCtx(plus(at, 60)))).toBe(4);
  expect(await announceReminders(clinic.systemCtx(plus(at, 60)))).toBe(0);
  const { appointmentId } = cancelled;
  await cancelBooking(clinic.guestCtx(plus(at, 61)), { appointmentId, byWhom: "patient", reason: "" });
  const later = plus(noon, 5 * 24 * hours);
  await rescheduleAppointment(clinic.guestCtx(plus(at, 61)), { appointmentId: moved.appointmentId, start: later });
  const [visit] = await clinic.inside((tx) =>
    tx.select().from(appointments).where(eq(appointments.id, stopped.appointmentId)),
  );
  const answers = { ...screenWith({ sudden_headache: "yes" }), patientId: visit!.patientId, askedHow: "desk" as const };
  await recordScreen(clinic.memberCtx("clinical_lead", plus(at, 61)), answers);
  const closed = { startsAt: plus(noon, 220), endsAt: plus(noon, 400), reason: "a pipe" };
  await clinic.inside((tx) => tx.insert(closures).values({ clinicId: clinic.clinicId, id: newId(), ...closed }));
  await desk.relay(plus(at, 62));
  expect(new Set((await rows(clinic)).map(({ outcome }) => outcome))).toEqual(
    new Set([
      "skipped: moved",
      "skipped: cancelled",
      "skipped: the clinic cannot keep it",
      "skipped: waits for a review",
    ]),
  );
  const mo = person("Due Moved").email;
  for (const minute of [-48 * hours, -3 * hours]) await desk.minute(clinic, plus(later, minute));
  expect(reminders(mo)).toHaveLength(2);
  for (const mail of reminders(mo)) expect(mail.text).toContain("Sunday, December 6, 2026 at 12:00 pm");
});

test("a visit less than eight days after another is reminded of once", async () => {
  const clinic = await desk.clinic();
  const twice = person("Twice Aweek");
  await book(clinic, { person: twice, start: noon });
  const second = plus(noon, 4 * 24 * hours);
  await book(clinic, { person: twice, start: second });
  for (const minute of [-48 * hours, -3 * hours]) await desk.minute(clinic, plus(noon, minute));
  for (const minute of [-48 * hours, -3 * hours]) await desk.minute(clinic, plus(second, minute));
  expect(reminders(twice.email)).toHaveLength(3);
});

test("what was put off into the night waits for the morning; a worker that died is followed by one that sends", async () => {
  const clinic = await desk.clinic();
  const sleep = person("Sleep Er");
  const start = plus(nine, 24 * hours);
  await book(clinic, { person: sleep, start });
  // Found at eight in the evening, two days before; the one worker died with it, the next comes at half past nine.
  const evening = plus(start, -37 * hours);
  expect(await announceReminders(clinic.systemCtx(evening))).toBe(1);
  const [due] = await rows(clinic);
  const lease = plus(evening, 1);
  expect(await clinic.inside((tx) => claimOutbox(tx, clinic.clinicId, [due!.id], evening, lease))).toEqual([due!.id]);
  await desk.relay(evening);
  expect(reminders(sleep.email)).toHaveLength(0);
  await desk.relay(plus(evening, 90));
  expect(reminders(sleep.email)).toHaveLength(0);
  const [waits] = await rows(clinic);
  expect(waits).toMatchObject({ doneAt: null, runAt: plus(start, -25 * hours) });
  await desk.relay(plus(start, -25 * hours));
  expect(reminders(sleep.email)).toHaveLength(1);
});

test("the week's most holds for what nobody asked for, and never for a booking", async () => {
  const clinic = await desk.clinic();
  const much = person("Too Much");
  const first = await book(clinic, { person: much, start: noon });
  const [visit] = await clinic.inside((tx) =>
    tx.select().from(appointments).where(eq(appointments.id, first.appointmentId)),
  );
  const at = plus(noon, -48 * hours);
  await clinic.inside(async (tx) => {
    for (let n = 0; n < 6; n++) {
      const id = newId();
      const row = { clinicId: clinic.clinicId, id, kind: "x", payload: {}, dedupeKey: `x:${n}`, doneAt: at };
      await tx.insert(outbox).values({ ...row, runAt: at, createdAt: at });
      const said = { channel: "email", template: "x", topic: "check_in", messageId: `${id}@taper` };
      const of = { clinicId: clinic.clinicId, id: newId(), outboxId: id, patientId: visit!.patientId };
      await tx.insert(messages).values({ ...of, ...said, sentAt: plus(at, -60) });
    }
  });
  await desk.minute(clinic, at);
  expect(reminders(much.email)).toHaveLength(0);
  expect((await rows(clinic)).map(({ outcome }) => outcome)).toEqual(["skipped: enough for this week"]);
  await book(clinic, { person: much, start: plus(noon, 24 * hours), at });
  await desk.relay(plus(at, 1));
  expect(desk.mailbox.mails(much.email)).toHaveLength(2);
});

test("one press says that the patient is coming, once, and a moved visit asks anew", async () => {
  const clinic = await desk.clinic();
  const { chainId, appointmentId } = await book(clinic, { start: noon });
  const guest = clinic.guestCtx();
  expect((await viewBooking(guest, { chainId })).confirmed).toBe(false);
  await confirmComing(guest, { chainId });
  await confirmComing(guest, { chainId });
  expect((await viewBooking(guest, { chainId })).confirmed).toBe(true);
  const facts = await clinic.inside((tx) =>
    tx.select().from(appointmentFacts).where(eq(appointmentFacts.appointmentId, appointmentId)),
  );
  expect(facts.map(({ fact }) => fact)).toEqual(["booked", "confirmed"]);
  await rescheduleAppointment(guest, { appointmentId, start: plus(noon, 120) });
  expect((await viewBooking(guest, { chainId })).confirmed).toBe(false);
  await expect(confirmComing(clinic.guestCtx(plus(noon, 121)), { chainId })).rejects.toMatchObject({
    code: "too_late",
  });
  const moved = await viewBooking(guest, { chainId });
  await cancelBooking(guest, { appointmentId: moved.appointmentId, byWhom: "patient", reason: "" });
  await expect(confirmComing(guest, { chainId })).rejects.toMatchObject({ code: "already_done" });
});

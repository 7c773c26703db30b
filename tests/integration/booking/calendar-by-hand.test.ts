import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bookAppointment } from "../../../lib/booking/book-appointment.ts";
import { hearCalendars } from "../../../lib/events/calendar-news.ts";
import { loadDays } from "../../../lib/booking/load-days.ts";
import { loadMonth } from "../../../lib/booking/load-month.ts";
import { markArrived } from "../../../lib/booking/record-attendance.ts";
import { rescheduleAppointment } from "../../../lib/booking/reschedule-appointment.ts";
import { runLate } from "../../../lib/booking/run-late.ts";
import { swapAppointments } from "../../../lib/booking/swap-appointments.ts";
import { toldAfterUndo, undoMove } from "../../../lib/booking/undo-move.ts";
import { newId } from "../../../lib/ids.ts";
import { hearNotices } from "../../../db/notices.ts";
import { appointments, outbox } from "../../../db/schema/index.ts";
import { runStatement } from "../../../scripts/database.ts";
import { asha, clearScreen, freshClinic, type ClinicOptions, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
const open: TestClinic[] = [];
const clinicWith = async (options?: ClinicOptions) => {
  const clinic = await freshClinic(database.appUrl, { connections: 4, ...options });
  open.push(clinic);
  return clinic;
};
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  await Promise.all(open.map((clinic) => clinic.close()));
  await database.drop();
});

const nine = new Date("2026-12-01T16:00:00Z");
const plus = (date: Date, minutes: number) => new Date(date.getTime() + minutes * 60_000);

async function book(clinic: TestClinic, start: Date, name: string, practitionerId = clinic.ids.priya) {
  const { appointmentId } = await bookAppointment(clinic.guestCtx(), {
    idempotencyKey: newId(),
    slot: { serviceId: clinic.ids.massage, practitionerId, start },
    patient: {
      ...asha,
      name,
      email: `${name.toLowerCase().replace(" ", ".")}@example.org`,
      guardianName: undefined,
      guardianRelation: undefined,
    },
    screen: clearScreen,
    consent: true,
    pay: "clinic",
    via: "api",
  });
  return appointmentId;
}

const timesOf = async (clinic: TestClinic) => {
  const { days } = await loadDays(clinic.memberCtx("front_desk"), { fromDate: "2026-12-01", days: 1 });
  return Object.fromEntries(
    days[0]!.columns
      .flatMap((column) => column.appointments.map((one) => ({ ...one, column: column.name })))
      .filter(({ status }) => status === "booked" || status === "arrived")
      .map((one) => [one.patientName, [one.startMin, one.endMin, one.column]]),
  );
};

const movedNews = (clinic: TestClinic, appointmentId: string) =>
  clinic.inside((tx) =>
    tx
      .select({ runAt: outbox.runAt })
      .from(outbox)
      .where(and(eq(outbox.clinicId, clinic.clinicId), eq(outbox.dedupeKey, `appointment.moved:${appointmentId}`))),
  );

test("the desk gives a visit another time and length, and takes it back before anybody is told", async () => {
  const clinic = await clinicWith();
  const id = await book(clinic, nine, "Ada Moreno");
  const desk = clinic.memberCtx("front_desk");
  const moved = await rescheduleAppointment(
    desk,
    { appointmentId: id, start: plus(nine, 60), durationMin: 45 },
    toldAfterUndo(desk.now),
  );
  expect(await timesOf(clinic)).toEqual({ "Ada Moreno": [600, 645, "Priya Nair"] });
  const [news] = await movedNews(clinic, moved.appointmentId);
  expect(news?.runAt.getTime()).toBeGreaterThan(desk.now.getTime() + 20_000);
  await undoMove(desk, { appointmentIds: [moved.appointmentId] });
  expect(await timesOf(clinic)).toEqual({ "Ada Moreno": [540, 600, "Priya Nair"] });
  const chain = await clinic.inside((tx) =>
    tx
      .select({ id: appointments.id, sequence: appointments.sequence })
      .from(appointments)
      .where(and(eq(appointments.clinicId, clinic.clinicId), eq(appointments.chainId, id))),
  );
  const back = chain.find(({ sequence }) => sequence === 2);
  expect(await movedNews(clinic, back!.id)).toEqual([]);
});

test("a move is not taken back once the patient is being told, nor twice", async () => {
  const clinic = await clinicWith();
  const id = await book(clinic, nine, "Ada Moreno");
  const desk = clinic.memberCtx("front_desk");
  const moved = await rescheduleAppointment(
    desk,
    { appointmentId: id, start: plus(nine, 60) },
    toldAfterUndo(desk.now),
  );
  const late = clinic.memberCtx("front_desk", plus(desk.now, 1));
  await expect(undoMove(late, { appointmentIds: [moved.appointmentId] })).rejects.toMatchObject({ code: "too_late" });
  await undoMove(desk, { appointmentIds: [moved.appointmentId] });
  await expect(undoMove(desk, { appointmentIds: [moved.appointmentId] })).rejects.toMatchObject({
    code: "already_done",
  });
  await expect(undoMove(desk, { appointmentIds: [id] })).rejects.toMatchObject({ code: "not_found" });
});

test("two visits change places, with what either needs, or neither does", async () => {
  const clinic = await clinicWith();
  const [ada, ben] = [await book(clinic, nine, "Ada Moreno"), await book(clinic, plus(nine, 120), "Ben Osei")];
  const desk = clinic.memberCtx("front_desk");
  const [one, other] = await swapAppointments(desk, { one: ada, other: ben });
  expect(await timesOf(clinic)).toEqual({
    "Ada Moreno": [660, 720, "Priya Nair"],
    "Ben Osei": [540, 600, "Priya Nair"],
  });
  await expect(swapAppointments(desk, { one, other: one })).rejects.toMatchObject({ code: "invalid" });
  await markArrived(clinic.memberCtx("front_desk", nine), { appointmentId: other });
  await expect(swapAppointments(desk, { one, other })).rejects.toMatchObject({ code: "already_done" });
});

test("only who may overbook puts a visit over another, and staff say why", async () => {
  const clinic = await clinicWith();
  await book(clinic, nine, "Ada Moreno");
  const ben = await book(clinic, plus(nine, 120), "Ben Osei");
  const over = { appointmentId: ben, start: plus(nine, 15), overbookReason: "Came on the wrong day" };
  await expect(rescheduleAppointment(clinic.memberCtx("practitioner"), over)).rejects.toMatchObject({
    code: "forbidden",
  });
  await rescheduleAppointment(clinic.memberCtx("front_desk"), over);
  expect(await timesOf(clinic)).toMatchObject({ "Ben Osei": [555, 615, "Priya Nair"] });
});

test("the desk moves a visit that has begun until the day is over; the patient does not", async () => {
  const clinic = await clinicWith();
  const id = await book(clinic, nine, "Ada Moreno");
  const begun = plus(nine, 10);
  const move = { appointmentId: id, start: plus(nine, 60) };
  await expect(rescheduleAppointment(clinic.guestCtx(begun), move)).rejects.toMatchObject({ code: "too_late" });
  await expect(rescheduleAppointment(clinic.memberCtx("front_desk", plus(nine, 24 * 60)), move)).rejects.toMatchObject({
    code: "too_late",
  });
  await rescheduleAppointment(clinic.memberCtx("front_desk", begun), move);
  expect(await timesOf(clinic)).toEqual({ "Ada Moreno": [600, 660, "Priya Nair"] });
});

test("running late shows who is touched, moves them once it is said, and tells only them", async () => {
  const clinic = await clinicWith();
  for (const [minute, name] of [
    [0, "Ada Moreno"],
    [75, "Ben Osei"],
    [240, "Cleo Park"],
  ] as const)
    await book(clinic, plus(nine, minute), name);
  const desk = clinic.memberCtx("practitioner", plus(nine, -5));
  const asked = { practitionerId: clinic.ids.priya, minutes: 20 };
  const before = await timesOf(clinic);
  const shown = await runLate(desk, { ...asked, confirmed: false });
  expect(shown.saved).toBe(false);
  expect(shown.touched.map(({ patientName }) => patientName)).toEqual(["Ada Moreno", "Ben Osei"]);
  expect(await timesOf(clinic)).toEqual(before);
  const done = await runLate(desk, { ...asked, confirmed: true });
  expect(done.saved).toBe(true);
  const after = await timesOf(clinic);
  expect(after["Ada Moreno"]?.[0]).toBe(560);
  expect(after["Cleo Park"]).toEqual(before["Cleo Park"]);
  await expect(runLate(desk, { ...asked, minutes: 3, confirmed: true })).rejects.toMatchObject({ code: "invalid" });
  await expect(runLate(desk, { practitionerId: newId(), minutes: 20, confirmed: false })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a month counts the visits of its days", async () => {
  const clinic = await clinicWith();
  await book(clinic, nine, "Ada Moreno");
  await book(clinic, plus(nine, 120), "Ben Osei", clinic.ids.priya);
  const { weeks } = await loadMonth(clinic.memberCtx("front_desk"), { date: "2026-12-15" });
  expect(weeks[0]?.[0]?.date).toBe("2026-11-30");
  expect(weeks.at(-1)?.[6]?.date).toBe("2027-01-03");
  expect(weeks.flat().filter(({ booked }) => booked > 0)).toMatchObject([{ date: "2026-12-01", booked: 2 }]);
});

test("who listens hears within a second whose calendar has changed", async () => {
  const [clinic, other] = [await clinicWith(), await clinicWith()];
  const heard: (string | null)[] = [];
  const hearing = await hearCalendars(clinic.systemCtx().db, (clinicId) => heard.push(clinicId));
  try {
    await book(clinic, nine, "Ada Moreno");
    await book(other, nine, "Ben Osei");
    const both = [clinic.clinicId, other.clinicId];
    await expect.poll(() => both.filter((id) => !heard.includes(id)), { timeout: 1_000 }).toEqual([]);
  } finally {
    await hearing.end();
  }
});

test("who listens hears again after the connection was cut, and that something may have been missed", async () => {
  const clinic = await clinicWith();
  const heard: (string | null)[] = [];
  const hearing = await hearNotices(clinic.db, "calendar_changed", (word) => heard.push(word), 200);
  try {
    await runStatement(
      database.adminUrl,
      "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'",
    );
    await expect.poll(() => heard.includes(null), { timeout: 5_000 }).toBe(true);
    await book(clinic, nine, "Ada Moreno");
    await expect.poll(() => heard.includes(clinic.clinicId), { timeout: 5_000 }).toBe(true);
  } finally {
    await hearing.end();
  }
});

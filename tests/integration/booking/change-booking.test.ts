import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bookAppointment } from "../../../lib/booking/book-appointment.ts";
import { bookForPatient } from "../../../lib/booking/book-for-patient.ts";
import { cancelAppointment } from "../../../lib/booking/cancel-appointment.ts";
import { blockTime, changeWeeklyHours } from "../../../lib/booking/change-hours.ts";
import { findSlots } from "../../../lib/booking/find-slots.ts";
import { loadDays } from "../../../lib/booking/load-days.ts";
import { fulfilAppointment, markArrived, markNoShow, undoAttendance } from "../../../lib/booking/record-attendance.ts";
import { rescheduleAppointment } from "../../../lib/booking/reschedule-appointment.ts";
import { viewBooking } from "../../../lib/booking/view-booking.ts";
import { inTransaction } from "../../../lib/context/context.ts";
import { newId } from "../../../lib/ids.ts";
import { appointmentFacts, appointments, outbox } from "../../../db/schema/index.ts";
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
const book = (
  clinic: TestClinic,
  start = nine,
  person: { name?: string; email?: string } = {},
  practitionerId = clinic.ids.priya,
) =>
  bookAppointment(clinic.guestCtx(), {
    idempotencyKey: newId(),
    slot: { serviceId: clinic.ids.massage, practitionerId, start },
    patient: { ...asha, guardianName: undefined, guardianRelation: undefined, ...person },
    screen: clearScreen,
    consent: true,
    pay: "clinic",
    via: "api",
  });

test("cancelling before the notice is free and gives the time back", async () => {
  const clinic = await clinicWith();
  const booked = await book(clinic);
  const cancel = { appointmentId: booked.appointmentId, byWhom: "patient" as const, reason: "" };
  expect(await cancelAppointment(clinic.guestCtx(new Date("2026-11-30T16:00:00Z")), cancel)).toEqual({
    late: false,
    feeMinor: 0,
  });
  await expect(cancelAppointment(clinic.guestCtx(), cancel)).rejects.toMatchObject({ code: "already_done" });
  await book(clinic);
});

test("late cancelling costs the stored fee, shown first; the clinic's own cancelling never; after the start it is too late", async () => {
  const clinic = await clinicWith();
  const late = plus(nine, -23 * 60);
  const one = await book(clinic);
  expect((await viewBooking(clinic.guestCtx(late), { chainId: one.chainId })).feeNowMinor).toBe(5_000);
  const of = (appointmentId: string, byWhom: "patient" | "clinic") => ({ appointmentId, byWhom, reason: "" });
  // A guest cannot say that it was the clinic.
  expect(await cancelAppointment(clinic.guestCtx(late), of(one.appointmentId, "clinic"))).toEqual({
    late: true,
    feeMinor: 5_000,
  });
  const two = await book(clinic);
  expect(await cancelAppointment(clinic.memberCtx("front_desk", late), of(two.appointmentId, "clinic"))).toEqual({
    late: false,
    feeMinor: 0,
  });
  const three = await book(clinic);
  await expect(cancelAppointment(clinic.guestCtx(nine), of(three.appointmentId, "patient"))).rejects.toMatchObject({
    code: "too_late",
  });
});

test("moving keeps chain, price and policy, and counts on", async () => {
  const clinic = await clinicWith();
  const booked = await book(clinic);
  const moved = await rescheduleAppointment(clinic.guestCtx(), {
    appointmentId: booked.appointmentId,
    start: plus(nine, 30),
  });
  expect(moved).toMatchObject({
    chainId: booked.chainId,
    sequence: 1,
    start: plus(nine, 30),
    status: "booked",
    priceMinor: 12_800,
  });
  expect(moved.appointmentId).not.toBe(booked.appointmentId);
  const facts = await clinic.inside((tx) =>
    tx
      .select({ fact: appointmentFacts.fact })
      .from(appointmentFacts)
      .where(eq(appointmentFacts.appointmentId, booked.appointmentId))
      .orderBy(asc(appointmentFacts.at)),
  );
  // Both were written at the same moment of the test clock.
  expect(facts.map((fact) => fact.fact).toSorted()).toEqual(["booked", "moved"]);
  const news = await clinic.inside((tx) => tx.select().from(outbox).where(eq(outbox.kind, "appointment.moved")));
  expect(news).toHaveLength(1);
  await expect(
    rescheduleAppointment(clinic.guestCtx(), { appointmentId: booked.appointmentId, start: plus(nine, 120) }),
  ).rejects.toMatchObject({ code: "already_done" });
});

test("a move to a taken time changes nothing", async () => {
  const clinic = await clinicWith();
  const booked = await book(clinic);
  await book(clinic, plus(nine, 120), { name: "Jo Field", email: "jo@example.org" });
  await expect(
    rescheduleAppointment(clinic.guestCtx(), { appointmentId: booked.appointmentId, start: plus(nine, 120) }),
  ).rejects.toMatchObject({ code: "slot_taken", facts: { nearest: expect.any(Array) } });
  expect(await viewBooking(clinic.guestCtx(), { chainId: booked.chainId })).toMatchObject({
    status: "booked",
    start: nine,
    sequence: 0,
  });
});

test("twelve people move to one start at once: one arrives, the others keep their own", async () => {
  const clinic = await clinicWith({ connections: 12, rooms: 1 });
  const starts = Array.from({ length: 6 }, (_, index) => plus(nine, index * 75));
  const mine = await Promise.all(
    ["2026-12-01", "2026-12-02"].flatMap((_, day) =>
      starts.map((start, index) =>
        book(clinic, plus(start, day * 1440), { name: `Person ${day}${index}`, email: `p${day}${index}@example.org` }),
      ),
    ),
  );
  const target = plus(nine, 2 * 1440);
  const results = await Promise.allSettled(
    mine.map(({ appointmentId }) => rescheduleAppointment(clinic.guestCtx(), { appointmentId, start: target })),
  );
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  const rows = await clinic.inside((tx) => tx.select().from(appointments).where(eq(appointments.status, "booked")));
  expect(rows).toHaveLength(12);
});

test("BK-01 a signed-in patient sees and changes only their own", async () => {
  const clinic = await clinicWith();
  const booked = await book(clinic);
  const stranger = clinic.patientCtx(newId());
  await expect(viewBooking(stranger, { chainId: booked.chainId })).rejects.toMatchObject({ code: "not_found" });
  await expect(
    cancelAppointment(stranger, { appointmentId: booked.appointmentId, byWhom: "patient", reason: "" }),
  ).rejects.toMatchObject({ code: "not_found" });
  expect((await viewBooking(clinic.patientCtx(clinic.ids.asha), { chainId: booked.chainId })).canChange).toBe(true);
});

test("RC-06 staff overbook on purpose: with a reason, on a lane of its own, and never the patient", async () => {
  const clinic = await clinicWith();
  await book(clinic);
  const desk = clinic.memberCtx("front_desk");
  const wish = {
    serviceId: clinic.ids.massage,
    practitionerId: clinic.ids.priya,
    start: plus(nine, 30),
    via: "phone" as const,
  };
  const person = {
    name: "Jo Field",
    birthDate: "1990-01-02",
    email: "jo@example.org",
    mobile: undefined,
    guardianName: undefined,
    guardianRelation: undefined,
  };
  await expect(bookForPatient(desk, { ...wish, patient: person })).rejects.toMatchObject({ code: "slot_taken" });
  await expect(
    bookForPatient(clinic.memberCtx("practitioner"), { ...wish, patient: person, overbookReason: "acute pain" }),
  ).rejects.toMatchObject({ code: "forbidden" });
  const booked = await bookForPatient(desk, { ...wish, patient: person, overbookReason: "acute pain" });
  const [row] = await clinic.inside((tx) =>
    tx.select().from(appointments).where(eq(appointments.id, booked.appointmentId)),
  );
  expect(row).toMatchObject({ lane: 1, overbookReason: "acute pain" });
  await expect(
    bookForPatient(desk, { ...wish, patientId: clinic.ids.asha, overbookReason: "twice" }),
  ).rejects.toMatchObject({ code: "patient_busy" });
  const outside = await bookForPatient(desk, {
    ...wish,
    start: plus(nine, -75),
    patient: person,
    overbookReason: "early bird",
  });
  const [early] = await clinic.inside((tx) =>
    tx.select().from(appointments).where(eq(appointments.id, outside.appointmentId)),
  );
  expect(early).toMatchObject({ lane: 0, overbookReason: "early bird" });
});

test("attendance goes one way, and a wrong tick can be taken back", async () => {
  const clinic = await clinicWith();
  const { appointmentId } = await book(clinic);
  const desk = (at: Date) => clinic.memberCtx("front_desk", at);
  await expect(markNoShow(desk(plus(nine, -5)), { appointmentId })).rejects.toMatchObject({ code: "invalid" });
  await expect(markArrived(desk(plus(nine, -48 * 60)), { appointmentId })).rejects.toMatchObject({ code: "invalid" });
  await markNoShow(desk(plus(nine, 15)), { appointmentId });
  await undoAttendance(desk(plus(nine, 16)), { appointmentId });
  await markArrived(desk(plus(nine, 17)), { appointmentId });
  await inTransaction(clinic.memberCtx("practitioner", plus(nine, 60)), (tctx) =>
    fulfilAppointment(tctx, { appointmentId }),
  );
  await expect(markNoShow(desk(plus(nine, 90)), { appointmentId })).rejects.toMatchObject({ code: "already_done" });
  const facts = await clinic.inside((tx) =>
    tx
      .select({ fact: appointmentFacts.fact })
      .from(appointmentFacts)
      .where(eq(appointmentFacts.appointmentId, appointmentId))
      .orderBy(asc(appointmentFacts.at)),
  );
  expect(facts.map((fact) => fact.fact)).toEqual(["booked", "noshow", "booked", "arrived", "fulfilled"]);
});

test("BK-02 a visit that is cancelled or over is neither moved, cancelled nor ticked again", async () => {
  const clinic = await clinicWith();
  const desk = clinic.memberCtx("front_desk", plus(nine, 10));
  const cancelled = await book(clinic);
  await cancelAppointment(clinic.guestCtx(), {
    appointmentId: cancelled.appointmentId,
    byWhom: "patient",
    reason: "",
  });
  const over = await book(clinic, nine, { name: "Jo Field", email: "jo@example.org" });
  await inTransaction(desk, (tctx) => fulfilAppointment(tctx, over));
  const before = await clinic.inside((tx) => tx.select().from(appointments).orderBy(appointments.id));
  for (const { appointmentId } of [cancelled, over]) {
    const tries = [
      rescheduleAppointment(clinic.guestCtx(), { appointmentId, start: plus(nine, 120) }),
      rescheduleAppointment(desk, { appointmentId, start: plus(nine, 120), overbookReason: "asked for it" }),
      cancelAppointment(clinic.guestCtx(), { appointmentId, byWhom: "patient", reason: "" }),
      cancelAppointment(desk, { appointmentId, byWhom: "clinic", reason: "" }),
      markArrived(desk, { appointmentId }),
      markNoShow(desk, { appointmentId }),
      undoAttendance(desk, { appointmentId }),
      inTransaction(desk, (tctx) => fulfilAppointment(tctx, { appointmentId })),
    ];
    for (const one of await Promise.allSettled(tries))
      expect(one).toMatchObject({ status: "rejected", reason: { code: "already_done" } });
  }
  expect(await clinic.inside((tx) => tx.select().from(appointments).orderBy(appointments.id))).toEqual(before);
});

test("a tick cannot be taken back once the time belongs to somebody else", async () => {
  const clinic = await clinicWith();
  const { appointmentId } = await book(clinic);
  const at = plus(nine, 5);
  const desk = clinic.memberCtx("front_desk", at);
  await markNoShow(desk, { appointmentId });
  const person = {
    name: "Jo Field",
    birthDate: "1990-01-02",
    email: "jo@example.org",
    mobile: undefined,
    guardianName: undefined,
    guardianRelation: undefined,
  };
  await bookForPatient(desk, {
    serviceId: clinic.ids.massage,
    practitionerId: clinic.ids.priya,
    start: nine,
    via: "walk_in",
    patient: person,
  });
  await expect(undoAttendance(desk, { appointmentId })).rejects.toMatchObject({ code: "slot_taken" });
});

test("the day sheet has a column a practitioner with what happens there", async () => {
  const clinic = await clinicWith();
  await book(clinic);
  const { days, units } = await loadDays(clinic.memberCtx("front_desk"), { fromDate: "2026-12-01", days: 2 });
  expect(days.map((day) => day.date)).toEqual(["2026-12-01", "2026-12-02"]);
  expect(days.map((day) => day.columns.map((column) => column.name))).toEqual([
    ["Priya Nair", "Tom Okafor"],
    ["Priya Nair", "Tom Okafor"],
  ]);
  expect(days[1]?.columns.flatMap((column) => column.appointments)).toEqual([]);
  const room = units.find(({ name }) => name === "Room 1");
  expect(days[0]?.columns[0]).toMatchObject({
    open: [{ startMin: 540, endMin: 1020 }],
    appointments: [
      { startMin: 540, endMin: 600, patientName: "Asha Rao", unitIds: [room?.id], status: "booked", owedMinor: null },
    ],
  });
  const own = await loadDays(clinic.memberCtx("front_desk"), {
    fromDate: "2026-12-01",
    days: 7,
    practitionerId: clinic.ids.tom,
  });
  expect(own.days.flatMap((day) => day.columns.map((column) => column.name))).toEqual(Array(7).fill("Tom Okafor"));
  await expect(loadDays(clinic.guestCtx(), { fromDate: "2026-12-01", days: 1 })).rejects.toMatchObject({
    code: "sign_in_needed",
  });
});

test("blocking time shows what it touches before anything is saved", async () => {
  const clinic = await clinicWith();
  await book(clinic);
  const desk = clinic.memberCtx("front_desk");
  const block = { practitionerId: clinic.ids.priya, from: nine, to: plus(nine, 240), reason: "training" };
  const asked = await blockTime(desk, { ...block, confirmed: false });
  expect(asked).toMatchObject({ saved: false, touched: [{ patientName: "Asha Rao" }] });
  expect((await blockTime(desk, { ...block, confirmed: true })).saved).toBe(true);
  const { slots } = await findSlots(clinic.guestCtx(), {
    serviceId: clinic.ids.massage,
    practitionerId: clinic.ids.priya,
    fromDate: "2026-12-01",
    toDate: "2026-12-01",
  });
  expect(slots[0]?.start).toEqual(plus(nine, 240));
  await expect(
    blockTime(clinic.memberCtx("practitioner"), { ...block, practitionerId: clinic.ids.tom, confirmed: true }),
  ).rejects.toMatchObject({ code: "forbidden" });
});

test("new weekly hours show who would stand outside them", async () => {
  const clinic = await clinicWith();
  await book(clinic);
  const hours = [{ dow: 2, startMin: 600, endMin: 960 }];
  const owner = clinic.memberCtx("owner");
  const asked = await changeWeeklyHours(owner, { practitionerId: clinic.ids.priya, hours, confirmed: false });
  expect(asked).toMatchObject({ saved: false, touched: [{ patientName: "Asha Rao" }] });
  expect(await changeWeeklyHours(owner, { practitionerId: clinic.ids.priya, hours, confirmed: true })).toMatchObject({
    saved: true,
  });
  expect((await changeWeeklyHours(owner, { practitionerId: clinic.ids.tom, hours, confirmed: false })).saved).toBe(
    true,
  );
});

test("a visit whose health answers wait for a clinician is not finished before the review", async () => {
  const clinic = await clinicWith();
  const { appointmentId } = await book(clinic);
  await clinic.inside((tx) =>
    tx.update(appointments).set({ reviewRequired: true }).where(eq(appointments.id, appointmentId)),
  );
  const finish = inTransaction(clinic.memberCtx("practitioner", plus(nine, 60)), (tctx) =>
    fulfilAppointment(tctx, { appointmentId }),
  );
  await expect(finish).rejects.toMatchObject({ code: "review_first" });
});

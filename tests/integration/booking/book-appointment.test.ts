import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bookAppointment, type BookingRequest } from "../../../lib/booking/book-appointment.ts";
import { confirmHeld, extendHolds } from "../../../lib/booking/confirm-held.ts";
import { holdSlot } from "../../../lib/booking/hold-slot.ts";
import { readManageToken } from "../../../lib/booking/manage-token.ts";
import { inTransaction } from "../../../lib/context/context.ts";
import { newId } from "../../../lib/ids.ts";
import { releaseScreen } from "../../../lib/intake/release-screen.ts";
import { listCallTasks } from "../../../lib/intake/call-tasks.ts";
import { standingScreen } from "../../../lib/intake/standing-screen.ts";
import {
  appointments,
  audit,
  calendarVersions,
  idempotencyKeys,
  outbox,
  patients,
  screens,
} from "../../../db/schema/index.ts";
import {
  asha,
  clearScreen,
  freshClinic,
  screenWith,
  type ClinicOptions,
  type TestClinic,
} from "../../support/clinic.ts";
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
const request = (clinic: TestClinic, more: Partial<BookingRequest> = {}): BookingRequest => ({
  idempotencyKey: newId(),
  ...(more.hold === undefined
    ? { slot: { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya, start: nine } }
    : {}),
  patient: { ...asha, guardianName: undefined, guardianRelation: undefined },
  screen: clearScreen,
  consent: true,
  pay: "clinic",
  via: "api",
  ...more,
});

test("books at once, with the patient's own record, its news, audit and a new calendar version", async () => {
  const clinic = await clinicWith();
  const ctx = clinic.guestCtx();
  const booked = await bookAppointment(ctx, request(clinic));
  expect(booked).toMatchObject({ status: "booked", start: nine, end: plus(nine, 60), amountDueMinor: 0 });
  expect(readManageToken(ctx.secret, booked.manageToken)).toEqual({
    clinicId: clinic.clinicId,
    chainId: booked.chainId,
  });
  const [row] = await clinic.inside((tx) =>
    tx.select().from(appointments).where(eq(appointments.id, booked.appointmentId)),
  );
  expect(row).toMatchObject({
    patientId: clinic.ids.asha,
    priceMinor: 12_800,
    taxMinor: 640,
    patientMinor: 12_800,
    policy: { cancelNoticeHours: 24, lateFeeMinor: 5_000, depositMinor: 0 },
  });
  const news = await clinic.inside((tx) => tx.select().from(outbox));
  expect(news.map((one) => [one.kind, one.runAt.toISOString()])).toEqual([
    ["appointment.booked", clinic.now.toISOString()],
  ]);
  const deeds = await clinic.inside((tx) => tx.select({ deed: audit.deed }).from(audit).orderBy(audit.seq));
  expect(deeds.map((one) => one.deed)).toEqual(["screen.answered", "appointment.booked"]);
  const [version] = await clinic.inside((tx) => tx.select().from(calendarVersions));
  expect(version?.version).toBe(1);
});

test("a repeat with the same key gets the first answer and books nothing more; another body is refused", async () => {
  const clinic = await clinicWith();
  const one = request(clinic);
  const first = await bookAppointment(clinic.guestCtx(), one);
  expect(await bookAppointment(clinic.guestCtx(plus(clinic.now, 5)), one)).toEqual(first);
  await expect(
    bookAppointment(clinic.guestCtx(), { ...one, slot: { ...one.slot!, start: plus(nine, 120) } }),
  ).rejects.toMatchObject({ code: "idempotency_mismatch" });
  expect(await clinic.inside((tx) => tx.select().from(appointments))).toHaveLength(1);
});

test("ten repeats at the same moment book once", async () => {
  const clinic = await clinicWith({ connections: 10 });
  const one = request(clinic);
  const answers = await Promise.all(Array.from({ length: 10 }, () => bookAppointment(clinic.guestCtx(), one)));
  expect(new Set(answers.map((answer) => answer.appointmentId)).size).toBe(1);
});

test("a refused request keeps no answer under its key", async () => {
  const clinic = await clinicWith();
  await bookAppointment(clinic.guestCtx(), request(clinic));
  const other = request(clinic, { patient: { ...request(clinic).patient!, name: "Jo Field" } });
  await expect(bookAppointment(clinic.guestCtx(), other)).rejects.toMatchObject({ code: "slot_taken" });
  expect(await clinic.inside((tx) => tx.select().from(idempotencyKeys))).toHaveLength(1);
});

test("one patient cannot be in two places", async () => {
  const clinic = await clinicWith();
  await bookAppointment(clinic.guestCtx(), request(clinic));
  await expect(
    bookAppointment(
      clinic.guestCtx(),
      request(clinic, {
        slot: { serviceId: clinic.ids.physio, practitionerId: clinic.ids.tom, start: plus(nine, 30) },
      }),
    ),
  ).rejects.toMatchObject({ code: "patient_busy" });
  await bookAppointment(
    clinic.guestCtx(),
    request(clinic, { slot: { serviceId: clinic.ids.physio, practitionerId: clinic.ids.tom, start: plus(nine, 60) } }),
  );
});

test("two bookings of one new person at the same moment make one record", async () => {
  const clinic = await clinicWith({ connections: 6 });
  const person = { ...request(clinic).patient!, name: "Nia Webb", email: "nia@example.org" };
  await Promise.all(
    [0, 120, 240].map((minutes) =>
      bookAppointment(
        clinic.guestCtx(),
        request(clinic, {
          patient: person,
          slot: { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya, start: plus(nine, minutes) },
        }),
      ),
    ),
  );
  expect(await clinic.inside((tx) => tx.select().from(patients).where(eq(patients.name, "Nia Webb")))).toHaveLength(1);
});

test("AC-02 contact details alone never reach an existing record", async () => {
  const clinic = await clinicWith();
  const sister = { ...request(clinic).patient!, name: "Mira Rao" };
  const { appointmentId } = await bookAppointment(clinic.guestCtx(), request(clinic, { patient: sister }));
  const [row] = await clinic.inside((tx) => tx.select().from(appointments).where(eq(appointments.id, appointmentId)));
  expect(row?.patientId).not.toBe(clinic.ids.asha);
});

test("a hold takes the details in; a browser's hold is nobody else's", async () => {
  const clinic = await clinicWith();
  const wish = { serviceId: clinic.ids.massage, start: nine, holdKey: "browser" };
  const hold = await holdSlot(clinic.guestCtx(), wish);
  await expect(
    bookAppointment(clinic.guestCtx(), request(clinic, { hold: hold.appointmentId, holdKey: "another" })),
  ).rejects.toMatchObject({ code: "not_found" });
  const one = request(clinic, { hold: hold.appointmentId, holdKey: "browser" });
  const booked = await bookAppointment(clinic.guestCtx(), one);
  expect(booked).toMatchObject({ appointmentId: hold.appointmentId, status: "booked" });
  await expect(bookAppointment(clinic.guestCtx(), { ...one, idempotencyKey: newId() })).rejects.toMatchObject({
    code: "already_done",
  });
});

test("a hold that ran out is taken up again while nobody else has the time, and is slot_taken after", async () => {
  const clinic = await clinicWith();
  const hold = await holdSlot(clinic.guestCtx(), {
    serviceId: clinic.ids.massage,
    practitionerId: clinic.ids.priya,
    start: nine,
  });
  const late = clinic.guestCtx(plus(clinic.now, 25));
  const booked = await bookAppointment(late, request(clinic, { hold: hold.appointmentId }));
  expect(booked.status).toBe("booked");

  const again = await holdSlot(clinic.guestCtx(), {
    serviceId: clinic.ids.massage,
    practitionerId: clinic.ids.priya,
    start: plus(nine, 120),
  });
  await holdSlot(late, { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya, start: plus(nine, 120) });
  const lost = bookAppointment(late, request(clinic, { hold: again.appointmentId }));
  await expect(lost).rejects.toMatchObject({ code: "slot_taken" });
});

test("paying online keeps it held until it is confirmed, even a little late", async () => {
  const clinic = await clinicWith();
  const held = await bookAppointment(clinic.guestCtx(), request(clinic, { pay: "now" }));
  expect(held).toMatchObject({ status: "held", amountDueMinor: 13_440 });
  const system = clinic.systemCtx(plus(clinic.now, 30));
  const ids = { appointmentIds: [held.appointmentId] };
  await inTransaction(clinic.systemCtx(), (tctx) =>
    extendHolds(tctx, { appointmentIds: [held.appointmentId], until: plus(clinic.now, 20) }),
  );
  expect(await inTransaction(system, (tctx) => confirmHeld(tctx, ids))).toEqual({
    booked: [held.appointmentId],
    lost: [],
  });
  expect(await inTransaction(system, (tctx) => confirmHeld(tctx, ids))).toEqual({
    booked: [held.appointmentId],
    lost: [],
  });
});

test("a late payment for a time that somebody else took is lost, and said so", async () => {
  const clinic = await clinicWith();
  const held = await bookAppointment(clinic.guestCtx(), request(clinic, { pay: "now" }));
  const late = plus(clinic.now, 30);
  await bookAppointment(
    clinic.guestCtx(late),
    request(clinic, { patient: { ...request(clinic).patient!, name: "Jo Field", email: "jo@example.org" } }),
  );
  const confirmed = await inTransaction(clinic.systemCtx(late), (tctx) =>
    confirmHeld(tctx, { appointmentIds: [held.appointmentId] }),
  );
  expect(confirmed).toEqual({ booked: [], lost: [held.appointmentId] });
});

test.each([
  ["screen_urgent", { fainting_or_chest_pain: "yes" }],
  ["screen_medical_first", { fever: "yes", fever_with: "no" }],
  ["screen_urgent", { fever: "yes", fever_with: "unsure" }],
] as const)("answers that stop the booking are kept: %s", async (code, answers) => {
  const clinic = await clinicWith();
  const one = request(clinic, { screen: screenWith(answers) });
  await expect(bookAppointment(clinic.guestCtx(), one)).rejects.toMatchObject({ code });
  await expect(bookAppointment(clinic.guestCtx(), one)).rejects.toMatchObject({ code });
  expect(await clinic.inside((tx) => tx.select().from(screens))).toHaveLength(1);
  expect(await clinic.inside((tx) => tx.select().from(appointments))).toHaveLength(0);
  const tasks = await listCallTasks(clinic.memberCtx("front_desk"));
  expect(tasks).toHaveLength(code === "screen_medical_first" ? 1 : 0);
});

test("tier C books an assessment only, marked for review", async () => {
  const clinic = await clinicWith();
  const screen = screenWith({ conditions: "yes" });
  await expect(bookAppointment(clinic.guestCtx(), request(clinic, { screen }))).rejects.toMatchObject({
    code: "screen_assessment_only",
  });
  const booked = await bookAppointment(
    clinic.guestCtx(),
    request(clinic, { screen, slot: { serviceId: clinic.ids.massageFirst, start: nine } }),
  );
  const [row] = await clinic.inside((tx) =>
    tx.select().from(appointments).where(eq(appointments.id, booked.appointmentId)),
  );
  expect(row?.reviewRequired).toBe(true);
});

test("a missing answer is incomplete and keeps nothing", async () => {
  const clinic = await clinicWith();
  const { fever: _fever, ...answers } = clearScreen.answers;
  const screen = { version: clearScreen.version, answers };
  await expect(bookAppointment(clinic.guestCtx(), request(clinic, { screen }))).rejects.toMatchObject({
    code: "screen_incomplete",
    fields: [{ field: "fever" }],
  });
  expect(await clinic.inside((tx) => tx.select().from(screens))).toHaveLength(0);
});

test("answers changed in the same sitting go on, but staff see it", async () => {
  const clinic = await clinicWith();
  const draftId = newId();
  const stopped = request(clinic, { draftId, screen: screenWith({ fever: "yes", fever_with: "no" }) });
  await expect(bookAppointment(clinic.guestCtx(), stopped)).rejects.toMatchObject({ code: "screen_medical_first" });
  const booked = await bookAppointment(clinic.guestCtx(plus(clinic.now, 1)), request(clinic, { draftId }));
  const [row] = await clinic.inside((tx) =>
    tx.select().from(appointments).where(eq(appointments.id, booked.appointmentId)),
  );
  expect(row?.reviewRequired).toBe(true);
  expect(await standingScreen(clinic.systemCtx(), clinic.ids.asha)).toMatchObject({
    tier: "clear",
    changedAfterStop: true,
  });
});

test("clear answers on another day do not undo a stop; a clinician's release does", async () => {
  const clinic = await clinicWith();
  const draftId = newId();
  const stopped = request(clinic, { draftId, screen: screenWith({ fever: "yes", fever_with: "no" }) });
  await expect(bookAppointment(clinic.guestCtx(), stopped)).rejects.toMatchObject({ code: "screen_medical_first" });
  await clinic.inside((tx) =>
    tx
      .update(screens)
      .set({ patientId: clinic.ids.asha })
      .where(and(eq(screens.draftId, draftId))),
  );
  const later = plus(clinic.now, 60);
  await expect(bookAppointment(clinic.guestCtx(later), request(clinic))).rejects.toMatchObject({
    code: "review_first",
  });
  const standing = await standingScreen(clinic.systemCtx(), clinic.ids.asha);
  const release = { screenId: standing!.screenId, reason: "Doctor's note of today" };
  await expect(releaseScreen(clinic.memberCtx("front_desk"), release)).rejects.toMatchObject({ code: "forbidden" });
  await releaseScreen(clinic.memberCtx("practitioner", later), release);
  expect((await bookAppointment(clinic.guestCtx(plus(later, 1)), request(clinic))).status).toBe("booked");
});

test("AC-01 a stranger's clinic has none of it", async () => {
  const [own, other] = [await clinicWith(), await clinicWith()];
  const hold = await holdSlot(other.guestCtx(), { serviceId: other.ids.massage, start: nine });
  for (const strange of [
    request(own, { hold: hold.appointmentId }),
    request(own, { slot: { serviceId: other.ids.massage, start: nine } }),
    request(own, { slot: { serviceId: own.ids.massage, practitionerId: other.ids.priya, start: nine } }),
    request(own, { patientId: other.ids.asha, patient: undefined }),
  ])
    await expect(bookAppointment(own.guestCtx(), strange)).rejects.toMatchObject({ code: "not_found" });
});

test("AC-03 staff sign-in is not a patient's door, and consent and a contact are needed", async () => {
  const clinic = await clinicWith();
  await expect(bookAppointment(clinic.memberCtx("owner"), request(clinic))).rejects.toMatchObject({
    code: "forbidden",
  });
  const nobody = { ...request(clinic).patient!, email: undefined, mobile: undefined };
  await expect(bookAppointment(clinic.guestCtx(), request(clinic, { patient: nobody }))).rejects.toMatchObject({
    code: "invalid",
  });
});

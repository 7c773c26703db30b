// A bad day: each visit is decided, all of it happens at once, and nobody is forgotten.
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appointments, callTasks, closures } from "../../../db/schema/index.ts";
import { bookForPatient } from "../../../lib/booking/book-for-patient.ts";
import { findSlots } from "../../../lib/booking/find-slots.ts";
import { newId } from "../../../lib/ids.ts";
import { clearDays, seeTouched, type Decision } from "../../../lib/payments/clear-days.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { newPatient, planClinic, screenClear } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
const open: TestClinic[] = [];
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  await Promise.all(open.map((clinic) => clinic.close()));
  await database.drop();
});

const date = "2026-12-01";
const days = (practitionerId: string | null) => ({ practitionerId, fromDate: date, toDate: date });

async function clinicWithVisits(count: number): Promise<{ clinic: TestClinic; ids: string[] }> {
  const clinic = await planClinic(database.appUrl, { connections: 4 });
  open.push(clinic);
  const ids: string[] = [];
  for (let turn = 0; turn < count; turn++) {
    const patientId = await newPatient(clinic, `Patient ${turn}`);
    await screenClear(clinic, patientId);
    const { slots } = await findSlots(clinic.memberCtx("front_desk"), {
      serviceId: clinic.ids.massage,
      practitionerId: clinic.ids.priya,
      fromDate: date,
      toDate: date,
    });
    const { appointmentId } = await bookForPatient(clinic.memberCtx("front_desk"), {
      serviceId: clinic.ids.massage,
      practitionerId: clinic.ids.priya,
      start: slots[0]!.start,
      patientId,
      via: "phone",
      idempotencyKey: newId(),
    });
    ids.push(appointmentId);
  }
  return { clinic, ids };
}

const statuses = async (clinic: TestClinic) =>
  (
    await clinic.inside((tx) =>
      tx.select({ status: appointments.status }).from(appointments).where(eq(appointments.clinicId, clinic.clinicId)),
    )
  )
    .map(({ status }) => status)
    .toSorted((a, b) => a.localeCompare(b));

const decide = (ids: readonly string[], deed: "call" | "cancel"): Decision[] =>
  ids.map((appointmentId) => ({ appointmentId, deed }));

test("visits are called about or cancelled without a fee, the day is blocked, and each call stands in the tasks", async () => {
  const { clinic, ids } = await clinicWithVisits(3);
  const desk = clinic.memberCtx("front_desk");
  const touched = await seeTouched(desk, days(clinic.ids.priya));
  expect(touched.map(({ appointmentId }) => appointmentId)).toEqual(ids);
  const decisions = [...decide(ids.slice(0, 2), "call"), ...decide(ids.slice(2), "cancel")];
  const done = await clearDays(desk, { ...days(clinic.ids.priya), reason: "Ill", decisions });
  expect(done.given).toBe(0);
  expect(done.cancelled).toBe(1);
  expect(await statuses(clinic)).toEqual(["booked", "booked", "cancelled"]);
  const tasks = await clinic.inside((tx) =>
    tx
      .select({ kind: callTasks.kind, reason: callTasks.reason })
      .from(callTasks)
      .where(and(eq(callTasks.clinicId, clinic.clinicId), eq(callTasks.kind, "clinic_away"))),
  );
  expect(tasks).toHaveLength(done.toCall);
  expect(tasks.filter(({ reason }) => reason.includes("Offer another time"))).toHaveLength(2);
  const { slots } = await findSlots(desk, {
    serviceId: clinic.ids.massage,
    practitionerId: clinic.ids.priya,
    fromDate: date,
    toDate: date,
  });
  expect(slots).toEqual([]);
});

test("nothing happens while a visit was not decided of", async () => {
  const { clinic, ids } = await clinicWithVisits(2);
  const input = { ...days(clinic.ids.priya), reason: "Ill", decisions: decide(ids.slice(1), "cancel") };
  await expect(clearDays(clinic.memberCtx("front_desk"), input)).rejects.toMatchObject({ code: "invalid" });
  expect(await statuses(clinic)).toEqual(["booked", "booked"]);
});

test("a colleague who offers the service takes the visit at its time", async () => {
  const { clinic, ids } = await clinicWithVisits(1);
  const desk = clinic.memberCtx("front_desk");
  const [visit] = await seeTouched(desk, days(clinic.ids.priya));
  expect(visit?.free).toMatchObject([{ practitionerId: clinic.ids.tom }]);
  const give = (to: string): Decision[] => [{ appointmentId: ids[0]!, deed: "give", to }];
  const input = { ...days(clinic.ids.priya), reason: "Ill" };
  await expect(clearDays(desk, { ...input, decisions: give(newId()) })).rejects.toMatchObject({ code: "invalid" });
  expect(await statuses(clinic)).toEqual(["booked"]);
  expect(await clearDays(desk, { ...input, decisions: give(clinic.ids.tom) })).toMatchObject({ given: 1 });
  expect(await statuses(clinic)).toEqual(["booked", "cancelled"]);
});

test("the desk closes the clinic; a practitioner blocks their own days only", async () => {
  const { clinic, ids } = await clinicWithVisits(1);
  const own = clinic.memberCtx("practitioner");
  const closing = { ...days(null), reason: "Flood", decisions: decide(ids, "cancel") };
  await expect(clearDays(own, closing)).rejects.toMatchObject({ code: "forbidden" });
  await expect(clearDays(own, { ...days(clinic.ids.tom), reason: "Ill", decisions: [] })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await clearDays(clinic.memberCtx("front_desk"), closing)).toMatchObject({ cancelled: 1 });
  expect(
    await clinic.inside((tx) =>
      tx.select({ reason: closures.reason }).from(closures).where(eq(closures.clinicId, clinic.clinicId)),
    ),
  ).toContainEqual({ reason: "Flood" });
  await expect(seeTouched(own, days(newId()))).rejects.toMatchObject({ code: "not_found" });
  await expect(seeTouched(own, { ...days(null), toDate: "2026-11-01" })).rejects.toMatchObject({ code: "invalid" });
});

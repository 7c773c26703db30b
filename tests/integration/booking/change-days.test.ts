// Single days otherwise than the week: found by the slot search, with what is booked shown first, and taken back.
import { afterAll, beforeAll, expect, test } from "vitest";
import { bookForPatient } from "../../../lib/booking/book-for-patient.ts";
import { changeDays, datesOf, restoreDay } from "../../../lib/booking/change-days.ts";
import { findSlots } from "../../../lib/booking/find-slots.ts";
import { loadHours } from "../../../lib/booking/load-hours.ts";
import { newId } from "../../../lib/ids.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { newPatient, planClinic, screenClear } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let clinic: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { connections: 3 });
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

const day = (onDate: string, intervals: { start: number; end: number }[], more: object = {}) => ({
  practitionerId: clinic.ids.priya,
  onDate,
  everyWeeks: null,
  untilDate: "",
  intervals,
  confirmed: false,
  ...more,
});

const startsOn = async (date: string) =>
  (
    await findSlots(clinic.memberCtx("front_desk"), {
      serviceId: clinic.ids.massage,
      practitionerId: clinic.ids.priya,
      fromDate: date,
      toDate: date,
    })
  ).slots.length;

test("every second week is off until a day, and one of them is given back", async () => {
  const desk = clinic.memberCtx("front_desk");
  const [first, between, third] = ["2026-12-07", "2026-12-14", "2026-12-21"];
  expect(await startsOn(first)).toBeGreaterThan(0);
  const change = await changeDays(desk, day(first, [], { everyWeeks: 2, untilDate: "2026-12-31" }));
  expect(change).toEqual({ touched: [], saved: true });
  expect([await startsOn(first), await startsOn(third)]).toEqual([0, 0]);
  expect(await startsOn(between)).toBeGreaterThan(0);
  expect((await loadHours(desk, { practitionerId: clinic.ids.priya })).days.map(({ onDate }) => onDate)).toEqual([
    first,
    third,
  ]);
  await restoreDay(desk, { practitionerId: clinic.ids.priya, onDate: third });
  expect(await startsOn(third)).toBeGreaterThan(0);
  await expect(restoreDay(desk, { practitionerId: clinic.ids.priya, onDate: third })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("visits that the shorter day does not hold are shown first and stay booked", async () => {
  const desk = clinic.memberCtx("front_desk");
  const date = "2026-12-09";
  const patientId = await newPatient(clinic, "Early Visit");
  await screenClear(clinic, patientId);
  const { slots } = await findSlots(desk, {
    serviceId: clinic.ids.massage,
    practitionerId: clinic.ids.priya,
    fromDate: date,
    toDate: date,
  });
  const { appointmentId } = await bookForPatient(desk, {
    serviceId: clinic.ids.massage,
    practitionerId: clinic.ids.priya,
    start: slots[0]!.start,
    patientId,
    via: "phone",
    idempotencyKey: newId(),
  });
  const later = [{ start: 840, end: 1020 }];
  const asked = await changeDays(desk, day(date, later));
  expect(asked.saved).toBe(false);
  expect(asked.touched.map((one) => one.appointmentId)).toEqual([appointmentId]);
  expect((await changeDays(desk, day(date, later, { confirmed: true }))).saved).toBe(true);
});

test("wrong days and hours are refused, and somebody else's by a practitioner", async () => {
  const desk = clinic.memberCtx("front_desk");
  const refused = (input: object) => changeDays(desk, { ...day("2026-12-10", []), ...input });
  await expect(refused({ onDate: "2026-10-01" })).rejects.toMatchObject({ code: "invalid" });
  await expect(refused({ intervals: [{ start: 600, end: 500 }] })).rejects.toMatchObject({ code: "invalid" });
  await expect(
    refused({
      intervals: [
        { start: 540, end: 700 },
        { start: 660, end: 720 },
      ],
    }),
  ).rejects.toMatchObject({ code: "invalid" });
  await expect(
    changeDays(clinic.memberCtx("practitioner"), { ...day("2026-12-10", []), practitionerId: clinic.ids.tom }),
  ).rejects.toMatchObject({ code: "forbidden" });
  expect(datesOf({ onDate: "2026-12-10", everyWeeks: 1, untilDate: "2026-12-24" })).toEqual([
    "2026-12-10",
    "2026-12-17",
    "2026-12-24",
  ]);
  expect(() => datesOf({ onDate: "2026-12-10", everyWeeks: 1, untilDate: "2030-12-24" })).toThrow(/too many/);
});

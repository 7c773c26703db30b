import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holdSlot } from "../../../lib/booking/hold-slot.ts";
import { Refusal } from "../../../lib/errors.ts";
import { appointmentFacts, appointmentResources, appointments } from "../../../db/schema/index.ts";
import { freshClinic, type ClinicOptions, type TestClinic } from "../../support/clinic.ts";
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

test("RC-01 fifty browsers want one start: one gets it, the others hear of three others, nobody deadlocks", async () => {
  const clinic = await clinicWith({ connections: 16 });
  const wish = { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya, start: nine };
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => holdSlot(clinic.guestCtx(), wish)));
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  for (const result of results) {
    if (result.status === "fulfilled") continue;
    expect(result.reason).toBeInstanceOf(Refusal);
    expect(result.reason).toMatchObject({ code: "slot_taken" });
    expect((result.reason as Refusal).facts["nearest"]).toHaveLength(3);
  }
});

test("RC-05 without a practitioner the least loaded is taken, the clinic's order decides between equals", async () => {
  const clinic = await clinicWith({ rooms: 3 });
  const wish = { serviceId: clinic.ids.massage };
  const first = await holdSlot(clinic.guestCtx(), { ...wish, start: nine });
  expect(first.practitionerId).toBe(clinic.ids.priya);
  const second = await holdSlot(clinic.guestCtx(), { ...wish, start: plus(nine, 180) });
  expect(second.practitionerId).toBe(clinic.ids.tom);
  const third = await holdSlot(clinic.guestCtx(), { ...wish, start: plus(nine, 180) });
  expect(third.practitionerId).toBe(clinic.ids.priya);
});

test("buffers count: the next start waits for the larger of the two", async () => {
  const clinic = await clinicWith({ buffer: { before: 15, after: 10 } });
  const wish = { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya };
  await holdSlot(clinic.guestCtx(), { ...wish, start: nine });
  for (const minutes of [15, 45, 60])
    await expect(holdSlot(clinic.guestCtx(), { ...wish, start: plus(nine, minutes) })).rejects.toMatchObject({
      code: "slot_taken",
    });
  await holdSlot(clinic.guestCtx(), { ...wish, start: plus(nine, 75) });
});

test("RC-07 when the last room is taken nobody can be booked", async () => {
  const clinic = await clinicWith({ rooms: 1 });
  await holdSlot(clinic.guestCtx(), { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya, start: nine });
  const other = { serviceId: clinic.ids.physio, practitionerId: clinic.ids.tom };
  await expect(holdSlot(clinic.guestCtx(), { ...other, start: plus(nine, 30) })).rejects.toMatchObject({
    code: "slot_taken",
  });
  // The room is free as soon as the visit ends; only the person needs the time between.
  await holdSlot(clinic.guestCtx(), { ...other, start: plus(nine, 60) });
});

test("a hold that ran out is free again without any job, and its end is a fact", async () => {
  const clinic = await clinicWith();
  const wish = { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya, start: nine };
  const first = await holdSlot(clinic.guestCtx(), wish);
  expect(first.expiresAt).toEqual(plus(clinic.now, 10));
  await expect(holdSlot(clinic.guestCtx(plus(clinic.now, 9)), wish)).rejects.toMatchObject({ code: "slot_taken" });
  const second = await holdSlot(clinic.guestCtx(plus(clinic.now, 10)), wish);
  const facts = await clinic.inside((tx) =>
    tx.select().from(appointmentFacts).where(eq(appointmentFacts.appointmentId, first.appointmentId)),
  );
  expect(facts.map((fact) => fact.fact).toSorted()).toEqual(["expired", "held"]);
  expect(second.appointmentId).not.toBe(first.appointmentId);
});

test("the same browser's new hold lets its old one go", async () => {
  const clinic = await clinicWith();
  const wish = { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya, holdKey: "browser" };
  const first = await holdSlot(clinic.guestCtx(), { ...wish, start: nine });
  await holdSlot(clinic.guestCtx(), { ...wish, start: plus(nine, 15) });
  const [row] = await clinic.inside((tx) =>
    tx.select().from(appointments).where(eq(appointments.id, first.appointmentId)),
  );
  expect(row?.status).toBe("expired");
});

test("a start off the grid, outside the hours or in the past is not to be had", async () => {
  const clinic = await clinicWith();
  const wish = { serviceId: clinic.ids.massage };
  for (const start of [
    plus(nine, 7),
    plus(nine, -15),
    new Date("2026-11-23T18:00:00Z"),
    new Date(nine.getTime() + 30_000),
  ])
    await expect(holdSlot(clinic.guestCtx(), { ...wish, start })).rejects.toMatchObject({ code: "slot_taken" });
});

test("the wall time and zone are kept beside the instant", async () => {
  const clinic = await clinicWith();
  const hold = await holdSlot(clinic.guestCtx(), { serviceId: clinic.ids.massage, start: nine });
  const [row] = await clinic.inside((tx) =>
    tx.select().from(appointments).where(eq(appointments.id, hold.appointmentId)),
  );
  expect(row).toMatchObject({ wallStart: "2026-12-01 09:00:00", timeZone: "America/Vancouver", priceMinor: 12_800 });
});

test("two practitioners who begin with the same room at one moment both get one, whoever writes first", async () => {
  const clinic = await clinicWith({ rooms: 2, connections: 8 });
  const { ids } = clinic;
  const starts = Array.from({ length: 4 }, (_, index) => plus(nine, 75 * index));
  const held = await Promise.all(
    starts.flatMap((start) => [
      holdSlot(clinic.guestCtx(), { serviceId: ids.massage, practitionerId: ids.priya, start }),
      holdSlot(clinic.guestCtx(), { serviceId: ids.physio, practitionerId: ids.tom, start }),
    ]),
  );
  expect(new Set(held.map(({ appointmentId }) => appointmentId)).size).toBe(8);
  const uses = await clinic.inside((tx) =>
    tx.select().from(appointmentResources).where(eq(appointmentResources.clinicId, clinic.clinicId)),
  );
  expect(new Set(uses.map(({ resourceId, startsAt }) => `${resourceId} ${startsAt.toISOString()}`)).size).toBe(8);
});

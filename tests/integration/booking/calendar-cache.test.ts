import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelAppointment } from "../../../lib/booking/cancel-appointment.ts";
import { blockTime } from "../../../lib/booking/change-hours.ts";
import { findSlots } from "../../../lib/booking/find-slots.ts";
import { holdSlot } from "../../../lib/booking/hold-slot.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let clinic: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await freshClinic(database.appUrl, { connections: 3 });
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

const nine = new Date("2026-12-01T16:00:00Z");
const later = (minutes: number) => new Date(clinic.now.getTime() + minutes * 60_000);
const isListed = async (now?: Date) => {
  const { slots } = await findSlots(clinic.guestCtx(now), {
    serviceId: clinic.ids.massage,
    practitionerId: clinic.ids.priya,
    fromDate: "2026-12-01",
    toDate: "2026-12-01",
  });
  return slots.some((slot) => slot.start.getTime() === nine.getTime());
};

test("a list that is asked for again is never stale: holding, running out, cancelling and blocking show at once", async () => {
  expect(await isListed()).toBe(true);
  expect(await isListed()).toBe(true);
  const wish = { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya, start: nine };
  const hold = await holdSlot(clinic.guestCtx(), wish);
  expect(await isListed()).toBe(false);
  expect(await isListed(later(9))).toBe(false);
  // Nobody writes when a hold runs out; the kept list ends by itself.
  expect(await isListed(later(10))).toBe(true);
  expect(await isListed()).toBe(false);
  await cancelAppointment(clinic.memberCtx("front_desk"), {
    appointmentId: hold.appointmentId,
    byWhom: "clinic",
    reason: "typed by mistake",
  });
  expect(await isListed()).toBe(true);
  await blockTime(clinic.memberCtx("front_desk"), {
    practitionerId: clinic.ids.priya,
    from: nine,
    to: new Date("2026-12-01T20:00:00Z"),
    reason: "training",
    confirmed: true,
  });
  expect(await isListed()).toBe(false);
});

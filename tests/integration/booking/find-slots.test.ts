import { afterAll, beforeAll, expect, test } from "vitest";
import { findSlots, nearestStarts, nextOpenings } from "../../../lib/booking/find-slots.ts";
import { holdSlot } from "../../../lib/booking/hold-slot.ts";
import { newId } from "../../../lib/ids.ts";
import { rfc3339 } from "../../../lib/time/zone.ts";
import { timeOff, weeklyHours } from "../../../db/schema/index.ts";
import { freshClinic, type ClinicOptions, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
const open: TestClinic[] = [];
const clinicWith = async (options?: ClinicOptions) => {
  const clinic = await freshClinic(database.appUrl, { connections: 3, ...options });
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

const startsOf = async (clinic: TestClinic, fromDate: string, toDate = fromDate, serviceId = clinic.ids.massage) => {
  const view = await findSlots(clinic.guestCtx(), { serviceId, fromDate, toDate });
  return view.slots.map((slot) => rfc3339(slot.start, view.timeZone));
};

test("lists the starts of a working day in the clinic's zone, UTC-7 in December", async () => {
  const clinic = await clinicWith();
  const starts = await startsOf(clinic, "2026-12-01");
  expect(starts[0]).toBe("2026-12-01T09:00:00-07:00");
  expect(starts.at(-1)).toBe("2026-12-01T16:00:00-07:00");
  expect(starts).toHaveLength(29);
});

test("says who can take each start", async () => {
  const clinic = await clinicWith();
  const { slots } = await findSlots(clinic.guestCtx(), {
    serviceId: clinic.ids.massage,
    fromDate: "2026-12-01",
    toDate: "2026-12-01",
  });
  expect(slots[0]!.practitionerIds.toSorted()).toEqual([clinic.ids.priya, clinic.ids.tom].toSorted());
});

test("keeps notice and horizon for guests, not for staff", async () => {
  const clinic = await clinicWith({ minNoticeMin: 180, horizonDays: 7, now: new Date("2026-11-24T18:00:00Z") });
  expect((await startsOf(clinic, "2026-11-24"))[0]).toBe("2026-11-24T14:00:00-07:00");
  expect(await startsOf(clinic, "2026-12-01")).toHaveLength(29);
  expect(await startsOf(clinic, "2026-12-02")).toHaveLength(0);
  const { slots } = await findSlots(clinic.memberCtx("front_desk"), {
    serviceId: clinic.ids.massage,
    fromDate: "2026-11-24",
    toDate: "2026-11-24",
  });
  expect(slots[0]!.start.toISOString()).toBe("2026-11-24T18:00:00.000Z");
});

test("lists both real hours of Toronto's autumn night once each, and skips the missing one in spring", async () => {
  const night = { timeZone: "America/Toronto", hours: [{ start: 0, end: 5 * 60 }], buffer: { before: 0, after: 0 } };
  const autumn = await clinicWith({ ...night, now: new Date("2026-10-20T12:00:00Z") });
  expect(await startsOf(autumn, "2026-11-01", "2026-11-01")).toEqual(
    expect.arrayContaining(["2026-11-01T01:00:00-04:00", "2026-11-01T01:00:00-05:00"]),
  );
  // Six real hours are open: starts every quarter hour from 0:00 to the last that ends by 5:00.
  expect(await startsOf(autumn, "2026-11-01")).toHaveLength(21);
  const spring = await clinicWith({ ...night, now: new Date("2027-03-01T12:00:00Z") });
  const starts = await startsOf(spring, "2027-03-14");
  expect(starts.some((start) => start.startsWith("2027-03-14T02"))).toBe(false);
  expect(starts).toHaveLength(13);
});

test("lets a visit run over midnight when the shift does", async () => {
  const clinic = await clinicWith({
    hours: [
      { start: 22 * 60, end: 1440 },
      { start: 0, end: 2 * 60 },
    ],
  });
  const starts = await startsOf(clinic, "2026-12-01");
  expect(starts).toContain("2026-12-01T23:30:00-07:00");
  expect(starts.filter((start) => start >= "2026-12-01T22")).toHaveLength(8);
});

test("time off, other hours of a day and a person who left are respected", async () => {
  const clinic = await clinicWith();
  const own = { clinicId: clinic.clinicId, practitionerId: clinic.ids.tom };
  await clinic.inside((tx) =>
    tx.insert(timeOff).values({
      ...own,
      id: newId(),
      startsAt: new Date("2026-12-01T16:00:00Z"),
      endsAt: new Date("2026-12-01T23:00:00Z"),
      reason: "course",
      createdAt: clinic.now,
    }),
  );
  const starts = await startsOf(clinic, "2026-12-01", "2026-12-01", clinic.ids.physio);
  expect(starts[0]).toBe("2026-12-01T16:00:00-07:00");
});

test("somebody else's service, and a service that is not there, are not found", async () => {
  const [own, other] = [await clinicWith(), await clinicWith()];
  const day = { fromDate: "2026-12-01", toDate: "2026-12-01" };
  for (const serviceId of [other.ids.massage, newId(), "nonsense"])
    await expect(findSlots(own.guestCtx(), { serviceId, ...day })).rejects.toMatchObject({ code: "not_found" });
  await expect(
    findSlots(own.guestCtx(), { serviceId: own.ids.massage, practitionerId: other.ids.priya, ...day }),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(
    findSlots({ ...own.guestCtx(), clinicId: newId() }, { serviceId: own.ids.massage, ...day }),
  ).rejects.toMatchObject({ code: "not_found" });
});

test("what is listed can be held, at any of the starts", async () => {
  const clinic = await clinicWith({ rooms: 1 });
  const wish = { serviceId: clinic.ids.massage, fromDate: "2026-12-02", toDate: "2026-12-02" };
  for (let turn = 0; turn < 6; turn++) {
    const { slots } = await findSlots(clinic.guestCtx(), wish);
    if (!slots.length) break;
    const slot = slots[Math.floor((slots.length * turn) / 6)]!;
    const hold = await holdSlot(clinic.guestCtx(), { serviceId: clinic.ids.massage, start: slot.start });
    expect(slot.practitionerIds).toContain(hold.practitionerId);
  }
});

test("the nearest starts lie around the wish, and each service has a next opening", async () => {
  const clinic = await clinicWith();
  const wish = { serviceId: clinic.ids.massage, start: new Date("2026-12-01T19:00:00Z") };
  const nearest = await nearestStarts(clinic.guestCtx(), wish);
  expect(nearest.map((start) => start.toISOString())).toEqual([
    "2026-12-01T18:30:00.000Z",
    "2026-12-01T18:45:00.000Z",
    "2026-12-01T19:15:00.000Z",
  ]);
  const next = await nextOpenings(clinic.guestCtx());
  expect(next.get(clinic.ids.massage)?.toISOString()).toBe("2026-11-24T16:00:00.000Z");
  expect(next.size).toBe(3);
});

test("without hours there is no next opening", async () => {
  const clinic = await clinicWith();
  await clinic.inside((tx) => tx.delete(weeklyHours));
  expect([...(await nextOpenings(clinic.guestCtx())).values()]).toEqual([null, null, null]);
});

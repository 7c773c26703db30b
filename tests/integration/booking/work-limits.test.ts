// The clinic's limits on work hold wherever a time is offered or taken; staff may go over them with a reason.
import { afterAll, beforeAll, expect, test } from "vitest";
import { bookAppointment } from "../../../lib/booking/book-appointment.ts";
import { bookForPatient } from "../../../lib/booking/book-for-patient.ts";
import { findSlots, nextOpenings } from "../../../lib/booking/find-slots.ts";
import { changePractitioner } from "../../../lib/clinic/change-people.ts";
import { setPolicy } from "../../../lib/clinic/change-rules.ts";
import { newId } from "../../../lib/ids.ts";
import { asha, clearScreen, freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
const open: TestClinic[] = [];
const clinicWith = async () => {
  const clinic = await freshClinic(database.appUrl, { connections: 4, rooms: 4 });
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

const day = "2026-12-01";
const nine = new Date("2026-12-01T16:00:00Z");
const after = (minutes: number) => new Date(nine.getTime() + minutes * 60_000);
const book = (clinic: TestClinic, serviceId: string, start: Date, who: number) =>
  bookAppointment(clinic.guestCtx(), {
    idempotencyKey: newId(),
    slot: { serviceId, practitionerId: clinic.ids.priya, start },
    patient: { ...asha, name: `Person ${who}`, email: `person${who}@example.org`, mobile: undefined },
    screen: clearScreen,
    consent: true,
    pay: "clinic",
    via: "online",
  } as Parameters<typeof bookAppointment>[1]);
const listed = async (clinic: TestClinic, serviceId: string, ctx = clinic.guestCtx()) =>
  (await findSlots(ctx, { serviceId, practitionerId: clinic.ids.priya, fromDate: day, toDate: day })).slots.map(
    ({ start }) => start.toISOString(),
  );

const limit = (clinic: TestClinic, limits: { maxMinutesADay?: number; maxMinutesInRow?: number }) =>
  changePractitioner(clinic.memberCtx("owner"), {
    practitionerId: clinic.ids.priya,
    name: "Priya Nair",
    title: "Registered massage therapist",
    pronouns: "",
    gender: "",
    languages: ["English"],
    about: "",
    maxMinutesADay: limits.maxMinutesADay ?? null,
    maxMinutesInRow: limits.maxMinutesInRow ?? null,
  });

test("once the day is full of work nothing more is offered or booked; the desk goes over it with a reason", async () => {
  const clinic = await clinicWith();
  const { massage, priya } = clinic.ids;
  const before = await listed(clinic, massage);
  await book(clinic, massage, nine, 1);
  expect((await listed(clinic, massage)).length).toBeGreaterThan(0);
  await limit(clinic, { maxMinutesADay: 80 });
  expect(await listed(clinic, massage)).toEqual([]);
  expect(await listed(clinic, massage, clinic.memberCtx("front_desk"))).toEqual([]);
  await expect(book(clinic, massage, after(180), 2)).rejects.toMatchObject({ code: "slot_taken" });
  const desk = {
    serviceId: massage,
    practitionerId: priya,
    start: after(180),
    patientId: clinic.ids.asha,
    via: "phone",
    idempotencyKey: newId(),
  } as Parameters<typeof bookForPatient>[1];
  await expect(bookForPatient(clinic.memberCtx("front_desk"), desk)).rejects.toMatchObject({ code: "slot_taken" });
  await bookForPatient(clinic.memberCtx("front_desk"), {
    ...desk,
    idempotencyKey: newId(),
    overbookReason: "She asked for it herself",
  });
  await limit(clinic, {});
  expect((await listed(clinic, massage)).length).toBeGreaterThan(0);
  expect((await listed(clinic, massage)).length).toBeLessThan(before.length);
});

test("at most one first visit a day, also of two that come at the same moment", async () => {
  const clinic = await clinicWith();
  const { massageFirst, massage } = clinic.ids;
  await setPolicy(clinic.memberCtx("owner"), {
    from: "2026-11-24",
    minNoticeHours: 1,
    horizonDays: 60,
    cancelNoticeHours: 24,
    lateFee: 5000,
    deposit: 0,
    planDeposit: 0,
    maxFirstADay: 1,
    onlyBeside: false,
  });
  expect((await listed(clinic, massageFirst)).length).toBeGreaterThan(0);
  const both = await Promise.allSettled([
    book(clinic, massageFirst, nine, 1),
    book(clinic, massageFirst, after(240), 2),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(both.find((one) => one.status === "rejected")).toMatchObject({ reason: { code: "slot_taken" } });
  expect(await listed(clinic, massageFirst)).toEqual([]);
  expect((await listed(clinic, massage)).length).toBeGreaterThan(0);
});

test("a day in one piece is what guests are offered; the desk sees every start, and each is as good as another", async () => {
  const clinic = await clinicWith();
  const { massage } = clinic.ids;
  await book(clinic, massage, after(120), 1);
  const all = await listed(clinic, massage);
  await setPolicy(clinic.memberCtx("owner"), {
    from: "2026-11-24",
    minNoticeHours: 1,
    horizonDays: 60,
    cancelNoticeHours: 24,
    lateFee: 5000,
    deposit: 0,
    planDeposit: 0,
    maxFirstADay: null,
    onlyBeside: true,
  });
  const offered = await listed(clinic, massage);
  expect(offered.length).toBeLessThan(all.length);
  expect(offered[0]).toBe(all[0]);
  expect(offered.at(-1)).toBe(all.at(-1));
  expect(await listed(clinic, massage, clinic.memberCtx("front_desk"))).toEqual(all);
  const next = await nextOpenings(clinic.guestCtx(), { serviceIds: [massage] });
  expect(next.get(massage)).not.toBeNull();
  const between = all.find((start) => !offered.includes(start))!;
  await book(clinic, massage, new Date(between), 2);
});

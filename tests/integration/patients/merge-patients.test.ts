// Two records of one person become one and come apart again, with every row where it belongs and every rule kept.
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findViolations, invariants } from "../../../db/queries/invariants.ts";
import { appointments, importKeys, patients, keptCards } from "../../../db/schema/index.ts";
import { auditTrail } from "../../../db/queries/audit-trail.ts";
import { bookAppointment } from "../../../lib/booking/book-appointment.ts";
import { bookForPatient } from "../../../lib/booking/book-for-patient.ts";
import { importRows } from "../../../lib/imports/import-rows.ts";
import { newId } from "../../../lib/ids.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import { findPatients } from "../../../lib/patients/find-patients.ts";
import { loadPatient } from "../../../lib/patients/load-patient.ts";
import { matchPatient } from "../../../lib/patients/match-patient.ts";
import { listDuplicates, mergePatients, undoMerge } from "../../../lib/patients/merge-patients.ts";
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

const other = { ...asha, email: "asha@work.example.org", mobile: "+16045550999" };
type Who = {
  name: string;
  birthDate: string;
  email: string;
  mobile: string;
  guardianName: undefined;
  guardianRelation: undefined;
};
const person: Who = { ...asha, guardianName: undefined, guardianRelation: undefined };

const book = (clinic: TestClinic, who: Who, start: string, practitionerId = clinic.ids.priya) =>
  bookAppointment(clinic.guestCtx(), {
    idempotencyKey: newId(),
    slot: { serviceId: clinic.ids.massage, practitionerId, start: new Date(start) },
    patient: who,
    screen: clearScreen,
    consent: true,
    pay: "clinic",
    via: "online",
  });

/** Two records of one person: one booked with each e-mail. */
async function twice(clinic: TestClinic, second = "2026-12-02T17:00:00Z") {
  await book(clinic, person, "2026-12-01T17:00:00Z");
  await book(clinic, { ...person, ...other }, second, clinic.ids.priya);
  const rows = await clinic.inside((tx) => tx.select().from(patients));
  const idOf = (email: string) => rows.find((row) => row.email === email)!.id;
  return { keep: idOf(asha.email), join: idOf(other.email) };
}

const whose = async (clinic: TestClinic) =>
  (await clinic.inside((tx) => tx.select().from(appointments)))
    .map(({ patientId }) => patientId ?? "")
    .toSorted((a, b) => (a < b ? -1 : 1));

const owner = (clinic: TestClinic) => clinic.memberCtx("owner");

async function mustBeSound(clinic: TestClinic) {
  const broken = [];
  for (const invariant of invariants) {
    const { rows } = await clinic.inside((tx) => findViolations(tx, clinic.clinicId, invariant, clinic.now));
    if (rows.length) broken.push({ about: invariant.about, rows });
  }
  expect(broken).toEqual([]);
}

test("of two kept cards the one of the record that stays is charged from then on", async () => {
  const clinic = await clinicWith();
  const { keep, join } = await twice(clinic);
  const card = (patientId: string, last4: string) => ({
    clinicId: clinic.clinicId,
    id: newId(),
    patientId,
    stripeCustomerId: `cus_${last4}`,
    stripePaymentMethodId: `pm_${last4}`,
    brand: "visa",
    last4,
    expMonth: 12,
    expYear: 2034,
    consentVersion: "card-2026-11",
    keptAt: clinic.now,
  });
  await clinic.inside((tx) => tx.insert(keptCards).values([card(keep, "1111"), card(join, "2222")]));
  await mergePatients(owner(clinic), { keep, join });
  const cards = await clinic.inside((tx) => tx.select().from(keptCards).orderBy(keptCards.last4));
  expect(cards).toMatchObject([
    { patientId: keep, last4: "1111", forgottenAt: null },
    { patientId: keep, last4: "2222", forgottenAt: expect.any(Date) },
  ]);
});

test("the pair is found, joined and taken apart; nothing is lost on the way", async () => {
  const clinic = await clinicWith();
  const { keep, join } = await twice(clinic);
  await importRows(owner(clinic), {
    kind: "patients",
    dateForm: "ymd",
    rehearse: false,
    rows: [{ line: 2, cells: { key: "X-1", name: asha.name, birthDate: asha.birthDate, email: other.email } }],
  });
  await importRows(owner(clinic), {
    kind: "balances",
    dateForm: "ymd",
    rehearse: false,
    rows: [{ line: 2, cells: { patientKey: "X-1", owed: "30" } }],
  });
  const before = await whose(clinic);
  const { pairs } = await listDuplicates(owner(clinic));
  expect(pairs).toMatchObject([{ why: "birth date, name", sides: [{ visits: 1 }, { visits: 1 }] }]);
  expect(new Set(pairs[0]!.sides.map(({ patientId }) => patientId))).toEqual(new Set([keep, join]));

  const { mergeId } = await mergePatients(owner(clinic), { keep, join });
  expect(new Set(await whose(clinic))).toEqual(new Set([keep]));
  expect(await moneyOf(owner(clinic), { patientId: keep })).toMatchObject({ owedMinor: 3000 });
  expect((await findPatients(owner(clinic), { query: "asha" })).map(({ patientId }) => patientId)).toEqual([keep]);
  await expect(loadPatient(owner(clinic), { patientId: join })).rejects.toMatchObject({
    code: "not_found",
    facts: { patientId: keep },
  });
  // Who books with the other e-mail, and the other system's number, find the one that stayed.
  expect(await matchPatient(clinic.guestCtx(), { ...person, ...other })).toBe(keep);
  expect((await clinic.inside((tx) => tx.select().from(importKeys))).map(({ patientId }) => patientId)).toEqual(
    expect.arrayContaining([keep]),
  );
  const seen = await clinic.inside((tx) => auditTrail(tx, clinic.clinicId, { patientId: keep }, 100));
  expect(seen.map(({ deed }) => deed)).toContain("patient.merged");
  // That of the record which was joined: the other one was there from the beginning.
  expect(seen.filter(({ deed }) => deed === "patient.added")).toHaveLength(1);
  expect((await listDuplicates(owner(clinic))).pairs).toEqual([]);
  await mustBeSound(clinic);

  await book(clinic, { ...person, ...other }, "2026-12-03T17:00:00Z");
  await undoMerge(owner(clinic), { mergeId });
  // What came since stays where it came to.
  expect((await whose(clinic)).filter((id) => id === keep)).toHaveLength(2);
  expect((await whose(clinic)).filter((id) => id === join)).toHaveLength(before.filter((id) => id === join).length);
  expect(await moneyOf(owner(clinic), { patientId: keep })).toMatchObject({ owedMinor: 0 });
  expect(await moneyOf(owner(clinic), { patientId: join })).toMatchObject({ owedMinor: 3000 });
  await expect(undoMerge(owner(clinic), { mergeId })).rejects.toMatchObject({ code: "not_found" });
  await mustBeSound(clinic);
});

test("what the kept record lacks comes from the other, and goes again", async () => {
  const clinic = await clinicWith();
  const { keep, join } = await twice(clinic);
  await clinic.inside((tx) =>
    tx.execute(sql`update patients set mobile = null where clinic_id = ${clinic.clinicId} and id = ${keep}`),
  );
  const mobile = async () =>
    (await clinic.inside((tx) => tx.select().from(patients))).find(({ id }) => id === keep)!.mobile;
  const { mergeId } = await mergePatients(owner(clinic), { keep, join });
  expect(await mobile()).toBe(other.mobile);
  await undoMerge(owner(clinic), { mergeId });
  expect(await mobile()).toBeNull();
});

test("itself, and a record that was joined already, are refused with what to do", async () => {
  const clinic = await clinicWith();
  const { keep, join } = await twice(clinic);
  await expect(mergePatients(owner(clinic), { keep, join: keep })).rejects.toMatchObject({ code: "invalid" });
  const third = await matchPatient(clinic.guestCtx(), { ...person, email: "third@example.org", mobile: undefined });
  await mergePatients(owner(clinic), { keep, join: third });
  await expect(mergePatients(owner(clinic), { keep, join: third })).rejects.toMatchObject({ code: "invalid" });
  await expect(mergePatients(owner(clinic), { keep: third, join })).rejects.toMatchObject({ code: "invalid" });
  // A chain of joinings comes apart in the order in which it was made.
  const { mergeId } = await mergePatients(owner(clinic), { keep: join, join: keep });
  expect(await matchPatient(clinic.guestCtx(), { ...person, email: "third@example.org", mobile: undefined })).toBe(
    join,
  );
  const [, first] = (await listDuplicates(owner(clinic))).merges;
  await expect(undoMerge(owner(clinic), { mergeId: first!.mergeId })).rejects.toMatchObject({ code: "invalid" });
  await undoMerge(owner(clinic), { mergeId });
  await undoMerge(owner(clinic), { mergeId: first!.mergeId });
  expect(await matchPatient(clinic.guestCtx(), { ...person, email: "third@example.org", mobile: undefined })).toBe(
    third,
  );
});

test("two who join the same two records the other way round at once: one wins", async () => {
  const clinic = await clinicWith();
  const { keep, join } = await twice(clinic);
  const both = await Promise.allSettled([
    mergePatients(owner(clinic), { keep, join }),
    mergePatients(clinic.memberCtx("manager"), { keep: join, join: keep }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(new Set(await whose(clinic)).size).toBe(1);
});

test("overlapping visits of the two stop the joining whole", async () => {
  const clinic = await clinicWith();
  const { keep, join } = await twice(clinic);
  await bookAppointment(clinic.guestCtx(), {
    idempotencyKey: newId(),
    slot: { serviceId: clinic.ids.physio, practitionerId: clinic.ids.tom, start: new Date("2026-12-01T17:00:00Z") },
    patient: { ...person, ...other },
    screen: clearScreen,
    consent: true,
    pay: "clinic",
    via: "online",
  });
  const before = await whose(clinic);
  await expect(mergePatients(owner(clinic), { keep, join })).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringContaining("at the same time"),
  });
  expect(await whose(clinic)).toEqual(before);
});

test("nobody but owner and manager, and nothing of another clinic", async () => {
  const [clinic, theirs] = [await clinicWith(), await clinicWith()];
  const { keep, join } = await twice(clinic);
  for (const role of ["front_desk", "practitioner", "clinical_lead", "support"] as const) {
    await expect(listDuplicates(clinic.memberCtx(role))).rejects.toMatchObject({ code: "forbidden" });
    await expect(mergePatients(clinic.memberCtx(role), { keep, join })).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(mergePatients(owner(theirs), { keep, join })).rejects.toMatchObject({ code: "not_found" });
  const { mergeId } = await mergePatients(owner(clinic), { keep, join });
  await expect(undoMerge(owner(theirs), { mergeId })).rejects.toMatchObject({ code: "not_found" });
  await expect(
    theirs.inside((tx) => tx.execute(sql`select app.merge_patients(${keep}, ${join}, ${newId()}, ${newId()}, now())`)),
  ).rejects.toThrow("Failed query");
});

test("who books while two records are joined books with the one that stays, or is told", async () => {
  const clinic = await clinicWith();
  const { keep, join } = await twice(clinic);
  const desk = clinic.memberCtx("front_desk");
  const booking = (patientId: string, hour: number) =>
    bookForPatient(desk, {
      serviceId: clinic.ids.massage,
      practitionerId: clinic.ids.priya,
      start: new Date(`2026-12-0${4 + hour}T18:00:00Z`),
      patientId,
      via: "phone",
      idempotencyKey: newId(),
    });
  const all = await Promise.allSettled([
    booking(join, 0),
    booking(join, 1),
    mergePatients(owner(clinic), { keep, join }),
    booking(join, 2),
    booking(keep, 3),
  ]);
  const codes = all.flatMap((one) => (one.status === "rejected" ? [(one.reason as { code?: string }).code] : []));
  expect(codes.filter((code) => !["not_bookable", "not_found"].includes(code ?? ""))).toEqual([]);
  expect(new Set(await whose(clinic))).toEqual(new Set([keep]));
  await mustBeSound(clinic);
});

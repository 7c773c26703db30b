// Rows of another system are read in whole or not at all, once however often they come, and a rehearsal leaves nothing.
import { afterAll, beforeAll, expect, test } from "vitest";
import { findViolations, invariants } from "../../../db/queries/invariants.ts";
import { appointments, charges, importKeys, outbox, patients, payments } from "../../../db/schema/index.ts";
import type { ImportInput } from "../../../lib/imports/import-input.ts";
import { importRows } from "../../../lib/imports/import-rows.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import { takePayment } from "../../../lib/payments/take-payment.ts";
import { newId } from "../../../lib/ids.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let clinic: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await freshClinic(database.appUrl, { connections: 6, rooms: 1 });
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

const read = (kind: ImportInput["kind"], rows: Record<string, string>[], more: Partial<ImportInput> = {}) =>
  importRows(clinic.memberCtx("owner"), {
    kind,
    dateForm: "ymd",
    rehearse: false,
    rows: rows.map((cells, at) => ({ line: at + 2, cells })),
    ...more,
  });

const counts = () =>
  clinic.inside(async (tx) => {
    const all = await Promise.all(
      [patients, appointments, charges, payments, importKeys, outbox].map((table) => tx.$count(table)),
    );
    return all.join(" ");
  });

const people: Record<string, string>[] = [
  { key: "P-1", firstName: "Noor", lastName: "Haddad", birthDate: "1990-02-03", email: "noor@example.org" },
  { key: "P-2", name: "Ben Ito", birthDate: "1971-12-31", mobile: "604 555 0177" },
  { key: "P-3", name: "No Contact", birthDate: "1980-01-01" },
  { key: "P-4", name: "Odd Date", birthDate: "31/12/1971", email: "odd@example.org" },
];

test("a rehearsal says what would become of each row and keeps nothing", async () => {
  const before = await counts();
  const answer = await read("patients", people, { rehearse: true });
  expect(answer).toMatchObject({ added: 2, known: 0 });
  expect(answer.problems).toEqual([
    { line: 4, message: "Enter an e-mail address or a mobile number, so that we can reach you." },
    { line: 5, message: "“31/12/1971” is no birth date in the form you chose." },
  ]);
  expect(await counts()).toBe(before);
});

test("the same file read twice, and by two at once, makes nobody twice; nobody is told", async () => {
  const [first, second] = await Promise.all([read("patients", people), read("patients", people)]);
  expect(first!.added + second!.added).toBe(2);
  expect(await read("patients", people)).toMatchObject({ added: 0, known: 2 });
  const rows = await clinic.inside((tx) => tx.select().from(patients));
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(["Noor Haddad", "Ben Ito"]));
  expect(rows.find(({ name }) => name === "Ben Ito")).toMatchObject({
    mobile: "+16045550177",
    birthDate: "1971-12-31",
  });
  const kept = await clinic.inside((tx) => tx.select().from(importKeys));
  expect(JSON.stringify(kept)).not.toContain("P-1");
  expect(await clinic.inside((tx) => tx.$count(outbox))).toBe(0);
});

const visit = {
  patientKey: "P-1",
  practitioner: "Priya Nair",
  service: "Massage, 60 minutes",
  date: "2026-12-01",
  time: "9:00 am",
};

test("visits to come are placed as agreed, off the steps and outside the hours too, never over another", async () => {
  const answer = await read("appointments", [
    visit,
    { ...visit, patientKey: "p-2", time: "9:30" },
    { ...visit, patientKey: "P-2", time: "14:07" },
    { ...visit, patientKey: "P-2", date: "2026-12-02", time: "05:00" },
    { ...visit, patientKey: "P-9", time: "16:00" },
    { ...visit, service: "Singing", time: "16:00" },
    { ...visit, practitioner: "Nobody", time: "16:00" },
    { ...visit, date: "2026-11-02" },
    { ...visit, date: "2026-02-30" },
  ]);
  expect(answer.problems).toEqual([
    { line: 3, message: expect.stringMatching(/has another visit at this time already/) },
    { line: 6, message: expect.stringContaining("“P-9”") },
    { line: 7, message: expect.stringContaining("“Singing”") },
    { line: 8, message: expect.stringContaining("“Nobody”") },
    { line: 10, message: expect.stringContaining("2026-02-30") },
  ]);
  // The one of the past is left alone.
  expect(answer).toMatchObject({ added: 3, known: 1 });
  const rows = await clinic.inside((tx) => tx.select().from(appointments));
  expect(rows.map(({ startsAt, bookedVia }) => `${startsAt.toISOString()} ${bookedVia}`).toSorted()).toEqual([
    "2026-12-01T16:00:00.000Z import",
    "2026-12-01T21:07:00.000Z import",
    "2026-12-02T12:00:00.000Z import",
  ]);
  expect(await read("appointments", [visit])).toEqual({ added: 0, known: 1, problems: [] });
  const told = await clinic.inside((tx) => tx.select().from(outbox));
  expect(told.filter(({ kind }) => kind === "appointment.booked")).toEqual([]);
});

test("balances stand in the ledger, are paid like anything owed, and pay like any credit", async () => {
  const answer = await read("balances", [
    { patientKey: "P-1", owed: "$85.50" },
    { patientKey: "P-2", credit: "40" },
    { patientKey: "P-2", owed: "-3" },
    { patientKey: "P-1", owed: "1", credit: "1" },
  ]);
  expect(answer.added).toBe(2);
  expect(await read("balances", [{ patientKey: "P-1", owed: "$85.50" }])).toMatchObject({ added: 0, known: 1 });
  const idOf = async (name: string) =>
    (await clinic.inside((tx) => tx.select().from(patients))).find((one) => one.name === name)!.id;
  const noor = await idOf("Noor Haddad");
  const desk = clinic.memberCtx("front_desk");
  expect(await moneyOf(desk, { patientId: noor })).toMatchObject({
    owedMinor: 8550,
    charges: [{ kind: "carried_over", openMinor: 8550, chainId: null }],
  });
  expect(await moneyOf(desk, { patientId: await idOf("Ben Ito") })).toMatchObject({ creditMinor: 4000, owedMinor: 0 });
  await takePayment(desk, { patientId: noor, method: "cash", amountMinor: 8550, idempotencyKey: newId() });
  expect(await moneyOf(desk, { patientId: noor })).toMatchObject({ owedMinor: 0, creditMinor: 0 });
});

test("the checker finds nothing wrong with what was read in", async () => {
  const broken = [];
  for (const invariant of invariants) {
    const { rows } = await clinic.inside((tx) => findViolations(tx, clinic.clinicId, invariant, clinic.now));
    if (rows.length) broken.push({ about: invariant.about, rows });
  }
  expect(broken).toEqual([]);
});

test.each(["front_desk", "practitioner", "clinical_lead", "support"] as const)(
  "the %s reads nothing in",
  async (role) => {
    await expect(
      importRows(clinic.memberCtx(role), {
        kind: "patients",
        dateForm: "ymd",
        rehearse: true,
        rows: [{ line: 2, cells: {} }],
      }),
    ).rejects.toMatchObject({ code: "forbidden" });
  },
);

import { afterAll, beforeAll, expect, test } from "vitest";
import { findPatients } from "../../../lib/patients/find-patients.ts";
import { loadPatient } from "../../../lib/patients/load-patient.ts";
import { matchPatient } from "../../../lib/patients/match-patient.ts";
import { asha, freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await freshClinic(database.appUrl, { connections: 2 });
  other = await freshClinic(database.appUrl, { connections: 2 });
});
afterAll(async () => {
  await Promise.all([clinic.close(), other.close()]);
  await database.drop();
});
const person = { ...asha, guardianName: undefined, guardianRelation: undefined };

test("name in any case, birth date and one contact find the record", async () => {
  const guest = clinic.guestCtx();
  expect(await matchPatient(guest, person)).toBe(clinic.ids.asha);
  expect(await matchPatient(guest, { ...person, name: " ASHA  rao ", mobile: undefined })).toBe(clinic.ids.asha);
  expect(await matchPatient(guest, { ...person, email: undefined, mobile: "604 555 0112" })).toBe(clinic.ids.asha);
});

test("another birth date, another name or another clinic is another person", async () => {
  const guest = clinic.guestCtx();
  const ids = [
    await matchPatient(guest, { ...person, birthDate: "1988-04-13" }),
    await matchPatient(guest, { ...person, name: "Mira Rao" }),
    await matchPatient(guest, { ...person, email: "new@example.org", mobile: undefined }),
    await matchPatient(other.guestCtx(), person),
  ];
  expect(new Set([...ids, clinic.ids.asha]).size).toBe(5);
  expect(ids[3]).toBe(other.ids.asha);
});

test("details that cannot be right are told by field", async () => {
  await expect(matchPatient(clinic.guestCtx(), { ...person, birthDate: "2030-01-01" })).rejects.toMatchObject({
    code: "invalid",
    fields: [{ field: "birthDate" }],
  });
  await expect(matchPatient(clinic.guestCtx(), { ...person, mobile: "12" })).rejects.toMatchObject({
    fields: [{ field: "mobile" }],
  });
});

test("AC-05 staff find by name, e-mail, date and last digits; guests and strangers see nothing", async () => {
  const desk = clinic.memberCtx("front_desk");
  for (const query of ["asha", "asha.rao@", "1988-04-12", "555 0112"])
    expect((await findPatients(desk, { query })).map((row) => row.patientId)).toContain(clinic.ids.asha);
  expect(await findPatients(desk, { query: "%%" })).toEqual([]);
  await expect(findPatients(clinic.guestCtx(), { query: "asha" })).rejects.toMatchObject({ code: "sign_in_needed" });
  expect((await loadPatient(desk, { patientId: clinic.ids.asha })).name).toBe("Asha Rao");
  await expect(loadPatient(desk, { patientId: other.ids.asha })).rejects.toMatchObject({ code: "not_found" });
});

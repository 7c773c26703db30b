// The clinic's consent text, and who signed which version of it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { consents } from "../../../db/schema/index.ts";
import {
  consentOf,
  consentTextInput,
  listConsentTexts,
  setConsentText,
  signConsent,
} from "../../../lib/intake/treatment-consent.ts";
import { matchPatient } from "../../../lib/patients/match-patient.ts";
import { asha, freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let theirs: TestClinic;
let patientId: string;
beforeAll(async () => {
  database = await freshDatabase();
  [clinic, theirs] = await Promise.all([
    freshClinic(database.appUrl, { connections: 3 }),
    freshClinic(database.appUrl, { connections: 2 }),
  ]);
  patientId = await matchPatient(clinic.guestCtx(), { ...asha, guardianName: undefined, guardianRelation: undefined });
});
afterAll(async () => {
  await clinic.close();
  await theirs.close();
  await database.drop();
});

const lead = () => clinic.memberCtx("clinical_lead");
const text = (body: string) => consentTextInput.parse({ title: "Consent to treatment", body });
const first = "I agree to be examined and treated, and may stop at any time.";
const second = "I agree to be examined and treated, may ask anything, and may stop at any time.";
const mine = () => clinic.patientCtx(patientId);

test("nothing is asked before there is a text; then the latest version is, of patients and of the desk", async () => {
  expect(await consentOf(mine(), { patientId })).toEqual({ text: null, signed: null, before: null });
  expect(await setConsentText(lead(), text(first))).toEqual({ version: 1 });
  expect(await consentOf(mine(), { patientId })).toMatchObject({ text: { version: 1, body: first }, signed: null });
  await signConsent(mine(), { patientId, signedName: "Asha Rao", version: 1 });
  expect(await consentOf(clinic.memberCtx("front_desk"), { patientId })).toMatchObject({
    signed: { name: "Asha Rao", how: "online" },
  });
  await expect(signConsent(mine(), { patientId, signedName: "Asha Rao", version: 1 })).rejects.toMatchObject({
    code: "already_done",
  });
});

test("a new version asks again, an old one cannot be signed any more, and what was signed stays", async () => {
  await setConsentText(lead(), text(second));
  expect(await consentOf(mine(), { patientId })).toMatchObject({
    text: { version: 2 },
    signed: null,
    before: { version: "1" },
  });
  await expect(signConsent(mine(), { patientId, signedName: "Asha Rao", version: 1 })).rejects.toMatchObject({
    code: "invalid",
  });
  await signConsent(clinic.memberCtx("front_desk"), { patientId, signedName: "Asha Rao", version: 2 });
  const rows = await clinic.inside((tx) => tx.select().from(consents));
  expect(
    rows.map(({ version, signedHow }) => `${version} ${signedHow}`).toSorted((a, b) => a.localeCompare(b)),
  ).toEqual(["1 online", "2 clinic_screen"]);
  expect((await listConsentTexts(lead())).map(({ version }) => version)).toEqual([2, 1]);
});

test("two who write at once never share a version", async () => {
  const both = await Promise.allSettled([
    setConsentText(lead(), text(`${first} One.`)),
    setConsentText(clinic.memberCtx("owner"), text(`${first} Two.`)),
  ]);
  const refused = both.flatMap((one) => (one.status === "rejected" ? [(one.reason as { code?: string }).code] : []));
  expect(refused.filter((code) => code !== "already_done")).toEqual([]);
  const versions = (await listConsentTexts(lead())).map(({ version }) => version);
  expect(new Set(versions).size).toBe(versions.length);
});

test("nobody else writes it, and nobody signs or reads for somebody else", async () => {
  for (const role of ["front_desk", "practitioner", "manager", "support"] as const)
    await expect(setConsentText(clinic.memberCtx(role), text(first))).rejects.toMatchObject({ code: "forbidden" });
  const other = clinic.patientCtx(clinic.ids.asha === patientId ? clinic.ids.priya : clinic.ids.asha);
  await expect(consentOf(other, { patientId })).rejects.toMatchObject({ code: "not_found" });
  await expect(signConsent(other, { patientId, signedName: "Somebody", version: 3 })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(
    signConsent(theirs.memberCtx("front_desk"), { patientId, signedName: "Somebody", version: 1 }),
  ).rejects.toMatchObject({ code: "not_found" });
});

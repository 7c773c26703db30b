// Acting for a child: asked by a patient, allowed by the desk, in force until the rule's day, and for nobody else's child.
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addPatientSession } from "../../../db/queries/patient-access.ts";
import { contactOf } from "../../../db/queries/message-choices.ts";
import { callTasks, consents, consentTexts, patients } from "../../../db/schema/index.ts";
import { newId } from "../../../lib/ids.ts";
import { consentOf, setConsentText, signConsent } from "../../../lib/intake/treatment-consent.ts";
import { askToActFor, giveUpDependant, listDependants, switchPerson } from "../../../lib/patients/act-for.ts";
import { approveGuardian, endGuardian, viewGuardians } from "../../../lib/patients/approve-guardian.ts";
import { detailsForBooking } from "../../../lib/patients/details-for-booking.ts";
import { exportPatient } from "../../../lib/patients/export-patient.ts";
import { matchPatient } from "../../../lib/patients/match-patient.ts";
import { patientOfSession } from "../../../lib/patients/patient-session.ts";
import { hashOf } from "../../../lib/tokens.ts";
import { asha, freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let mine: TestClinic;
let theirs: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  mine = await freshClinic(database.appUrl, { connections: 2 });
  theirs = await freshClinic(database.appUrl, { connections: 2 });
  return async () => {
    await mine.close();
    await theirs.close();
  };
});

const mia = { name: "Mia Rao", birthDate: "2018-05-02", relation: "parent" } as const;
const self = (clinic = mine, at?: Date) => clinic.patientCtx(clinic.ids.asha, at);
const desk = (clinic = mine, at?: Date) => clinic.memberCtx("front_desk", at);
const papers = { seen: "birth certificate, passport", youngAgrees: false };

/** A browser that Asha has opened with a code. */
async function browser(clinic = mine, patientId = clinic.ids.asha): Promise<string> {
  const token = newId();
  await clinic.inside((tx) =>
    addPatientSession(tx, {
      clinicId: clinic.clinicId,
      id: newId(),
      patientId,
      tokenHash: hashOf(token),
      createdAt: clinic.now,
      expiresAt: new Date("2050-01-01"),
    }),
  );
  return token;
}

async function allowed(person: Parameters<typeof askToActFor>[1] = mia, youngAgrees = false, clinic = mine) {
  await askToActFor(self(clinic), person);
  const { acts } = await viewGuardians(desk(clinic), { patientId: clinic.ids.asha });
  const { guardianshipId } = acts.find(({ name }) => name === person.name)!;
  const made = await approveGuardian(desk(clinic), { guardianshipId, record: "new", ...papers, youngAgrees });
  return { guardianshipId, ...made };
}

const who = (token: string, at?: Date, clinic = mine) => patientOfSession(clinic.guestCtx(at), { token });

test("what is asked shows nothing and holds nothing until the desk has said yes", async () => {
  await mine.inside((tx) =>
    tx
      .insert(patients)
      .values({ clinicId: mine.clinicId, id: newId(), name: "Mia Rao", birthDate: "2018-05-02", createdAt: mine.now }),
  );
  await askToActFor(self(), mia);
  expect(await listDependants(self())).toMatchObject([{ name: "Mia Rao", standing: "asked", untilOn: null }]);
  const { acts } = await viewGuardians(desk(), { patientId: mine.ids.asha });
  expect(acts).toMatchObject([{ mustAgree: false, records: [{ name: "Mia Rao", reach: "no contact" }] }]);
  const token = await browser();
  await expect(switchPerson(mine.guestCtx(), { token, guardianshipId: acts[0]!.guardianshipId })).rejects.toMatchObject(
    { code: "not_found" },
  );
  const calls = await mine.inside((tx) => tx.select().from(callTasks).where(eq(callTasks.kind, "guardian")));
  expect(calls).toMatchObject([{ patientId: mine.ids.asha, name: asha.name }]);
  expect(JSON.stringify(calls)).not.toContain("Mia");
});

test("a guardian turns to the child and back; the browser, the audit and the database know who acts for whom", async () => {
  const { guardianshipId, patientId, untilOn } = await allowed();
  expect(untilOn).toBe("2030-05-02");
  const token = await browser();
  expect(await who(token)).toEqual({ kind: "patient", patientId: mine.ids.asha });
  await switchPerson(mine.guestCtx(), { token, guardianshipId });
  const actor = await who(token);
  expect(actor).toEqual({ kind: "guardian", patientId, guardianId: mine.ids.asha });
  expect(await detailsForBooking(mine.guestCtx(), { token })).toEqual({
    name: "Mia Rao",
    birthDate: "2018-05-02",
    email: asha.email,
    mobile: asha.mobile,
    guardianName: asha.name,
  });
  // As the child's guardian: the child's record alone, and no further asking.
  const guardian = { ...mine.guestCtx(), actor: { ...actor!, provedAt: mine.now } };
  expect((await exportPatient(guardian, { patientId })).record["patients"]).toHaveLength(1);
  await expect(exportPatient(guardian, { patientId: mine.ids.asha })).rejects.toMatchObject({ code: "not_found" });
  await expect(askToActFor(guardian, { ...mia, name: "Somebody Else" })).rejects.toMatchObject({ code: "forbidden" });
  await switchPerson(mine.guestCtx(), { token, guardianshipId: null });
  expect(await who(token)).toEqual({ kind: "patient", patientId: mine.ids.asha });
  const rows = await mine.inside((tx) =>
    tx.execute(sql`select deed, actor_kind, actor_id, patient_id from audit where clinic_id = ${mine.clinicId}
      and deed like 'guardian.turned%' order by seq`),
  );
  expect(rows).toMatchObject([
    { deed: "guardian.turned_to", actor_kind: "guardian", actor_id: mine.ids.asha, patient_id: patientId },
    { deed: "guardian.turned_back", actor_kind: "patient", actor_id: mine.ids.asha },
  ]);
});

test("it ends by itself on the day of the rule, on the clinic's own calendar", async () => {
  const { guardianshipId, patientId } = await allowed({ ...mia, birthDate: "2014-11-27" });
  const token = await browser();
  await switchPerson(mine.guestCtx(), { token, guardianshipId });
  // The twelfth birthday begins at midnight in Vancouver.
  expect(await who(token, new Date("2026-11-27T06:59:00Z"))).toMatchObject({ patientId });
  const birthday = new Date("2026-11-27T07:00:00Z");
  expect(await who(token, birthday)).toEqual({ kind: "patient", patientId: mine.ids.asha });
  expect(await listDependants(self(mine, birthday))).toMatchObject([{ standing: "over" }]);
  await expect(switchPerson(mine.guestCtx(birthday), { token, guardianshipId })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await mine.inside((tx) => contactOf(tx, mine.clinicId, patientId, birthday))).toEqual({
    email: null,
    mobile: null,
  });
});

test("from twelve on the young person is asked, and from nineteen on nobody acts for them", async () => {
  const teen = { ...mia, birthDate: "2012-01-15" };
  await askToActFor(self(), teen);
  const [request] = (await viewGuardians(desk(), { patientId: mine.ids.asha })).acts;
  expect(request).toMatchObject({ mustAgree: true, askFrom: 12 });
  const yes = { guardianshipId: request!.guardianshipId, record: "new", ...papers };
  await expect(approveGuardian(desk(), yes)).rejects.toMatchObject({
    code: "invalid",
    fields: [{ field: "youngAgrees" }],
  });
  expect(await approveGuardian(desk(), { ...yes, youngAgrees: true })).toMatchObject({ untilOn: "2031-01-15" });
  await expect(approveGuardian(desk(), { ...yes, youngAgrees: true })).rejects.toMatchObject({ code: "already_done" });
  await expect(askToActFor(self(), { ...mia, birthDate: "2007-11-24" })).rejects.toMatchObject({
    code: "invalid",
    fields: [{ field: "birthDate" }],
  });
  await expect(askToActFor(self(), { ...mia, birthDate: "2026-11-25" })).rejects.toMatchObject({ code: "invalid" });
});

test("messages of the child go to the guardian, and a booking with the guardian's address finds the child", async () => {
  const { patientId, guardianshipId } = await allowed();
  const contact = () => mine.inside((tx) => contactOf(tx, mine.clinicId, patientId, mine.now));
  expect(await contact()).toEqual({ email: asha.email, mobile: asha.mobile });
  const child = { name: "mia rao", birthDate: mia.birthDate };
  expect(await matchPatient(mine.guestCtx(), { ...child, email: asha.email })).toBe(patientId);
  expect(await matchPatient(mine.guestCtx(), { ...child, email: "somebody@example.org" })).not.toBe(patientId);
  await endGuardian(desk(), { guardianshipId });
  expect(await contact()).toEqual({ email: null, mobile: null });
  expect(await matchPatient(mine.guestCtx(), { ...child, mobile: asha.mobile })).not.toBe(patientId);
});

test("a consent says who gave it", async () => {
  const { patientId, guardianshipId } = await allowed();
  await setConsentText(mine.memberCtx("owner"), {
    title: "Consent to treatment",
    body: "I agree to be assessed and treated, and can stop at any time.",
  });
  const token = await browser();
  await switchPerson(mine.guestCtx(), { token, guardianshipId });
  const guardian = { ...mine.guestCtx(), actor: (await who(token))! };
  await signConsent(guardian, { patientId, signedName: asha.name, version: 1 });
  expect((await consentOf(guardian, { patientId })).signed).toMatchObject({ name: asha.name, forThem: true });
  const rows = await mine.inside((tx) => tx.select().from(consents).where(eq(consents.patientId, patientId)));
  expect(rows).toMatchObject([{ guardianId: mine.ids.asha, memberId: null }]);
  expect(await mine.inside((tx) => tx.select().from(consentTexts))).toHaveLength(1);
});

test("it is given up by the guardian or ended by the desk, and is over at once", async () => {
  const first = await allowed();
  const token = await browser();
  await switchPerson(mine.guestCtx(), { token, guardianshipId: first.guardianshipId });
  await giveUpDependant(self(), { guardianshipId: first.guardianshipId });
  expect(await who(token)).toEqual({ kind: "patient", patientId: mine.ids.asha });
  expect(await listDependants(self())).toEqual([]);
  await expect(giveUpDependant(self(), { guardianshipId: first.guardianshipId })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("nobody acts for another's child, nor in another clinic, nor after signing out", async () => {
  const { guardianshipId, patientId } = await allowed();
  const stranger = newId();
  await mine.inside((tx) =>
    tx.insert(patients).values({
      clinicId: mine.clinicId,
      id: stranger,
      name: "Wei Chen",
      birthDate: "1980-01-01",
      createdAt: mine.now,
    }),
  );
  const other = await browser(mine, stranger);
  await expect(switchPerson(mine.guestCtx(), { token: other, guardianshipId })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(giveUpDependant(mine.patientCtx(stranger), { guardianshipId })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await listDependants(mine.patientCtx(stranger))).toEqual([]);
  const foreign = await browser(theirs);
  await expect(switchPerson(theirs.guestCtx(), { token: foreign, guardianshipId })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(switchPerson(mine.guestCtx(), { token: "nobody's", guardianshipId })).rejects.toMatchObject({
    code: "sign_in_needed",
  });
  await expect(viewGuardians(desk(theirs), { patientId })).rejects.toMatchObject({ code: "not_found" });
  for (const deed of [
    () => endGuardian(desk(theirs), { guardianshipId }),
    () => approveGuardian(desk(theirs), { guardianshipId, record: "new", ...papers }),
  ])
    await expect(deed()).rejects.toMatchObject({ code: "not_found" });
  for (const deed of [
    () => endGuardian(mine.memberCtx("support"), { guardianshipId }),
    () => approveGuardian(mine.memberCtx("support"), { guardianshipId, record: "new", ...papers }),
    () => approveGuardian(self(), { guardianshipId, record: "new", ...papers }),
  ])
    await expect(deed()).rejects.toMatchObject({ code: "forbidden" });
  await expect(askToActFor(mine.guestCtx(), mia)).rejects.toMatchObject({ code: "sign_in_needed" });
});

test("the desk says yes only for a record of that birth date, and not for the asker's own", async () => {
  await askToActFor(self(), mia);
  const [request] = (await viewGuardians(desk(), { patientId: mine.ids.asha })).acts;
  const yes = { guardianshipId: request!.guardianshipId, ...papers };
  await expect(approveGuardian(desk(), { ...yes, record: mine.ids.asha })).rejects.toMatchObject({ code: "not_found" });
  await expect(approveGuardian(desk(), { ...yes, record: theirs.ids.asha })).rejects.toMatchObject({
    code: "not_found",
  });
  const elder = newId();
  await mine.inside((tx) =>
    tx
      .insert(patients)
      .values({ clinicId: mine.clinicId, id: elder, name: "Mia Rao", birthDate: "2015-05-02", createdAt: mine.now }),
  );
  await expect(approveGuardian(desk(), { ...yes, record: elder })).rejects.toMatchObject({ code: "invalid" });
});

test("the database itself shows a patient no guardianship of others, and lets nobody change whom it is about", async () => {
  const { guardianshipId, patientId } = await allowed();
  const seen = (as: string) =>
    mine.inside(async (tx) => {
      await tx.execute(sql`select app.enter_as_patient(${mine.clinicId}::uuid, ${as}::uuid)`);
      return (await tx.execute(sql`select id from guardianships where clinic_id = ${mine.clinicId}`)).length;
    });
  expect([await seen(mine.ids.asha), await seen(patientId), await seen(newId())]).toEqual([1, 1, 0]);
  await expect(
    mine.inside((tx) =>
      tx.execute(sql`update guardianships set guardian_id = ${patientId}::uuid where id = ${guardianshipId}::uuid`),
    ),
  ).rejects.toThrow("Failed query");
});

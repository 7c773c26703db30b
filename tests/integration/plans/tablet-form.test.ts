// A tablet in a patient's hands: one form, by a code that opens it once, and nothing else with it.
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit, checkIns, consents, patients, screens, tabletForms } from "../../../db/schema/index.ts";
import { newId } from "../../../lib/ids.ts";
import { currentScreen } from "../../../lib/intake/current-screen.ts";
import { consentTextInput, setConsentText } from "../../../lib/intake/treatment-consent.ts";
import { viewChoices } from "../../../lib/messages/choose-messages.ts";
import { endTablet, handTablet, openTablet, tabletOf, type TabletKind } from "../../../lib/patients/tablet.ts";
import { sendTabletForm, tabletForms as formsFor, viewTabletForm } from "../../../lib/plans/tablet-form.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { planClinic } from "../../support/plan-clinic.ts";
import { runningCourse, type RunningCourse } from "../../support/running-course.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let stranger: TestClinic;
let mine: RunningCourse;
let appointmentId: string;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { connections: 3 });
  stranger = await planClinic(database.appUrl, { connections: 2 });
  mine = await runningCourse(clinic);
  appointmentId = (await mine.byNumber(1)).appointmentId!;
});
afterAll(async () => {
  await clinic.close();
  await stranger.close();
  await database.drop();
});

const minutes = (n: number) => new Date(clinic.now.getTime() + n * 60_000);
const handed = async (form: TabletKind, at = clinic.now) =>
  (await handTablet(clinic.memberCtx("front_desk", at), { appointmentId, form })).code;
const inLanguage = (language: string | null) =>
  clinic.inside((tx) => tx.update(patients).set({ language }).where(eq(patients.id, mine.patientId)));
const opened = async (form: TabletKind) => (await openTablet(clinic.guestCtx(), { code: await handed(form) })).token;
const holder = () => {
  const ctx = clinic.patientCtx(mine.patientId);
  return { ...ctx, actor: { kind: "patient", patientId: mine.patientId, onTablet: true } as const };
};
const open = (token: string, at = clinic.now) => tabletOf(clinic.guestCtx(at), { token });
const allNo = Object.fromEntries(
  currentScreen()
    .questions.filter(({ when }) => !when)
    .map(({ id }) => [id, "no"]),
);

test("a code opens its form once, within ten minutes, at its own clinic, and the latest one alone", async () => {
  const first = await handed("intake");
  const code = await handed("intake");
  await expect(openTablet(clinic.guestCtx(), { code: first })).rejects.toMatchObject({ code: "code_wrong" });
  await expect(openTablet(stranger.guestCtx(), { code })).rejects.toMatchObject({ code: "code_wrong" });
  await expect(openTablet(clinic.guestCtx(minutes(11)), { code })).rejects.toMatchObject({ code: "code_wrong" });
  const { token } = await openTablet(clinic.guestCtx(minutes(9)), { code: `${code.slice(0, 4)} ${code.slice(4)}` });
  expect(await open(token, minutes(10))).toEqual({ patientId: mine.patientId, form: "intake" });
  expect(await tabletOf(stranger.guestCtx(minutes(10)), { token })).toBeNull();
  await expect(openTablet(clinic.guestCtx(minutes(9)), { code })).rejects.toMatchObject({ code: "code_wrong" });
  const [row] = await clinic.inside((tx) =>
    tx.select().from(tabletForms).where(eq(tabletForms.patientId, mine.patientId)),
  );
  expect(JSON.stringify(row)).not.toContain(first);
});

test("left alone, held too long, given back or taken for another form, it shows nothing any more", async () => {
  const token = await opened("intake");
  expect(await open(token, minutes(19))).not.toBeNull();
  expect(await open(token, minutes(38))).not.toBeNull();
  expect(await open(token, minutes(57))).not.toBeNull();
  expect(await open(token, minutes(61))).toBeNull();
  const idle = await opened("intake");
  expect(await open(idle, minutes(21))).toBeNull();
  const back = await opened("intake");
  await endTablet(clinic.guestCtx(), { token: back });
  expect(await open(back)).toBeNull();
  const before = await opened("intake");
  await handed("check_in");
  expect(await open(before)).toBeNull();
});

test("health questions are kept and the form is closed, both or neither", async () => {
  const token = await opened("intake");
  const asked = async () =>
    (
      await clinic.inside((tx) =>
        tx
          .select()
          .from(screens)
          .where(and(eq(screens.patientId, mine.patientId), eq(screens.askedHow, "desk"))),
      )
    ).length;
  const before = await asked();
  const send = (answers: Record<string, string>) => sendTabletForm(holder(), token, { form: "intake", answers });
  await expect(send({})).rejects.toMatchObject({ code: "screen_incomplete" });
  expect(await open(token)).not.toBeNull();
  expect(await send(allNo)).toEqual({ speakFirst: false });
  expect(await open(token)).toBeNull();
  await expect(send(allNo)).rejects.toMatchObject({ code: "sign_in_needed" });
  expect((await asked()) - before).toBe(1);
});

test("a check-in and the clinic's consent are kept as the patient's own", async () => {
  const asked = await viewTabletForm(holder(), "check_in");
  expect(asked.form).toBe("check_in");
  const told = {
    checkInId: newId(),
    painNow: "3",
    painWeek: "4",
    painWorst: "7",
    ability: "6",
    change: "3",
    anythingNew: "no" as const,
  };
  await sendTabletForm(holder(), await opened("check_in"), { form: "check_in", told, answers: {} });
  expect(await clinic.inside((tx) => tx.select().from(checkIns).where(eq(checkIns.id, told.checkInId)))).toHaveLength(
    1,
  );

  expect(await viewTabletForm(holder(), "consent")).toEqual({ form: "done" });
  const desk = clinic.memberCtx("front_desk");
  expect(await formsFor(desk, { patientId: mine.patientId })).toEqual(["intake", "check_in"]);
  const body = "I agree to be examined and treated, and may stop at any time.";
  await setConsentText(
    clinic.memberCtx("clinical_lead"),
    consentTextInput.parse({ title: "Consent to treatment", body }),
  );
  expect(await formsFor(desk, { patientId: mine.patientId })).toEqual(["intake", "check_in", "consent"]);
  expect(await viewTabletForm(holder(), "consent")).toMatchObject({ form: "consent", text: { version: 1, body } });
  await sendTabletForm(holder(), await opened("consent"), { form: "consent", signedName: "Asha Rao", version: 1 });
  const signed = await clinic.inside((tx) =>
    tx
      .select()
      .from(consents)
      .where(and(eq(consents.patientId, mine.patientId), eq(consents.purpose, "treatment"))),
  );
  expect(signed).toMatchObject([{ signedName: "Asha Rao", signedHow: "clinic_screen" }]);
  expect(await viewTabletForm(holder(), "consent")).toEqual({ form: "done" });
});

test("whoever holds the tablet reaches nothing else, and only the clinic's people hand one out", async () => {
  await expect(viewChoices(holder(), { patientId: mine.patientId })).rejects.toMatchObject({ code: "forbidden" });
  const theirs = await runningCourse(clinic);
  const token = await opened("intake");
  const other = { ...clinic.patientCtx(theirs.patientId), actor: { ...holder().actor, patientId: theirs.patientId } };
  await expect(sendTabletForm(other, token, { form: "intake", answers: allNo })).rejects.toMatchObject({
    code: "sign_in_needed",
  });
  await expect(handTablet(holder(), { appointmentId, form: "intake" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(handTablet(stranger.memberCtx("front_desk"), { appointmentId, form: "intake" })).rejects.toMatchObject({
    code: "not_found",
  });
  const deeds = await clinic.inside((tx) => tx.select({ deed: audit.deed }).from(audit));
  for (const deed of ["tablet.handed", "tablet.opened", "tablet.sent"]) expect(deeds).toContainEqual({ deed });
});

test.each([
  ["intake", null, "en"],
  ["intake", "pa", "pa"],
  ["intake", "zh-Hant", "zh-Hant"],
  ["check_in", "zh-Hant", "en"],
  ["check_in", "fr", "fr"],
  ["consent", "fr", "fr"],
] as const)("the form %s for somebody whose language is %s opens in %s", async (form, language, written) => {
  await inLanguage(language);
  expect(await openTablet(clinic.guestCtx(), { code: await handed(form) })).toMatchObject({ language: written });
});

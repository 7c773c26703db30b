// What a patient agreed to by purpose: said, taken back, and heeded from that moment on.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit, callTasks, purposeConsents } from "../../../db/schema/index.ts";
import { outcomesView } from "../../../lib/insights/outcomes-view.ts";
import { retentionView } from "../../../lib/insights/retention-view.ts";
import { sayConsent, viewPurposes } from "../../../lib/intake/purpose-consent.ts";
import type { Purpose } from "../../../lib/intake/purposes.ts";
import { consentOf, consentTextInput, setConsentText, signConsent } from "../../../lib/intake/treatment-consent.ts";
import { chooseMessages, viewChoices } from "../../../lib/messages/choose-messages.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { planClinic } from "../../support/plan-clinic.ts";
import { runningCourse, type RunningCourse } from "../../support/running-course.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let stranger: TestClinic;
let course: RunningCourse;
let patientId: string;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { connections: 3 });
  stranger = await planClinic(database.appUrl, { connections: 2 });
  course = await runningCourse(clinic);
  ({ patientId } = course);
});
afterAll(async () => {
  await clinic.close();
  await stranger.close();
  await database.drop();
});

const at = (minutes: number) => new Date(clinic.now.getTime() + minutes * 60_000);
const me = (minutes = 0) => clinic.patientCtx(patientId, at(minutes));
const say = (purpose: Purpose, given: boolean, minutes = 0) => sayConsent(me(minutes), { patientId, purpose, given });
const lineOf = async (purpose: Purpose, ctx = me(60)) =>
  (await viewPurposes(ctx, { patientId })).find((one) => one.purpose === purpose);

test("each purpose says what holds unsaid; a word is kept once, with its day, and the one before stays", async () => {
  expect((await viewPurposes(me(), { patientId })).map(({ purpose, given }) => [purpose, given])).toEqual([
    ["care", true],
    ["sharing", true],
    ["statistics", true],
    ["news", false],
  ]);
  await say("statistics", true);
  expect(await lineOf("statistics")).toMatchObject({ given: true, at: null, before: [] });
  await say("statistics", false, 1);
  await say("statistics", false, 2);
  await say("statistics", true, 3);
  expect(await lineOf("statistics")).toEqual({
    purpose: "statistics",
    given: true,
    at: at(3),
    how: "page",
    before: [{ given: false, at: at(1) }],
  });
  const rows = await clinic.inside((tx) => tx.select().from(purposeConsents));
  expect(rows).toHaveLength(2);
  const deeds = await clinic.inside((tx) =>
    tx.select({ deed: audit.deed }).from(audit).where(eq(audit.patientId, patientId)),
  );
  expect(deeds.filter(({ deed }) => deed === "consent.withdrawn")).toHaveLength(1);
});

test("the desk notes what it was told; nobody speaks for another patient or another clinic's", async () => {
  const desk = clinic.memberCtx("front_desk", at(4));
  await sayConsent(desk, { patientId, purpose: "news", given: true });
  expect(await lineOf("news", desk)).toMatchObject({ given: true, how: "desk" });
  const other = await runningCourse(clinic);
  await expect(sayConsent(other.patient(), { patientId, purpose: "news", given: false })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(viewPurposes(stranger.memberCtx("front_desk"), { patientId })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("the box beside one's messages says the same as the page of consents", async () => {
  const { choices, news } = await viewChoices(me(5), { patientId });
  expect(news).toBe(true);
  await chooseMessages(me(6), { patientId, choices, news: false });
  expect(await lineOf("news")).toMatchObject({ given: false });
});

test("consent to treatment that is taken back stands no more, calls for a call, and is given by signing again", async () => {
  const body = "I agree to be examined and treated, and may stop at any time.";
  await setConsentText(
    clinic.memberCtx("clinical_lead"),
    consentTextInput.parse({ title: "Consent to treatment", body }),
  );
  const sign = (minutes: number) => signConsent(me(minutes), { patientId, signedName: "Asha Rao", version: 1 });
  await sign(10);
  expect(await lineOf("care")).toMatchObject({ given: true, at: at(10) });
  await say("care", false, 11);
  expect((await consentOf(me(12), { patientId })).signed).toBeNull();
  expect(await lineOf("care")).toMatchObject({ given: false, at: at(11) });
  const calls = await clinic.inside((tx) => tx.select().from(callTasks).where(eq(callTasks.kind, "consent_withdrawn")));
  expect(calls).toMatchObject([{ patientId }]);
  await expect(say("care", true, 12)).rejects.toMatchObject({ code: "invalid" });
  await sign(13);
  expect((await consentOf(me(14), { patientId })).signed).toMatchObject({ at: at(13) });
  expect(await lineOf("care")).toMatchObject({ given: true, at: at(13), before: [{ given: false, at: at(11) }] });
});

test("the statistics of the owner leave out whose patient does not agree", async () => {
  const plans = async (minutes: number) => {
    const owner = clinic.memberCtx("owner", at(minutes));
    return [(await retentionView(owner)).curve.plans, (await outcomesView(owner)).plans];
  };
  const all = await plans(20);
  await say("statistics", false, 21);
  expect(await plans(22)).toEqual(all.map((count) => count - 1));
  await say("statistics", true, 23);
  expect(await plans(24)).toEqual(all);
});

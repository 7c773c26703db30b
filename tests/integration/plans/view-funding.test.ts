// What payers still pay: of a patient's plan, to whom it may be shown, and which plans the desk is warned of.
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../../lib/ids.ts";
import { acceptPlan } from "../../../lib/plans/accept-plan.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import {
  answerFundingRequest,
  draftFundingRequest,
  listFundingRequests,
  saveFundingRequest,
  sendFundingRequest,
} from "../../../lib/plans/funding-requests.ts";
import { offerPlan } from "../../../lib/plans/offer-plan.ts";
import { fundingAboutToEnd, fundingOfPatient } from "../../../lib/plans/view-funding.ts";
import { viewPlan } from "../../../lib/plans/view-plan.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { assessed, newPatient, planClinic, whiplashDraft, yes } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let clinic: TestClinic;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { connections: 4 });
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

const desk = (now?: Date) => clinic.memberCtx("front_desk", now);
const lead = () => clinic.memberCtx("clinical_lead");

async function running(name: string) {
  const patientId = await newPatient(clinic, name);
  const found = await assessed(clinic, patientId);
  const { planId } = await draftPlan(lead(), whiplashDraft(clinic, patientId, found));
  await offerPlan(lead(), { planId });
  const accepted = await acceptPlan(clinic.patientCtx(patientId), yes(planId));
  if (accepted.changed) throw new Error("nothing had changed");
  return { patientId, planId };
}

test("a plan says what is used, booked and left of each discipline, to staff and to the patient alone", async () => {
  const { patientId, planId } = await running("Fund Ed");
  const plan = await viewPlan(desk(), { planId });
  const funded = plan.visits.filter((visit) => visit.start && visit.payer === "icbc").length;
  const lines = await fundingOfPatient(desk(), { patientId, planId });
  expect(lines.map(({ payer, disciplineCode, visits, until }) => [payer, disciplineCode, visits, until])).toEqual([
    ["icbc", "physiotherapy", 25, "2027-02-05"],
    ["icbc", "massage_therapy", 12, "2027-02-05"],
  ]);
  expect(lines.reduce((sum, one) => sum + one.given + one.booked, 0)).toBe(funded);
  for (const { visits, given, booked, left } of lines) expect(left).toBe(visits! - given - booked);
  expect(await fundingOfPatient(clinic.patientCtx(patientId), { patientId })).toEqual(lines);
  for (const [ctx, code] of [
    [clinic.patientCtx(clinic.ids.asha), "not_found"],
    [clinic.guestCtx(), "sign_in_needed"],
    [clinic.memberCtx("support"), "forbidden"],
  ] as const)
    await expect(fundingOfPatient(ctx, { patientId })).rejects.toMatchObject({ code });
  await expect(fundingOfPatient(desk(), { patientId: "x" })).rejects.toMatchObject({ code: "not_found" });
  expect(await fundingOfPatient(desk(), { patientId: newId() })).toEqual([]);
});

test("the desk is warned from day 56 on, of visits that are used, and of what has just ended", async () => {
  const { planId, patientId } = await running("Ending Soon");
  const at = (date: string) => desk(new Date(`${date}T20:00:00Z`));
  const warned = async (date: string) =>
    (await fundingAboutToEnd(at(date)))
      .filter((one) => one.planId === planId)
      .map((one) => [one.disciplineCode, one.warning]);
  // The crash was on 13 November: day 55 is 7 January, day 84 is 5 February.
  expect(await warned("2027-01-07")).toEqual([]);
  const both = (word: string) => [
    ["physiotherapy", word],
    ["massage_therapy", word],
  ];
  expect(await warned("2027-01-08")).toEqual(both("closing"));
  expect(await warned("2027-02-05")).toEqual(both("closing"));
  expect(await warned("2027-02-06")).toEqual(both("over"));
  expect(await warned("2027-03-06")).toEqual([]);
  await expect(fundingAboutToEnd(clinic.patientCtx(patientId))).rejects.toMatchObject({ code: "forbidden" });
});

test("a letter is drafted from the chart, put right, signed, sent and answered; what is approved is paid", async () => {
  const { planId, patientId } = await running("Letter Writer");
  const tom = clinic.memberCtx("practitioner");
  const letters = () => listFundingRequests(lead(), { planId });
  await expect(listFundingRequests(desk(), { planId })).rejects.toMatchObject({ code: "forbidden" });
  await expect(draftFundingRequest(lead(), { planId, disciplineCode: "acupuncture" })).rejects.toMatchObject({
    code: "not_found",
  });
  const { requestId } = await draftFundingRequest(lead(), { planId, disciplineCode: "massage_therapy" });
  await expect(draftFundingRequest(lead(), { planId, disciplineCode: "massage_therapy" })).rejects.toMatchObject({
    code: "already_done",
  });
  const [drafted] = await letters();
  expect(drafted).toMatchObject({ requestId, status: "drafted", visits: 8, disciplineName: "Massage therapy" });
  for (const part of ["To ICBC", "Claim: ST123456-1", "Functional progress:\n- ", "- long hours at a desk"])
    expect(drafted!.body).toContain(part);
  const answer = { requestId, answer: "approved" as const, visits: 6, note: "by letter" };
  const days = { validFrom: "2027-02-01", validUntil: "2027-04-01" };
  // Nothing is answered before it was sent.
  await expect(answerFundingRequest(lead(), { ...answer, ...days })).rejects.toMatchObject({ code: "already_done" });
  const body = `${drafted!.body}\nBack at work half days.`;
  await saveFundingRequest(lead(), { requestId, body, visits: 6, untilOn: "2027-04-01" });
  await sendFundingRequest(tom, { requestId });
  await expect(saveFundingRequest(lead(), { requestId, body, visits: 9, untilOn: "2027-04-01" })).rejects.toMatchObject(
    { code: "already_done" },
  );
  await answerFundingRequest(lead(), { ...answer, ...days });
  await expect(answerFundingRequest(lead(), { ...answer, ...days })).rejects.toMatchObject({ code: "already_done" });
  expect((await letters())[0]).toMatchObject({ status: "approved", body, answer: "by letter", visits: 6 });
  const massage = (await fundingOfPatient(desk(), { patientId, planId })).find(
    (one) => one.disciplineCode === "massage_therapy",
  );
  expect(massage).toMatchObject({ visits: 18, until: "2027-04-01" });
  const stranger = await planClinic(database.appUrl, { connections: 2 });
  await expect(answerFundingRequest(stranger.memberCtx("clinical_lead"), { ...answer, ...days })).rejects.toMatchObject(
    {
      code: "not_found",
    },
  );
  await stranger.close();
});

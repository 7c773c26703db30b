// How much of a plan fits, told while its form is filled in: the planner's own numbers, for those who build plans, of their own clinic.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { timeOff } from "../../../db/schema/index.ts";
import { newId } from "../../../lib/ids.ts";
import { adjustPlan } from "../../../lib/plans/adjust-plan.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import { planCapacity } from "../../../lib/plans/plan-capacity.ts";
import type { AdjustInput } from "../../../lib/plans/plans-input.ts";
import { proposeCourse } from "../../../lib/plans/propose-course.ts";
import { templateCapacity } from "../../../lib/plans/template-capacity.ts";
import { viewPlan } from "../../../lib/plans/view-plan.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { licenseTomForMassage, assessed, newPatient, planClinic, whiplashDraft } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let planId = "";
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  clinic = await planClinic(database.appUrl, { connections: 3, hours: [{ start: 540, end: 660 }] });
  const patientId = await newPatient(clinic, "Noor Aziz");
  const found = await assessed(clinic, patientId);
  ({ planId } = await draftPlan(lead(), whiplashDraft(clinic, patientId, found)));
  return () => clinic.close();
});
afterAll(() => database.drop());

const lead = () => clinic.memberCtx("clinical_lead");

/** The plan's form as it stands, with another number of visits in each first phase and somebody named for each discipline. */
async function typed(firstVisits: number, more: Partial<AdjustInput> = {}): Promise<AdjustInput> {
  const { tracks, startOn } = await viewPlan(lead(), { planId });
  return {
    planId,
    startOn,
    tracks: tracks.map(({ trackId, primaryPractitionerId, phases }) => ({
      trackId,
      primaryPractitionerId,
      phases: phases.map(({ name, visits, minGap, targetGap, maxGap, minutes }, index) => ({
        name,
        visits: index === 0 ? firstVisits : visits,
        minGap,
        targetGap,
        maxGap,
        minutes,
      })),
    })),
    ...more,
  };
}

const placedBy = async () => {
  const { proposal } = await proposeCourse(lead(), { planId });
  return proposal.filter(({ start }) => start !== null).length;
};

test("is exactly what the course has once it is laid like that, with one and with the team", async () => {
  const away = [{ from: "2026-12-10", to: "2026-12-24" }];
  for (const [visits, practitioner] of [
    [9, "same"],
    [9, "prefer_same"],
    [3, "same"],
  ] as const) {
    const preferences = { away, practitioner, weekdays: [1, 2, 3], onlyThese: true };
    const change = await typed(visits, { preferences });
    const told = await planCapacity(lead(), change);
    await adjustPlan(lead(), { ...change, reason: "More is asked for to see what fits" });
    expect(told.visits).toBe((await viewPlan(lead(), { planId })).visits.length);
    expect(practitioner === "same" ? told.alone : told.team).toBe(await placedBy());
    expect(told.alone).toBeLessThanOrEqual(told.team);
    expect(told.lines).toHaveLength(2);
  }
});

test("the team has room where one is away", async () => {
  await licenseTomForMassage(clinic);
  await clinic.inside((tx) =>
    tx.insert(timeOff).values({
      clinicId: clinic.clinicId,
      id: newId(),
      practitionerId: clinic.ids.priya,
      startsAt: new Date("2026-12-05T08:00:00Z"),
      endsAt: new Date("2026-12-20T08:00:00Z"),
      reason: "holiday",
      createdAt: clinic.now,
    }),
  );
  const change = await typed(4, { preferences: { practitioner: "prefer_same" } });
  const [physio, massage] = change.tracks!;
  const named = { ...change, tracks: [physio!, { ...massage!, primaryPractitionerId: clinic.ids.priya }] };
  const { lines, proven } = await planCapacity(lead(), named);
  expect(proven).toBe(true);
  expect(lines.map(({ rhythm }) => rhythm)).toEqual([
    "2 a week for 2 weeks, then 1 a week for 5 weeks, then 2 visits, every 2 weeks",
    "1 a week for 4 weeks, then 4 visits, every 10 days",
  ]);
  expect(lines.map(({ text, fits }) => [text, fits])).toEqual([
    ["All 11 fit with Tom Okafor.", "all"],
    ["7 of 8 fit with Priya Nair, all 8 with the team.", "team"],
  ]);
});

test("a template tells beforehand what drafting it fits, of its own clinic's patients only", async () => {
  const patientId = await newPatient(clinic, "Bea Lund");
  const found = await assessed(clinic, patientId);
  const { episodeId } = found;
  const choice = { episodeId, templateCode: "T6", leadPractitionerId: clinic.ids.tom, startOn: "2026-11-26" };
  const told = await templateCapacity(lead(), choice);
  const drafted = await draftPlan(lead(), whiplashDraft(clinic, patientId, found));
  expect(told).toEqual(await planCapacity(lead(), drafted));
  expect(told.lines.map(({ name, fits }) => [name, fits])).toEqual([
    ["Physiotherapy", "all"],
    ["Massage therapy", "all"],
  ]);
  await expect(templateCapacity(clinic.memberCtx("front_desk"), choice)).rejects.toMatchObject({ code: "forbidden" });
  for (const strange of [{ episodeId: newId() }, { templateCode: "T99" }, { leadPractitionerId: newId() }])
    await expect(templateCapacity(lead(), { ...choice, ...strange })).rejects.toMatchObject({ code: "not_found" });
  const other = await planClinic(database.appUrl, { connections: 2 });
  const theirs = { ...choice, leadPractitionerId: other.ids.tom };
  await expect(templateCapacity(other.memberCtx("clinical_lead"), theirs)).rejects.toMatchObject({ code: "not_found" });
  await other.close();
});

test("changes nothing, and is asked by those who build plans", async () => {
  const before = await viewPlan(lead(), { planId });
  await planCapacity(lead(), await typed(12));
  const after = await viewPlan(lead(), { planId });
  expect({ ...after, facts: [] }).toEqual({ ...before, facts: [] });
  const change = await typed(5);
  await expect(planCapacity(clinic.memberCtx("front_desk"), change)).rejects.toMatchObject({ code: "forbidden" });
  await expect(planCapacity(clinic.guestCtx(), change)).rejects.toMatchObject({ code: "sign_in_needed" });
  const priya = clinic.memberCtx("practitioner");
  await expect(planCapacity(priya, change)).rejects.toMatchObject({ code: "reason_needed" });
  const tom = { ...priya, actor: { ...priya.actor, practitionerId: clinic.ids.tom } } as typeof priya;
  expect((await planCapacity(tom, change)).visits).toBe(5 + 7 + 5 + 4);
});

test("another clinic's plan, and another plan's discipline, are not found", async () => {
  const other = await planClinic(database.appUrl, { connections: 2 });
  await expect(planCapacity(other.memberCtx("clinical_lead"), await typed(5))).rejects.toMatchObject({
    code: "not_found",
  });
  await other.close();
  const change = await typed(5);
  const stranger = { ...change, tracks: [{ ...change.tracks![0]!, trackId: newId() }] };
  await expect(planCapacity(lead(), stranger)).rejects.toMatchObject({ code: "not_found" });
});

test("numbers that make no sense are said field by field, and a start behind the horizon fits nothing", async () => {
  const change = await typed(5);
  const [physio, massage] = change.tracks!;
  const phases = [{ ...physio!.phases![0]!, maxGap: 1 }];
  await expect(planCapacity(lead(), { ...change, tracks: [{ ...physio!, phases }, massage!] })).rejects.toMatchObject({
    code: "invalid",
    fields: [{ field: "tracks.0.phases.0.targetGap" }],
  });
  const late = await planCapacity(lead(), { ...change, startOn: "2027-09-01" });
  expect([late.alone, late.team, late.visits]).toEqual([0, 0, 21]);
  expect(late.lines[0]!.text).toContain("behind the last day that can be booked");
});

// One patient's whole course on the clock: eight visits, the cap, a flare and another, back and on again, maintenance, goals met.
import { afterAll, beforeAll, expect, test } from "vitest";
import { markArrived } from "../../../lib/booking/record-attendance.ts";
import { recordFlare, takeBackFlare } from "../../../lib/charting/record-flare.ts";
import { recordScore } from "../../../lib/charting/record-score.ts";
import type { InstrumentId } from "../../../lib/outcomes/instruments.ts";
import { finishVisit } from "../../../lib/payments/finish-visit.ts";
import { acceptPlan } from "../../../lib/plans/accept-plan.ts";
import { decideReassessment } from "../../../lib/plans/decide-reassessment.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import type { Decision } from "../../../lib/plans/next-step.ts";
import { offerPlan } from "../../../lib/plans/offer-plan.ts";
import { planOutcomes } from "../../../lib/plans/plan-outcomes.ts";
import { proposeDecision } from "../../../lib/plans/propose-decision.ts";
import { acceptReflow, proposeReflow } from "../../../lib/plans/reflow.ts";
import { stopPlan } from "../../../lib/plans/stop-plan.ts";
import { viewPlan } from "../../../lib/plans/view-plan.ts";
import { addDays } from "../../../lib/time/dates.ts";
import { dateIn } from "../../../lib/time/zone.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { assessed, newPatient, planClinic, yes } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let stranger: TestClinic;
let planId: string;
let patientId: string;
let episodeId: string;
/** The moment the story has come to. */
let now: Date;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { connections: 4 });
  stranger = await planClinic(database.appUrl, { connections: 2 });
  now = clinic.now;
}, 120_000);
afterAll(async () => {
  await stranger?.close();
  await clinic?.close();
  await database?.drop();
});

const lead = () => clinic.memberCtx("clinical_lead", now);
const today = () => dateIn(now, "America/Vancouver");
const plan = () => viewPlan(lead(), { planId });

/** The next visits take place, one after the other; the clock stands after the last of them. */
async function attend(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    const { visits } = await plan();
    const next = visits.find(({ state, start }) => start !== null && state !== "attended" && state !== "missed")!;
    now = new Date(next.start!.getTime() + 5 * 60_000);
    await markArrived(lead(), { appointmentId: next.appointmentId! });
    now = new Date(next.end!.getTime() + 5 * 60_000);
    await finishVisit(lead(), { appointmentId: next.appointmentId! });
  }
}

async function measure(values: Partial<Record<InstrumentId, number>>): Promise<void> {
  for (const [instrument, value] of Object.entries(values) as [InstrumentId, number][])
    await recordScore(lead(), { patientId, episodeId, instrument, value });
}

const flare = (daysAgo: number) =>
  recordFlare(lead(), { patientId, episodeId, onDate: addDays(today(), -daysAgo), trigger: "stress" });

const proposed = async () => (await proposeDecision(lead(), { planId }))!;

/** Decides as proposed, and accepts the rest of the course as it then comes out. */
async function decide(decision: Decision) {
  const { proposal, figures } = await proposed();
  const decided = await decideReassessment(lead(), {
    planId,
    decision,
    reason: "As the figures say.",
    figures: { ...figures, proposed: proposal },
  });
  const { course, stamp, difference } = await proposeReflow(lead(), { planId });
  const seen = course.proposal.flatMap(({ visitId, start, practitionerId }) =>
    start && practitionerId ? [{ visitId, start, practitionerId }] : [],
  );
  await acceptReflow(lead(), { planId, seen, stamp });
  return { ...decided, difference };
}

const phaseOfNext = async () =>
  (await plan()).visits.find(({ state }) => state !== "attended" && state !== "missed")?.phaseName;

test("the course is drafted, accepted and begun: eight visits close together", { timeout: 60_000 }, async () => {
  patientId = await newPatient(clinic, "Noor Story");
  const found = await assessed(clinic, patientId, {
    episode: { condition: "Headache most days", onset: "gradual", payer: "self" },
    classification: "tension_type_chronic",
    baselines: [
      { instrument: "nprs", value: 6 },
      { instrument: "hd28", value: 20 },
      { instrument: "psfs", value: 4 },
    ],
  });
  ({ episodeId } = found);
  ({ planId } = await draftPlan(lead(), {
    patientId,
    ...found,
    templateCode: "T2",
    leadPractitionerId: clinic.ids.priya,
    startOn: "2026-11-26",
    strands: ["hands_on", "movement", "habits"],
    techniques: ["trigger_point_pressure"],
  }));
  await offerPlan(lead(), { planId });
  expect((await acceptPlan(clinic.patientCtx(patientId), yes(planId))).changed).toBe(false);
  expect((await plan()).visits).toHaveLength(15);
  // Nothing was measured again yet.
  expect(await proposeDecision(lead(), { planId })).toBeNull();
  await attend(8);
});

test(
  "at the cap the figures propose to progress, and the visits beyond it become firm",
  { timeout: 60_000 },
  async () => {
    await measure({ nprs: 4, hd28: 13, psfs: 5, pgic: 2 });
    expect(await proposed()).toMatchObject({ proposal: "progress", decisions: ["progress"], responder: false });
    const { firm } = await decide("progress");
    expect(firm.length).toBeGreaterThan(0);
    expect(await phaseOfNext()).toBe("stabilising");
  },
);

test(
  "one flare holds the phase and offers a visit; taken back, it counts for nothing",
  { timeout: 60_000 },
  async () => {
    await attend(1);
    const { flareId } = await flare(1);
    expect(await proposed()).toMatchObject({ proposal: "hold", decisions: ["hold"], extraVisitOffered: true });
    await expect(flare(1)).rejects.toMatchObject({ code: "already_done" });
    await takeBackFlare(lead(), { flareId });
    expect(await proposed()).toMatchObject({ proposal: "progress", extraVisitOffered: false });
    await expect(takeBackFlare(lead(), { flareId })).rejects.toMatchObject({ code: "already_done" });
  },
);

test("two flares in 28 days step back one phase", { timeout: 60_000 }, async () => {
  await flare(1);
  await attend(1);
  await flare(0);
  await measure({ nprs: 5, psfs: 5 });
  const step = await proposed();
  expect(step).toMatchObject({ proposal: "step_back", decisions: ["step_back"] });
  expect(step.figures.flareDates).toHaveLength(2);
  await decide("step_back");
  expect(await phaseOfNext()).toBe("intensive");
});

test("it goes on as symptoms settle, and the end of the course becomes maintenance", { timeout: 120_000 }, async () => {
  await attend(3);
  now = new Date(now.getTime() + 15 * 86_400_000);
  await measure({ nprs: 3, hd28: 9, psfs: 7, pgic: 2 });
  expect(await proposed()).toMatchObject({ decisions: ["progress"], responder: true });
  await decide("progress");
  await attend((await plan()).visits.filter(({ state }) => state !== "attended").length);
  // Stepping back used up visits of the last phase: going on adds them again.
  await measure({ nprs: 3, hd28: 8, psfs: 7, pgic: 2 });
  expect((await proposed()).ahead).toContain("3 more visits, about 14 days");
  expect((await decide("progress")).added).toHaveLength(3);
  expect(await phaseOfNext()).toBe("spacing_out");
  await attend(3);
  await measure({ nprs: 2, hd28: 7, psfs: 8, pgic: 1 });
  const end = await proposed();
  expect(end).toMatchObject({ proposal: "progress", decisions: ["progress", "discharge"] });
  expect(end.ahead).toContain("28 days");
  const { added, difference } = await decide("progress");
  expect(added).toHaveLength(3);
  expect(difference.new.length).toBeGreaterThan(0);
  const coming = (await plan()).visits.filter(({ state }) => state !== "attended");
  expect(coming.map(({ phaseName }) => phaseName)).toEqual(["maintenance", "maintenance", "maintenance"]);
  for (const { priceMinor, payerMinor, patientMinor } of coming) {
    expect(priceMinor).toBeGreaterThan(0);
    expect(payerMinor + patientMinor).toBe(priceMinor);
  }
  const gaps = (await plan()).reassessments.at(-1)!;
  expect(gaps.onDate >= coming.at(-1)!.onDate).toBe(true);
});

test("two stable reviews lengthen the gap by half", { timeout: 120_000 }, async () => {
  await attend(3);
  await measure({ nprs: 2, hd28: 6, psfs: 8, pgic: 1 });
  const step = await proposed();
  expect(step.decisions).toEqual(["progress", "discharge"]);
  expect(step.ahead).toContain("42 days");
  const { added } = await decide("progress");
  const longer = (await plan()).visits.filter(({ visitId }) => added.includes(visitId));
  const days = longer.map(({ targetOn }) => Date.parse(targetOn) / 86_400_000);
  expect(days[1]! - days[0]!).toBeGreaterThanOrEqual(31);
  expect(days[1]! - days[0]!).toBeLessThanOrEqual(63);
});

test("discharge with goals met is a success, and what was to come is given up", { timeout: 60_000 }, async () => {
  await attend(1);
  await measure({ nprs: 1, hd28: 4, psfs: 9, pgic: 1 });
  expect((await proposed()).decisions).toContain("discharge");
  await decideReassessment(lead(), { planId, decision: "discharge", reason: "Goals met, the patient agrees." });
  expect(await stopPlan(lead(), { planId, endReason: "goals_met", reason: "" })).toMatchObject({ status: "completed" });
  const outcomes = (await planOutcomes(lead(), { planId }))!;
  const pain = outcomes.series.find(({ instrument }) => instrument === "nprs")!;
  expect(pain.points.map(({ value }) => value)).toEqual([6, 4, 5, 3, 3, 2, 2, 1]);
  expect(pain.meaningfulAt).toBeCloseTo(4.2, 9);
  expect(outcomes.flares).toHaveLength(2);
});

test("flares and outcomes of another clinic are not found, and those who do not treat the patient see none", async () => {
  const foreign = stranger.memberCtx("clinical_lead", now);
  await expect(planOutcomes(foreign, { planId })).rejects.toMatchObject({ code: "not_found" });
  await expect(
    recordFlare(foreign, { patientId, episodeId, onDate: today(), trigger: "stress" }),
  ).rejects.toMatchObject({ code: "not_found" });
  expect(await planOutcomes(clinic.memberCtx("front_desk", now), { planId })).toBeNull();
  await expect(
    recordFlare(clinic.memberCtx("front_desk", now), { patientId, episodeId, onDate: today(), trigger: "stress" }),
  ).rejects.toMatchObject({ code: "forbidden" });
  await expect(
    recordFlare(lead(), { patientId, episodeId, onDate: addDays(today(), 1), trigger: "stress" }),
  ).rejects.toMatchObject({ code: "invalid" });
});

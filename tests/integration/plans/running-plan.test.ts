// A plan under way: visits move inside their windows, provisional ones are dropped, the rest is planned anew, and it can be stopped.
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appointmentFacts, appointments, outbox, visits } from "../../../db/schema/index.ts";
import { cancelAppointment } from "../../../lib/booking/cancel-appointment.ts";
import { recordScreen } from "../../../lib/intake/record-screen.ts";
import { acceptPlan } from "../../../lib/plans/accept-plan.ts";
import { decideReassessment } from "../../../lib/plans/decide-reassessment.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import { dropProvisional } from "../../../lib/plans/drop-provisional.ts";
import { keepPlanHorizon } from "../../../lib/plans/keep-horizon.ts";
import { listPlans, planOfPatient } from "../../../lib/plans/list-plans.ts";
import { moveVisit } from "../../../lib/plans/move-visit.ts";
import { offerPlan } from "../../../lib/plans/offer-plan.ts";
import { pausePlan, resumePlan } from "../../../lib/plans/pause-plan.ts";
import { acceptReflow, proposeReflow } from "../../../lib/plans/reflow.ts";
import { stopPlan } from "../../../lib/plans/stop-plan.ts";
import { visitStarts } from "../../../lib/plans/visit-starts.ts";
import { viewPlan } from "../../../lib/plans/view-plan.ts";
import { screenWith, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { assessed, newPatient, planClinic, whiplashDraft, yes } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let patients = 0;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { connections: 4 });
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

const lead = (now?: Date) => clinic.memberCtx("clinical_lead", now);

async function running() {
  const patientId = await newPatient(clinic, `Runner Number${++patients}`);
  const found = await assessed(clinic, patientId);
  const { planId } = await draftPlan(lead(), whiplashDraft(clinic, patientId, found));
  await offerPlan(lead(), { planId });
  const accepted = await acceptPlan(clinic.patientCtx(patientId), yes(planId));
  if (accepted.changed) throw new Error("nothing had changed");
  return { planId, patientId, ctx: clinic.patientCtx(patientId) };
}

test("a visit moves inside its window; outside it a patient is refused and staff are told", async () => {
  const { planId, ctx } = await running();
  const plan = await viewPlan(ctx, { planId });
  const visit = plan.visits.filter(({ trackId }) => trackId === plan.tracks[0]!.trackId)[3]!;
  const starts = await visitStarts(ctx, { planId, visitId: visit.visitId });
  const other = starts.find(({ start }) => start.getTime() !== visit.start!.getTime())!;
  const moved = await moveVisit(ctx, { planId, visitId: visit.visitId, ...other });
  expect(moved).toMatchObject({ start: other.start, window: "on_time" });
  const after = await viewPlan(ctx, { planId });
  const shown = after.visits.find(({ visitId }) => visitId === visit.visitId)!;
  expect(shown).toMatchObject({ start: other.start, chainId: visit.chainId });
  expect(shown.appointmentId).not.toBe(visit.appointmentId);
  for (const one of after.visits) expect(one.onDate >= one.windowFrom && one.onDate <= one.windowTo).toBe(true);
  const far = new Date(visit.start!.getTime() + 3 * 86_400_000);
  await expect(moveVisit(ctx, { planId, visitId: visit.visitId, start: far })).rejects.toMatchObject({
    code: "invalid",
  });
  const gone = await clinic.inside((tx) =>
    tx.select().from(appointmentFacts).where(eq(appointmentFacts.appointmentId, visit.appointmentId!)),
  );
  expect(gone.map(({ fact }) => fact)).toContain("moved");
});

test("a visit without a time whose window is over finds one from today on, and its window follows", async () => {
  const { planId } = await running();
  const plan = await viewPlan(lead(), { planId });
  const own = plan.visits.filter(({ trackId }) => trackId === plan.tracks[0]!.trackId);
  for (const { appointmentId } of own.slice(2))
    await cancelAppointment(lead(), { appointmentId: appointmentId!, byWhom: "clinic", reason: "away" });
  const later = new Date(clinic.now.getTime() + 45 * 86_400_000);
  const open = own[2]!;
  expect(open.windowTo < later.toISOString().slice(0, 10)).toBe(true);
  const starts = await visitStarts(lead(later), { planId, visitId: open.visitId });
  expect(starts.length).toBeGreaterThan(0);
  for (const { start } of starts) {
    expect(start.getTime()).toBeGreaterThan(later.getTime());
    expect(start.getTime()).toBeLessThan(later.getTime() + 11 * 86_400_000);
  }
  const { start, practitionerId } = starts[0]!;
  const moved = await moveVisit(lead(later), { planId, visitId: open.visitId, start, practitionerId });
  expect(moved).toMatchObject({ start, practitionerId });
});

test("provisional visits are dropped free of charge, others are not", async () => {
  const { planId, ctx } = await running();
  const plan = await viewPlan(ctx, { planId });
  const provisional = plan.visits.filter((visit) => visit.provisional);
  expect(provisional.length).toBeGreaterThan(5);
  const firm = plan.visits.find((visit) => !visit.provisional)!;
  await expect(dropProvisional(ctx, { planId, visitIds: [firm.visitId] })).rejects.toMatchObject({ code: "invalid" });
  const one = provisional.at(-1)!;
  expect(await dropProvisional(ctx, { planId, visitIds: [one.visitId] })).toEqual({
    dropped: [one.visitId],
    cancelledChainIds: [one.chainId],
  });
  const after = await viewPlan(ctx, { planId });
  expect(after.visits).toHaveLength(20);
  expect(after.droppedCount).toBe(1);
});

test("a decision at the reassessment makes the visits up to the next one firm", async () => {
  const { planId, ctx } = await running();
  const before = (await viewPlan(ctx, { planId })).visits.filter(({ provisional }) => provisional).length;
  await expect(decideReassessment(lead(), { planId, decision: "progress", reason: "" })).rejects.toMatchObject({
    code: "invalid",
  });
  const { firm } = await decideReassessment(lead(), {
    planId,
    decision: "progress",
    reason: "Pain 6 to 3, function up.",
    figures: { nprs: 3 },
  });
  expect(firm.length).toBeGreaterThan(0);
  const after = await viewPlan(lead(), { planId });
  expect(after.visits.filter(({ provisional }) => provisional)).toHaveLength(before - firm.length);
  expect(after.facts.at(-1)).toMatchObject({ fact: "decided", reason: "Pain 6 to 3, function up." });
});

test("stopping cancels what is to come, drops what is open, and names the chains", async () => {
  const { planId, patientId, ctx } = await running();
  const stopped = await stopPlan(ctx, { planId, endReason: "goals_met", reason: "" });
  // A patient ends a plan by choice, whatever the form says.
  expect(stopped.status).toBe("revoked");
  expect(stopped.cancelledChainIds).toHaveLength(21);
  expect(stopped.cancelled.every(({ late }) => !late)).toBe(true);
  const live = await clinic.inside((tx) =>
    tx
      .select({ status: appointments.status })
      .from(appointments)
      .where(and(eq(appointments.clinicId, clinic.clinicId), eq(appointments.patientId, patientId))),
  );
  expect(new Set(live.map(({ status }) => status))).toEqual(new Set(["cancelled"]));
  const rows = await clinic.inside((tx) => tx.select().from(visits).where(eq(visits.planId, planId)));
  expect(rows.every(({ droppedAt }) => droppedAt !== null)).toBe(true);
  const told = await clinic.inside((tx) => tx.select().from(outbox).where(eq(outbox.clinicId, clinic.clinicId)));
  const about = told.filter(({ payload }) => payload["planId"] === planId).map(({ kind }) => kind);
  expect(about.filter((kind) => kind === "plan.stopped")).toHaveLength(1);
  await expect(stopPlan(lead(), { planId, reason: "goals_met" })).rejects.toMatchObject({ code: "already_done" });
  expect((await viewPlan(ctx, { planId })).endReason).toBe("patient_choice");
});

test("a practitioner who ends it with goals met completes it", async () => {
  const { planId } = await running();
  expect(await stopPlan(lead(), { planId, reason: "goals_met" })).toMatchObject({ status: "completed" });
  await expect(stopPlan(lead(), { planId, reason: "because" })).rejects.toMatchObject({ code: "invalid" });
});

test("a pause rests the plan, and a red flag keeps it from going on", async () => {
  const { planId, patientId, ctx } = await running();
  const paused = await pausePlan(lead(), { planId, fromDate: "2026-12-07", toDate: "2026-12-13", reason: "Travel" });
  expect(paused.bookedInside.length).toBeGreaterThan(0);
  const visit = (await viewPlan(ctx, { planId })).visits[5]!;
  await expect(moveVisit(ctx, { planId, visitId: visit.visitId, start: visit.start! })).rejects.toMatchObject({
    code: "plan_not_offered",
  });
  await recordScreen(lead(), { ...screenWith({ sudden_headache: "yes" }), patientId, askedHow: "desk" });
  await expect(resumePlan(lead(), { planId })).rejects.toMatchObject({ code: "review_first" });
});

test("after a missed visit the rest is planned anew, and moves only when the difference is accepted", async () => {
  const { planId, ctx } = await running();
  const plan = await viewPlan(ctx, { planId });
  const own = plan.visits.filter(({ trackId }) => trackId === plan.tracks[0]!.trackId);
  // The fourth visit falls away; the patient is also away for a week.
  await cancelAppointment(lead(), { appointmentId: own[3]!.appointmentId!, byWhom: "clinic", reason: "ill" });
  const preferences = { ...plan.preferences, away: [{ from: "2026-12-14", to: "2026-12-18" }] };
  const { course, difference, stamp } = await proposeReflow(ctx, { planId, preferences });
  expect(difference.new.map(({ visitId }) => visitId)).toContain(own[3]!.visitId);
  expect(difference.moved.length).toBeGreaterThan(0);
  expect(difference.kept.length).toBeGreaterThan(5);
  for (const { onDate } of course.proposal) expect(onDate < "2026-12-14" || onDate > "2026-12-18").toBe(true);
  const seen = course.proposal.flatMap(({ visitId, start, practitionerId }) =>
    start && practitionerId ? [{ visitId, start, practitionerId }] : [],
  );
  await expect(acceptReflow(ctx, { planId, seen, stamp })).rejects.toMatchObject({ code: "plan_changed" });
  await acceptReflow(ctx, { planId, preferences, seen, stamp });
  const after = await viewPlan(ctx, { planId });
  for (const { visitId, start } of seen)
    expect(after.visits.find((visit) => visit.visitId === visitId)?.start).toEqual(start);
  expect((await proposeReflow(ctx, { planId })).difference).toMatchObject({ moved: [], new: [], dropped: [] });
});

test("plans are listed by status and by patient; the horizon round finds nothing to call about", async () => {
  const { planId, patientId, ctx } = await running();
  const line = (await listPlans(lead(), { status: "active" })).find((one) => one.planId === planId)!;
  expect(line).toMatchObject({ planned: 21, attended: 0, templateCode: "T6", patientId });
  expect(line.nextStart).toBeInstanceOf(Date);
  expect((await planOfPatient(ctx, { patientId })).map((one) => one.planId)).toEqual([planId]);
  await expect(planOfPatient(ctx, { patientId: clinic.ids.asha })).rejects.toMatchObject({ code: "not_found" });
  expect(await keepPlanHorizon(clinic.systemCtx())).toEqual({ calls: 0 });
});

// A chart is open to those who treat the patient; to another practitioner for a reason, for an hour, and never unseen.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit, members, practitioners, users } from "../../../db/schema/index.ts";
import { bookForPatient } from "../../../lib/booking/book-for-patient.ts";
import { loadChart } from "../../../lib/charting/load-chart.ts";
import { recordAssessment } from "../../../lib/charting/record-assessment.ts";
import type { Ctx } from "../../../lib/context/context.ts";
import { newId } from "../../../lib/ids.ts";
import { sayConsent } from "../../../lib/intake/purpose-consent.ts";
import { releaseScreen } from "../../../lib/intake/release-screen.ts";
import { exportPatient } from "../../../lib/patients/export-patient.ts";
import { loadPatient } from "../../../lib/patients/load-patient.ts";
import { openChartByReason } from "../../../lib/patients/open-chart.ts";
import { acceptPlan } from "../../../lib/plans/accept-plan.ts";
import { adjustPlan } from "../../../lib/plans/adjust-plan.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import { listTemplates } from "../../../lib/plans/list-templates.ts";
import { offerPlan } from "../../../lib/plans/offer-plan.ts";
import { pausePlan, resumePlan } from "../../../lib/plans/pause-plan.ts";
import { planCapacity } from "../../../lib/plans/plan-capacity.ts";
import { acceptReflow, proposeReflow } from "../../../lib/plans/reflow.ts";
import { stopPlan } from "../../../lib/plans/stop-plan.ts";
import { templateCapacity } from "../../../lib/plans/template-capacity.ts";
import { viewPlan } from "../../../lib/plans/view-plan.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import {
  assessed,
  newPatient,
  planClinic,
  screenClear,
  whiplash,
  whiplashDraft,
  yes,
} from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let clinic: TestClinic;
/** A practitioner with nobody to treat yet. */
let colleague: (now?: Date) => Ctx;
const outside = { code: "reason_needed" };
const reason = "Standing in for Priya, who is ill today.";

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { connections: 3 });
  const { clinicId, now } = clinic;
  const [userId, practitionerId, memberId] = [newId(), newId(), newId()];
  await clinic.db.insert(users).values({ id: userId, email: `${userId}@example.org`, name: "Ana Sol", createdAt: now });
  await clinic.inside(async (tx) => {
    const person = { supplierId: clinic.ids.supplier, languages: ["English"], title: "RMT", position: 9 };
    await tx.insert(practitioners).values({ clinicId, id: practitionerId, name: "Ana Sol", ...person });
    const member = { clinicId, id: memberId, userId, practitionerId, name: "Ana Sol" };
    await tx.insert(members).values({ ...member, role: "practitioner" });
  });
  colleague = (at) => ({
    ...clinic.memberCtx("practitioner", at),
    actor: { kind: "member", memberId, role: "practitioner", practitionerId, name: "Ana Sol" },
  });
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

async function treatedByPriya(name: string): Promise<string> {
  const patientId = await newPatient(clinic, name);
  await seesPriya(patientId);
  return patientId;
}

async function seesPriya(patientId: string): Promise<void> {
  await screenClear(clinic, patientId);
  await bookForPatient(clinic.memberCtx("front_desk"), {
    serviceId: clinic.ids.massage,
    practitionerId: clinic.ids.priya,
    start: new Date(`2026-11-${25 + treated++}T17:00:00Z`),
    patientId,
    via: "phone",
  });
}
let treated = 0;

test("AC-03 who treats the patient opens the chart, and so does the clinical lead; another practitioner does not", async () => {
  const patientId = await treatedByPriya("Bea Lund");
  expect((await loadChart(clinic.memberCtx("practitioner"), { patientId })).openUntil).toBeNull();
  expect((await loadChart(clinic.memberCtx("clinical_lead"), { patientId })).openUntil).toBeNull();
  await expect(loadChart(colleague(), { patientId })).rejects.toMatchObject(outside);
  await expect(exportPatient(colleague(), { patientId })).rejects.toMatchObject(outside);
  await expect(recordAssessment(colleague(), whiplash(patientId))).rejects.toMatchObject(outside);
});

test("a patient whom nobody treats yet is open to whoever begins, and closed to others from then on", async () => {
  const patientId = await newPatient(clinic, "Cem Aydin");
  await recordAssessment(colleague(), whiplash(patientId));
  expect((await loadChart(colleague(), { patientId })).assessments).toHaveLength(1);
  await expect(loadChart(clinic.memberCtx("practitioner"), { patientId })).rejects.toMatchObject(outside);
});

test("a patient may keep the chart to those who examined them; who treats them beside gives a reason", async () => {
  const patientId = await newPatient(clinic, "Gus Lindt");
  await recordAssessment(colleague(), whiplash(patientId));
  await seesPriya(patientId);
  const opens = (ctx: Ctx) => loadChart(ctx, { patientId });
  const shares = (given: boolean, minutes: number) =>
    sayConsent(clinic.patientCtx(patientId, new Date(clinic.now.getTime() + minutes * 60_000)), {
      patientId,
      purpose: "sharing",
      given,
    });
  await opens(clinic.memberCtx("practitioner"));
  await shares(false, 1);
  await expect(opens(clinic.memberCtx("practitioner"))).rejects.toMatchObject(outside);
  await opens(colleague());
  await opens(clinic.memberCtx("clinical_lead"));
  await shares(true, 2);
  await opens(clinic.memberCtx("practitioner"));

  // Nobody has examined them yet: whoever has the visit begins.
  const fresh = await treatedByPriya("Hal Moss");
  await sayConsent(clinic.patientCtx(fresh), { patientId: fresh, purpose: "sharing", given: false });
  await loadChart(clinic.memberCtx("practitioner"), { patientId: fresh });
  await expect(loadChart(colleague(), { patientId: fresh })).rejects.toMatchObject(outside);
});

test("a written reason opens the chart to one person for an hour, and each look says so", async () => {
  const patientId = await treatedByPriya("Dot Hale");
  const { until } = await openChartByReason(colleague(), { patientId, reason });
  expect(until.getTime() - clinic.now.getTime()).toBe(3_600_000);
  expect((await loadChart(colleague(), { patientId })).openUntil).toEqual(until);
  await expect(loadChart(colleague(until), { patientId })).rejects.toMatchObject(outside);
  const rows = await clinic.inside((tx) =>
    tx.select().from(audit).where(eq(audit.patientId, patientId)).orderBy(audit.seq),
  );
  expect(rows.slice(-2).map(({ deed, detail }) => [deed, detail])).toEqual([
    ["chart.opened_by_reason", { minutes: 60 }],
    ["chart.seen", { byReason: true }],
  ]);
  expect(JSON.stringify(rows)).not.toContain("ill today");
  const { record } = await exportPatient(clinic.patientCtx(patientId), { patientId });
  expect(record["chart_openings"]).toMatchObject([{ reason }]);
});

test("only practitioners open by reason, only patients of the clinic, and not those they treat", async () => {
  const patientId = await treatedByPriya("Eli Roth");
  const open = (ctx: Ctx, id = patientId) => openChartByReason(ctx, { patientId: id, reason });
  for (const role of ["front_desk", "manager", "owner", "support"] as const)
    await expect(open(clinic.memberCtx(role))).rejects.toMatchObject({ code: "forbidden" });
  await expect(open(clinic.memberCtx("practitioner"))).rejects.toMatchObject({ code: "already_done" });
  await expect(open(colleague(), newId())).rejects.toMatchObject({ code: "not_found" });
});

test("AC-03 a plan is drafted, laid, offered, paused and stopped by those who treat the patient, and by nobody else", async () => {
  const patientId = await newPatient(clinic, "Ida Voss");
  const found = await assessed(clinic, patientId);
  const self = (colleague().actor as { practitionerId: string }).practitionerId;
  const draft = (ctx: Ctx, leadPractitionerId = clinic.ids.tom) =>
    draftPlan(ctx, whiplashDraft(clinic, patientId, found, { leadPractitionerId }));
  // Whoever leads a plan is of the care team: drafting one must not be the way in.
  await expect(draft(colleague(), self)).rejects.toMatchObject(outside);
  await expect(listTemplates(colleague(), { assessmentId: found.assessmentId })).rejects.toMatchObject(outside);
  const of = { episodeId: found.episodeId, templateCode: "T6", leadPractitionerId: self, startOn: "2026-11-26" };
  await expect(templateCapacity(colleague(), of)).rejects.toMatchObject(outside);

  const lead = (minutes = 0) => clinic.memberCtx("clinical_lead", new Date(clinic.now.getTime() + minutes * 60_000));
  const { planId } = await draft(lead());
  await expect(adjustPlan(colleague(), { planId, leadPractitionerId: self })).rejects.toMatchObject(outside);
  await expect(planCapacity(colleague(), { planId })).rejects.toMatchObject(outside);
  await expect(offerPlan(colleague(), { planId })).rejects.toMatchObject(outside);
  await offerPlan(lead(), { planId });
  await acceptPlan(clinic.patientCtx(patientId), yes(planId));
  const pause = { planId, fromDate: "2026-12-20", toDate: "2026-12-27", reason: "A holiday" };
  await expect(pausePlan(colleague(), pause)).rejects.toMatchObject(outside);
  const { stamp, ...shown } = await proposeReflow(colleague(), { planId, policy: "keep_end" });
  const seen = shown.course.proposal.flatMap(({ visitId, start, practitionerId }) =>
    start && practitionerId ? [{ visitId, start, practitionerId }] : [],
  );
  await expect(acceptReflow(colleague(), { planId, policy: "keep_end", seen, stamp })).rejects.toMatchObject(outside);
  await pausePlan(lead(), pause);
  await expect(resumePlan(colleague(), { planId })).rejects.toMatchObject(outside);
  await expect(stopPlan(colleague(), { planId, endReason: "lapsed", reason: "Moved away" })).rejects.toMatchObject(
    outside,
  );
  await openChartByReason(colleague(), { patientId, reason });
  await stopPlan(colleague(), { planId, endReason: "lapsed", reason: "Moved away" });
});

test("what a plan and a record say of why somebody comes is for those who may read the chart", async () => {
  const patientId = await newPatient(clinic, "Jon Falk");
  const found = await assessed(clinic, patientId);
  const why = "The neck did not bear more than this last time.";
  const lead = clinic.memberCtx("clinical_lead");
  const { planId } = await draftPlan(lead, whiplashDraft(clinic, patientId, found, { reason: why }));
  const said = async (ctx: Ctx) =>
    JSON.stringify([await viewPlan(ctx, { planId }), await loadPatient(ctx, { patientId })]);
  expect(await said(lead)).toContain(why);
  expect(await said(lead)).toContain(whiplash(patientId).episode!.condition);
  for (const ctx of [colleague(), clinic.memberCtx("front_desk"), clinic.memberCtx("owner")]) {
    expect(await said(ctx)).not.toContain(why);
    expect(await said(ctx)).not.toContain(whiplash(patientId).episode!.condition);
  }
});

test("health answers that stop somebody are released by who treats them, or opened the chart for a reason", async () => {
  const patientId = await treatedByPriya("Kim Berg");
  const { screenId } = await screenClear(clinic, patientId);
  const looked = { screenId, reason: "Spoke with the family doctor." };
  await expect(releaseScreen(colleague(), looked)).rejects.toMatchObject(outside);
  await openChartByReason(colleague(), { patientId, reason });
  await releaseScreen(colleague(), looked);
});

// What stands before an offer: each gate refuses by itself, and says what is missing; templates fit or ask for a reason.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callTasks, licences, outbox, plans } from "../../../db/schema/index.ts";
import { Refusal } from "../../../lib/errors.ts";
import { recordAssessment } from "../../../lib/charting/record-assessment.ts";
import { recordScreen } from "../../../lib/intake/record-screen.ts";
import { releaseScreen } from "../../../lib/intake/release-screen.ts";
import { acceptPlan } from "../../../lib/plans/accept-plan.ts";
import { adjustPlan } from "../../../lib/plans/adjust-plan.ts";
import { closeExpiredOffer } from "../../../lib/plans/close-expired-offer.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import { listTemplates } from "../../../lib/plans/list-templates.ts";
import { offerPlan } from "../../../lib/plans/offer-plan.ts";
import { viewPlan } from "../../../lib/plans/view-plan.ts";
import { screenWith, type TestClinic } from "../../support/clinic.ts";
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

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { connections: 4 });
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

const lead = () => clinic.memberCtx("clinical_lead");
let patients = 0;
const patient = () => newPatient(clinic, `Person Number${++patients}`);

const refusal = async (work: Promise<unknown>): Promise<Refusal> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Refusal) return error;
  throw error ?? new Error("it was not refused");
};

describe("the gates", () => {
  test("a maintaining factor and baselines of symptom and function are asked for", async () => {
    const patientId = await patient();
    const found = await assessed(clinic, patientId, { maintainingFactors: [], baselines: [] });
    const { planId } = await draftPlan(lead(), whiplashDraft(clinic, patientId, found));
    const { code, fields } = await refusal(offerPlan(lead(), { planId }));
    expect(code).toBe("plan_not_ready");
    expect(fields.map(({ field }) => field)).toEqual([
      "assessment.maintainingFactors",
      "baselines.symptom",
      "baselines.function",
    ]);
    const view = await viewPlan(lead(), { planId });
    expect(view.missing).toEqual(fields);
    await expect(acceptPlan(lead(), yes(planId))).rejects.toMatchObject({ code: "plan_not_offered" });
  });

  test("no screen and an unreleased tier C stop it, a red flag is reviewed first", async () => {
    const patientId = await patient();
    const found = await recordAssessment(lead(), whiplash(patientId));
    const { planId } = await draftPlan(lead(), whiplashDraft(clinic, patientId, found));
    expect((await refusal(offerPlan(lead(), { planId }))).fields).toMatchObject([{ field: "screen" }]);
    const flagged = await recordScreen(lead(), {
      ...screenWith({ sudden_headache: "yes" }),
      patientId,
      askedHow: "desk",
    });
    expect(["A", "B"]).toContain(flagged.tier);
    expect((await refusal(offerPlan(lead(), { planId }))).code).toBe("review_first");
    await releaseScreen(lead(), { screenId: flagged.screenId, reason: "Seen by a physician today; note on file." });
    await offerPlan(lead(), { planId });
    expect((await viewPlan(lead(), { planId })).status).toBe("offered");
  });

  test("a red flag after the offer stops the acceptance and suspends the plan", async () => {
    const patientId = await patient();
    const found = await assessed(clinic, patientId);
    const { planId } = await draftPlan(lead(), whiplashDraft(clinic, patientId, found));
    await offerPlan(lead(), { planId });
    await recordScreen(lead(), { ...screenWith({ sudden_headache: "yes" }), patientId, askedHow: "desk" });
    expect((await refusal(acceptPlan(clinic.patientCtx(patientId), yes(planId)))).code).toBe("review_first");
    const view = await viewPlan(lead(), { planId });
    expect(view.suspended).toBe(true);
    expect(view.visits.every(({ reviewFirst }) => reviewFirst)).toBe(true);
  });

  test("a technique outside everybody's licence is out of scope", async () => {
    const patientId = await patient();
    const found = await assessed(clinic, patientId);
    const draft = (techniques: string[]) => draftPlan(lead(), whiplashDraft(clinic, patientId, found, { techniques }));
    const thrust = await draft(["spinal_thrust"]);
    const first = await refusal(offerPlan(lead(), thrust));
    expect(first.code).toBe("out_of_scope");
    expect(first.fields[0]?.message).toContain("credential for spinal thrust");
    expect((await refusal(offerPlan(lead(), await draft(["massage_therapy:needling"])))).code).toBe("out_of_scope");
    expect((await refusal(offerPlan(lead(), await draft(["reading_tea_leaves"])))).code).toBe("out_of_scope");
    // Tom is on the needling roster.
    await offerPlan(lead(), await draft(["physiotherapy:needling"]));
  });

  test("a technique that needs the patient's consent is offered, and accepted only with it", async () => {
    const patientId = await patient();
    await clinic.inside((tx) =>
      tx
        .update(licences)
        .set({ credentials: ["intra_oral"] })
        .where(eq(licences.practitionerId, clinic.ids.priya)),
    );
    const found = await assessed(clinic, patientId);
    const { planId } = await draftPlan(lead(), whiplashDraft(clinic, patientId, found, { techniques: ["intra_oral"] }));
    await offerPlan(lead(), { planId });
    const ctx = clinic.patientCtx(patientId);
    const refused = await refusal(acceptPlan(ctx, yes(planId)));
    expect(refused.code).toBe("out_of_scope");
    expect(refused.fields[0]?.message).toContain("the patient's consent");
    const accepted = await acceptPlan(ctx, yes(planId, { consentTo: ["intra_oral"] }));
    expect(accepted).toMatchObject({ changed: false, status: "booked" });
  });

  test("front desk neither drafts nor offers; a missing strand is a warning only", async () => {
    const patientId = await patient();
    const found = await assessed(clinic, patientId);
    const desk = clinic.memberCtx("front_desk");
    const draft = whiplashDraft(clinic, patientId, found, { strands: ["hands_on"] });
    expect((await refusal(draftPlan(desk, draft))).code).toBe("forbidden");
    const { planId } = await draftPlan(lead(), draft);
    expect((await refusal(offerPlan(desk, { planId }))).code).toBe("forbidden");
    await offerPlan(lead(), { planId });
    expect((await viewPlan(lead(), { planId })).warnings).toHaveLength(2);
  });
});

describe("templates", () => {
  test("those that fit come first; others need a reason; trigger-point plans are blocked when none are involved", async () => {
    const patientId = await patient();
    const found = await assessed(clinic, patientId, { triggerPointRole: "not_involved" });
    const list = await listTemplates(lead(), { assessmentId: found.assessmentId });
    expect(list).toHaveLength(12);
    expect(list[0]).toMatchObject({ code: "T6", eligible: true, totalVisits: 21 });
    expect(list.filter(({ eligible }) => eligible).map(({ code }) => code)).toEqual(["T6"]);
    expect(list.filter(({ blocked }) => blocked).map(({ code }) => code)).toEqual(["T1", "T2", "T8", "T11"]);
    const other = whiplashDraft(clinic, patientId, found, { templateCode: "T3", techniques: [] });
    expect((await refusal(draftPlan(lead(), other))).code).toBe("template_not_eligible");
    await draftPlan(lead(), { ...other, reason: "Neck findings lead; crash is the smaller part." });
    const blocked = { ...other, templateCode: "T8", reason: "All the same." };
    expect((await refusal(draftPlan(lead(), blocked))).code).toBe("template_not_eligible");
  });
});

describe("before acceptance", () => {
  test("phases, people and wishes are adjusted, and an offer becomes a draft again", async () => {
    const patientId = await patient();
    const found = await assessed(clinic, patientId);
    const { planId } = await draftPlan(lead(), whiplashDraft(clinic, patientId, found));
    await offerPlan(lead(), { planId });
    const before = await viewPlan(lead(), { planId });
    const closer = {
      planId,
      tracks: [
        {
          trackId: before.tracks[0]!.trackId,
          phases: [{ name: "intensive", visits: 2, minGap: 2, targetGap: 3, maxGap: 5, minutes: 30 }],
        },
      ],
    };
    await expect(adjustPlan(lead(), closer)).rejects.toMatchObject({ code: "invalid", fields: [{ field: "reason" }] });
    await adjustPlan(lead(), {
      reason: "A flare after the crash, agreed with the patient",
      planId,
      startOn: "2026-11-30",
      preferences: { weekdays: [1, 3], sameDay: "together" },
      tracks: [
        {
          trackId: before.tracks[0]!.trackId,
          phases: [{ name: "intensive", visits: 2, minGap: 2, targetGap: 3, maxGap: 5, minutes: 30 }],
        },
      ],
    });
    const view = await viewPlan(lead(), { planId });
    expect(view).toMatchObject({ status: "draft", startOn: "2026-11-30", offerExpiresAt: null });
    expect(view.preferences).toMatchObject({ weekdays: [1, 3], sameDay: "together" });
    expect(view.visits).toHaveLength(10);
  });

  test("an offer that nobody answered ends after seven days onto the list of calls", async () => {
    const patientId = await patient();
    const found = await assessed(clinic, patientId);
    const { planId } = await draftPlan(lead(), whiplashDraft(clinic, patientId, found));
    const { offerExpiresAt } = await offerPlan(lead(), { planId });
    expect(offerExpiresAt.getTime() - clinic.now.getTime()).toBe(7 * 86_400_000);
    const due = await clinic.inside((tx) => tx.select().from(outbox).where(eq(outbox.kind, "plan.offer_expires")));
    expect(due.find(({ payload }) => payload["planId"] === planId)?.runAt).toEqual(offerExpiresAt);
    expect(await closeExpiredOffer(clinic.systemCtx(), { planId })).toBe("offered anew meanwhile");
    const late = clinic.systemCtx(new Date(offerExpiresAt.getTime() + 60_000));
    expect(await closeExpiredOffer(late, { planId })).toBe("offer ended");
    expect(await closeExpiredOffer(late, { planId })).toBe("left alone: revoked");
    const [row] = await clinic.inside((tx) => tx.select().from(plans).where(eq(plans.id, planId)));
    expect(row).toMatchObject({ status: "revoked", endReason: "offer_expired" });
    const calls = await clinic.inside((tx) => tx.select().from(callTasks).where(eq(callTasks.planId, planId)));
    expect(calls).toMatchObject([{ kind: "offer_expired", patientId }]);
  });

  test("a screen alone does not open a stranger's assessment", async () => {
    const patientId = await patient();
    const other = await patient();
    await screenClear(clinic, other);
    const found = await assessed(clinic, patientId);
    const { code } = await refusal(draftPlan(lead(), whiplashDraft(clinic, other, found)));
    expect(code).toBe("not_found");
  });
});

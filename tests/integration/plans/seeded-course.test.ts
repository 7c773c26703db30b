// The whole whiplash course on the demo clinic's busy calendar: proposed, accepted at the desk, booked, and stopped again.
import { and, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, withClinic, type Database } from "../../../db/client.ts";
import {
  appointments,
  assessments,
  clinics,
  members,
  patients,
  practitioners,
  visits,
} from "../../../db/schema/index.ts";
import type { Ctx } from "../../../lib/context/context.ts";
import { openGateways } from "../../../lib/gateways/gateways.ts";
import type { Actor, MemberRole } from "../../../lib/permissions/permissions.ts";
import { acceptPlan } from "../../../lib/plans/accept-plan.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import { offerPlan } from "../../../lib/plans/offer-plan.ts";
import { stopPlan } from "../../../lib/plans/stop-plan.ts";
import { viewOffer, viewPlan } from "../../../lib/plans/view-plan.ts";
import { daysBetween } from "../../../lib/time/dates.ts";
import { seedWhenEmpty } from "../../../scripts/seed.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { yes } from "../../support/plan-clinic.ts";

const now = new Date("2026-11-24T18:30:00Z");
let database: FreshDatabase;
let db: Database;
let clinicId = "";

beforeAll(async () => {
  database = await freshDatabase();
  await seedWhenEmpty({ ...database, now, log: () => {} });
  db = openDatabase(database.appUrl, { max: 4, name: "taper-test" });
  const [clinic] = await db.select().from(clinics).where(eq(clinics.slug, "harbour"));
  clinicId = clinic!.id;
}, 240_000);

afterAll(async () => {
  if (db) await closeDatabase(db);
  await database?.drop();
});

const context = (actor: Actor): Ctx => ({
  clinicId,
  actor,
  now,
  db,
  gateways: openGateways({
    stripe: { secretKey: "sk_test_unused", webhookSecret: "whsec_unused_in_tests", apiBase: "http://localhost:1" },
    mail: { smtpUrl: "smtp://localhost:1", from: "hello@clinic.example" },
  }),
  publicUrl: "http://localhost:3000",
  secret: "a test secret of at least thirty-two characters",
});

async function memberCtx(name: string): Promise<Ctx> {
  const [row] = await withClinic(db, clinicId, (tx) =>
    tx
      .select()
      .from(members)
      .where(and(eq(members.clinicId, clinicId), eq(members.name, name))),
  );
  const { id: memberId, role, practitionerId } = row!;
  return context({ kind: "member", memberId, role: role as MemberRole, practitionerId, name });
}

test("thirteen physio and eight massage visits fit the seeded calendar, are booked at once, and can be stopped", async () => {
  const tom = await memberCtx("Tom Okafor");
  const [found] = await withClinic(db, clinicId, (tx) =>
    tx
      .select({ assessment: assessments, lead: practitioners.id })
      .from(patients)
      .innerJoin(assessments, and(eq(assessments.clinicId, clinicId), eq(assessments.patientId, patients.id)))
      .innerJoin(practitioners, and(eq(practitioners.clinicId, clinicId), eq(practitioners.name, "Tom Okafor")))
      .where(and(eq(patients.clinicId, clinicId), eq(patients.name, "Asha Rao"))),
  );
  const { assessment, lead } = found!;
  const { patientId, episodeId, id: assessmentId } = assessment;
  const { planId } = await draftPlan(tom, {
    patientId,
    episodeId,
    assessmentId,
    templateCode: "T6",
    leadPractitionerId: lead,
    startOn: "2026-11-26",
    strands: ["hands_on", "movement", "habits"],
    techniques: ["trigger_point_pressure", "myofascial", "joint_mobilisation", "therapeutic_exercise"],
    preferences: { partsOfDay: ["afternoon", "evening"], sameDay: "together" },
  });
  await offerPlan(tom, { planId });
  const patient = context({ kind: "patient", patientId });
  const { course } = await viewOffer(patient, { planId });
  expect(course.optimal).toBe(true);
  expect(course.proposal).toHaveLength(21);
  expect(course.open).toEqual([]);
  const seen = course.proposal.map(({ visitId, start, practitionerId }) => ({
    visitId,
    start: start!,
    practitionerId: practitionerId!,
  }));
  const desk = await memberCtx("Mina Cho");
  const accepted = await acceptPlan(desk, yes(planId, { seen }));
  expect(accepted).toMatchObject({ changed: false, status: "booked" });
  const rows = await withClinic(db, clinicId, (tx) =>
    tx
      .select({ status: appointments.status, startsAt: appointments.startsAt, visitId: appointments.visitId })
      .from(appointments)
      .innerJoin(visits, and(eq(visits.clinicId, clinicId), eq(visits.id, appointments.visitId)))
      .where(
        and(eq(appointments.clinicId, clinicId), eq(visits.planId, planId), inArray(appointments.status, ["booked"])),
      ),
  );
  expect(rows).toHaveLength(21);
  const view = await viewPlan(desk, { planId });
  expect(view.status).toBe("active");
  for (const track of view.tracks) {
    const own = view.visits.filter(({ trackId }) => trackId === track.trackId).toSorted((a, b) => a.number - b.number);
    own.slice(1).forEach((visit, index) => {
      const phase = track.phases.find(({ name }) => name === visit.phaseName)!;
      const gap = daysBetween(own[index]!.onDate, visit.onDate);
      expect(gap).toBeGreaterThanOrEqual(phase.minGap);
      expect(gap).toBeLessThanOrEqual(phase.maxGap);
    });
  }
  const stopped = await stopPlan(tom, { planId, reason: "goals_met" });
  expect(stopped.cancelledChainIds).toHaveLength(21);
  expect(stopped.status).toBe("completed");
}, 60_000);

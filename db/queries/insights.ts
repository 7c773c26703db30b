// What insights count: plans, their visits and the bookings of those visits, each with the facts known before an instant.
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "../client.ts";
import {
  appointmentFacts,
  appointments,
  callTasks,
  disciplines,
  episodes,
  members,
  patients,
  phases,
  planFacts,
  planTemplates,
  plans,
  practitioners,
  scores,
  tracks,
  visitTerms,
  visits,
} from "../schema/index.ts";

/** A fact as the database packs it; `at` is an instant as text. */
export type PackedPlanFact = { fact: string; at: string; reason: string; from: string | null; to: string | null };
export type PackedBookingFact = { fact: string; at: string; byWhom: string | null; late: boolean | null };

/** Of all plans, or of those that have not ended by now. */
export type WhichPlans = "all" | "going_on";

const among = (which: WhichPlans) => (which === "all" ? undefined : inArray(plans.status, ["active", "on_hold"]));

/** Every plan that was activated before the instant, with what had changed its state by then, oldest first. */
export const activatedPlans = (tx: Tx, clinicId: string, until: Date, which: WhichPlans = "all") =>
  tx
    .select({
      planId: plans.id,
      patientId: plans.patientId,
      patientName: patients.name,
      patientMobile: patients.mobile,
      leadPractitionerId: plans.leadPractitionerId,
      currency: plans.currency,
      templateCode: planTemplates.code,
      payer: episodes.payer,
      facts: sql<PackedPlanFact[]>`jsonb_agg(jsonb_build_object('fact', ${planFacts.fact}, 'at', ${planFacts.at},
        'reason', ${planFacts.reason}, 'from', ${planFacts.fromDate}, 'to', ${planFacts.toDate})
        order by ${planFacts.at}, ${planFacts.id})`,
    })
    .from(plans)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, plans.patientId)))
    .innerJoin(planTemplates, and(eq(planTemplates.clinicId, clinicId), eq(planTemplates.id, plans.templateId)))
    .innerJoin(episodes, and(eq(episodes.clinicId, clinicId), eq(episodes.id, plans.episodeId)))
    .innerJoin(
      planFacts,
      and(
        eq(planFacts.clinicId, clinicId),
        eq(planFacts.planId, plans.id),
        lt(planFacts.at, until),
        inArray(planFacts.fact, ["activated", "paused", "resumed", "completed", "revoked"]),
      ),
    )
    .where(and(eq(plans.clinicId, clinicId), isNotNull(plans.activatedAt), lt(plans.activatedAt, until), among(which)))
    .groupBy(
      plans.clinicId,
      plans.id,
      patients.name,
      patients.mobile,
      plans.patientId,
      plans.leadPractitionerId,
      plans.currency,
      planTemplates.code,
      episodes.payer,
    )
    .orderBy(asc(plans.id));

/** Every visit that plans activated before the instant had by then, for what it stood for at that time, by track and number. */
export const visitsOfActivated = (tx: Tx, clinicId: string, until: Date, which: WhichPlans = "all") => {
  // What the first change after the instant replaced is what held at the instant.
  const then = tx
    .selectDistinctOn([visitTerms.visitId], {
      visitId: visitTerms.visitId,
      phaseId: visitTerms.phaseId,
      targetOn: visitTerms.targetOn,
      windowFrom: visitTerms.windowFrom,
      windowTo: visitTerms.windowTo,
      priceMinor: visitTerms.priceMinor,
    })
    .from(visitTerms)
    .where(and(eq(visitTerms.clinicId, clinicId), gte(visitTerms.replacedAt, until)))
    .orderBy(asc(visitTerms.visitId), asc(visitTerms.replacedAt))
    .as("then_terms");
  return tx
    .select({
      visitId: visits.id,
      planId: visits.planId,
      trackId: visits.trackId,
      number: visits.number,
      disciplineId: tracks.disciplineId,
      primaryPractitionerId: tracks.primaryPractitionerId,
      phaseName: phases.name,
      targetGap: phases.targetGap,
      minGap: phases.minGap,
      maxGap: phases.maxGap,
      targetOn: sql<string>`coalesce(${then.targetOn}, ${visits.targetOn})`,
      windowFrom: sql<string>`coalesce(${then.windowFrom}, ${visits.windowFrom})`,
      windowTo: sql<string>`coalesce(${then.windowTo}, ${visits.windowTo})`,
      priceMinor: sql<number>`coalesce(${then.priceMinor}, ${visits.priceMinor})`.mapWith(visits.priceMinor),
      createdAt: visits.createdAt,
      droppedAt: visits.droppedAt,
    })
    .from(visits)
    .leftJoin(then, eq(then.visitId, visits.id))
    .innerJoin(
      plans,
      and(
        eq(plans.clinicId, clinicId),
        eq(plans.id, visits.planId),
        isNotNull(plans.activatedAt),
        lt(plans.activatedAt, until),
        among(which),
      ),
    )
    .innerJoin(tracks, and(eq(tracks.clinicId, clinicId), eq(tracks.id, visits.trackId)))
    .innerJoin(
      phases,
      and(eq(phases.clinicId, clinicId), sql`${phases.id} = coalesce(${then.phaseId}, ${visits.phaseId})`),
    )
    .where(and(eq(visits.clinicId, clinicId), lt(visits.createdAt, until)))
    .orderBy(asc(tracks.planId), asc(tracks.position), asc(visits.number));
};

/** Every booking of a plan's visit made before the instant, with what had become of it by then, oldest first. */
export const bookingsOfVisits = (tx: Tx, clinicId: string, until: Date, which: WhichPlans = "all") =>
  tx
    .select({
      appointmentId: appointments.id,
      visitId: appointments.visitId,
      practitionerId: appointments.practitionerId,
      wallStart: appointments.wallStart,
      facts: sql<PackedBookingFact[]>`jsonb_agg(jsonb_build_object('fact', ${appointmentFacts.fact},
        'at', ${appointmentFacts.at}, 'byWhom', ${appointmentFacts.byWhom}, 'late', ${appointmentFacts.late})
        order by ${appointmentFacts.at}, ${appointmentFacts.id})`,
    })
    .from(appointments)
    .innerJoin(
      appointmentFacts,
      and(
        eq(appointmentFacts.clinicId, clinicId),
        eq(appointmentFacts.appointmentId, appointments.id),
        lt(appointmentFacts.at, until),
      ),
    )
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        isNotNull(appointments.visitId),
        which === "all"
          ? undefined
          : inArray(
              appointments.visitId,
              tx
                .select({ id: visits.id })
                .from(visits)
                .innerJoin(plans, and(eq(plans.clinicId, clinicId), eq(plans.id, visits.planId), among(which)))
                .where(eq(visits.clinicId, clinicId)),
            ),
      ),
    )
    .groupBy(
      appointments.clinicId,
      appointments.id,
      appointments.visitId,
      appointments.practitionerId,
      appointments.wallStart,
      appointments.createdAt,
    )
    .orderBy(asc(appointments.createdAt), asc(appointments.id));

/** Scores of the episodes of plans activated before the instant, as known by then, oldest first; a corrected one stands at its own time. */
export const scoresOfActivated = (tx: Tx, clinicId: string, until: Date, instruments: readonly string[]) => {
  const [newer, older] = [alias(scores, "newer"), alias(scores, "older")];
  const takenAt = sql`coalesce(${older.takenAt}, ${scores.takenAt})`;
  return tx
    .select({
      planId: plans.id,
      instrument: scores.instrument,
      value: scores.value,
      takenAt: takenAt.mapWith(scores.takenAt),
    })
    .from(plans)
    .innerJoin(
      scores,
      and(
        eq(scores.clinicId, clinicId),
        eq(scores.episodeId, plans.episodeId),
        inArray(scores.instrument, [...instruments]),
        sql`coalesce(${scores.recordedAt}, ${scores.takenAt}) < ${until.toISOString()}::timestamptz`,
      ),
    )
    .leftJoin(
      newer,
      and(
        eq(newer.clinicId, clinicId),
        eq(newer.replacesId, scores.id),
        sql`coalesce(${newer.recordedAt}, ${newer.takenAt}) < ${until.toISOString()}::timestamptz`,
      ),
    )
    .leftJoin(older, and(eq(older.clinicId, clinicId), eq(older.id, scores.replacesId)))
    .where(
      and(eq(plans.clinicId, clinicId), isNotNull(plans.activatedAt), lt(plans.activatedAt, until), isNull(newer.id)),
    )
    .orderBy(asc(plans.id), takenAt, asc(scores.id));
};

/** When the plans that go on are to be looked at again, and how often that was done. */
export const reassessmentsDue = (tx: Tx, clinicId: string) =>
  tx
    .select({
      planId: plans.id,
      points: plans.reassess,
      startOn: plans.startOn,
      leadPractitionerId: plans.leadPractitionerId,
      decided: sql<number>`(select count(*)::int from plan_facts f
        where f.clinic_id = ${clinicId}::uuid and f.plan_id = plans.id and f.fact = 'decided')`,
    })
    .from(plans)
    .where(and(eq(plans.clinicId, clinicId), among("going_on")));

/** All disciplines in the clinic's own order. */
export const disciplineNames = (tx: Tx, clinicId: string) =>
  tx
    .select({ id: disciplines.id, name: disciplines.name, letter: disciplines.letter, hue: disciplines.hue })
    .from(disciplines)
    .where(eq(disciplines.clinicId, clinicId))
    .orderBy(asc(disciplines.position), asc(disciplines.id));

/** Every template that there was, by code, under the name of its latest version. */
export const templateNames = (tx: Tx, clinicId: string) =>
  tx
    .selectDistinctOn([planTemplates.code], { id: planTemplates.code, name: planTemplates.name })
    .from(planTemplates)
    .where(eq(planTemplates.clinicId, clinicId))
    .orderBy(asc(planTemplates.code), desc(planTemplates.version));

/** All practitioners, those who have left too, in the clinic's own order. */
export const practitionerNames = (tx: Tx, clinicId: string) =>
  tx
    .select({ id: practitioners.id, name: practitioners.name })
    .from(practitioners)
    .where(eq(practitioners.clinicId, clinicId))
    .orderBy(asc(practitioners.position), asc(practitioners.id));

/** Calls of one kind about these plans that were over before the instant, newest first. */
export async function callsAbout(tx: Tx, clinicId: string, planIds: readonly string[], kind: string, until: Date) {
  if (!planIds.length) return [];
  return tx
    .select({
      planId: callTasks.planId,
      outcome: callTasks.outcome,
      note: callTasks.reason,
      at: callTasks.closedAt,
      by: members.name,
    })
    .from(callTasks)
    .leftJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, callTasks.closedBy)))
    .where(
      and(
        eq(callTasks.clinicId, clinicId),
        eq(callTasks.kind, kind),
        inArray(callTasks.planId, [...planIds]),
        isNotNull(callTasks.outcome),
        lt(callTasks.closedAt, until),
      ),
    )
    .orderBy(desc(callTasks.closedAt), desc(callTasks.createdAt), desc(callTasks.id));
}

/** Closes what was open about a plan, because a later call has been logged. */
export async function closeCallsAbout(
  tx: Tx,
  clinicId: string,
  planId: string,
  kind: string,
  end: { closedAt: Date; closedBy: string | null; outcome: string },
): Promise<void> {
  await tx
    .update(callTasks)
    .set(end)
    .where(
      and(
        eq(callTasks.clinicId, clinicId),
        eq(callTasks.planId, planId),
        eq(callTasks.kind, kind),
        sql`${callTasks.closedAt} is null`,
      ),
    );
}

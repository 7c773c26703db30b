// Plans with their tracks, phases, visits and appointments, and the dated rows that judge them.
import { and, asc, desc, eq, inArray, isNull, max, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import {
  appointments,
  assessments,
  callTasks,
  closures,
  consents,
  disciplines,
  episodes,
  licences,
  members,
  patients,
  payerRules,
  phases,
  planFacts,
  plans,
  planTemplates,
  practitioners,
  scopeRules,
  services,
  tracks,
  visits,
} from "../schema/index.ts";
import { touch } from "./touched.ts";

export type PlanRow = typeof plans.$inferSelect;
export type VisitRow = typeof visits.$inferSelect;
export type TrackRow = typeof tracks.$inferSelect;
export type PhaseRow = typeof phases.$inferSelect;

const at = (instant: Date) => sql`${instant.toISOString()}::timestamptz`;

export async function planRow(tx: Tx, clinicId: string, planId: string): Promise<PlanRow | null> {
  const [row] = await tx
    .select()
    .from(plans)
    .where(and(eq(plans.clinicId, clinicId), eq(plans.id, planId)));
  return row ?? null;
}

/** The plan, locked: whoever changes it waits here, before any other lock. */
export async function lockPlan(tx: Tx, clinicId: string, planId: string): Promise<PlanRow | null> {
  const [row] = await tx
    .select()
    .from(plans)
    .where(and(eq(plans.clinicId, clinicId), eq(plans.id, planId)))
    .for("no key update");
  return row ?? null;
}

/** What stands around a plan: person, episode, assessment, template, lead. */
export async function planSetting(tx: Tx, clinicId: string, planId: string) {
  const [row] = await tx
    .select({
      patientName: patients.name,
      episode: episodes,
      assessment: assessments,
      template: planTemplates,
      leadName: practitioners.name,
    })
    .from(plans)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, plans.patientId)))
    .innerJoin(episodes, and(eq(episodes.clinicId, clinicId), eq(episodes.id, plans.episodeId)))
    .innerJoin(assessments, and(eq(assessments.clinicId, clinicId), eq(assessments.id, plans.assessmentId)))
    .innerJoin(planTemplates, and(eq(planTemplates.clinicId, clinicId), eq(planTemplates.id, plans.templateId)))
    .innerJoin(practitioners, and(eq(practitioners.clinicId, clinicId), eq(practitioners.id, plans.leadPractitionerId)))
    .where(and(eq(plans.clinicId, clinicId), eq(plans.id, planId)));
  return row ?? null;
}

export const trackRows = (tx: Tx, clinicId: string, planId: string) =>
  tx
    .select({ track: tracks, discipline: disciplines })
    .from(tracks)
    .innerJoin(disciplines, and(eq(disciplines.clinicId, clinicId), eq(disciplines.id, tracks.disciplineId)))
    .where(and(eq(tracks.clinicId, clinicId), eq(tracks.planId, planId)))
    .orderBy(asc(tracks.position));

export const phaseRows = (tx: Tx, clinicId: string, planId: string) =>
  tx
    .select({ phase: phases, serviceName: services.name, durationMin: services.durationMin })
    .from(phases)
    .innerJoin(tracks, and(eq(tracks.clinicId, clinicId), eq(tracks.id, phases.trackId), eq(tracks.planId, planId)))
    .innerJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, phases.serviceId)))
    .where(eq(phases.clinicId, clinicId))
    .orderBy(asc(phases.position));

export const visitRows = (tx: Tx, clinicId: string, planId: string): Promise<VisitRow[]> =>
  tx
    .select()
    .from(visits)
    .where(and(eq(visits.clinicId, clinicId), eq(visits.planId, planId)))
    .orderBy(asc(visits.trackId), asc(visits.number));

/** Every appointment ever made for the plan's visits, oldest first. */
export const planAppointments = (tx: Tx, clinicId: string, planId: string) =>
  tx
    .select({
      id: appointments.id,
      chainId: appointments.chainId,
      visitId: appointments.visitId,
      status: appointments.status,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
      practitionerId: appointments.practitionerId,
      serviceId: appointments.serviceId,
      bufferBeforeMin: appointments.bufferBeforeMin,
      bufferAfterMin: appointments.bufferAfterMin,
      holdExpiresAt: appointments.holdExpiresAt,
      holdKey: appointments.holdKey,
      policy: appointments.policy,
      createdAt: appointments.createdAt,
    })
    .from(appointments)
    .innerJoin(
      visits,
      and(eq(visits.clinicId, clinicId), eq(visits.id, appointments.visitId), eq(visits.planId, planId)),
    )
    .where(eq(appointments.clinicId, clinicId))
    .orderBy(asc(appointments.createdAt), asc(appointments.sequence), asc(appointments.id));

export type PlanAppointment = Awaited<ReturnType<typeof planAppointments>>[number];

/** Rooms that these appointments occupy. */
export async function unitsOfAppointments(tx: Tx, clinicId: string, appointmentIds: readonly string[]) {
  if (!appointmentIds.length) return [];
  const rows = await tx.execute(sql`
    select r.appointment_id as "appointmentId", r.resource_id as "resourceId" from appointment_resources r
    where r.clinic_id = ${clinicId}::uuid and r.live and r.appointment_id = any(${`{${appointmentIds.join(",")}}`}::uuid[])`);
  return rows as unknown as { appointmentId: string; resourceId: string }[];
}

export const factsOfPlan = (tx: Tx, clinicId: string, planId: string) =>
  tx
    .select({ row: planFacts, memberName: members.name })
    .from(planFacts)
    .leftJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, planFacts.memberId)))
    .where(and(eq(planFacts.clinicId, clinicId), eq(planFacts.planId, planId)))
    .orderBy(asc(planFacts.at), asc(planFacts.id));

export async function practitionerNames(tx: Tx, clinicId: string): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: practitioners.id, name: practitioners.name })
    .from(practitioners)
    .where(eq(practitioners.clinicId, clinicId));
  return new Map(rows.map((row) => [row.id, row.name]));
}

export const licencesOf = (tx: Tx, clinicId: string, practitionerIds: readonly string[]) =>
  tx
    .select()
    .from(licences)
    .where(and(eq(licences.clinicId, clinicId), inArray(licences.practitionerId, [...practitionerIds])))
    .orderBy(desc(licences.validFrom));

export const scopeRuleRows = (tx: Tx, clinicId: string) =>
  tx.select().from(scopeRules).where(eq(scopeRules.clinicId, clinicId));

export const payerRuleRows = (tx: Tx, clinicId: string) =>
  tx.select().from(payerRules).where(eq(payerRules.clinicId, clinicId));

/** What of a visit's price the payer is, or was, asked for: by its charge once there is one. */
const askedOf = (
  clinicId: string,
  payer: string,
) => sql<number>`coalesce((select k.net_minor - coalesce((select sum(d.net_minor)
  from charge_reductions d where d.clinic_id = ${clinicId}::uuid and d.charge_id = k.id and d.moved_to_id is not null), 0) from charges k
  where k.clinic_id = ${clinicId}::uuid and k.appointment_id = ${appointments.id} and k.kind = 'visit' and k.payer = ${payer}
    and k.origin_id is null), ${appointments.priceMinor} - ${appointments.patientMinor})::int`;

/**
 * What the payer was asked to pay for this patient so far, this plan's own visits left out. A visit that the payer refused, and that another
 * was asked for, does not count; one that it paid in part counts with that part.
 */
export const payerHistory = (tx: Tx, clinicId: string, patientId: string, payer: string, exceptPlanId: string | null) =>
  tx
    .select({
      episodeId: appointments.episodeId,
      disciplineCode: disciplines.code,
      startsAt: appointments.startsAt,
      payerMinor: askedOf(clinicId, payer).as("payer_minor"),
    })
    .from(appointments)
    .innerJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, appointments.serviceId)))
    .innerJoin(disciplines, and(eq(disciplines.clinicId, clinicId), eq(disciplines.id, services.disciplineId)))
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        eq(appointments.patientId, patientId),
        eq(appointments.payer, payer),
        inArray(appointments.status, ["booked", "arrived", "fulfilled"]),
        sql`${askedOf(clinicId, payer)} > 0`,
        sql`not exists (select 1 from visits v where v.clinic_id = ${clinicId}::uuid and v.id = ${appointments.visitId}
          and v.plan_id = ${exceptPlanId}::uuid)`,
      ),
    );

export type PayerHistory = Awaited<ReturnType<typeof payerHistory>>;

/** Whole-clinic closures that touch a time. */
export const closuresBetween = (tx: Tx, clinicId: string, from: Date, to: Date) =>
  tx
    .select({ startsAt: closures.startsAt, endsAt: closures.endsAt })
    .from(closures)
    .where(
      and(
        eq(closures.clinicId, clinicId),
        sql`${closures.startsAt} < ${at(to)}`,
        sql`${closures.endsAt} > ${at(from)}`,
      ),
    );

export const consentsOfPatient = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .select()
    .from(consents)
    .where(and(eq(consents.clinicId, clinicId), eq(consents.patientId, patientId)))
    .orderBy(asc(consents.signedAt), asc(consents.id));

export async function addConsents(tx: Tx, rows: (typeof consents.$inferInsert)[]): Promise<void> {
  if (rows.length) await tx.insert(consents).values(rows);
}

export async function addPlan(tx: Tx, row: typeof plans.$inferInsert): Promise<void> {
  await tx.insert(plans).values(row);
}

export async function addCourse(
  tx: Tx,
  rows: {
    tracks: (typeof tracks.$inferInsert)[];
    phases: (typeof phases.$inferInsert)[];
    visits: (typeof visits.$inferInsert)[];
  },
): Promise<void> {
  if (rows.tracks.length) await tx.insert(tracks).values(rows.tracks);
  if (rows.phases.length) await tx.insert(phases).values(rows.phases);
  await tx.insert(visits).values(rows.visits);
  touch(tx, { planIds: rows.visits.map(({ planId }) => planId) });
}

/** The highest number that a visit of the track ever had; 0 without any. */
export async function lastVisitNumber(tx: Tx, clinicId: string, trackId: string): Promise<number> {
  const [row] = await tx
    .select({ number: max(visits.number) })
    .from(visits)
    .where(and(eq(visits.clinicId, clinicId), eq(visits.trackId, trackId)));
  return row?.number ?? 0;
}

/** Takes the course of a plan away that was never booked, to lay another one. Holds that have ended stay as history without a visit. */
export async function removeCourse(tx: Tx, clinicId: string, planId: string): Promise<void> {
  await tx.execute(sql`
    update appointments a set visit_id = null from visits v
    where v.clinic_id = ${clinicId}::uuid and v.plan_id = ${planId}::uuid
      and a.clinic_id = ${clinicId}::uuid and a.visit_id = v.id and a.status = 'expired'`);
  await tx.delete(visits).where(and(eq(visits.clinicId, clinicId), eq(visits.planId, planId)));
  await tx.delete(phases).where(
    and(
      eq(phases.clinicId, clinicId),
      inArray(
        phases.trackId,
        tx
          .select({ id: tracks.id })
          .from(tracks)
          .where(and(eq(tracks.clinicId, clinicId), eq(tracks.planId, planId))),
      ),
    ),
  );
  await tx.delete(tracks).where(and(eq(tracks.clinicId, clinicId), eq(tracks.planId, planId)));
}

export async function changePlan(
  tx: Tx,
  clinicId: string,
  planId: string,
  change: Partial<typeof plans.$inferInsert>,
): Promise<void> {
  await tx
    .update(plans)
    .set(change)
    .where(and(eq(plans.clinicId, clinicId), eq(plans.id, planId)));
  touch(tx, { planIds: [planId] });
}

export async function changeTrack(
  tx: Tx,
  clinicId: string,
  trackId: string,
  change: Partial<typeof tracks.$inferInsert>,
): Promise<void> {
  await tx
    .update(tracks)
    .set(change)
    .where(and(eq(tracks.clinicId, clinicId), eq(tracks.id, trackId)));
}

type Terms = Pick<VisitRow, "phaseId" | "targetOn" | "windowFrom" | "windowTo" | "priceMinor">;

/** Keeps what visits of running plans stood for until a change of it; of several changes at one instant the first is what counts. */
const keepTerms = (tx: Tx, clinicId: string, changes: readonly ({ id: string } & Partial<Terms>)[], at: Date) =>
  tx.execute(sql`
    insert into visit_terms (clinic_id, id, visit_id, replaced_at, phase_id, target_on, window_from, window_to, price_minor)
    select v.clinic_id, gen_random_uuid(), v.id, ${at.toISOString()}::timestamptz, v.phase_id, v.target_on, v.window_from, v.window_to,
      v.price_minor
    from visits v
    join jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(id uuid, "phaseId" uuid, "targetOn" date, "windowFrom" date,
      "windowTo" date, "priceMinor" bigint) on c.id = v.id
    join plans p on p.clinic_id = ${clinicId}::uuid and p.id = v.plan_id and p.activated_at is not null
    where v.clinic_id = ${clinicId}::uuid
      and (c."phaseId" <> v.phase_id or c."targetOn" <> v.target_on or c."windowFrom" <> v.window_from or c."windowTo" <> v.window_to
        or c."priceMinor" <> v.price_minor)
    on conflict do nothing`);

export async function changeVisit(
  tx: Tx,
  clinicId: string,
  visitId: string,
  change: Partial<typeof visits.$inferInsert>,
  at: Date,
): Promise<void> {
  await keepTerms(tx, clinicId, [{ ...change, id: visitId }], at);
  await tx
    .update(visits)
    .set(change)
    .where(and(eq(visits.clinicId, clinicId), eq(visits.id, visitId)));
  touch(tx, { visitIds: [visitId] });
}

export type VisitChange = Pick<
  VisitRow,
  | "id"
  | "targetOn"
  | "windowFrom"
  | "windowTo"
  | "provisional"
  | "payer"
  | "priceMinor"
  | "payerMinor"
  | "patientMinor"
  | "taxMinor"
  | "taxCode"
>;

/** Windows, money and the provisional mark of many visits in one statement. */
export async function changeVisits(tx: Tx, clinicId: string, changes: readonly VisitChange[], at: Date): Promise<void> {
  if (!changes.length) return;
  await keepTerms(tx, clinicId, changes, at);
  await tx.execute(sql`
    update visits v set target_on = c."targetOn", window_from = c."windowFrom", window_to = c."windowTo", provisional = c.provisional,
      payer = c.payer, price_minor = c."priceMinor", payer_minor = c."payerMinor", patient_minor = c."patientMinor",
      tax_minor = c."taxMinor", tax_code = c."taxCode"
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(id uuid, "targetOn" date, "windowFrom" date, "windowTo" date,
      provisional boolean, payer text, "priceMinor" bigint, "payerMinor" bigint, "patientMinor" bigint, "taxMinor" bigint,
      "taxCode" text)
    where v.clinic_id = ${clinicId}::uuid and v.id = c.id`);
  touch(tx, { visitIds: changes.map(({ id }) => id) });
}

export async function dropVisits(
  tx: Tx,
  clinicId: string,
  visitIds: readonly string[],
  drop: { droppedAt: Date; dropReason: string },
): Promise<void> {
  if (!visitIds.length) return;
  await tx
    .update(visits)
    .set(drop)
    .where(and(eq(visits.clinicId, clinicId), inArray(visits.id, [...visitIds]), isNull(visits.droppedAt)));
  touch(tx, { visitIds });
}

export async function addPlanFacts(tx: Tx, rows: (typeof planFacts.$inferInsert)[]): Promise<void> {
  if (!rows.length) return;
  await tx.insert(planFacts).values(rows);
  touch(tx, { planIds: rows.map(({ planId }) => planId) });
}

/** Terms of an appointment that is still to come, when its visit was priced anew. */
export async function changeTerms(
  tx: Tx,
  clinicId: string,
  appointmentId: string,
  terms: {
    priceMinor: number;
    taxMinor: number;
    taxCode: string;
    patientMinor: number;
    payer: string;
  },
): Promise<void> {
  await tx
    .update(appointments)
    .set(terms)
    .where(and(eq(appointments.clinicId, clinicId), eq(appointments.id, appointmentId)));
}

const count = (clinicId: string, which: ReturnType<typeof sql>) => sql<number>`(select count(*)::int from visits v
  where v.clinic_id = ${clinicId}::uuid and v.plan_id = plans.id and v.dropped_at is null ${which})`;

/** Plans in short, newest first, with how many visits were attended and when the next one is. */
export function planLines(
  tx: Tx,
  clinicId: string,
  of: { patientId?: string; statuses?: readonly string[] },
  now: Date,
) {
  return tx
    .select({
      plan: plans,
      patientName: patients.name,
      templateCode: planTemplates.code,
      templateName: planTemplates.name,
      leadName: practitioners.name,
      planned: count(clinicId, sql``),
      attended: count(
        clinicId,
        sql`and exists (select 1 from appointments a where a.clinic_id = ${clinicId}::uuid and a.visit_id = v.id
          and a.status = 'fulfilled')`,
      ),
      nextStart: sql<string | null>`(select min(a.starts_at) from appointments a
        join visits v on v.clinic_id = ${clinicId}::uuid and v.id = a.visit_id and v.plan_id = plans.id
        where a.clinic_id = ${clinicId}::uuid and a.status in ('booked', 'arrived') and a.starts_at > ${at(now)})`,
    })
    .from(plans)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, plans.patientId)))
    .innerJoin(planTemplates, and(eq(planTemplates.clinicId, clinicId), eq(planTemplates.id, plans.templateId)))
    .innerJoin(practitioners, and(eq(practitioners.clinicId, clinicId), eq(practitioners.id, plans.leadPractitionerId)))
    .where(
      and(
        eq(plans.clinicId, clinicId),
        ...(of.patientId ? [eq(plans.patientId, of.patientId)] : []),
        ...(of.statuses ? [inArray(plans.status, [...of.statuses])] : []),
      ),
    )
    .orderBy(desc(plans.createdAt), desc(plans.id));
}

/** Whom the desk would call about a plan. */
export async function personOfPlan(tx: Tx, clinicId: string, planId: string) {
  const [row] = await tx
    .select({ patientId: patients.id, name: patients.name, mobile: patients.mobile, email: patients.email })
    .from(plans)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, plans.patientId)))
    .where(and(eq(plans.clinicId, clinicId), eq(plans.id, planId)));
  return row ?? null;
}

/** Whether a call of this kind about the plan is open. */
export async function hasOpenCall(tx: Tx, clinicId: string, planId: string, kind: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: callTasks.id })
    .from(callTasks)
    .where(
      and(
        eq(callTasks.clinicId, clinicId),
        eq(callTasks.planId, planId),
        eq(callTasks.kind, kind),
        isNull(callTasks.closedAt),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** Visits of active plans without a live appointment whose windows end between two local dates. */
export const openVisitsEnding = (tx: Tx, clinicId: string, from: string, to: string) =>
  tx
    .select({ visit: visits, activatedAt: plans.activatedAt })
    .from(visits)
    .innerJoin(plans, and(eq(plans.clinicId, clinicId), eq(plans.id, visits.planId), eq(plans.status, "active")))
    .where(
      and(
        eq(visits.clinicId, clinicId),
        isNull(visits.droppedAt),
        sql`${visits.windowTo} between ${from}::date and ${to}::date`,
        sql`not exists (select 1 from appointments a where a.clinic_id = ${clinicId}::uuid and a.visit_id = ${visits.id}
          and a.status in ('held', 'booked', 'arrived', 'fulfilled', 'noshow'))`,
      ),
    )
    .orderBy(asc(visits.planId), asc(visits.number));

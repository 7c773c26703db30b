// Visits of running plans that have no time, and what stops messages about them.
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { callTasks, planFacts } from "../schema/index.ts";

export type OpenVisitRow = { planId: string; visitId: string; windowFrom: string; openSince: string };

/** The first visit without a time of each active plan whose window opens by the day. */
export async function openVisits(tx: Tx, clinicId: string, by: string, zone: string): Promise<OpenVisitRow[]> {
  const rows = await tx.execute<OpenVisitRow>(sql`
    select distinct on (v.plan_id) v.plan_id as "planId", v.id as "visitId", v.window_from as "windowFrom",
      (greatest(coalesce(p.activated_at, p.created_at),
        coalesce((select max(f.at) from plan_facts f where f.clinic_id = ${clinicId}::uuid and f.plan_id = p.id and f.fact = 'resumed'), p.created_at),
        coalesce((select max(f.at) from appointment_facts f join appointments a on a.clinic_id = ${clinicId}::uuid and a.id = f.appointment_id
          where f.clinic_id = ${clinicId}::uuid and a.visit_id = v.id and f.fact = 'cancelled'), p.created_at)
      ) at time zone ${zone})::date + 1 as "openSince"
    from visits v join plans p on p.clinic_id = ${clinicId}::uuid and p.id = v.plan_id and p.status = 'active'
    where v.clinic_id = ${clinicId}::uuid and v.dropped_at is null
      and not exists (select 1 from appointments a where a.clinic_id = ${clinicId}::uuid and a.visit_id = v.id
        and a.status in ('held', 'booked', 'arrived', 'fulfilled', 'noshow'))
      and v.window_from <= ${by}::date
    order by v.plan_id, v.window_from, v.number, v.id`);
  return [...rows];
}

/** What somebody said that ends these messages: not this visit, or no calls, about whichever of their plans they said it. */
export async function askedToBeLeft(tx: Tx, clinicId: string, planId: string, visitId: string): Promise<boolean> {
  const [declined] = await tx
    .select({ id: planFacts.id })
    .from(planFacts)
    .where(
      and(
        eq(planFacts.clinicId, clinicId),
        eq(planFacts.planId, planId),
        eq(planFacts.fact, "nudge_declined"),
        sql`${planFacts.figures} ->> 'visitId' = ${visitId}`,
      ),
    )
    .limit(1);
  if (declined) return true;
  const [call] = await tx
    .select({ outcome: callTasks.outcome })
    .from(callTasks)
    .where(
      and(
        eq(callTasks.clinicId, clinicId),
        sql`${callTasks.patientId} = (select p.patient_id from plans p where p.clinic_id = ${clinicId}::uuid and p.id = ${planId}::uuid)`,
        inArray(callTasks.outcome, ["called", "no_answer", "call_back", "no_contact"]),
      ),
    )
    .orderBy(desc(callTasks.closedAt), desc(callTasks.id))
    .limit(1);
  return call?.outcome === "no_contact";
}

export async function planOfVisit(tx: Tx, clinicId: string, visitId: string) {
  const [row] = await tx.execute<{ planId: string; patientId: string }>(sql`
    select v.plan_id as "planId", p.patient_id as "patientId" from visits v
    join plans p on p.clinic_id = ${clinicId}::uuid and p.id = v.plan_id
    where v.clinic_id = ${clinicId}::uuid and v.id = ${visitId}::uuid`);
  return row ?? null;
}

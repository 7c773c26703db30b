// Rows of what payers still pay for running plans: whose they are, what was used before, and more that was asked for and approved.
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { disciplines, fundingApprovals, fundingRequests } from "../schema/index.ts";

export type FundedLine = {
  planId: string;
  patientId: string;
  patientName: string;
  patientMobile: string | null;
  leadPractitionerId: string;
  leadPractitionerName: string;
  episodeId: string;
  payer: string;
  crashDate: string | null;
  planLimits: { percentBp: number; perVisitMaxMinor?: number; annualMaxMinor?: number } | null;
  disciplineId: string;
  disciplineCode: string;
  disciplineName: string;
};

/** A line a discipline of each plan that is offered or runs and that somebody else pays for; all of the clinic's, a patient's or a plan's. */
export async function fundedLines(
  tx: Tx,
  clinicId: string,
  of: { patientId?: string; planId?: string },
): Promise<FundedLine[]> {
  const clinic = sql`${clinicId}::uuid`;
  const rows = await tx.execute<FundedLine>(sql`
    select pl.id as "planId", p.id as "patientId", p.name as "patientName",
      p.mobile as "patientMobile", pl.lead_practitioner_id as "leadPractitionerId",
      w.name as "leadPractitionerName", e.id as "episodeId", e.payer, e.crash_date::text as "crashDate",
      e.plan_limits as "planLimits", d.id as "disciplineId", d.code as "disciplineCode", d.name as "disciplineName"
    from plans pl
    join episodes e on e.clinic_id = ${clinic} and e.id = pl.episode_id and e.payer in ('icbc', 'msp', 'extended')
    join patients p on p.clinic_id = ${clinic} and p.id = pl.patient_id
    join practitioners w on w.clinic_id = ${clinic} and w.id = pl.lead_practitioner_id
    join tracks t on t.clinic_id = ${clinic} and t.plan_id = pl.id
    join disciplines d on d.clinic_id = ${clinic} and d.id = t.discipline_id
    where pl.clinic_id = ${clinic} and pl.status in ('offered', 'active', 'on_hold')
      and (${of.patientId ?? null}::uuid is null or pl.patient_id = ${of.patientId ?? null}::uuid)
      and (${of.planId ?? null}::uuid is null or pl.id = ${of.planId ?? null}::uuid)
    order by pl.id, t.position`);
  return [...rows];
}

export type FundingUse = {
  patientId: string;
  episodeId: string | null;
  payer: string;
  disciplineCode: string;
  /** Local. */
  date: string;
  /** It took place; otherwise it is booked. */
  given: boolean;
  payerMinor: number;
};

/** Each visit that these patients' payers were or will be asked for; not the ones that another payer was asked for in the end. */
export async function fundingUses(tx: Tx, clinicId: string, patientIds: readonly string[]): Promise<FundingUse[]> {
  if (!patientIds.length) return [];
  const clinic = sql`${clinicId}::uuid`;
  const rows = await tx.execute<FundingUse>(sql`
    select * from (
      select a.patient_id as "patientId", a.episode_id as "episodeId", a.payer, d.code as "disciplineCode",
        a.wall_start::date::text as date, a.status = 'fulfilled' as given,
        (coalesce((select k.net_minor - coalesce((select sum(r.net_minor) from charge_reductions r
            where r.clinic_id = ${clinic} and r.charge_id = k.id and r.moved_to_id is not null), 0)
          from charges k where k.clinic_id = ${clinic} and k.appointment_id = a.id and k.kind = 'visit' and k.payer = a.payer
            and k.origin_id is null), a.price_minor - a.patient_minor))::int as "payerMinor"
      from appointments a
      join services s on s.clinic_id = ${clinic} and s.id = a.service_id
      join disciplines d on d.clinic_id = ${clinic} and d.id = s.discipline_id
      where a.clinic_id = ${clinic} and a.patient_id = any(${`{${patientIds.join(",")}}`}::uuid[])
        and a.payer in ('icbc', 'msp', 'extended') and a.status in ('booked', 'arrived', 'fulfilled')
    ) u where u."payerMinor" > 0 order by date`);
  return [...rows];
}

/** What was approved beyond the payer's own rules, on these claims. */
export const approvalsOf = (tx: Tx, clinicId: string, episodeIds: readonly string[]) =>
  tx
    .select({
      episodeId: fundingApprovals.episodeId,
      disciplineCode: disciplines.code,
      visits: fundingApprovals.visits,
      validFrom: fundingApprovals.validFrom,
      validUntil: fundingApprovals.validUntil,
    })
    .from(fundingApprovals)
    .innerJoin(disciplines, and(eq(disciplines.clinicId, clinicId), eq(disciplines.id, fundingApprovals.disciplineId)))
    .where(and(eq(fundingApprovals.clinicId, clinicId), inArray(fundingApprovals.episodeId, [...episodeIds])));

export type FundingRequestRow = typeof fundingRequests.$inferSelect;

/** The latest first. */
export const requestsOfPlan = (tx: Tx, clinicId: string, planId: string) =>
  tx
    .select({ request: fundingRequests, disciplineName: disciplines.name })
    .from(fundingRequests)
    .innerJoin(disciplines, and(eq(disciplines.clinicId, clinicId), eq(disciplines.id, fundingRequests.disciplineId)))
    .where(and(eq(fundingRequests.clinicId, clinicId), eq(fundingRequests.planId, planId)))
    .orderBy(desc(fundingRequests.draftedAt), desc(fundingRequests.id));

/** Locked, so that one answer is entered once. */
export async function lockRequest(tx: Tx, clinicId: string, id: string): Promise<FundingRequestRow | null> {
  const [row] = await tx
    .select()
    .from(fundingRequests)
    .where(and(eq(fundingRequests.clinicId, clinicId), eq(fundingRequests.id, id)))
    .for("update");
  return row ?? null;
}

export const addRequest = (tx: Tx, row: typeof fundingRequests.$inferInsert) => tx.insert(fundingRequests).values(row);

export async function changeRequest(
  tx: Tx,
  clinicId: string,
  id: string,
  change: Partial<typeof fundingRequests.$inferInsert>,
): Promise<void> {
  await tx
    .update(fundingRequests)
    .set(change)
    .where(and(eq(fundingRequests.clinicId, clinicId), eq(fundingRequests.id, id)));
}

export const addApproval = (tx: Tx, row: typeof fundingApprovals.$inferInsert) =>
  tx.insert(fundingApprovals).values(row);

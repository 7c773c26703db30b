// Rows of claims: what payers owe, and where asking for it stands.
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { claims } from "../schema/index.ts";
import { openOfCharge } from "./open-charge.ts";
import { referralThatHolds } from "./payer-referrals.ts";

export type ClaimLine = {
  chargeId: string;
  patientId: string;
  patientName: string;
  birthDate: string | null;
  /** Whose plan of the patient's own is asked; empty for the payer of the episode. */
  insurer: string;
  /** Of the claim, or of the policy. */
  claimNumber: string | null;
  crashDate: string | null;
  payer: string;
  serviceOn: string;
  service: string;
  discipline: string;
  first: boolean;
  practitioner: string;
  licence: string | null;
  /** The doctor's referral that held for the visit. */
  referredBy: string | null;
  referrerNumber: string | null;
  referralOn: string | null;
  supplier: string;
  gstNumber: string | null;
  chargedMinor: number;
  taxMinor: number;
  openMinor: number;
  /** The patient's plans that would be asked after this one, in their order; empty where that is the patient. */
  next: string;
  attempt: number;
  /** Of the last attempt; null when it was never sent. */
  status: "sent" | "rejected" | "settled" | null;
  sentAt: Date | null;
  reason: string;
};

export type ClaimPlace = Pick<ClaimLine, "serviceOn" | "chargeId">;

/** Charges that payers still owe something of, the oldest service first: `most` of them, after one that need not be open any more. */
export async function openClaims(
  tx: Tx,
  clinicId: string,
  of: { payer?: string | undefined; after?: ClaimPlace | null; most: number },
): Promise<ClaimLine[]> {
  const clinic = sql`${clinicId}::uuid`;
  const payer = sql`${of.payer ?? null}::text`;
  const after = of.after
    ? sql`(k.service_on, k.id) > (${of.after.serviceOn}::date, ${of.after.chargeId}::uuid)`
    : sql`true`;
  const rows = await tx.execute<Omit<ClaimLine, "sentAt"> & { sentAt: string | null }>(sql`
    select k.id as "chargeId", p.id as "patientId", p.name as "patientName", p.birth_date::text as "birthDate",
      coalesce(v.insurer, '') as insurer, case when v.id is null then e.claim_number else v.policy_number end as "claimNumber",
      e.crash_date::text as "crashDate", k.payer, k.service_on::text as "serviceOn",
      s.name as service, d.name as discipline, s.kind = 'first' as first, w.name as practitioner,
      (select l.number from licences l where l.clinic_id = ${clinic} and l.practitioner_id = w.id and l.profession = d.profession
        and l.valid_from <= k.service_on and (l.valid_until is null or l.valid_until >= k.service_on)
        order by l.valid_from limit 1) as licence,
      f.by as "referredBy", f.number as "referrerNumber", f."writtenOn" as "referralOn",
      u.name as supplier, u.gst_number as "gstNumber", (k.net_minor + k.tax_minor)::int as "chargedMinor",
      k.tax_minor::int as "taxMinor", o.minor::int as "openMinor", coalesce(c.attempt, 0) as attempt, c.status,
      coalesce((select string_agg(coalesce(nullif(n.insurer, ''), 'MSP'), ', ' order by n.payer = 'extended', n.position) from coverages n
        where n.clinic_id = ${clinic} and n.patient_id = k.patient_id and n.ended_at is null and n.valid_from <= k.service_on
          and (n.valid_until is null or n.valid_until >= k.service_on)
          and (v.id is null or (n.payer = 'extended', n.position) > (v.payer = 'extended', v.position))), '') as next,
      c.sent_at as "sentAt", coalesce(c.reason, '') as reason
    from charges k
    join lateral (select ${openOfCharge(clinic)} as minor) o on true
    join patients p on p.clinic_id = ${clinic} and p.id = k.patient_id
    join appointments a on a.clinic_id = ${clinic} and a.id = k.appointment_id
    join services s on s.clinic_id = ${clinic} and s.id = a.service_id
    join disciplines d on d.clinic_id = ${clinic} and d.id = s.discipline_id
    join practitioners w on w.clinic_id = ${clinic} and w.id = a.practitioner_id
    join suppliers u on u.clinic_id = ${clinic} and u.id = k.supplier_id
    left join lateral (${referralThatHolds({ clinic, patientId: sql`k.patient_id`, disciplineId: sql`d.id`, day: sql`k.service_on` })}) f
      on true
    left join episodes e on e.clinic_id = ${clinic} and e.id = a.episode_id
    left join coverages v on v.clinic_id = ${clinic} and v.id = k.coverage_id
    left join lateral (select c.attempt, c.status, c.sent_at, c.reason from claims c
      where c.clinic_id = ${clinic} and c.charge_id = k.id order by c.attempt desc limit 1) c on true
    where k.clinic_id = ${clinic} and k.payer <> 'self' and o.minor > 0 and (${payer} is null or k.payer = ${payer})
      and ${after}
    order by k.service_on, k.id limit ${of.most}`);
  return [...rows].map((row) => ({ ...row, sentAt: row.sentAt === null ? null : new Date(row.sentAt) }));
}

/** What payers owe in all. */
export async function owedByPayers(tx: Tx, clinicId: string, of: { payer?: string | undefined }): Promise<number> {
  const clinic = sql`${clinicId}::uuid`;
  const payer = sql`${of.payer ?? null}::text`;
  const [row] = await tx.execute<{ minor: string }>(sql`
    select coalesce(sum(o.minor) filter (where o.minor > 0), 0) as minor
    from charges k join lateral (select ${openOfCharge(clinic)} as minor) o on true
    where k.clinic_id = ${clinic} and k.payer <> 'self' and k.appointment_id is not null
      and (${payer} is null or k.payer = ${payer})`);
  return Number(row!.minor);
}

/** The last attempt of each charge, locked. */
export async function lastClaims(tx: Tx, clinicId: string, chargeIds: readonly string[]) {
  const rows = await tx
    .select()
    .from(claims)
    .where(and(eq(claims.clinicId, clinicId), inArray(claims.chargeId, [...chargeIds])))
    .orderBy(desc(claims.attempt))
    .for("update");
  return new Map(rows.toReversed().map((row) => [row.chargeId, row]));
}

export const addClaims = (tx: Tx, rows: (typeof claims.$inferInsert)[]) => tx.insert(claims).values(rows);

export async function changeClaim(
  tx: Tx,
  clinicId: string,
  id: string,
  change: Partial<typeof claims.$inferInsert>,
): Promise<void> {
  await tx
    .update(claims)
    .set(change)
    .where(and(eq(claims.clinicId, clinicId), eq(claims.id, id)));
}

// Records that may be of one person, what hangs on each, and those that were joined.
import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { members, patientMerges, patients } from "../schema/index.ts";
import { openOfCharge } from "./open-charge.ts";

export type PairRow = { a: string; b: string; why: string };

/** Pairs with the same birth date and name or contact, or with the same name and contact; the newest first. */
export async function likelyPairs(tx: Tx, clinicId: string, most: number): Promise<PairRow[]> {
  const rows = await tx.execute(sql`
    select a.id as a, b.id as b,
      concat_ws(', ', case when a.birth_date = b.birth_date then 'birth date' end,
        case when lower(a.name) = lower(b.name) then 'name' end, case when a.email = b.email then 'e-mail' end,
        case when a.mobile = b.mobile then 'mobile' end) as why
    from patients a join patients b on b.clinic_id = ${clinicId}::uuid and b.id > a.id and b.merged_into is null
      and (b.birth_date = a.birth_date and (lower(b.name) = lower(a.name) or b.email = a.email or b.mobile = a.mobile)
        or lower(b.name) = lower(a.name) and (b.email = a.email or b.mobile = a.mobile))
    where a.clinic_id = ${clinicId}::uuid and a.merged_into is null
      and not exists (select 1 from erasures e where e.clinic_id = ${clinicId}::uuid and e.patient_id in (a.id, b.id))
    order by b.created_at desc, b.id limit ${most}`);
  return rows as unknown as PairRow[];
}

export type SideRow = {
  id: string;
  name: string;
  birthDate: string | null;
  email: string | null;
  mobile: string | null;
  createdAt: Date;
  visits: number;
  plans: number;
  notes: number;
  owedMinor: number;
};

/** How much there is of each record; no content of it. */
export async function sidesOf(tx: Tx, clinicId: string, ids: readonly string[]): Promise<SideRow[]> {
  if (!ids.length) return [];
  const clinic = sql`${clinicId}::uuid`;
  const rows = await tx.execute(sql`
    select p.id, p.name, p.birth_date::text as "birthDate", p.email, p.mobile, p.created_at as "createdAt",
      (select count(*)::int from appointments a where a.clinic_id = ${clinic} and a.patient_id = p.id
        and a.status not in ('held', 'expired')) as visits,
      (select count(*)::int from plans l where l.clinic_id = ${clinic} and l.patient_id = p.id) as plans,
      (select count(*)::int from notes n where n.clinic_id = ${clinic} and n.patient_id = p.id) as notes,
      (select coalesce(sum(${openOfCharge(clinic)}), 0)::int
        from charges k where k.clinic_id = ${clinic} and k.patient_id = p.id and k.payer = 'self') as "owedMinor"
    from patients p where p.clinic_id = ${clinic} and p.id = any(${`{${ids.join(",")}}`}::uuid[])`);
  return (rows as unknown as (Omit<SideRow, "createdAt"> & { createdAt: string })[]).map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt),
  }));
}

/** Joinings, the newest first, with who did them. */
export const mergesOf = (tx: Tx, clinicId: string, most: number) =>
  tx
    .select({
      id: patientMerges.id,
      patientId: patientMerges.patientId,
      name: patients.name,
      moved: patientMerges.moved,
      mergedAt: patientMerges.mergedAt,
      undoneAt: patientMerges.undoneAt,
      memberName: members.name,
    })
    .from(patientMerges)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, patientMerges.patientId)))
    .innerJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, patientMerges.memberId)))
    .where(eq(patientMerges.clinicId, clinicId))
    .orderBy(desc(patientMerges.mergedAt), desc(patientMerges.id))
    .limit(most);

export async function mergeRow(tx: Tx, clinicId: string, id: string) {
  const [row] = await tx
    .select({ patientId: patientMerges.patientId, undoneAt: patientMerges.undoneAt })
    .from(patientMerges)
    .where(and(eq(patientMerges.clinicId, clinicId), eq(patientMerges.id, id)));
  return row ?? null;
}

export type Merge = { kept: string; joined: string; id: string; memberId: string; at: Date };

/** How many rows moved, by table. */
export async function mergeRows(tx: Tx, { kept, joined, id, memberId, at }: Merge): Promise<Record<string, number>> {
  const [row] = await tx.execute<{ moved: Record<string, string[]> }>(sql`select app.merge_patients(
    ${kept}::uuid, ${joined}::uuid, ${id}::uuid, ${memberId}::uuid, ${at.toISOString()}::timestamptz) as moved`);
  return Object.fromEntries(Object.entries(row!.moved).map(([table, ids]) => [table, ids.length]));
}

export async function undoMergeRows(tx: Tx, merge: { id: string; memberId: string; at: Date }): Promise<void> {
  await tx.execute(
    sql`select app.undo_merge(${merge.id}::uuid, ${merge.memberId}::uuid, ${merge.at.toISOString()}::timestamptz)`,
  );
}

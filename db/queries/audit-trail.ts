// The audit chain as people read it: rows with names, newest first, and the chain itself piece by piece.
import { and, asc, desc, eq, gt, gte, inArray, lt, or, sql, type SQL } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { audit, auditHeads, chartOpenings, members, patients } from "../schema/index.ts";

export type TrailFilter = {
  memberId?: string | undefined;
  /** Part of the patient's name. */
  patientName?: string | undefined;
  patientId?: string | undefined;
  /** From, and before. */
  day?: { from: Date; to: Date } | undefined;
  deeds?: readonly string[] | undefined;
  /** Only rows before this place of the chain. */
  before?: number | undefined;
};

function wanted(clinicId: string, filter: TrailFilter): SQL | undefined {
  const { memberId, patientName, patientId, day, deeds, before } = filter;
  return and(
    eq(audit.clinicId, clinicId),
    memberId ? and(eq(audit.actorKind, "member"), eq(audit.actorId, memberId)) : undefined,
    patientId
      ? or(
          eq(audit.patientId, patientId),
          // What was done with a record that was joined into this one.
          sql`${audit.patientId} in (select p.id from patients p where p.clinic_id = ${clinicId}::uuid and p.merged_into = ${patientId}::uuid)`,
        )
      : undefined,
    patientName ? sql`strpos(lower(${patients.name}), ${patientName.toLowerCase()}) > 0` : undefined,
    day ? and(gte(audit.at, day.from), lt(audit.at, day.to)) : undefined,
    deeds ? inArray(audit.deed, [...deeds]) : undefined,
    before ? lt(audit.seq, before) : undefined,
  );
}

/** At most so many rows, the latest of the chain first. */
export const auditTrail = (tx: Tx, clinicId: string, filter: TrailFilter, most: number) =>
  tx
    .select({
      seq: audit.seq,
      at: audit.at,
      actorKind: audit.actorKind,
      memberName: members.name,
      memberRole: members.role,
      deed: audit.deed,
      patientName: patients.name,
      openingReason: chartOpenings.reason,
    })
    .from(audit)
    .leftJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, audit.actorId)))
    .leftJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, audit.patientId)))
    .leftJoin(chartOpenings, and(eq(chartOpenings.clinicId, clinicId), eq(chartOpenings.id, audit.subjectId)))
    .where(wanted(clinicId, filter))
    .orderBy(desc(audit.seq))
    .limit(most);

/** The next rows of the chain after a place, in its order. */
export const chainAfter = (tx: Tx, clinicId: string, seq: number, most: number) =>
  tx
    .select()
    .from(audit)
    .where(and(eq(audit.clinicId, clinicId), gt(audit.seq, seq)))
    .orderBy(asc(audit.seq))
    .limit(most);

export async function chainHead(tx: Tx, clinicId: string): Promise<{ seq: number; hash: string }> {
  const [head] = await tx
    .select({ seq: auditHeads.seq, hash: auditHeads.hash })
    .from(auditHeads)
    .where(eq(auditHeads.clinicId, clinicId));
  return head ?? { seq: 0, hash: "" };
}

/** Everybody who ever was a member, by name. */
export const everyMember = (tx: Tx, clinicId: string) =>
  tx
    .select({ id: members.id, name: members.name })
    .from(members)
    .where(eq(members.clinicId, clinicId))
    .orderBy(members.name, members.id);

// Rows of the outbox and the audit chain.
import { and, eq, gt, inArray, sql } from "drizzle-orm";
import type { Statement, Tx } from "../client.ts";
import { audit, outbox } from "../schema/index.ts";
import { insertSet } from "./row-set.ts";

export type OutboxRow = typeof outbox.$inferInsert;
export type AuditRow = typeof audit.$inferInsert;

/** Adds outbox rows; a row whose dedupe key is known already stays the first one. */
export async function addOutbox(tx: Tx, rows: OutboxRow[]): Promise<void> {
  if (rows.length) await tx.execute(sql`${insertSet(outbox, rows)} on conflict do nothing`);
}

/** An audit row before its place in the chain is known, with the text its hash covers after its number. */
export type SaidRow = Omit<AuditRow, "seq" | "hash" | "clinicId"> & { said: string };

/**
 * Takes the head of the clinic's audit chain and links the rows to it. The hashes are reckoned where the head is: every writer of the
 * clinic waits for it, so nobody waits for an answer from here meanwhile.
 */
export function chainAudit(clinicId: string, rows: readonly SaidRow[]): Statement[] {
  const clinic = sql`${clinicId}::uuid`;
  const said = JSON.stringify(rows.map((row, index) => ({ ...row, n: index + 1 })));
  return [
    // Makes the first head of a clinic, and locks any other.
    sql`
      insert into audit_heads as h (clinic_id, seq, hash) values (${clinic}, 0, '')
      on conflict (clinic_id) do update set seq = h.seq where h.clinic_id = ${clinic}`,
    sql`
      with recursive spoken as materialized (
        select * from jsonb_to_recordset(${said}::jsonb) as s(n int, at timestamptz, "actorKind" text, "actorId" uuid, deed text,
          "subjectKind" text, "subjectId" uuid, "patientId" uuid, detail jsonb, said text)
      ), chain(n, seq, hash) as (
        select 0, h.seq, h.hash from audit_heads h where h.clinic_id = ${clinic}
        union all
        select c.n + 1, c.seq + 1, encode(sha256(convert_to(c.hash || '[' || (c.seq + 1) || ',' || s.said, 'UTF8')), 'hex')
        from chain c join spoken s on s.n = c.n + 1
      ), linked as (
        insert into audit (clinic_id, seq, at, actor_kind, actor_id, deed, subject_kind, subject_id, patient_id, detail, hash)
        select ${clinic}, c.seq, s.at, s."actorKind", s."actorId", s.deed, s."subjectKind", s."subjectId", s."patientId", s.detail,
          c.hash
        from chain c join spoken s on s.n = c.n order by c.n
      )
      update audit_heads h set seq = c.seq, hash = c.hash from chain c
      where h.clinic_id = ${clinic} and c.n = ${rows.length}::int`,
  ];
}

/** Across clinics, for the worker: which rows are due. */
export async function dueOutbox(
  handle: { execute: Tx["execute"] },
  at: Date,
  most: number,
): Promise<{ clinicId: string; id: string }[]> {
  const rows = await handle.execute(
    sql`select clinic_id as "clinicId", id from app.due_outbox(${at.toISOString()}::timestamptz, ${most})`,
  );
  return rows as unknown as { clinicId: string; id: string }[];
}

/** Claims due rows for a while; answers the ids of those that nobody else has. */
export async function claimOutbox(
  tx: Tx,
  clinicId: string,
  ids: readonly string[],
  at: Date,
  until: Date,
): Promise<string[]> {
  const rows = await tx
    .update(outbox)
    .set({ lockedUntil: until, attempts: sql`${outbox.attempts} + 1` })
    .where(
      and(
        eq(outbox.clinicId, clinicId),
        inArray(outbox.id, [...ids]),
        // Not in the words of the index of what is due: that one leads past everything that was done of late.
        sql`coalesce(${outbox.doneAt}, ${outbox.parkedAt}) is null and (${outbox.lockedUntil} is null or ${outbox.lockedUntil} < ${at.toISOString()}::timestamptz)`,
      ),
    )
    .returning({ id: outbox.id });
  return rows.map(({ id }) => id);
}

export type ClaimedOutbox = Pick<typeof outbox.$inferSelect, "id" | "kind" | "payload" | "attempts">;

/** A row that somebody has claimed and nobody has finished: of {@link ClaimedOutbox} none or one. */
export const claimedOutbox = (clinicId: string, id: string): Statement => sql`
  select id, kind, payload, attempts from outbox
  where clinic_id = ${clinicId}::uuid and id = ${id}::uuid and done_at is null and parked_at is null and locked_until is not null`;

/** Makes due what waits for a later moment, so that it is decided anew; what is put off after a fault stays so. */
export async function askAgain(tx: Tx, clinicId: string, kinds: readonly string[], at: Date): Promise<void> {
  await tx
    .update(outbox)
    .set({ runAt: at })
    .where(
      and(
        eq(outbox.clinicId, clinicId),
        inArray(outbox.kind, [...kinds]),
        eq(outbox.attempts, 0),
        gt(outbox.runAt, at),
        // In the words of the index of what is due.
        sql`${outbox.doneAt} is null and ${outbox.parkedAt} is null`,
      ),
    );
}

/** Writes how a claim ended. One that was overtaken by a later claim of the same row ends nothing. */
export async function finishOutbox(
  tx: Tx,
  clinicId: string,
  claim: { id: string; attempts: number },
  end: { doneAt?: Date; outcome?: string; parkedAt?: Date; lastError?: string; runAt?: Date; attempts?: number },
): Promise<void> {
  await tx
    .update(outbox)
    .set({ ...end, lockedUntil: null })
    .where(and(eq(outbox.clinicId, clinicId), eq(outbox.id, claim.id), eq(outbox.attempts, claim.attempts)));
}

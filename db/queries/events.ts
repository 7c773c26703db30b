// Rows of the outbox and the audit chain.
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { audit, auditHeads, outbox } from "../schema/index.ts";

export type OutboxRow = typeof outbox.$inferInsert;
export type AuditRow = typeof audit.$inferInsert;

/** Adds outbox rows; a row whose dedupe key is known already stays the first one. */
export async function addOutbox(tx: Tx, rows: OutboxRow[]): Promise<void> {
  if (rows.length) await tx.insert(outbox).values(rows).onConflictDoNothing();
}

/** The head of the clinic's audit chain, locked until the transaction ends. */
export async function lockAuditHead(tx: Tx, clinicId: string): Promise<{ seq: number; hash: string }> {
  const [head] = await tx
    .select({ seq: auditHeads.seq, hash: auditHeads.hash })
    .from(auditHeads)
    .where(eq(auditHeads.clinicId, clinicId))
    .for("update");
  if (head) return head;
  await tx.insert(auditHeads).values({ clinicId, seq: 0, hash: "" }).onConflictDoNothing();
  return lockAuditHead(tx, clinicId);
}

export async function addAudit(tx: Tx, clinicId: string, rows: AuditRow[]): Promise<void> {
  const last = rows.at(-1);
  if (!last) return;
  // Sent together: every writer of the clinic waits for the head.
  await Promise.all([
    tx.insert(audit).values(rows),
    tx.update(auditHeads).set({ seq: last.seq, hash: last.hash }).where(eq(auditHeads.clinicId, clinicId)),
  ]);
}

export async function auditChain(tx: Tx, clinicId: string): Promise<(typeof audit.$inferSelect)[]> {
  return tx.select().from(audit).where(eq(audit.clinicId, clinicId)).orderBy(audit.seq);
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

/** Claims one due row for a while; null when somebody else has it. */
export async function claimOutbox(tx: Tx, clinicId: string, id: string, at: Date, until: Date) {
  const [row] = await tx
    .update(outbox)
    .set({ lockedUntil: until, attempts: sql`${outbox.attempts} + 1` })
    .where(
      and(
        eq(outbox.clinicId, clinicId),
        eq(outbox.id, id),
        sql`${outbox.doneAt} is null and ${outbox.parkedAt} is null and (${outbox.lockedUntil} is null or ${outbox.lockedUntil} < ${at.toISOString()}::timestamptz)`,
      ),
    )
    .returning();
  return row ?? null;
}

export async function finishOutbox(
  tx: Tx,
  clinicId: string,
  id: string,
  end: { doneAt?: Date; outcome?: string; parkedAt?: Date; lastError?: string; runAt?: Date },
): Promise<void> {
  await tx
    .update(outbox)
    .set({ ...end, lockedUntil: null })
    .where(and(eq(outbox.clinicId, clinicId), eq(outbox.id, id)));
}

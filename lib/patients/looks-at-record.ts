// Who looked at a patient's record, for the patient: each look of the clinic's people, newest first.
import { auditTrail } from "../../db/queries/audit-trail.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { mustHaveProvedSelf } from "./own-proof.ts";

/** Readings of a record, as the audit chain names them. */
export const looks = [
  "patient.seen",
  "chart.seen",
  "plan.seen",
  "appointment.seen",
  "receipt.seen",
  "charge.seen",
  "package.seen",
  "patient.exported",
  "chart.opened_by_reason",
] as const;

export type Look = {
  seq: number;
  at: Date;
  what: (typeof looks)[number];
  /** Null for the patient's own. */
  who: { name: string; role: string } | null;
  /** Why somebody from outside the care team opened the chart. */
  reason: string | null;
};

const most = 50;

/** One's own only: anybody else's is `not_found`. Refuses with `proof_needed`. */
export async function looksAtRecord(
  ctx: Ctx,
  input: { before?: number | undefined } = {},
): Promise<{ looks: Look[]; next: number | null }> {
  mustMay(ctx, "see_own_record");
  const patientId = ownPatientOf(ctx.actor);
  if (patientId === null) throw notFound("patient");
  mustHaveProvedSelf(ctx);
  const rows = await inTransaction(ctx, ({ tx, clinicId }) =>
    auditTrail(tx, clinicId, { patientId, deeds: looks, before: input.before }, most + 1),
  );
  const shown = rows.slice(0, most);
  return {
    looks: shown.map((row) => ({
      seq: row.seq,
      at: row.at,
      what: row.deed as Look["what"],
      who: row.memberName && row.memberRole ? { name: row.memberName, role: row.memberRole } : null,
      reason: row.openingReason,
    })),
    next: rows.length > most ? shown.at(-1)!.seq : null,
  };
}

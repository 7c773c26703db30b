// The clinic's audit chain: who did what to which record, each row's hash covering the one before it.
import { createHash } from "node:crypto";
import type { Statement } from "../../db/client.ts";
import { chainAudit, type AuditRow } from "../../db/queries/events.ts";
import { atTheEnd, type Ctx, type LastStep, type TxCtx } from "../context/context.ts";
import { actingPersonOf, type Actor } from "../permissions/permissions.ts";

export type Deed = {
  deed: string;
  subjectKind: string;
  subjectId?: string | null;
  patientId?: string | null;
  /** Ids, codes and counts; never content. */
  detail?: Record<string, string | number | boolean | null>;
};

function actorId(actor: Actor): string | null {
  if (actor.kind === "member") return actor.memberId;
  return actingPersonOf(actor);
}

/** What the hash of a row covers after the number of its place. */
function saidOf(row: Omit<AuditRow, "hash" | "clinicId" | "seq">): string {
  const detail = Object.entries(row.detail).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const said = [
    row.at.toISOString(),
    row.actorKind,
    row.actorId ?? "",
    row.deed,
    row.subjectKind,
    row.subjectId ?? "",
    row.patientId ?? "",
    detail,
  ];
  return JSON.stringify(said).slice(1);
}

/** The hash of one row over the one before it (SHA-256, hex); where rows are written, the database reckons the same. */
export const chainHash = (previous: string, row: Omit<AuditRow, "hash" | "clinicId">): string =>
  createHash("sha256")
    .update(`${previous}[${row.seq},${saidOf(row)}`)
    .digest("hex");

type Said = { actor: Actor; at: Date; deed: Deed };

const linkChain = ({ clinicId }: Ctx, said: Said[]): Statement[] =>
  chainAudit(
    clinicId,
    said.map(({ actor, at, deed }) => {
      const row = {
        at,
        actorKind: actor.kind,
        actorId: actorId(actor),
        deed: deed.deed,
        subjectKind: deed.subjectKind,
        subjectId: deed.subjectId ?? null,
        patientId: deed.patientId ?? null,
        detail: deed.detail ?? {},
      };
      return { ...row, said: saidOf(row) };
    }),
  );

// The chain's lock stops the clinic's other writers, so it is the last thing a transaction takes.
const chainStep: LastStep<Said> = { order: 100, statements: linkChain };

/** Writes audit rows in the running transaction, at its end; call it anywhere inside. */
export async function record(ctx: TxCtx, deeds: Deed[]): Promise<void> {
  for (const deed of deeds) await atTheEnd(ctx, chainStep, { actor: ctx.actor, at: ctx.now, deed });
}

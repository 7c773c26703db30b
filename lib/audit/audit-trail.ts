// Who did what, for the owner: the audit chain with names, newest first, by person, patient and day.
import { auditTrail, everyMember, type TrailFilter } from "../../db/queries/audit-trail.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { record } from "./audit.ts";
import { followChain, type ChainState } from "./check-chain.ts";

export type TrailLine = {
  seq: number;
  at: Date;
  /** `member`, `patient`, `guardian`, `guest` or `system`. */
  actorKind: string;
  memberName: string | null;
  deed: string;
  patientName: string | null;
  /** Why a chart was opened from outside the care team. */
  reason: string | null;
};

export type TrailView = {
  lines: TrailLine[];
  /** Where the next page begins; null at the end. */
  next: number | null;
  members: { id: string; name: string }[];
  chain: ChainState;
};

const most = 50;
/** What a page can follow while somebody waits for it. */
const latest = 5_000;

/**
 * Each time the latest part of the chain is followed to its head, or the `whole` of it. The look itself is kept. Refuses with `forbidden`
 * for all but the owner.
 */
export async function viewTrail(ctx: Ctx, filter: TrailFilter = {}, { whole = false } = {}): Promise<TrailView> {
  mustMay(ctx, "see_audit");
  return inTransaction(ctx, async (t) => {
    const rows = await auditTrail(t.tx, t.clinicId, filter, most + 1);
    const lines = rows.slice(0, most);
    const chain = await followChain(t.tx, t.clinicId, whole ? undefined : latest);
    const members = await everyMember(t.tx, t.clinicId);
    await record(t, [{ deed: "audit.seen", subjectKind: "audit", detail: { rows: lines.length } }]);
    return {
      lines: lines.map(({ openingReason: reason, seq, at, actorKind, memberName, deed, patientName }) => ({
        seq,
        at,
        actorKind,
        memberName,
        deed,
        patientName,
        reason,
      })),
      next: rows.length > most ? lines.at(-1)!.seq : null,
      members,
      chain,
    };
  });
}

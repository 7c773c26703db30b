// Erases one patient's record once it may go: who it was and what was found is gone, visits and money stay as numbers.
import { agedRecords, eraseRows, hasOpenMoney, liveOf, lockPatient } from "../../db/queries/keeping.ts";
import { hasOpenMembership } from "../../db/queries/memberships.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { mustHaveProved } from "../staff/self.ts";
import type { LocalDate } from "../time/dates.ts";
import { datesOf, ruleToday } from "./records-due.ts";

/** What a form asks before an erasure. Refuses with `invalid`. */
export function mustBeSure(typed: unknown): void {
  if (typed !== "yes") throw new Refusal("invalid", "Tick the box first: an erased record does not come back.");
}

const kept = (why: string, facts: Record<string, unknown> = {}) => new Refusal("record_kept", why, { facts });

/** The days that the erasure rests on; refuses with `record_kept` when the record has to stay. */
async function mustBeOver(t: TxCtx, patientId: string): Promise<{ keptUntil: LocalDate; erasedOn: LocalDate }> {
  const { zone, today, rule } = await ruleToday(t);
  if (!rule) throw kept("The clinic has no rule for how long records are kept.");
  const [aged] = await agedRecords(t.tx, t.clinicId, { patientId });
  if (!aged) throw notFound("patient");
  if (aged.erased) throw new Refusal("already_done", "This record was erased already.");
  if (aged.held) throw kept("A legal hold is on this record. It can go once the hold is lifted.");
  const live = await liveOf(t.tx, t.clinicId, patientId);
  if (live.visits || live.plans) throw kept("There is a visit to come or a plan under way.");
  if (await hasOpenMembership(t.tx, t.clinicId, [patientId]))
    throw kept("A membership is under way. It has to end first, or it would go on being charged.");
  if (await hasOpenMoney(t.tx, t.clinicId, patientId))
    throw kept("Money is open: settle what is owed, and pay back what is credit.");
  const { keptUntil } = datesOf(aged, rule, zone);
  if (keptUntil >= today) throw kept(`This record has to be kept until ${keptUntil}.`, { keptUntil });
  return { keptUntil, erasedOn: today };
}

/**
 * One transaction; it cannot be undone. Refuses with `forbidden` for all but the owner, `proof_needed`, `not_found`, `already_done`,
 * and with `record_kept` for a hold, a visit or plan that lives, open money, or a time that is not over.
 */
export async function erasePatient(ctx: Ctx, input: { patientId: string }): Promise<{ erasureId: string }> {
  mustMay(ctx, "erase_patient");
  mustHaveProved(ctx);
  const { patientId } = input;
  const memberId = memberIdOf(ctx)!;
  return inTransaction(ctx, async (t) => {
    if (!isId(patientId) || !(await lockPatient(t.tx, t.clinicId, patientId))) throw notFound("patient");
    const days = await mustBeOver(t, patientId);
    const erasureId = newId();
    const counts = await eraseRows(t.tx, { id: erasureId, patientId, memberId, at: t.now, ...days });
    await record(t, [
      { deed: "patient.erased", subjectKind: "erasure", subjectId: erasureId, patientId, detail: { ...counts } },
    ]);
    return { erasureId };
  });
}

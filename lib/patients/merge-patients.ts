// Two records of one person become one: whose rows they were is kept, and it can be taken back.
import {
  likelyPairs,
  mergeRow,
  mergeRows,
  mergesOf,
  sidesOf,
  undoMergeRows,
  type SideRow,
} from "../../db/queries/duplicates.ts";
import { hasOpenMembership } from "../../db/queries/memberships.ts";
import { forgetCardRow, keptCardOf } from "../../db/queries/cards.ts";
import { troubleOf } from "../../db/errors.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import { isId, newId } from "../ids.ts";

export type Side = Omit<SideRow, "id"> & { patientId: string };
/** Two records, and what they share. */
export type Pair = { sides: [Side, Side]; why: string };
export type MergeLine = {
  mergeId: string;
  patientId: string;
  name: string;
  rows: number;
  at: Date;
  by: string;
  undoneAt: Date | null;
};
export type Duplicates = { pairs: Pair[]; merges: MergeLine[] };

const most = 20;

const sideOf = ({ id, ...side }: SideRow): Side => ({ patientId: id, ...side });

/** Pairs that may be one person, and what was joined lately. With `patientIds`, that pair alone. */
export async function listDuplicates(ctx: Ctx, input: { patientIds?: [string, string] } = {}): Promise<Duplicates> {
  mustMay(ctx, "merge_patients");
  const asked = input.patientIds;
  if (asked && (!asked.every(isId) || asked[0] === asked[1])) throw notFound("patient");
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId } = t;
    const found = asked ? [{ a: asked[0], b: asked[1], why: "" }] : await likelyPairs(tx, clinicId, most);
    const [sides, merges] = await Promise.all([
      sidesOf(tx, clinicId, [...new Set(found.flatMap(({ a, b }) => [a, b]))]),
      mergesOf(tx, clinicId, most),
    ]);
    const byId = new Map(sides.map((side) => [side.id, sideOf(side)]));
    const pairs = found.flatMap(({ a, b, why }): Pair[] => {
      const [one, other] = [byId.get(a), byId.get(b)];
      return one && other ? [{ sides: [one, other], why }] : [];
    });
    if (asked && !pairs.length) throw notFound("patient");
    await record(t, [{ deed: "patients.compared", subjectKind: "patient", detail: { pairs: pairs.length } }]);
    return {
      pairs,
      merges: merges.map(({ id, patientId, name, moved, mergedAt, memberName, undoneAt }) => ({
        mergeId: id,
        patientId,
        name,
        rows: Object.values(moved).reduce((sum, ids) => sum + ids.length, 0),
        at: mergedAt,
        by: memberName,
        undoneAt,
      })),
    };
  });
}

const cannot = (error: unknown, said: string): unknown => {
  const trouble = troubleOf(error);
  if (trouble === "taken")
    return new Refusal("invalid", "Both have a visit at the same time. Cancel or move one of the two first.");
  return trouble === "broken_rule" ? new Refusal("invalid", said) : error;
};

/**
 * Everything of the one record becomes the other's; details that the kept one lacks are taken over, and open doors to the other one's
 * plans are closed. Refuses with `not_found`, and with `invalid` for visits at the same time and for records that were joined or erased.
 */
export async function mergePatients(ctx: Ctx, input: { keep: string; join: string }): Promise<{ mergeId: string }> {
  mustMay(ctx, "merge_patients");
  const { keep, join } = input;
  if (![keep, join].every(isId)) throw notFound("patient");
  if (keep === join) throw new Refusal("invalid", "Choose two different records.");
  return inTransaction(ctx, async (t) => {
    if ((await sidesOf(t.tx, t.clinicId, [keep, join])).length < 2) throw notFound("patient");
    if (await hasOpenMembership(t.tx, t.clinicId, [keep, join]))
      throw new Refusal("invalid", "Both have a membership. End one of the two first.");
    const mergeId = newId();
    // One card a patient: of two the kept record's stays.
    const second = (await keptCardOf(t.tx, t.clinicId, keep)) && (await keptCardOf(t.tx, t.clinicId, join));
    if (second) await forgetCardRow(t.tx, t.clinicId, second.id, t.now);
    const moved = await mergeRows(t.tx, {
      kept: keep,
      joined: join,
      id: mergeId,
      memberId: memberIdOf(ctx)!,
      at: t.now,
    }).catch((error: unknown) => {
      throw cannot(error, "One of the two was joined into another record, or erased, already.");
    });
    await calendarChanged(t);
    await record(t, [
      { deed: "patient.merged", subjectKind: "patient", subjectId: join, patientId: keep, detail: { ...moved } },
    ]);
    return { mergeId };
  });
}

/** What moved goes home; what came since stays. Refuses with `not_found`, and with `invalid` when the kept record went on itself. */
export async function undoMerge(ctx: Ctx, input: { mergeId: string }): Promise<void> {
  mustMay(ctx, "merge_patients");
  const { mergeId } = input;
  if (!isId(mergeId)) throw notFound("joining");
  await inTransaction(ctx, async (t) => {
    const merge = await mergeRow(t.tx, t.clinicId, mergeId);
    if (!merge || merge.undoneAt) throw notFound("joining");
    await undoMergeRows(t.tx, { id: mergeId, memberId: memberIdOf(ctx)!, at: t.now }).catch((error: unknown) => {
      throw cannot(error, "The record was joined into another one since, or erased. Take that back first.");
    });
    await calendarChanged(t);
    await record(t, [
      { deed: "patient.merge_undone", subjectKind: "patient", subjectId: mergeId, patientId: merge.patientId },
    ]);
  });
}

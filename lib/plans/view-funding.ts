// What payers still pay: of a patient's running plans, and of all plans whose funding is about to end.
import { approvalsOf, fundedLines, fundingUses, type FundedLine } from "../../db/queries/funding.ts";
import { payerRuleRows } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { addDays } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { payerFeesOf } from "./course-money.ts";
import type { Payer } from "./funding.ts";
import { fundingLeft, type FundingLeft } from "./funding-left.ts";

export type FundingLine = FundingLeft & {
  planId: string;
  patientId: string;
  patientName: string;
  patientMobile: string | null;
  leadPractitionerId: string;
  leadPractitionerName: string;
  disciplineName: string;
};

/** Of a patient's plans that are offered or run. Refuses with `not_found`, also to another patient. */
export async function fundingOfPatient(
  ctx: Ctx,
  input: { patientId: string; planId?: string },
): Promise<FundingLine[]> {
  const own = ownPatientOf(ctx.actor);
  mustMay(ctx, own === null ? "see_patient" : "see_own_plan");
  const { patientId, planId } = input;
  if (!isId(patientId) || (own ?? patientId) !== patientId) throw notFound("patient");
  return inTransaction(ctx, async (t) =>
    linesOf(t, await fundedLines(t.tx, t.clinicId, { patientId, ...(planId ? { planId } : {}) })),
  );
}

/** A window that has been over for longer is no news any more. */
const overDays = 28;

/** Every running plan of which most is used, or whose window closes or has just closed, the earliest end first. */
export async function fundingAboutToEnd(ctx: Ctx): Promise<FundingLine[]> {
  mustMay(ctx, "see_patient");
  return inTransaction(ctx, async (t) => {
    const lines = await linesOf(t, await fundedLines(t.tx, t.clinicId, {}));
    const oldest = addDays(dateIn(t.now, (await loadClinic(t)).timeZone), -overDays);
    const ending = lines
      .filter((line) => line.warning !== null && (line.warning !== "over" || (line.until ?? "") >= oldest))
      .toSorted((a, b) => (a.until ?? "").localeCompare(b.until ?? "") || a.patientName.localeCompare(b.patientName));
    await record(t, [{ deed: "funding.seen", subjectKind: "clinic", subjectId: t.clinicId }]);
    return ending;
  });
}

async function linesOf(t: TxCtx, rows: readonly FundedLine[]): Promise<FundingLine[]> {
  if (!rows.length) return [];
  const patientIds = [...new Set(rows.map((row) => row.patientId))];
  const episodeIds = [...new Set(rows.map((row) => row.episodeId))];
  const [clinic, rules, uses, approvals] = await Promise.all([
    loadClinic(t),
    payerRuleRows(t.tx, t.clinicId),
    fundingUses(t.tx, t.clinicId, patientIds),
    approvalsOf(t.tx, t.clinicId, episodeIds),
  ]);
  const today = dateIn(t.now, clinic.timeZone);
  const fees = payerFeesOf(rules);
  const byPatient = Map.groupBy(uses, (use) => use.patientId);
  const byEpisode = Map.groupBy(approvals, (one) => one.episodeId);
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const { planId, patientId, patientName, patientMobile, leadPractitionerId, leadPractitionerName, disciplineName } =
      row;
    const left = fundingLeft(
      fees,
      { ...row, payer: row.payer as Payer },
      byPatient.get(patientId) ?? [],
      today,
      byEpisode.get(row.episodeId),
    );
    // What is counted over all disciplines stands once for a plan.
    const key = `${planId} ${left?.payer === "icbc" ? left.disciplineCode : ""}`;
    if (!left || seen.has(key)) return [];
    seen.add(key);
    const named = left.payer === "icbc" ? disciplineName : "All disciplines";
    return [
      {
        ...left,
        planId,
        patientId,
        patientName,
        patientMobile,
        leadPractitionerId,
        leadPractitionerName,
        disciplineName: named,
      },
    ];
  });
}

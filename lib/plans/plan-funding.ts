// Reads who pays for a plan's visits: the payer's dated rows, the claim, and what the payer was asked for before.
import { payerHistory, payerRuleRows } from "../../db/queries/plans.ts";
import { latestRow } from "../clinic/dated-rows.ts";
import type { TxCtx } from "../context/context.ts";
import { addDays, type LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { payerFeesOf, type Funding } from "./course-money.ts";
import type { PlanLimits, Payer } from "./funding.ts";

export type FundedPlan = {
  plan: { id: string; patientId: string };
  episode: { id: string; payer: Payer; crashDate: LocalDate | null; planLimits: PlanLimits | null };
  timeZone: string;
};

export async function fundingOf(ctx: TxCtx, { plan, episode, timeZone }: FundedPlan): Promise<Funding> {
  const { tx, clinicId } = ctx;
  const [rules, history] = await Promise.all([
    payerRuleRows(tx, clinicId),
    payerHistory(tx, clinicId, plan.patientId, episode.payer, plan.id),
  ]);
  return {
    fees: payerFeesOf(rules),
    payer: episode.payer,
    crashDate: episode.crashDate,
    planLimits: episode.planLimits,
    history: history.map((row) => ({
      onClaim: row.episodeId === episode.id,
      disciplineCode: row.disciplineCode,
      date: dateIn(row.startsAt, timeZone),
      payerMinor: row.payerMinor,
    })),
  };
}

/** The last day on which the payer pays in this discipline; null without such a window. ICBC: day 84 from the crash. */
export function fundedUntil({ fees, payer, crashDate }: Funding, disciplineCode: string, date: LocalDate) {
  if (crashDate === null) return null;
  const row = latestRow(
    fees.filter((fee) => fee.payer === payer && fee.discipline === disciplineCode),
    date,
  );
  return row && row.rule.days !== null ? addDays(crashDate, row.rule.days) : null;
}

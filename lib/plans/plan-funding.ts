// Reads who pays for a plan's visits: the payer's dated rows, the claim, and what the payer was asked for before.
import { approvalsOf } from "../../db/queries/funding.ts";
import { payerHistory, payerRuleRows } from "../../db/queries/plans.ts";
import type { TxCtx } from "../context/context.ts";
import type { LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { ownWindow, payerFeesOf, type Funding } from "./course-money.ts";
import type { PlanLimits, Payer } from "./funding.ts";

export type FundedPlan = {
  plan: { id: string; patientId: string };
  episode: { id: string; payer: Payer; crashDate: LocalDate | null; planLimits: PlanLimits | null };
  timeZone: string;
};

/** A visit outside any plan, with what else is asked of its payer. */
export type FundedAlone = Omit<FundedPlan, "plan"> & { plan: { id: null; patientId: string } };

export async function fundingOf(ctx: TxCtx, { plan, episode, timeZone }: FundedPlan | FundedAlone): Promise<Funding> {
  const { tx, clinicId } = ctx;
  const [rules, approvals, history] = await Promise.all([
    payerRuleRows(tx, clinicId),
    approvalsOf(tx, clinicId, [episode.id]),
    payerHistory(tx, clinicId, plan.patientId, episode.payer, plan.id),
  ]);
  return {
    fees: payerFeesOf(rules),
    payer: episode.payer,
    crashDate: episode.crashDate,
    planLimits: episode.planLimits,
    approvals,
    history: history.map((row) => ({
      onClaim: row.episodeId === episode.id,
      disciplineCode: row.disciplineCode,
      date: dateIn(row.startsAt, timeZone),
      payerMinor: row.payerMinor,
    })),
  };
}

/** The last day on which the payer pays in this discipline, what it approved with it; null without such a window. */
export function fundedUntil(funding: Funding, disciplineCode: string, date: LocalDate): LocalDate | null {
  const until = ownWindow(funding, disciplineCode, date)?.until ?? null;
  if (until === null) return null;
  return (funding.approvals ?? [])
    .filter((one) => one.disciplineCode === disciplineCode)
    .reduce((last, one) => (one.validUntil > last ? one.validUntil : last), until);
}

// Who else to call today: plans behind their pace, lapsed, or with a reassessment overdue, and plans whose funding is about to end.
import { callsAbout, reassessmentsDue } from "../../db/queries/insights.ts";
import { together } from "../../db/together.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { planOn, type KnownPlan } from "../figures/known-plan.ts";
import { fundingAboutToEnd } from "../plans/view-funding.ts";
import { findBehind } from "./behind-pace.ts";
import type { CallKind } from "./insights-input.ts";
import type { FollowView } from "./insights-views.ts";
import { findLapsed } from "./lapsed.ts";
import { lastCallOf } from "./last-call.ts";
import { loadHistory } from "./load-history.ts";
import { findOverdue } from "./overdue-reassessment.ts";

const mostLines = 100;

/** As of today. Who looked is kept. */
export async function followView(ctx: Ctx): Promise<FollowView> {
  mustMay(ctx, "see_adherence");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId } = tctx;
    const { asOf, until, plans, practitioners } = await loadHistory(tctx, undefined, "going_on");
    const ending = await fundingAboutToEnd(tctx);
    const known = plans.flatMap((plan) => planOn(plan, asOf) ?? []);
    const behind = findBehind(known, asOf);
    const lapsed = findLapsed(known, asOf);
    const overdue = findOverdue(known, await reassessmentsDue(tx, clinicId), asOf);
    const names = new Map(practitioners.map(({ id, name }) => [id, name]));
    const lines = async <Line extends { plan: KnownPlan; practitionerId: string }>(all: Line[], kind: CallKind) => {
      const shown = all.slice(0, mostLines);
      const planIds = shown.map(({ plan }) => plan.history.planId);
      const calls = await callsAbout(tx, clinicId, planIds, kind, until);
      return shown.map(({ plan: { history }, practitionerId, ...line }) => ({
        ...line,
        planId: history.planId,
        patientId: history.patientId,
        patientName: history.patientName,
        patientMobile: history.patientMobile,
        practitioner: names.get(practitionerId) ?? "",
        lastCall: lastCallOf(calls, history.planId),
      }));
    };
    const endingShown = ending.slice(0, mostLines);
    const endingIds = endingShown.map(({ planId }) => planId);
    const [behindLines, lapsedLines, overdueLines, aboutFunding] = await together([
      lines(behind, "behind_pace"),
      lines(lapsed, "lapsed"),
      lines(overdue, "reassessment_overdue"),
      callsAbout(tx, clinicId, endingIds, "funding_ending", until),
    ]);
    await record(tctx, [
      {
        deed: "insights.seen",
        subjectKind: "follow",
        detail: {
          asOf,
          behind: behind.length,
          lapsed: lapsed.length,
          overdue: overdue.length,
          funding: ending.length,
        },
      },
    ]);
    return {
      behind: behindLines,
      behindPlans: behind.length,
      lapsed: lapsedLines,
      lapsedPlans: lapsed.length,
      overdue: overdueLines,
      overduePlans: overdue.length,
      funding: endingShown.map((line) => ({ ...line, lastCall: lastCallOf(aboutFunding, line.planId) })),
      fundingLines: ending.length,
    };
  });
}

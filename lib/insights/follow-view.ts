// Who else to call today: plans behind their pace, and plans whose funding is about to end.
import { callsAbout } from "../../db/queries/insights.ts";
import { together } from "../../db/together.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { planOn } from "../figures/known-plan.ts";
import { fundingAboutToEnd } from "../plans/view-funding.ts";
import { findBehind } from "./behind-pace.ts";
import type { FollowView } from "./insights-views.ts";
import { lastCallOf } from "./last-call.ts";
import { loadHistory } from "./load-history.ts";

const mostLines = 100;

/** As of today. Who looked is kept. */
export async function followView(ctx: Ctx): Promise<FollowView> {
  mustMay(ctx, "see_adherence");
  return inTransaction(ctx, async (tctx) => {
    const { asOf, until, plans, practitioners } = await loadHistory(tctx, undefined);
    const ending = await fundingAboutToEnd(tctx);
    const behind = findBehind(
      plans.flatMap((plan) => planOn(plan, asOf) ?? []),
      asOf,
    );
    const names = new Map(practitioners.map(({ id, name }) => [id, name]));
    const behindShown = behind.slice(0, mostLines);
    const endingShown = ending.slice(0, mostLines);
    const { tx, clinicId } = tctx;
    const behindIds = behindShown.map(({ plan }) => plan.history.planId);
    const endingIds = endingShown.map(({ planId }) => planId);
    const [aboutPace, aboutFunding] = await together([
      callsAbout(tx, clinicId, behindIds, "behind_pace", until),
      callsAbout(tx, clinicId, endingIds, "funding_ending", until),
    ]);
    await record(tctx, [
      {
        deed: "insights.seen",
        subjectKind: "follow",
        detail: { asOf, behind: behind.length, funding: ending.length },
      },
    ]);
    return {
      behindPlans: behind.length,
      behind: behindShown.map(({ plan: { history }, practitionerId, due, missing, since }) => ({
        planId: history.planId,
        patientId: history.patientId,
        patientName: history.patientName,
        patientMobile: history.patientMobile,
        practitioner: names.get(practitionerId) ?? "",
        due,
        missing,
        since,
        lastCall: lastCallOf(aboutPace, history.planId),
      })),
      fundingLines: ending.length,
      funding: endingShown.map((line) => ({ ...line, lastCall: lastCallOf(aboutFunding, line.planId) })),
    };
  });
}

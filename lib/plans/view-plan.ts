// Opens a plan for staff, or for the patient whose plan it is; an offer together with its course as the calendar stands now.
import { record } from "../audit/audit.ts";
import { policyNow } from "../clinic/price-on.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { readsChart } from "../patients/care-team.ts";
import { gatesOf } from "./check-gates.ts";
import { troubleOf } from "./course-trouble.ts";
import { loadPlan, mustNotBeStopped } from "./load-plan.ts";
import { parsePlan } from "./parse-plan.ts";
import { mustAskAgain } from "./pause-plan.ts";
import { placeCourse } from "./place-course.ts";
import { maySeePlan } from "./plan-doors.ts";
import { actsForClinic } from "../permissions/permissions.ts";
import { warningsFor } from "./plan-gates.ts";
import { planPage } from "./plan-page.ts";
import type { PlanState } from "./plan-state.ts";
import type { OfferView, PlanView } from "./plan-views.ts";
import { keepsOf, type ProposeCourse } from "./propose-course.ts";
import { preferencesInput } from "./plans-input.ts";

async function pageOf(ctx: TxCtx, state: PlanState): Promise<PlanView> {
  const { plan } = state;
  const { horizonDays } = await policyNow(ctx);
  const course = { trouble: troubleOf(state, ctx.now, horizonDays), askAgain: mustAskAgain(state, ctx.now) };
  if (!actsForClinic(ctx.actor)) return planPage(state, { missing: [], warnings: [], facts: [], ...course });
  await record(ctx, [{ deed: "plan.seen", subjectKind: "plan", subjectId: plan.id, patientId: plan.patientId }]);
  const waiting = plan.status === "draft" || plan.status === "offered";
  const { missing, outside } = waiting ? await gatesOf(ctx, state, "later") : { missing: [], outside: [] };
  const page = planPage(state, {
    missing: [...missing, ...outside],
    warnings: warningsFor(plan.strands),
    facts: state.facts,
    ...course,
  });
  return (await readsChart(ctx, plan.patientId)) ? page : withoutChart(page);
}

/** What the desk needs of a plan, without why somebody comes and what was written about it. */
const withoutChart = (page: PlanView): PlanView => ({
  ...page,
  chartOpen: false,
  condition: null,
  templateReason: "",
  facts: page.facts.map((fact) => ({
    ...fact,
    reason: page.endReason !== null && fact.reason.startsWith(page.endReason) ? page.endReason : "",
  })),
});

/** Refuses with `not_found`, also to a patient whose plan it is not. Each look of staff is kept in the audit chain. */
export async function viewPlan(ctx: Ctx, input: { planId: string }): Promise<PlanView> {
  maySeePlan(ctx);
  return inTransaction(ctx, async (tctx) => pageOf(tctx, await loadPlan(tctx, input.planId)));
}

/** {@link viewPlan} and a fresh proposal in one look. Refuses with `review_first` while a red flag stands. */
export async function viewOffer(ctx: Ctx, input: ProposeCourse): Promise<OfferView> {
  maySeePlan(ctx);
  const preferences = input.preferences && parsePlan(preferencesInput, input.preferences);
  return inTransaction(ctx, async (tctx) => {
    const state = await loadPlan(tctx, input.planId);
    mustNotBeStopped(state);
    const { course } = await placeCourse(tctx, state, {
      preferences,
      keeps: keepsOf(state, input, ctx.now),
      chosen: true,
    });
    return { plan: await pageOf(tctx, state), course };
  });
}

// Plans the rest of a running course again from what really happened; nothing moves until the difference is accepted.
import { addPlanFacts, changePlan, dropVisits, lockPlan } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { isId, newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { isRunning } from "./is-running.ts";
import { restingWishes } from "./absences.ts";
import { keepProposal } from "./hold-course.ts";
import { loadPlan, mustNotBeStopped } from "./load-plan.ts";
import { parsePlan } from "./parse-plan.ts";
import { placeCourse } from "./place-course.ts";
import { mayMoveVisit, maySeePlan } from "./plan-doors.ts";
import { actsForClinic } from "../permissions/permissions.ts";
import type { PlanState } from "./plan-state.ts";
import type { ReflowPolicy, ShownStart } from "./plan-views.ts";
import { preferencesInput, type PreferencesInput } from "./plans-input.ts";
import { bookedOf, reflowDifference, stampOf } from "./reflow-difference.ts";
import { reflowPolicies, type PolicyOutlook, type ReflowDifference, type ReflowView } from "./reflow-views.ts";
import { reseatCourse, type GivenUp } from "./reseat-course.ts";

export type Reflow = {
  planId: string;
  /** In place of the stored one; kept with the plan once accepted. */
  policy?: ReflowPolicy | undefined;
  preferences?: PreferencesInput | undefined;
};

export type AcceptReflow = Reflow & {
  /** The starts that were on the screen, and the stamp of their difference. */
  seen: readonly ShownStart[];
  stamp: string;
};

/** With more visits left open than this, nothing is said about what would help. */
const mostExplained = 8;

type Flow = { state: PlanState; view: ReflowView };

async function runningPlan(ctx: TxCtx, planId: string): Promise<PlanState> {
  const state = await loadPlan(ctx, planId);
  mustNotBeStopped(state);
  if (!isRunning(state.plan)) throw new Refusal("plan_not_offered", "This plan is not running just now.");
  return state;
}

type Wish = Pick<Reflow, "policy" | "preferences"> & { seen?: readonly ShownStart[]; explain?: boolean };

async function flow(ctx: TxCtx, loaded: PlanState, wish: Wish): Promise<Flow> {
  const policy = wish.policy ?? (loaded.plan.reflowPolicy as ReflowPolicy);
  const state = { ...loaded, plan: { ...loaded.plan, reflowPolicy: policy } };
  const wishes = wish.preferences ? parsePlan(preferencesInput, wish.preferences) : state.preferences;
  const { course, fallen } = await placeCourse(
    ctx,
    state,
    {
      preferences: restingWishes(state, wishes),
      keeps: wish.seen ?? bookedOf(state, ctx.now),
      chosen: wish.seen !== undefined,
    },
    { mostExplained: wish.explain === false ? 0 : mostExplained },
  );
  const shown = { ...course, preferences: wishes };
  const difference = reflowDifference(ctx, state, { proposal: shown.proposal, fallen });
  const feeMinor = difference.dropped.reduce((sum, one) => sum + one.feeMinor, 0);
  const view = { planId: state.plan.id, policy, course: shown, difference, feeMinor };
  return { state, view: { ...view, stamp: stampOf(view) } };
}

/**
 * The rest of the course from the last visit that took place, booked visits left alone where the cadence allows it, with what is kept,
 * moved, new and dropped. During a pause nothing is planned on its days. Refuses with `plan_not_offered`, `review_first`, `not_found`.
 */
export async function proposeReflow(ctx: Ctx, input: Reflow): Promise<ReflowView> {
  maySeePlan(ctx);
  return inTransaction(ctx, async (tctx) => (await flow(tctx, await runningPlan(tctx, input.planId), input)).view);
}

/** What the rest comes to under each policy, to choose between them. */
export async function weighPolicies(ctx: Ctx, input: { planId: string }): Promise<PolicyOutlook[]> {
  maySeePlan(ctx);
  return inTransaction(ctx, async (tctx) => {
    const state = await runningPlan(tctx, input.planId);
    const outlooks: PolicyOutlook[] = [];
    for (const policy of reflowPolicies) {
      const { course, difference } = (await flow(tctx, state, { policy, explain: false })).view;
      const { kept, moved, dropped } = difference;
      outlooks.push({
        policy,
        lastOn: course.lastOn,
        kept: kept.length,
        moved: moved.length,
        new: difference.new.length,
        dropped: dropped.length,
        open: course.totals.openCount,
      });
    }
    return outlooks;
  });
}

const stale = (cause?: unknown) =>
  new Refusal("plan_changed", "Something has changed meanwhile. Look at the new times and say yes again.", { cause });

/**
 * Carries out exactly the difference that was shown, all or nothing; the policy chosen for it stays with the plan. Visits that took
 * place, or were missed, are never touched. Refuses with `plan_changed` when it would be another one now: ask again and show the new
 * difference. Another policy is for those who build plans
 * and treat the patient.
 */
export async function acceptReflow(
  ctx: Ctx,
  input: AcceptReflow,
): Promise<{ planId: string; difference: ReflowDifference; givenUp: GivenUp[] }> {
  mayMoveVisit(ctx);
  mustMay(ctx, actsForClinic(ctx.actor) ? "change_booking" : "see_own_plan");
  const { planId, policy, preferences, seen } = input;
  if (!isId(planId)) throw notFound("plan");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId } = tctx;
    const plan = await lockPlan(tx, clinicId, planId);
    if (!plan) throw notFound("plan");
    const loaded = await runningPlan(tctx, planId);
    if (policy !== undefined && policy !== plan.reflowPolicy) {
      mustMay(ctx, "build_plan");
      await mustTreat(tctx, plan.patientId);
    }
    const { state, view } = await flow(tctx, loaded, { policy, preferences, seen, explain: false });
    if (view.stamp !== input.stamp) throw stale();
    const { course, difference } = view;
    const givenUp = await reseat(tctx, state, course.proposal, difference);
    await keepProposal(tctx, course.proposal);
    const leaving = difference.dropped.filter(({ leaves }) => leaves).map(({ visitId }) => visitId);
    await dropVisits(tx, clinicId, leaving, { droppedAt: ctx.now, dropReason: "after the end of the plan" });
    await changePlan(tx, clinicId, planId, { preferences: course.preferences, reflowPolicy: view.policy });
    await keepFact(tctx, plan.patientId, view);
    return { planId, difference, givenUp };
  });
}

async function reseat(...of: Parameters<typeof reseatCourse>): Promise<GivenUp[]> {
  try {
    return await reseatCourse(...of);
  } catch (error) {
    const gone = error instanceof Refusal && (error.code === "slot_taken" || error.code === "patient_busy");
    throw gone ? stale(error) : error;
  }
}

async function keepFact(ctx: TxCtx, patientId: string, { planId, policy, difference }: ReflowView): Promise<void> {
  const { tx, clinicId, now } = ctx;
  const id = newId();
  const { kept, resized, moved, dropped } = difference;
  const figures = { kept: kept.length, moved: moved.length, new: difference.new.length, dropped: dropped.length };
  await addPlanFacts(tx, [
    {
      clinicId,
      id,
      planId,
      fact: "reflowed",
      at: now,
      actorKind: ctx.actor.kind,
      memberId: memberIdOf(ctx),
      figures: { ...figures, policy },
    },
  ]);
  // One letter with all dates, in place of one a visit; those given up are told one by one.
  if (moved.length || difference.new.length || resized.length)
    await announce(ctx, [{ kind: "plan.booked", payload: { planId }, dedupeKey: `plan.booked:${planId}:${id}` }]);
  await record(ctx, [
    { deed: "plan.reflowed", subjectKind: "plan", subjectId: planId, patientId, detail: { ...figures, policy } },
  ]);
}

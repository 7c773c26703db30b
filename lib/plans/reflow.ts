// Plans the rest of a running course again from what really happened; nothing moves until the difference is accepted.
import { addPlanFacts, changePlan, lockPlan } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { differenceOf } from "./course-difference.ts";
import { keepProposal } from "./hold-course.ts";
import { loadPlan, mustNotBeStopped } from "./load-plan.ts";
import { parsePlan } from "./parse-plan.ts";
import { placeCourse } from "./place-course.ts";
import { byStaff, mayMoveVisit, maySeePlan } from "./plan-doors.ts";
import { everyVisit, isComing, type PlanState } from "./plan-state.ts";
import type { CourseDifference, ReflowView, ShownStart } from "./plan-views.ts";
import { preferencesInput, type PreferencesInput } from "./plans-input.ts";
import { reseatCourse } from "./reseat-course.ts";

export type Reflow = { planId: string; preferences?: PreferencesInput | undefined };

/** What is booked now and still to come. */
const bookedOf = (state: PlanState, now: Date): ShownStart[] =>
  everyVisit(state).flatMap((visit) =>
    isComing(visit, now) && visit.appointment?.status === "booked"
      ? [
          {
            visitId: visit.row.id,
            start: visit.appointment.startsAt,
            practitionerId: visit.appointment.practitionerId,
          },
        ]
      : [],
  );

async function flow(ctx: TxCtx, { planId, preferences }: Reflow): Promise<{ state: PlanState; view: ReflowView }> {
  const state = await loadPlan(ctx, planId);
  mustNotBeStopped(state);
  if (state.plan.status !== "active") throw new Refusal("plan_not_offered", "This plan is not running just now.");
  const keeps = bookedOf(state, ctx.now);
  const wishes = preferences && parsePlan(preferencesInput, preferences);
  const { course } = await placeCourse(ctx, state, { preferences: wishes, keeps });
  return { state, view: { planId, course, difference: differenceOf(keeps, course.proposal) } };
}

/**
 * The rest of the course from the last visit that took place, booked visits left alone where the cadence allows it, with what is kept,
 * moved, new and dropped. Refuses with `plan_not_offered`, `review_first`, `not_found`.
 */
export async function proposeReflow(ctx: Ctx, input: Reflow): Promise<ReflowView> {
  maySeePlan(ctx);
  return inTransaction(ctx, async (tctx) => (await flow(tctx, input)).view);
}

/**
 * Carries out exactly the placement that was shown, in one transaction. Refuses with `plan_changed` when it would be another one now;
 * ask again and show the new difference.
 */
export async function acceptReflow(
  ctx: Ctx,
  input: Reflow & { seen: readonly ShownStart[] },
): Promise<{ planId: string; difference: CourseDifference }> {
  mayMoveVisit(ctx);
  mustMay(ctx, byStaff(ctx) ? "change_booking" : "see_own_plan");
  const { planId } = input;
  if (!isId(planId)) throw notFound("plan");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const plan = await lockPlan(tx, clinicId, planId);
    if (!plan) throw notFound("plan");
    const { state, view } = await flow(tctx, input);
    const { course, difference } = view;
    const placed = course.proposal.filter(({ start }) => start !== null);
    const asShown = differenceOf(input.seen, placed);
    if (asShown.moved.length || asShown.dropped.length || asShown.new.length)
      throw new Refusal("plan_changed", "The calendar has changed meanwhile. Look at the new times and say yes again.");
    await reseatCourse(tctx, state, course.proposal, difference);
    await keepProposal(tctx, course.proposal);
    if (input.preferences) await changePlan(tx, clinicId, planId, { preferences: course.preferences });
    await addPlanFacts(tx, [
      {
        clinicId,
        id: newId(),
        planId,
        fact: "reflowed",
        at: now,
        actorKind: ctx.actor.kind,
        memberId: memberIdOf(ctx),
        figures: {
          kept: difference.kept.length,
          moved: difference.moved.length,
          new: difference.new.length,
          dropped: difference.dropped.length,
        },
      },
    ]);
    await record(tctx, [{ deed: "plan.reflowed", subjectKind: "plan", subjectId: planId, patientId: plan.patientId }]);
    return { planId, difference };
  });
}

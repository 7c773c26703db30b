// Shows where all visits of a plan would go in the calendar as it stands. Changes nothing.
import { inTransaction, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { loadPlan, mustNotBeStopped } from "./load-plan.ts";
import { parsePlan } from "./parse-plan.ts";
import { placeCourse } from "./place-course.ts";
import { maySeePlan } from "./plan-doors.ts";
import type { PlanState } from "./plan-state.ts";
import type { CourseProposal, ShownStart } from "./plan-views.ts";
import { preferencesInput, type PreferencesInput } from "./plans-input.ts";
import { heldForYes } from "./shown-starts.ts";

export type ProposeCourse = {
  planId: string;
  /** In place of the stored ones. */
  preferences?: PreferencesInput | undefined;
  /** Starts the patient chose or has seen: left where they are when the rules allow it. */
  chosen?: readonly ShownStart[] | undefined;
  /** Whether the starts that are held for one more yes stay where they are. */
  again?: boolean | undefined;
};

/** What is to be left where it is: what was chosen, and what is held for one more yes. */
export function keepsOf(state: PlanState, { chosen = [], again }: ProposeCourse, now: Date): ShownStart[] {
  const held = again ? heldForYes(state, now) : [];
  return [...chosen, ...held.filter(({ visitId }) => !chosen.some((one) => one.visitId === visitId))];
}

/**
 * Every visit with its start, window, practitioner and money; the visits left open with their reasons. Refuses with `review_first`
 * while a red flag stands, with `plan_not_offered` when the plan is over, and with `not_found`.
 */
export async function proposeCourse(ctx: Ctx, input: ProposeCourse): Promise<CourseProposal> {
  maySeePlan(ctx);
  const preferences = input.preferences && parsePlan(preferencesInput, input.preferences);
  return inTransaction(ctx, async (tctx) => {
    const state = await loadPlan(tctx, input.planId);
    mustNotBeStopped(state);
    if (state.plan.status === "completed" || state.plan.status === "revoked")
      throw new Refusal("plan_not_offered", "This plan is over.");
    const { course } = await placeCourse(tctx, state, {
      preferences,
      keeps: keepsOf(state, input, ctx.now),
      chosen: true,
    });
    return course;
  });
}

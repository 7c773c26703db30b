// Keeps all held visits of an accepted course longer while the patient pays.
import { lockPlan } from "../../db/queries/plans.ts";
import { extendHolds } from "../booking/confirm-held.ts";
import type { TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { holdsOfPlan } from "./book-course.ts";

/** All or none. Refuses with `hold_expired` when one of the times is gone, and with `plan_not_offered` when nothing is held. */
export async function extendCourseHold(ctx: TxCtx, input: { planId: string; until: Date }): Promise<void> {
  const plan = await lockPlan(ctx.tx, ctx.clinicId, input.planId);
  if (!plan) throw notFound("plan");
  if (plan.status !== "offered") throw new Refusal("plan_not_offered", "This plan is not waiting to be paid.");
  const { accepted: held } = await holdsOfPlan(ctx, plan);
  if (!held.length) throw new Refusal("plan_not_offered", "Accept the plan first; then pay.");
  await extendHolds(ctx, { appointmentIds: held, until: input.until });
}

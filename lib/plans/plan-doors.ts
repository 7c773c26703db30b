// Who may look at, accept or move a plan: staff by their role, a patient by their own.
import { mustMay, type Ctx } from "../context/context.ts";

const isStaff = (ctx: Ctx): boolean => ctx.actor.kind === "member";

export const maySeePlan = (ctx: Ctx): void => mustMay(ctx, isStaff(ctx) ? "see_patient" : "see_own_plan");

export const mayAcceptPlan = (ctx: Ctx): void =>
  mustMay(ctx, isStaff(ctx) ? "accept_plan_for_patient" : "see_own_plan");

export const mayMoveVisit = (ctx: Ctx): void => mustMay(ctx, isStaff(ctx) ? "change_booking" : "see_own_plan");

export const mayStopPlan = (ctx: Ctx): void => mustMay(ctx, isStaff(ctx) ? "stop_plan" : "see_own_plan");

// Opens a plan's page by its link: a code by e-mail and the birth date, nothing else.
import { planRow } from "../../db/queries/plans.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { openByCode, requestCode } from "../patients/patient-session.ts";

async function patientOf(ctx: Ctx, planId: string): Promise<string> {
  if (!isId(planId)) throw notFound("plan");
  const plan = await inTransaction(ctx, ({ tx }) => planRow(tx, ctx.clinicId, planId));
  if (!plan || plan.status === "draft") throw notFound("plan");
  return plan.patientId;
}

/** The answer is the same for a right and a wrong birth date. Refuses with `not_found` for a plan that was never offered. */
export async function requestPlanCode(
  ctx: Ctx,
  input: { planId: string; birthDate: string; browserKey: string },
): Promise<void> {
  mustMay(ctx, "manage_own_booking");
  const { planId, ...asked } = input;
  await requestCode(ctx, { ...asked, patientId: await patientOf(ctx, planId) });
}

/** Answers the browser's token. Refuses with `code_wrong`. */
export async function openPlan(
  ctx: Ctx,
  input: { planId: string; birthDate: string; code: string; browserKey: string },
): Promise<{ token: string; patientId: string }> {
  mustMay(ctx, "manage_own_booking");
  const { planId, ...asked } = input;
  const patientId = await patientOf(ctx, planId);
  return { ...(await openByCode(ctx, { ...asked, patientId })), patientId };
}

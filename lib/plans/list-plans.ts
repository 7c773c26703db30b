// Plans in short: all of a clinic by status, or those of one patient.
import { planLines } from "../../db/queries/plans.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { maySeePlan } from "./plan-doors.ts";
import type { PlanLine, PlanStatus } from "./plan-views.ts";

async function linesOf(ctx: TxCtx, of: Parameters<typeof planLines>[2]): Promise<PlanLine[]> {
  const rows = await planLines(ctx.tx, ctx.clinicId, of, ctx.now);
  return rows.map(({ plan, ...row }) => ({
    planId: plan.id,
    patientId: plan.patientId,
    patientName: row.patientName,
    templateCode: row.templateCode,
    templateName: row.templateName,
    status: plan.status as PlanStatus,
    leadPractitionerName: row.leadName,
    startOn: plan.startOn,
    createdAt: plan.createdAt,
    offerExpiresAt: plan.offerExpiresAt,
    attended: row.attended,
    planned: row.planned,
    nextStart: row.nextStart === null ? null : new Date(row.nextStart),
  }));
}

/** Newest first. */
export async function listPlans(
  ctx: Ctx,
  input: { status?: PlanStatus | readonly PlanStatus[] } = {},
): Promise<PlanLine[]> {
  mustMay(ctx, "see_patient");
  const { status } = input;
  const statuses = status === undefined ? undefined : typeof status === "string" ? [status] : status;
  return inTransaction(ctx, (tctx) => linesOf(tctx, statuses ? { statuses } : {}));
}

/** A patient's plans, newest first; drafts are for staff. Refuses with `not_found` to other patients. */
export async function planOfPatient(ctx: Ctx, input: { patientId: string }): Promise<PlanLine[]> {
  maySeePlan(ctx);
  const own = ownPatientOf(ctx.actor);
  if (!isId(input.patientId) || (own !== null && own !== input.patientId)) throw notFound("patient");
  const lines = await inTransaction(ctx, (tctx) => linesOf(tctx, { patientId: input.patientId }));
  return own !== null ? lines.filter(({ status }) => status !== "draft") : lines;
}

// The plan that a patient's own pages are about: the one that runs, else the latest that was offered to them.
import { mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { isRunning } from "./is-running.ts";
import { planOfPatient } from "./list-plans.ts";
import type { PlanLine } from "./plan-views.ts";

/** Null when there is none. Refuses with `not_found` whoever is no patient. */
export async function ownPlan(ctx: Ctx): Promise<PlanLine | null> {
  mustMay(ctx, "see_own_plan");
  const patientId = ownPatientOf(ctx.actor);
  if (patientId === null) throw notFound("patient");
  const lines = await planOfPatient(ctx, { patientId });
  return lines.find(isRunning) ?? lines[0] ?? null;
}

// The door of a patient's own plan: the signed link says which, the browser's opened session says who.
import "server-only";
import { notFound } from "next/navigation";
import type { ClinicView } from "../clinic/catalogue-views.ts";
import type { Ctx } from "../context/context.ts";
import { needed } from "../env.ts";
import { Refusal, notFound as notFoundRefusal } from "../errors.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { patientOfPlan } from "../plans/plan-door.ts";
import { readPlanToken } from "../plans/plan-link.ts";
import { contextFor, guestCtx, patientCtx, publicPage } from "./contexts.ts";

export type PlanDoor = {
  clinic: ClinicView;
  guest: Ctx;
  planId: string;
  patientId: string;
  /** Null until opened. */ ctx: Ctx | null;
};

/** Finds the plan of a link; the calm 404 for anything else. */
export async function planDoor(slug: string, token: string): Promise<PlanDoor> {
  const { clinic } = await publicPage(slug);
  try {
    const { clinicId, planId } = readPlanToken(needed("AUTH_SECRET"), token);
    if (clinicId !== clinic.id) notFound();
    const guest = contextFor(clinicId, { kind: "guest" });
    const patientId = await patientOfPlan(guest, { planId });
    const opened = await patientCtx(slug);
    const own = opened && ownPatientOf(opened.ctx.actor) === patientId;
    return { clinic, guest, planId, patientId, ctx: own ? opened.ctx : null };
  } catch (error) {
    if (error instanceof Refusal) notFound();
    throw error;
  }
}

/** For routes: the plan of a link as its patient opened it in this browser, or `not_found`, or `sign_in_needed`. */
export async function openedPlan(slug: string, token: string): Promise<PlanDoor & { ctx: Ctx }> {
  const { clinic } = await guestCtx(slug);
  const { clinicId, planId } = readPlanToken(needed("AUTH_SECRET"), token);
  if (clinicId !== clinic.id) throw notFoundRefusal("plan");
  const guest = contextFor(clinicId, { kind: "guest" });
  const patientId = await patientOfPlan(guest, { planId });
  const opened = await patientCtx(slug);
  if (!opened || ownPatientOf(opened.ctx.actor) !== patientId)
    throw new Refusal("sign_in_needed", "Open your plan first, with the code we send you.");
  return { clinic: opened.clinic, guest, planId, patientId, ctx: opened.ctx };
}

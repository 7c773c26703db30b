// Books every held visit of an accepted course and starts the plan, inside the caller's transaction.
import { addPlanFacts, changePlan, consentsOfPatient, lockPlan, planAppointments } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { confirmHeld } from "../booking/confirm-held.ts";
import { memberIdOf, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { newId } from "../ids.ts";

/** The key under which the visits of one acceptance are held. */
export const holdKeyOf = (consentId: string): string => `plan:${consentId}`;

/** Appointments of the plan's latest acceptance that are held, or were. */
export async function acceptedHolds(ctx: TxCtx, plan: { id: string; patientId: string }): Promise<string[]> {
  const { tx, clinicId } = ctx;
  const [consents, appointments] = await Promise.all([
    consentsOfPatient(tx, clinicId, plan.patientId),
    planAppointments(tx, clinicId, plan.id),
  ]);
  const consent = consents.findLast((row) => row.planId === plan.id && row.purpose === "plan");
  if (!consent) return [];
  const key = holdKeyOf(consent.id);
  return appointments
    .filter((row) => row.holdKey === key && (row.status === "held" || row.status === "expired"))
    .map(({ id }) => id);
}

/**
 * All visits or none: one that was held too long is taken up again when its time is still free, otherwise the whole is refused with
 * `hold_expired`. A plan that runs already is left as it is; one that is over is refused with `plan_not_offered`.
 */
export async function bookCourse(
  ctx: TxCtx,
  input: { planId: string },
): Promise<{ planId: string; booked: string[]; already: boolean }> {
  const { tx, clinicId, now } = ctx;
  const { planId } = input;
  const plan = await lockPlan(tx, clinicId, planId);
  if (!plan) throw notFound("plan");
  if (plan.status === "active" || plan.status === "on_hold") return { planId, booked: [], already: true };
  if (plan.status !== "offered" || plan.acceptedAt === null)
    throw new Refusal("plan_not_offered", "This plan is not waiting to be booked any more.");
  const held = await acceptedHolds(ctx, plan);
  const { booked, lost } = await confirmHeld(ctx, { appointmentIds: held });
  if (lost.length || !booked.length)
    throw new Refusal("hold_expired", "Some of the times were not kept any longer, and somebody else has taken them.");
  await changePlan(tx, clinicId, planId, { status: "active", activatedAt: now });
  const factId = newId();
  await addPlanFacts(tx, [
    { clinicId, id: factId, planId, fact: "activated", at: now, actorKind: ctx.actor.kind, memberId: memberIdOf(ctx) },
  ]);
  await announce(ctx, [{ kind: "plan.booked", payload: { planId }, dedupeKey: `plan.booked:${planId}` }]);
  await record(ctx, [
    {
      deed: "plan.booked",
      subjectKind: "plan",
      subjectId: planId,
      patientId: plan.patientId,
      detail: { visits: booked.length },
    },
  ]);
  return { planId, booked, already: false };
}

// Books every held visit of an accepted course and starts the plan, inside the caller's transaction.
import { releaseHolds } from "../../db/queries/appointments.ts";
import { addPlanFacts, changePlan, consentsOfPatient, lockPlan, planAppointments } from "../../db/queries/plans.ts";
import { together } from "../../db/together.ts";
import { record } from "../audit/audit.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import { confirmHeld, lockHolds } from "../booking/confirm-held.ts";
import { memberIdOf, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import { isRunning } from "./is-running.ts";

/** The key under which the visits of one acceptance are held. */
export const holdKeyOf = (consentId: string): string => `plan:${consentId}`;

type PlanHolds = {
  /** Appointments of the plan's latest acceptance that are held, or were. */
  accepted: string[];
  /** What is kept for a yes that has not been said. */
  unsaid: string[];
};

export async function holdsOfPlan(ctx: TxCtx, plan: { id: string; patientId: string }): Promise<PlanHolds> {
  const { tx, clinicId } = ctx;
  const [consents, appointments] = await Promise.all([
    consentsOfPatient(tx, clinicId, plan.patientId),
    planAppointments(tx, clinicId, plan.id),
  ]);
  const consent = consents.findLast((row) => row.planId === plan.id && row.purpose === "plan");
  const key = consent ? holdKeyOf(consent.id) : null;
  const idsOf = (rows: typeof appointments) => rows.map(({ id }) => id);
  return {
    accepted: idsOf(
      appointments.filter(
        (row) => key !== null && row.holdKey === key && (row.status === "held" || row.status === "expired"),
      ),
    ),
    unsaid: idsOf(appointments.filter((row) => row.holdKey !== key && row.status === "held")),
  };
}

/**
 * All visits or none: one that was held too long is taken up again when its time is still free, otherwise the whole is refused with
 * `hold_expired`. A plan that runs already is left as it is; one that is over is refused with `plan_not_offered`.
 */
export async function bookCourse(
  ctx: TxCtx,
  input: { planId: string },
): Promise<{ planId: string; booked: string[]; already: boolean }> {
  const { tx, clinicId } = ctx;
  const { planId } = input;
  const plan = await lockPlan(tx, clinicId, planId);
  if (!plan) throw notFound("plan");
  if (isRunning(plan)) return { planId, booked: [], already: true };
  if (plan.status !== "offered" || plan.acceptedAt === null)
    throw new Refusal("plan_not_offered", "This plan is not waiting to be booked any more.");
  const { accepted, unsaid } = await holdsOfPlan(ctx, plan);
  if (unsaid.length) {
    // What is paid for comes first: a later look at the plan must not stand in its own way.
    await lockHolds(ctx, [...accepted, ...unsaid]);
    await releaseHolds(tx, clinicId, unsaid, { now: ctx.now, actorKind: ctx.actor.kind, reason: "accepted before" });
    await calendarChanged(ctx);
  }
  const { booked, lost } = await confirmHeld(ctx, { appointmentIds: accepted });
  if (lost.length || !booked.length)
    throw new Refusal("hold_expired", "Some of the times were not kept any longer, and somebody else has taken them.");
  await startCourse(ctx, plan, booked.length);
  return { planId, booked, already: false };
}

/** The plan runs: its visits are booked. */
export async function startCourse(
  ctx: TxCtx,
  { id: planId, patientId }: { id: string; patientId: string },
  visits: number,
): Promise<void> {
  const { tx, clinicId, now } = ctx;
  await together([
    changePlan(tx, clinicId, planId, { status: "active", activatedAt: now }),
    addPlanFacts(tx, [
      {
        clinicId,
        id: newId(),
        planId,
        fact: "activated",
        at: now,
        actorKind: ctx.actor.kind,
        memberId: memberIdOf(ctx),
      },
    ]),
    announce(ctx, [{ kind: "plan.booked", payload: { planId }, dedupeKey: `plan.booked:${planId}` }]),
    record(ctx, [{ deed: "plan.booked", subjectKind: "plan", subjectId: planId, patientId, detail: { visits } }]),
  ]);
}

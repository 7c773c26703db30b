// A visit without a time, for whoever holds its own key: the times it can have, booking one with one press, and saying not now.
import { askedToBeLeft, planOfVisit } from "../../db/queries/open-visits.ts";
import { addPlanFacts, lockPlan } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { signKey } from "../signed-key.ts";
import { isComing } from "./plan-state.ts";
import { loadPlan, mustNotBeStopped } from "./load-plan.ts";
import { moveVisit } from "./move-visit.ts";
import type { VisitStart } from "./plan-views.ts";
import { startsFor, visitIn } from "./visit-starts.ts";

export const visitKey = (ctx: { clinicId: string; secret: string }, visitId: string): string =>
  signKey(ctx, "visit", visitId);

export type NextVisitView =
  | { state: "open"; planId: string; patientId: string; starts: VisitStart[] }
  | { state: "booked"; planId: string; patientId: string; start: Date; practitionerName: string }
  /** It took place, or its plan does not run just now. */
  | { state: "over"; planId: string; patientId: string };

async function ownPlan(t: TxCtx, visitId: string) {
  const plan = isId(visitId) ? await planOfVisit(t.tx, t.clinicId, visitId) : null;
  if (!plan) throw notFound("visit");
  return plan;
}

/** Nothing of the plan but this visit. Refuses with `not_found`, and with `review_first` while a red flag stands. */
export async function viewNextVisit(ctx: Ctx, { visitId }: { visitId: string }): Promise<NextVisitView> {
  mustMay(ctx, "manage_own_booking");
  return inTransaction(ctx, async (t): Promise<NextVisitView> => {
    const of = await ownPlan(t, visitId);
    const state = await loadPlan(t, of.planId);
    mustNotBeStopped(state);
    if (state.plan.status !== "active") return { state: "over", ...of };
    const visit = visitIn(state, visitId);
    const { appointment } = visit;
    if (isComing(visit, t.now) && appointment)
      return {
        state: "booked",
        ...of,
        start: appointment.startsAt,
        practitionerName: state.names.get(appointment.practitionerId) ?? "",
      };
    if (visit.day !== null || visit.state === "attended") return { state: "over", ...of };
    const asPatient: TxCtx = { ...t, actor: { kind: "patient", patientId: of.patientId } };
    return { state: "open", ...of, starts: await startsFor(asPatient, state, visitId, []) };
  });
}

/** Refuses with `already_done` when it has a time already, and as {@link moveVisit} does. */
export async function bookNextVisit(
  ctx: Ctx,
  { visitId, start, practitionerId }: { visitId: string; start: Date; practitionerId: string },
): Promise<void> {
  mustMay(ctx, "manage_own_booking");
  await inTransaction(ctx, async (t) => {
    const { planId, patientId } = await ownPlan(t, visitId);
    if (!(await lockPlan(t.tx, t.clinicId, planId))) throw notFound("plan");
    const now = await viewNextVisit(t, { visitId });
    if (now.state === "booked") throw new Refusal("already_done", "This visit has a time already.");
    const asPatient: TxCtx = { ...t, actor: { kind: "patient", patientId } };
    await moveVisit(asPatient, { planId, visitId, start, practitionerId });
  });
}

/** No more messages about this visit; booking it stays open. Said twice, kept once. */
export async function declineNextVisit(ctx: Ctx, { visitId }: { visitId: string }): Promise<void> {
  mustMay(ctx, "manage_own_booking");
  await inTransaction(ctx, async (t) => {
    const { planId, patientId } = await ownPlan(t, visitId);
    if (await askedToBeLeft(t.tx, t.clinicId, planId, visitId)) return;
    const said = { fact: "nudge_declined", at: t.now, actorKind: t.actor.kind, memberId: null };
    await addPlanFacts(t.tx, [{ clinicId: t.clinicId, id: newId(), planId, ...said, figures: { visitId } }]);
    await record(t, [{ deed: "plan.nudge_declined", subjectKind: "visit", subjectId: visitId, patientId }]);
  });
}

// Rests a running plan for some days, and takes it up again.
import { addPlanFacts, changePlan, lockPlan } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { lapseAfterDays } from "../figures/lapse.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { daysBetween, isDate, type LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { loadPlan, mustNotBeStopped } from "./load-plan.ts";
import { everyVisit, isComing, type PlanState } from "./plan-state.ts";

type Span = { from: LocalDate | null; to: LocalDate | null };

async function turn(ctx: TxCtx, state: PlanState, fact: "paused" | "resumed", span: Span, reason: string) {
  const { plan } = state;
  const status = fact === "paused" ? "on_hold" : "active";
  await changePlan(ctx.tx, ctx.clinicId, plan.id, { status });
  await addPlanFacts(ctx.tx, [
    {
      clinicId: ctx.clinicId,
      id: newId(),
      planId: plan.id,
      fact,
      at: ctx.now,
      fromDate: span.from,
      toDate: span.to,
      actorKind: ctx.actor.kind,
      memberId: memberIdOf(ctx),
      reason,
    },
  ]);
  await record(ctx, [{ deed: `plan.${fact}`, subjectKind: "plan", subjectId: plan.id, patientId: plan.patientId }]);
}

async function locked(ctx: TxCtx, planId: string): Promise<PlanState> {
  if (!isId(planId) || !(await lockPlan(ctx.tx, ctx.clinicId, planId))) throw notFound("plan");
  const state = await loadPlan(ctx, planId);
  await mustTreat(ctx, state.plan.patientId);
  return state;
}

/**
 * The plan is on hold for the days named, both included; these weeks do not count against anybody. Booked visits in them stay until
 * they are moved or cancelled: they are answered. Refuses with `plan_not_offered` when the plan does not run, `reason_needed` outside the
 * care team, and `invalid`.
 */
export async function pausePlan(
  ctx: Ctx,
  input: { planId: string; fromDate: LocalDate; toDate: LocalDate; reason: string },
): Promise<{ planId: string; bookedInside: { visitId: string; appointmentId: string; start: Date }[] }> {
  mustMay(ctx, "build_plan");
  const { planId, fromDate, toDate } = input;
  if (!isDate(fromDate) || !isDate(toDate) || toDate < fromDate)
    throw new Refusal("invalid", "Choose the first and the last day of the pause.", {
      fields: [{ field: "toDate", message: "The last day must not come before the first." }],
    });
  return inTransaction(ctx, async (tctx) => {
    const state = await locked(tctx, planId);
    if (state.plan.status !== "active") throw new Refusal("plan_not_offered", "Only a running plan can be paused.");
    if (toDate < dateIn(ctx.now, state.clinic.timeZone))
      throw new Refusal("invalid", "These days are over already.", {
        fields: [{ field: "toDate", message: "Choose a last day that is still to come." }],
      });
    await turn(tctx, state, "paused", { from: fromDate, to: toDate }, input.reason.trim());
    const inside = everyVisit(state).filter(
      (visit) => isComing(visit, ctx.now) && visit.day !== null && fromDate <= visit.day && visit.day <= toDate,
    );
    return {
      planId,
      bookedInside: inside.flatMap(({ row, appointment }) =>
        appointment ? [{ visitId: row.id, appointmentId: appointment.id, start: appointment.startsAt }] : [],
      ),
    };
  });
}

/**
 * The plan runs again. After a lapse (more than twice the target gap and three weeks since the last visit) the health questions must
 * have been asked again first. Refuses with `plan_not_ready`, `review_first`, `plan_not_offered`, and as a pause does.
 */
export async function resumePlan(ctx: Ctx, input: { planId: string }): Promise<{ planId: string }> {
  mustMay(ctx, "build_plan");
  return inTransaction(ctx, async (tctx) => {
    const state = await locked(tctx, input.planId);
    if (state.plan.status !== "on_hold") throw new Refusal("plan_not_offered", "This plan is not paused.");
    mustNotBeStopped(state);
    if (mustAskAgain(state, ctx.now))
      throw new Refusal("plan_not_ready", "It has been a while: ask the health questions again first.", {
        fields: [{ field: "screen", message: "Ask the health questions again." }],
      });
    const paused = state.facts.findLast(({ fact }) => fact === "paused");
    const today = dateIn(ctx.now, state.clinic.timeZone);
    await turn(tctx, state, "resumed", { from: paused?.fromDate ?? null, to: today }, "");
    return { planId: input.planId };
  });
}

function hasLapsed(state: PlanState, now: Date): boolean {
  const attended = everyVisit(state).filter((visit) => visit.state === "attended" && visit.day !== null);
  const last = attended.toSorted((a, b) => (a.day! < b.day! ? -1 : 1)).at(-1);
  if (!last?.day) return false;
  return daysBetween(last.day, dateIn(now, state.clinic.timeZone)) > lapseAfterDays(last.phase.targetGap);
}

/** Whether the health questions have to be asked again before a paused plan is taken up: after a lapse, when nobody has since. */
export function mustAskAgain(state: PlanState, now: Date): boolean {
  const paused = state.facts.findLast(({ fact }) => fact === "paused");
  if (state.plan.status !== "on_hold" || !hasLapsed(state, now)) return false;
  return state.standing === null || paused === undefined || state.standing.answeredAt <= paused.at;
}

// Days on which the patient of a running plan is away: said, and taken back. Nothing moves by it; the rest is then planned again.
import { addPlanFacts, changePlan, lockPlan } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { isDate, type LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { isRunning } from "./is-running.ts";
import { covers, type DaySpan } from "./absences.ts";
import { loadPlan } from "./load-plan.ts";
import { mayMoveVisit } from "./plan-doors.ts";
import { everyVisit, isComing, type PlanState } from "./plan-state.ts";

export type TravelDates = { planId: string; from: LocalDate; to: LocalDate };

const most = 20;

/** Answers how many booked visits lie in these days. Refuses with `invalid`, `plan_not_offered` when the plan does not run, `not_found`. */
export async function addTravel(ctx: Ctx, input: TravelDates): Promise<{ planId: string; bookedInside: number }> {
  return change(ctx, input, (state, today, away) => {
    const { from, to } = input;
    const problem = (field: string, message: string) =>
      new Refusal("invalid", message, { fields: [{ field, message }] });
    if (!isDate(from)) throw problem("from", "Choose the first day away.");
    if (!isDate(to) || to < from) throw problem("to", "The last day away must not come before the first.");
    if (to < today) throw problem("to", "These days are over already.");
    if (away.length >= most) throw problem("from", `No more than ${most} absences can be kept at once.`);
    return away.some((one) => one.from === from && one.to === to) ? null : [...away, { from, to }];
  });
}

/** Refuses with `not_found` when these days are not among the plan's. */
export async function removeTravel(ctx: Ctx, input: TravelDates): Promise<{ planId: string; bookedInside: number }> {
  return change(ctx, input, (_, __, away) => {
    const left = away.filter((one) => one.from !== input.from || one.to !== input.to);
    if (left.length === away.length) throw notFound("absence");
    return left;
  });
}

type Absences = readonly DaySpan[];

async function change(
  ctx: Ctx,
  { planId, from, to }: TravelDates,
  turn: (state: PlanState, today: LocalDate, away: Absences) => Absences | null,
): Promise<{ planId: string; bookedInside: number }> {
  mayMoveVisit(ctx);
  if (!isId(planId)) throw notFound("plan");
  return inTransaction(ctx, async (tctx) => {
    if (!(await lockPlan(tctx.tx, tctx.clinicId, planId))) throw notFound("plan");
    const state = await loadPlan(tctx, planId);
    const { plan, preferences, clinic } = state;
    if (!isRunning(plan)) throw new Refusal("plan_not_offered", "This plan is not running just now.");
    const today = dateIn(ctx.now, clinic.timeZone);
    const before = preferences.away.filter((span) => span.to >= today);
    const away = turn(state, today, before);
    if (away)
      await keep(tctx, state, away, { from, to, fact: away.length > before.length ? "travel_said" : "travel_over" });
    const inside = everyVisit(state).filter(
      (visit) => isComing(visit, ctx.now) && visit.day !== null && covers({ from, to }, visit.day),
    );
    return { planId, bookedInside: inside.length };
  });
}

async function keep(ctx: TxCtx, state: PlanState, away: Absences, said: DaySpan & { fact: string }): Promise<void> {
  const { tx, clinicId, now } = ctx;
  const { plan, preferences } = state;
  await changePlan(tx, clinicId, plan.id, { preferences: { ...preferences, away } });
  await addPlanFacts(tx, [
    {
      clinicId,
      id: newId(),
      planId: plan.id,
      fact: said.fact,
      at: now,
      fromDate: said.from,
      toDate: said.to,
      actorKind: ctx.actor.kind,
      memberId: memberIdOf(ctx),
    },
  ]);
  await record(ctx, [
    { deed: `plan.${said.fact}`, subjectKind: "plan", subjectId: plan.id, patientId: plan.patientId },
  ]);
}

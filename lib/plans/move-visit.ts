// Moves one visit of a running plan, or books one that is still open; the rest of the plan stays where it is.
import { lockPlan } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { rescheduleAppointment } from "../booking/reschedule-appointment.ts";
import { writeAppointments } from "../booking/write-appointments.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import { daysBetween } from "../time/dates.ts";
import { keepMoney, keepWindows } from "./keep-windows.ts";
import { loadPlan, mustNotBeStopped } from "./load-plan.ts";
import { mayMoveVisit } from "./plan-doors.ts";
import { actsForClinic } from "../permissions/permissions.ts";
import { gapsOf, isComing, type PlanState, type StateVisit } from "./plan-state.ts";
import type { MovedVisit } from "./plan-views.ts";
import { startsFor, visitIn } from "./visit-starts.ts";
import { windowState } from "./window.ts";

export type MoveVisit = { planId: string; visitId: string; start: Date; practitionerId?: string | undefined };

/**
 * Patients move inside the window and the plan's rules; staff anywhere the slot is open, and are told how the new gap stands to the
 * window. Refuses with `slot_taken`, `invalid` outside the window, `review_first`, `plan_not_offered` when the plan does not run,
 * `already_done` for a visit that took place, and `not_found`.
 */
export async function moveVisit(ctx: Ctx, input: MoveVisit): Promise<MovedVisit> {
  mayMoveVisit(ctx);
  const { planId, visitId } = input;
  if (!isId(planId) || !isId(visitId)) throw notFound("plan");
  return inTransaction(ctx, async (tctx) => {
    if (!(await lockPlan(tctx.tx, tctx.clinicId, planId))) throw notFound("plan");
    const state = await loadPlan(tctx, planId);
    mustNotBeStopped(state);
    if (state.plan.status !== "active") throw new Refusal("plan_not_offered", "This plan is not running just now.");
    const visit = visitIn(state, visitId);
    if (visit.state === "attended" || (visit.day !== null && !isComing(visit, ctx.now)))
      throw new Refusal("already_done", "This visit has taken place already.");
    if (!actsForClinic(ctx.actor)) await mustFit(tctx, state, input);
    if (isComing(visit, ctx.now) && visit.appointment)
      await rescheduleAppointment(tctx, {
        appointmentId: visit.appointment.id,
        start: input.start,
        practitionerId: input.practitionerId,
      });
    else await bookOpen(tctx, state, visit, input);
    const after = await loadPlan(tctx, planId);
    await keepWindows(tctx, after);
    await keepMoney(tctx, after, visitId);
    await record(tctx, [
      { deed: "plan.visit_moved", subjectKind: "visit", subjectId: visitId, patientId: state.plan.patientId },
    ]);
    return movedOf(after, visitId);
  });
}

async function mustFit(ctx: TxCtx, state: PlanState, { visitId, start, practitionerId }: MoveVisit): Promise<void> {
  const starts = await startsFor(ctx, state, visitId, []);
  const fits = starts.some(
    (one) =>
      one.start.getTime() === start.getTime() &&
      (practitionerId === undefined || one.practitionerId === practitionerId),
  );
  if (!fits)
    throw new Refusal(
      "invalid",
      "This time is outside the visit's window or taken. Choose one of those shown, or call us.",
      {
        fields: [{ field: "start", message: "Choose one of the times shown." }],
      },
    );
}

async function bookOpen(ctx: TxCtx, state: PlanState, { row, phase }: StateVisit, input: MoveVisit): Promise<void> {
  const { plan, episode, standing } = state;
  await writeAppointments(ctx, [
    {
      serviceId: phase.serviceId,
      practitionerId: input.practitionerId,
      start: input.start,
      durationMin: phase.minutes,
      patientId: plan.patientId,
      episodeId: episode.id,
      visitId: row.id,
      screenId: standing?.screenId ?? null,
      status: "booked",
      // A single visit booked by itself is told by itself.
      via: actsForClinic(ctx.actor) ? "phone" : "online",
      rules: actsForClinic(ctx.actor) ? "staff" : "public",
    },
  ]);
}

function movedOf(state: PlanState, visitId: string): MovedVisit {
  const visit = visitIn(state, visitId);
  const { appointment, day, row } = visit;
  if (!appointment || day === null) throw new Error("a moved visit has no appointment");
  const track = state.tracks.find(({ trackId }) => trackId === row.trackId)!;
  const before = track.visits.findLast((one) => one.row.number < row.number && one.day !== null);
  const gap = before?.day ? daysBetween(before.day, day) : null;
  return {
    visitId,
    appointmentId: appointment.id,
    start: appointment.startsAt,
    end: appointment.endsAt,
    practitionerId: appointment.practitionerId,
    window: gap === null ? "on_time" : windowState(gapsOf(visit), Math.max(0, gap)),
  };
}

// What planning the rest again changes against what is booked now, with what giving a visit up costs, and a stamp that names it all.
import { createHash } from "node:crypto";
import { cancelTerms } from "../booking/policy.ts";
import type { Ctx } from "../context/context.ts";
import { differenceOf } from "./course-difference.ts";
import { actsForClinic } from "../permissions/permissions.ts";
import { everyVisit, isComing, type PlanState } from "./plan-state.ts";
import type { ProposedVisit, ShownStart } from "./plan-views.ts";
import type { ReflowDifference, ReflowView } from "./reflow-views.ts";

/** What is booked now and still to come. */
export const bookedOf = (state: PlanState, now: Date): ShownStart[] =>
  everyVisit(state).flatMap((visit) => {
    const { row, appointment } = visit;
    if (!isComing(visit, now) || appointment?.status !== "booked") return [];
    return [{ visitId: row.id, start: appointment.startsAt, practitionerId: appointment.practitionerId }];
  });

export function reflowDifference(
  ctx: Ctx,
  state: PlanState,
  after: { proposal: readonly ProposedVisit[]; fallen: readonly string[] },
): ReflowDifference {
  const { kept, moved, dropped, ...rest } = differenceOf(bookedOf(state, ctx.now), after.proposal);
  const visits = new Map(everyVisit(state).map((visit) => [visit.row.id, visit]));
  const proposed = new Map(after.proposal.map((visit) => [visit.visitId, visit]));
  const resized = kept.flatMap((visitId) => {
    const { appointment } = visits.get(visitId)!;
    const { serviceId, minutes } = proposed.get(visitId)!;
    const fromMinutes = (appointment!.endsAt.getTime() - appointment!.startsAt.getTime()) / 60_000;
    return appointment!.serviceId === serviceId && fromMinutes === minutes
      ? []
      : [{ visitId, fromMinutes, toMinutes: minutes }];
  });
  const leaving = new Set(after.fallen);
  const ofDropped = (visitId: string): ReflowDifference["dropped"][number] => {
    const { appointment, row, state: is } = visits.get(visitId)!;
    const leaves = leaving.has(visitId);
    if (!dropped.some((one) => one.visitId === visitId)) return { visitId, from: null, leaves, feeMinor: 0 };
    const { startsAt: from, status, policy } = appointment!;
    // What lies beyond the next reassessment may be given up free of charge.
    const byWhom = actsForClinic(ctx.actor) || row.provisional || is === "provisional" ? "clinic" : "patient";
    return { visitId, from, leaves, feeMinor: cancelTerms({ start: from, status, policy }, byWhom, ctx.now).feeMinor };
  };
  const gone = [...new Set([...dropped.map(({ visitId }) => visitId), ...after.fallen])];
  return { ...rest, kept, moved, resized, dropped: gone.map(ofDropped) };
}

/** Two differences with the same stamp are the same in every start, person, length, fee, policy and wish. */
export function stampOf({ policy, course, difference, feeMinor }: Omit<ReflowView, "stamp">): string {
  const starts = course.proposal.map(({ visitId, start, practitionerId, minutes }) => [
    visitId,
    start?.getTime() ?? null,
    start && practitionerId,
    minutes,
  ]);
  const text = JSON.stringify([policy, feeMinor, course.preferences, starts.toSorted(byId), difference]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 32);
}

const byId = ([a]: unknown[], [b]: unknown[]): number => (String(a) < String(b) ? -1 : 1);

// Adds the next visits once a course is used up: the phase that a step back left over, then maintenance, with a review after the last.
import { addCourse, changePlan, lastVisitNumber } from "../../db/queries/plans.ts";
import type { TxCtx } from "../context/context.ts";
import { newId } from "../ids.ts";
import { daysBetween } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { windowsOf, type Gaps } from "./cadence.ts";
import { keepMoney } from "./keep-windows.ts";
import { loadPlan } from "./load-plan.ts";
import { lengthened, maintenance, visitsAReview } from "./maintenance.ts";
import { currentPhase, decidedCount, stillToCome, type PlanState } from "./plan-state.ts";

type Onward = "progress" | "hold";
/** `phaseId` null: a phase that the plan does not have yet. */
type Addition = { phaseId: string | null; name: string; visits: number; gaps: Gaps };

/**
 * What a decision adds to the lead track when nothing of it is left to come; null when nothing. "Progress" goes on to the next phase of
 * the template, then to maintenance, and there to a longer gap; "hold" goes on with maintenance as it is.
 */
export function additionOf(state: PlanState, decision: Onward, now: Date): Addition | null {
  const lead = state.tracks[0];
  const current = lead ? currentPhase(lead, now) : null;
  if (!lead || current === null || stillToCome(lead, now).length) return null;
  const phase = lead.phases[current]!;
  if (phase.name === maintenance) {
    if (decision === "hold") return { phaseId: phase.phaseId, name: maintenance, visits: visitsAReview, gaps: phase };
    return { phaseId: null, name: maintenance, visits: visitsAReview, gaps: lengthened(phase) };
  }
  if (decision === "hold") return null;
  const next = lead.phases[current + 1];
  if (next) return { phaseId: next.phaseId, name: next.name, visits: next.visits, gaps: next };
  const { maintenance: gaps } = state.template.body;
  return gaps && { phaseId: null, name: maintenance, visits: visitsAReview, gaps };
}

/** The visits have no time yet: they are placed and accepted with the rest of the course. Answers their ids. */
export async function goOn(ctx: TxCtx, state: PlanState, decision: Onward): Promise<string[]> {
  const { tx, clinicId, now } = ctx;
  const lead = state.tracks[0];
  const addition = additionOf(state, decision, now);
  if (!lead || !addition) return [];
  const { plan, clinic } = state;
  const last = lead.phases.at(-1)!;
  const { minGap, targetGap, maxGap } = addition.gaps;
  const gaps = { minGap, targetGap, maxGap };
  const number = await lastVisitNumber(tx, clinicId, lead.trackId);
  const from = lead.visits.findLast(({ day }) => day !== null)?.day ?? dateIn(now, clinic.timeZone);
  const phaseId = addition.phaseId ?? newId();
  const each = Array.from({ length: addition.visits }, () => gaps);
  const visits = windowsOf(from, each, []).map((window, index) => ({
    clinicId,
    id: newId(),
    planId: plan.id,
    trackId: lead.trackId,
    phaseId,
    number: number + index + 1,
    ...window,
    provisional: false,
    createdAt: now,
    payer: "self",
    priceMinor: 0,
    payerMinor: 0,
    patientMinor: 0,
    taxMinor: 0,
    taxCode: "",
  }));
  const grown = { name: addition.name, position: lead.phases.length, visits: addition.visits, ...gaps };
  const { serviceId, minutes } = last;
  await addCourse(tx, {
    tracks: [],
    phases: addition.phaseId ? [] : [{ clinicId, id: phaseId, trackId: lead.trackId, serviceId, minutes, ...grown }],
    visits,
  });
  // A decision that no planned review led to was one itself, on its day.
  const today = daysBetween(plan.startOn, dateIn(now, clinic.timeZone));
  const unplanned = Math.max(0, decidedCount(state) + 1 - plan.reassess.length);
  await changePlan(tx, clinicId, plan.id, {
    reassess: [
      ...plan.reassess,
      ...Array.from({ length: unplanned }, () => ({ kind: "day" as const, at: today })),
      { kind: "visit", at: lead.visits.length + addition.visits },
    ],
  });
  const after = await loadPlan(ctx, plan.id);
  for (const { id } of visits) await keepMoney(ctx, after, id);
  return visits.map(({ id }) => id);
}

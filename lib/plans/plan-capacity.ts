// Tells a practitioner, while they type, how much of the course they are laying would fit. Changes nothing.
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { mustTreat } from "../patients/care-team.ts";
import { adjustedTracks, mustBeOnPaper } from "./adjust-plan.ts";
import { viewCapacity, type CapacityView } from "./capacity-view.ts";
import { keptGround } from "./clinic-ground.ts";
import { frameOf } from "./course-of-plan.ts";
import { loadPlan, mustNotBeStopped } from "./load-plan.ts";
import { layTracks, statesOfPaper } from "./paper-course.ts";
import { parsePlan } from "./parse-plan.ts";
import { fundingOf } from "./plan-funding.ts";
import { adjustInput, type AdjustInput } from "./plans-input.ts";
import { busyTimes } from "./read-course.ts";

/**
 * How many visits of the plan fit, were it adjusted like that: with one practitioner a discipline, and with the team. Refuses with
 * `not_found`, `reason_needed` outside the care team, `invalid`, `already_done` once the plan was accepted, and `review_first` while a red flag stands.
 */
export async function planCapacity(ctx: Ctx, input: AdjustInput): Promise<CapacityView> {
  mustMay(ctx, "build_plan");
  const change = parsePlan(adjustInput, input);
  const ground = await keptGround(ctx);
  const { today, catalogue } = ground;
  const { plan, frame, funding, busy } = await inTransaction(ctx, async (tctx) => {
    const state = await loadPlan(tctx, change.planId);
    await mustTreat(tctx, state.plan.patientId);
    mustBeOnPaper(state);
    mustNotBeStopped(state);
    const { patientId, startOn } = state.plan;
    const { timeZone } = state.clinic;
    const asked = frameOf(change.startOn ?? startOn, today, catalogue.policy.horizonDays);
    const [paidBefore, taken] = await Promise.all([
      fundingOf(tctx, { plan: state.plan, episode: state.episode, timeZone }),
      busyTimes(tctx, { patientId, timeZone, frame: asked }),
    ]);
    return { plan: state, frame: asked, funding: paidBefore, busy: taken };
  });
  let last = 0;
  const tracks = adjustedTracks(plan, change, catalogue);
  const laid = layTracks(tracks, catalogue, frame.startDate, () => String(++last));
  const preferences = change.preferences ?? plan.preferences;
  const state = { ...plan, preferences, tracks: statesOfPaper(laid) };
  return viewCapacity(ctx, ground, { state, frame, funding, busy });
}

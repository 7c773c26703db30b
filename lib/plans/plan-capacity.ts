// Tells a practitioner, while they type, how much of the course they are laying would fit. Changes nothing.
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { adjustedTracks, mustBeOnPaper } from "./adjust-plan.ts";
import { capacityOf, type Capacity } from "./capacity.ts";
import { sayCapacity, sayRhythm } from "./capacity-words.ts";
import { keptGround } from "./clinic-ground.ts";
import { frameOf, pendingOf } from "./course-of-plan.ts";
import { settingOf } from "./course-placing.ts";
import { loadPlan, mustNotBeStopped } from "./load-plan.ts";
import { layTracks, statesOfPaper } from "./paper-course.ts";
import { parsePlan } from "./parse-plan.ts";
import { fundingOf } from "./plan-funding.ts";
import { peopleAmong } from "./plan-people.ts";
import type { CourseState } from "./plan-state.ts";
import { adjustInput, type AdjustInput } from "./plans-input.ts";
import { busyTimes, openingsFor, paperCalendar } from "./read-course.ts";

export type CapacityLine = { trackId: string; rhythm: string; text: string; fits: "all" | "team" | "some" | "none" };
export type CapacityView = { lines: CapacityLine[] } & Omit<Capacity, "tracks">;

/**
 * How many visits of the plan fit, were it adjusted like that: with one practitioner a discipline, and with the team. Refuses with
 * `not_found`, `invalid`, `already_done` once the plan was accepted, and `review_first` while a red flag stands.
 */
export async function planCapacity(ctx: Ctx, input: AdjustInput): Promise<CapacityView> {
  mustMay(ctx, "build_plan");
  const change = parsePlan(adjustInput, input);
  const ground = await keptGround(ctx);
  const { today, catalogue, people, closures } = ground;
  const { horizonDays } = catalogue.policy;
  const { plan, frame, funding, busy } = await inTransaction(ctx, async (tctx) => {
    const state = await loadPlan(tctx, change.planId);
    mustBeOnPaper(state);
    mustNotBeStopped(state);
    const asked = frameOf(change.startOn ?? state.plan.startOn, today, horizonDays);
    const { episode, clinic } = state;
    const [paidBefore, taken] = await Promise.all([
      fundingOf(tctx, { plan: state.plan, episode, timeZone: clinic.timeZone }),
      busyTimes(tctx, state, asked),
    ]);
    return { plan: state, frame: asked, funding: paidBefore, busy: taken };
  });
  let last = 0;
  const drafted = adjustedTracks(plan, change, catalogue);
  const laid = layTracks(drafted, catalogue, frame.startDate, () => String(++last));
  const state: CourseState = {
    ...plan,
    preferences: change.preferences ?? plan.preferences,
    tracks: statesOfPaper(laid),
  };
  const pending = state.tracks.map((track) => pendingOf(track, state, frame, ctx.now));
  const services = state.tracks.flatMap(({ phases }) => phases.map(({ serviceId }) => serviceId));
  const calendar = await paperCalendar(ctx, services, { today, horizonDays });
  const open = openingsFor(calendar, {
    people: peopleAmong(state, { ...people, consents: [] }),
    frame,
    pending,
    now: ctx.now,
    busy,
    closures,
    timeZone: plan.clinic.timeZone,
  });
  const { tracks, ...capacity } = capacityOf(settingOf(state, { frame, pending, ...open, funding }));
  return {
    ...capacity,
    lines: tracks.map((one, index) => {
      const named = one.practitionerId === null ? null : (plan.names.get(one.practitionerId) ?? null);
      return {
        trackId: plan.tracks[index]!.trackId,
        rhythm: sayRhythm(drafted[index]!.phases),
        text: sayCapacity(one, named, capacity.proven),
        fits: one.alone === one.visits ? "all" : one.team === one.visits ? "team" : one.team > 0 ? "some" : "none",
      };
    }),
  };
}

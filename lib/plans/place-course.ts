// Places what a plan still has to come in the calendar as it stands, and prices it: the work behind every proposal.
import { policyNow, readPrices } from "../clinic/price-on.ts";
import type { CalendarRead } from "../booking/read-search.ts";
import type { TxCtx } from "../context/context.ts";
import { dateIn } from "../time/zone.ts";
import type { AnswerWork } from "./course-answer.ts";
import { awayDays, frameOf, pendingOf, shutOn } from "./course-of-plan.ts";
import { placeOn, pricedDays, type PlacingWish } from "./course-placing.ts";
import { fundingOf } from "./plan-funding.ts";
import { peopleOf, type PlanPeople } from "./plan-people.ts";
import type { PlanState } from "./plan-state.ts";
import type { CourseProposal } from "./plan-views.ts";
import { readCourse } from "./read-course.ts";

export type PlacedCourse = {
  course: CourseProposal;
  /** Track id → the practitioner the planner chose. */
  primaries: Record<string, string>;
  people: PlanPeople;
  /** What it was placed in: without the plan's own coming visits. */
  calendar: CalendarRead;
  /** Visits for which the end that the plan keeps leaves no room. */
  fallen: string[];
};

export async function placeCourse(
  ctx: TxCtx,
  state: PlanState,
  wish: PlacingWish = {},
  work: AnswerWork = {},
  beforeCalendar?: () => Promise<void>,
): Promise<PlacedCourse> {
  const { plan, clinic, episode } = state;
  const { timeZone } = clinic;
  const [policy, people, funding] = await Promise.all([
    policyNow(ctx),
    peopleOf(ctx, state),
    fundingOf(ctx, { plan, episode, timeZone }),
  ]);
  const frame = frameOf(plan.startOn, dateIn(ctx.now, timeZone), policy.horizonDays);
  const absent = new Set(awayDays(wish.preferences ?? state.preferences, frame));
  const reach = state.tracks.map((track) => pendingOf(track, state, frame, ctx.now, (day) => absent.has(day)));
  await beforeCalendar?.();
  const [{ openings, closed, calendar }, prices] = await Promise.all([
    readCourse(ctx, state, people, frame, reach),
    readPrices(ctx, pricedDays(state, frame, reach)),
  ]);
  const pending = state.tracks.map((track) => {
    const shut = shutOn(openings.get(track.trackId) ?? [], closed, frame);
    return pendingOf(track, state, frame, ctx.now, (day) => absent.has(day) || shut(day));
  });
  const ground = { frame, pending, openings, closed, funding, prices };
  const { course, answer, fallen } = placeOn(state, ground, wish, work);
  return { course, primaries: answer.primaries, people, calendar, fallen };
}

// How much of a course on paper fits the calendar as it stands, in a line a discipline.
import type { Ctx } from "../context/context.ts";
import { capacityOf, type Capacity } from "./capacity.ts";
import { sayCapacity, sayRhythm } from "./capacity-words.ts";
import type { ClinicGround } from "./clinic-ground.ts";
import type { Funding } from "./course-money.ts";
import { pendingOf, type Frame } from "./course-of-plan.ts";
import { settingOf } from "./course-placing.ts";
import { peopleAmong } from "./plan-people.ts";
import type { CourseState } from "./plan-state.ts";
import { openingsFor, paperCalendar } from "./read-course.ts";

export type CapacityLine = {
  name: string;
  letter: string;
  hue: number;
  rhythm: string;
  text: string;
  fits: "all" | "team" | "some" | "none";
};
export type CapacityView = { lines: CapacityLine[] } & Omit<Capacity, "tracks">;

/** A course on paper, and what is known of the person it is for. */
export type PaperCourse = {
  state: CourseState;
  frame: Frame;
  funding: Funding;
  /** The person's other appointments, UTC epoch minutes. */
  busy: readonly { start: number; end: number }[];
};

/** One look at the calendar, then the planner as often as it takes. Outside any transaction. */
export async function viewCapacity(
  ctx: Ctx,
  { today, catalogue, people, closures }: ClinicGround,
  { state, frame, funding, busy }: PaperCourse,
): Promise<CapacityView> {
  const pending = state.tracks.map((track) => pendingOf(track, state, frame, ctx.now));
  const services = state.tracks.flatMap(({ phases }) => phases.map(({ serviceId }) => serviceId));
  const calendar = await paperCalendar(ctx, services, { today, horizonDays: catalogue.policy.horizonDays });
  const open = openingsFor(calendar, {
    people: peopleAmong(state, { ...people, consents: [] }),
    frame,
    pending,
    now: ctx.now,
    busy,
    closures,
    timeZone: state.clinic.timeZone,
  });
  const { tracks, ...capacity } = capacityOf(settingOf(state, { frame, pending, ...open, funding }));
  return {
    ...capacity,
    lines: tracks.map((one, index) => {
      const { disciplineName: name, letter, hue, phases } = state.tracks[index]!;
      const who = one.practitionerId === null ? null : (state.names.get(one.practitionerId) ?? null);
      const fits = one.alone === one.visits ? "all" : one.team === one.visits ? "team" : one.team > 0 ? "some" : "none";
      return { name, letter, hue, rhythm: sayRhythm(phases), text: sayCapacity(one, who, capacity.proven), fits };
    }),
  };
}

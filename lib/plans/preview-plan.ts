// Shows anybody where the visits of a template would go in the calendar as it stands, and who would pay. Changes nothing.
import type { PlanTemplate } from "../../db/seed/rows/plan-templates.ts";
import { mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { addDays, type LocalDate } from "../time/dates.ts";
import { keptGround } from "./clinic-ground.ts";
import type { Funding } from "./course-money.ts";
import { frameOf, pendingOf } from "./course-of-plan.ts";
import { placeOn } from "./course-placing.ts";
import type { CourseAnswer } from "./course-problem.ts";
import type { Payer } from "./funding.ts";
import { stateOfTemplate } from "./paper-course.ts";
import { peopleAmong } from "./plan-people.ts";
import type { CourseTrackState } from "./plan-state.ts";
import type { CourseProposal } from "./plan-views.ts";
import { mostPreviewExplained, type PreviewQuestion } from "./preview-input.ts";
import { openingsFor, paperCalendar } from "./read-course.ts";

/** Anybody may ask, so the search ends sooner than for a plan that somebody signs; the bound is told all the same. */
const work = { maxExpansions: 20_000, mostExplained: mostPreviewExplained };

export type PlanPreview = {
  template: { code: string; version: number; name: string; capText: string | null };
  /** Where the template leaves the discipline open: which it names, and the one taken here. */
  choices: { named: string[]; taken: string }[];
  tracks: CourseTrackState[];
  payer: Payer;
  startOn: LocalDate;
  /** The last day that can be booked. */
  bookableUntil: LocalDate;
  course: CourseProposal;
  answer: CourseAnswer;
  /** Names of the disciplines for which nobody may do the work on the first day. */
  emptyTracks: string[];
};

/**
 * Every visit with its window, start, practitioner and money. Refuses with `not_found` for a template this clinic does not have, and
 * with `invalid` for a start before today or behind the booking horizon.
 */
export async function previewPlan(ctx: Ctx, question: PreviewQuestion): Promise<PlanPreview> {
  mustMay(ctx, "see_public_clinic");
  const ground = await keptGround(ctx);
  const { today, catalogue, prices, closures } = ground;
  const { horizonDays } = catalogue.policy;
  const { start, payer, crashDate, planLimits } = question;
  const bookableUntil = addDays(today, horizonDays);
  if (start < today || start > bookableUntil)
    throw new Refusal("invalid", "Some of what was sent cannot be used; see `fields`.", {
      fields: [{ field: "start", message: `must lie between ${today} and ${bookableUntil}` }],
    });
  const template = ground.templates.find(({ code }) => code === question.template);
  if (!template) throw notFound("template");
  const body = template.body as unknown as PlanTemplate;
  const state = stateOfTemplate(catalogue, body, { startOn: start, preferences: question.preferences });
  const { tracks } = state;
  const { timeZone } = state.clinic;
  const frame = frameOf(start, today, horizonDays);
  const pending = tracks.map((track) => pendingOf(track, state, frame, ctx.now));
  const people = peopleAmong(state, { ...ground.people, consents: [] });
  const services = tracks.flatMap(({ phases }) => phases.map(({ serviceId }) => serviceId));
  const calendar = await paperCalendar(ctx, services, { today, horizonDays });
  const open = openingsFor(calendar, { people, frame, pending, now: ctx.now, busy: [], closures, timeZone });
  const funding: Funding = {
    fees: ground.fees,
    payer,
    crashDate: crashDate ?? null,
    planLimits: planLimits ? limitsOf(planLimits) : null,
    history: [],
  };
  const nameOf = (code: string) => catalogue.disciplines.find((one) => one.code === code)?.name ?? code;
  return {
    template: { code: template.code, version: template.version, name: template.name, capText: body.capText },
    choices: body.tracks.flatMap(({ disciplines }, index) =>
      disciplines.length > 1 ? [{ named: disciplines.map(nameOf), taken: tracks[index]!.disciplineName }] : [],
    ),
    tracks,
    payer,
    startOn: start,
    bookableUntil,
    ...placeOn(state, { ...open, frame, pending, funding, prices }, {}, work),
    emptyTracks: people.emptyTracks,
  };
}

const limitsOf = ({ percentBp, perVisitMaxMinor, annualMaxMinor }: NonNullable<PreviewQuestion["planLimits"]>) => ({
  percentBp,
  ...(perVisitMaxMinor === undefined ? {} : { perVisitMaxMinor }),
  ...(annualMaxMinor === undefined ? {} : { annualMaxMinor }),
});

// What the scores and flares propose at a reassessment, with the figures they rest on; the practitioner decides.
import { episodeScores, flaresOf } from "../../db/queries/charting.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { afterFlares } from "../outcomes/flare.ts";
import type { InstrumentId } from "../outcomes/instruments.ts";
import { proposeNext, type Scores } from "../outcomes/progress.ts";
import { mustTreat } from "../patients/care-team.ts";
import { daysBetween, type LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { additionOf } from "./go-on.ts";
import { maintenance } from "./maintenance.ts";
import { loadPlan } from "./load-plan.ts";
import { nextStep, type NextStep, type Standing } from "./next-step.ts";
import { currentPhase, everyVisit, type PlanState } from "./plan-state.ts";

/** What the proposal rests on, measured again at each reassessment. */
export const measuredAgain = ["nprs", "psfs", "hd28", "pgic"] as const satisfies readonly InstrumentId[];

export type DecisionProposal = NextStep & {
  figures: { baseline: Scores; now: Scores; flareDates: LocalDate[] };
  responder: boolean;
  /** What "progress" would add just now, when the course is used up. */
  ahead: string | null;
};

/** The first scores of the episode against the latest, and its flares. Null while pain was measured only once. Refuses with `not_found` and `reason_needed`. */
export async function proposeDecision(ctx: Ctx, input: { planId: string }): Promise<DecisionProposal | null> {
  mustMay(ctx, "build_plan");
  return inTransaction(ctx, async (tctx) => {
    const state = await loadPlan(tctx, input.planId);
    const { plan, episode, clinic } = state;
    await mustTreat(tctx, plan.patientId);
    const [newestFirst, flares] = await Promise.all([
      episodeScores(tctx.tx, ctx.clinicId, episode.id),
      flaresOf(tctx.tx, ctx.clinicId, episode.id),
    ]);
    const of = (wanted: string) =>
      newestFirst.flatMap(({ instrument, value }) => (instrument === wanted ? [value] : []));
    const pain = of("nprs");
    if (pain.length < 2) return null;
    const scores = (at: 0 | -1): Scores => {
      const [hd28, psfs] = [of("hd28").at(at), of("psfs").at(at)];
      return { nprs: pain.at(at)!, ...(hd28 === undefined ? {} : { hd28 }), ...(psfs === undefined ? {} : { psfs }) };
    };
    const [baseline, now] = [scores(-1), scores(0)];
    const pgic = of("pgic").at(0);
    const today = dateIn(ctx.now, clinic.timeZone);
    const attended = attendedOn(state);
    const sinceVisits = attended.at(-2) ?? attended.at(-1) ?? plan.startOn;
    const flareDates = flares.map(({ onDate }) => onDate);
    const progress = proposeNext({
      baseline,
      now,
      ...(pgic === undefined ? {} : { pgic }),
      flareInLastTwoVisits: flareDates.some((date) => date >= sinceVisits && date <= today),
      week: Math.max(0, Math.floor(daysBetween(plan.startOn, today) / 7)),
      atCap: isAtCap(state),
    });
    const lengthenedOn = spacingLengthenedOn(state, today);
    const since = newestFirst.flatMap(({ instrument, value, takenAt }) =>
      instrument === "nprs" && lengthenedOn !== null && dateIn(takenAt, clinic.timeZone) >= lengthenedOn ? [value] : [],
    );
    const [last, before] = since;
    const after = afterFlares({
      flareDates,
      today,
      baselineNprs: baseline.nprs,
      ...(lengthenedOn === null ? {} : { spacingLengthenedOn: lengthenedOn }),
      ...(last === undefined || before === undefined ? {} : { lastTwoMeanNprs: (last + before) / 2 }),
    });
    const step = nextStep(progress, after, standingOf(state, ctx.now));
    const adds = additionOf(state, "progress", ctx.now);
    const ahead = adds && aheadWords(adds);
    return { ...step, responder: progress.responder, figures: { baseline, now, flareDates }, ahead };
  });
}

const aheadWords = ({ name, visits, gaps }: NonNullable<ReturnType<typeof additionOf>>): string =>
  `${visits} more ${visits === 1 ? "visit" : "visits"}${name === maintenance ? " of maintenance" : ""}, about ${gaps.targetGap} days apart, and then another look.`;

/** Days of the visits that took place, in order. */
const attendedOn = (state: PlanState): LocalDate[] =>
  everyVisit(state)
    .flatMap(({ state: is, day }) => (is === "attended" && day !== null ? [day] : []))
    .toSorted();

/** Whether the visits that the template allows before it is looked at again are used up, and nothing was decided since. */
function isAtCap({ template, tracks, facts, clinic }: PlanState): boolean {
  const { cap } = template.body;
  if (cap === null) return false;
  const led = (tracks[0]?.visits ?? []).filter(({ state }) => state === "attended").map(({ day }) => day!);
  const reachedOn = led.toSorted()[cap.visits - 1];
  return (
    reachedOn !== undefined &&
    !facts.some(({ fact, at }) => fact === "decided" && dateIn(at, clinic.timeZone) >= reachedOn)
  );
}

/** The last day on which a visit took place that was further from the one before than the phase before had it. */
function spacingLengthenedOn(state: PlanState, today: LocalDate): LocalDate | null {
  const days = state.tracks.flatMap(({ visits }) =>
    visits.flatMap((visit, index) => {
      const before = visits[index - 1];
      const longer = before !== undefined && visit.phase.targetGap > before.phase.targetGap;
      return longer && visit.day !== null && visit.day <= today ? [visit.day] : [];
    }),
  );
  return days.toSorted().at(-1) ?? null;
}

/** Where the lead track stands. */
function standingOf(state: PlanState, now: Date): Standing {
  const lead = state.tracks[0];
  const current = (lead && currentPhase(lead, now)) ?? 0;
  const own = lead?.phases.filter(({ name }) => name !== maintenance).length ?? 1;
  const reviewed = state.facts.filter(({ fact }) => fact === "decided").at(-1);
  return {
    firstPhase: state.tracks.every((track) => (currentPhase(track, now) ?? 0) === 0),
    lastPhase: current >= own - 1,
    maintenance: lead?.phases[current]?.name === maintenance,
    offersMaintenance: state.template.body.maintenance !== null,
    stableBefore: reviewed?.proposed === "progress",
  };
}

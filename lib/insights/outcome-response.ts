// How pain and function changed over plans and their phases: counts, means and how sure they are; never of one person, or of who treated them.
import type { KnownPlan } from "../figures/known-plan.ts";
import { toSixDecimals } from "../figures/rate.ts";
import { instruments, type InstrumentId } from "../outcomes/instruments.ts";
import { meaningfulFrom } from "../outcomes/meaningful.ts";
import type { LocalDate } from "../time/dates.ts";
import type { Share } from "./insights-views.ts";
import { fewest, inOrderOfCare, sayPhase, shareOf } from "./owner-figures.ts";
import { wilson } from "./wilson.ts";

export const measured = ["nprs", "psfs"] as const satisfies InstrumentId[];
export type Measured = (typeof measured)[number];

/** Oldest first. */
export type ScorePoint = { instrument: string; on: LocalDate; value: number };

export type ResponseLine = {
  id: string;
  name: string;
  /** Plans with a score before and a later one. */
  plans: number;
  /** Points by which it became better, on the mean; null where so few say nothing. */
  meanBetter: number | null;
  /** Plans whose change means something to the patient, of those whose first score leaves room for it. */
  meaningful: Share;
  /** Between which the share lies with 95 % certainty. */
  lower: number | null;
  upper: number | null;
};

type Pair = { before: number; after: number };

const lastUntil = (points: readonly ScorePoint[], day: LocalDate) => points.findLast(({ on }) => on <= day);

/** From the last score before the plan began, else the first one, to the last one of its time. */
function overPlan({ startedOn, ended }: KnownPlan, points: readonly ScorePoint[]): Pair | null {
  const first = lastUntil(points, startedOn) ?? points[0];
  const last = ended ? lastUntil(points, ended.on) : points.at(-1);
  return first && last && first.on < last.on ? { before: first.value, after: last.value } : null;
}

/** From the last score when a phase began, to the last one until the next phase began. */
function overPhases(plan: KnownPlan, points: readonly ScorePoint[]): (Pair & { phase: string })[] {
  const begun = new Map<string, LocalDate>();
  for (const { outcome, onDate, history } of plan.visits) {
    if (outcome !== "attended" || onDate === undefined) continue;
    const before = begun.get(history.phase);
    if (before === undefined || onDate < before) begun.set(history.phase, onDate);
  }
  const phases = [...begun].toSorted(([, a], [, b]) => (a < b ? -1 : 1));
  return phases.flatMap(([phase, day], index) => {
    const until = phases[index + 1]?.[1] ?? plan.ended?.on;
    const first = lastUntil(points, day);
    const last = until === undefined ? points.at(-1) : lastUntil(points, until);
    return first && last && first.on < last.on ? { phase, before: first.value, after: last.value } : [];
  });
}

function lineOf(
  instrument: Measured,
  { id, name }: { id: string; name: string },
  pairs: readonly Pair[],
): ResponseLine {
  const { moreIsBetter } = instruments[instrument];
  const better = pairs.map(({ before, after }) => (moreIsBetter ? after - before : before - after));
  const reached = pairs.flatMap(({ before, after }) => {
    const bound = meaningfulFrom(instrument, before);
    return bound === null ? [] : [moreIsBetter ? after >= bound : after <= bound];
  });
  const meaningful = shareOf(reached.filter(Boolean).length, reached.length);
  const sure = meaningful.rate === null ? { lower: null, upper: null } : wilson(meaningful.n, meaningful.of);
  const mean = better.reduce((sum, points) => sum + points, 0) / better.length;
  return {
    id,
    name,
    plans: pairs.length,
    meanBetter: pairs.length < fewest ? null : toSixDecimals(mean),
    meaningful,
    ...sure,
  };
}

export type Response = { instrument: Measured; all: ResponseLine; byTemplate: ResponseLine[]; byPhase: ResponseLine[] };

type Template = { id: string; name: string };

/** Templates in their own order, phases in that of care: nobody is ranked. */
export function outcomeResponse(
  plans: readonly KnownPlan[],
  scores: ReadonlyMap<string, readonly ScorePoint[]>,
  templates: readonly Template[],
): Response[] {
  return measured.map((instrument) => {
    const pointsOf = ({ history }: KnownPlan) =>
      (scores.get(history.planId) ?? []).filter((point) => point.instrument === instrument);
    const whole = plans.flatMap((plan) => {
      const pair = overPlan(plan, pointsOf(plan));
      return pair ? { ...pair, template: plan.history.templateCode } : [];
    });
    const inPhases = Map.groupBy(
      plans.flatMap((plan) => overPhases(plan, pointsOf(plan))),
      ({ phase }) => phase,
    );
    const phases = inOrderOfCare([...inPhases.keys()].map((phase) => ({ phase, name: sayPhase(phase) })));
    return {
      instrument,
      all: lineOf(instrument, { id: "all", name: "All plans" }, whole),
      byTemplate: templates
        .map((one) => ({ one, pairs: whole.filter(({ template }) => template === one.id) }))
        .filter(({ pairs }) => pairs.length > 0)
        .map(({ one, pairs }) => lineOf(instrument, one, pairs)),
      byPhase: phases.map(({ phase, name }) => lineOf(instrument, { id: phase, name }, inPhases.get(phase) ?? [])),
    };
  });
}

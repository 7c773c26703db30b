// The course planner: all visits of all tracks placed in the calendar at once, at the least cost, with proof.
import { createRelaxation, raiseBound, restRuleOf, sharedPrices, turnRelaxation } from "./course-bound.ts";
import { costOf, pointsOf, tallyCourse } from "./course-cost.ts";
import { openDayBook } from "./course-days.ts";
import { createDescent } from "./course-descent.ts";
import type { CoursePlan } from "./course-descent.ts";
import { createPath, solvePath } from "./course-paths.ts";
import { layOutPlan } from "./course-layout.ts";
import type { CourseAnswer, CourseOptions, CourseProblem } from "./course-problem.ts";
import { explainOpenVisits } from "./course-reasons.ts";
import { searchPlan } from "./course-search.ts";
import { tabulateCourse } from "./course-tracks.ts";
import type { CourseTables, TrackTable } from "./course-tracks.ts";
import { refuseUnsoundProblem } from "./course-soundness.ts";

const defaultMaxExpansions = 200_000;
/** Price rounds and search expansions a choice of primaries takes in turn, until it is settled. */
const stages = [
  { rounds: 8, pops: 60 },
  { rounds: 16, pops: 200 },
  { rounds: 32, pops: 1000 },
  { rounds: 100, pops: Infinity },
];

/**
 * Plans a course. Pure: the same problem gives the same answer everywhere. Costs are points, days are day numbers,
 * times are minutes of the local day.
 *
 * @throws CourseProblemError when the problem is unsound or its gaps reach beyond the horizon
 */
export function planCourse(problem: CourseProblem, options: CourseOptions = {}): CourseAnswer {
  refuseUnsoundProblem(problem);
  const maxExpansions = options.maxExpansions ?? defaultMaxExpansions;
  const { prefer } = options;
  const tables = tabulateCourse(problem, prefer);
  const found = findPlan(tables, maxExpansions);
  const { plan, expansions } = found;
  const { placements, primaries } = layOutPlan(tables, plan);
  const parts = tallyCourse(problem, placements, primaries);
  const cost = costOf(parts);
  // What the preferred visit was worth beyond its points is no part of the cost.
  const { open } = pointsOf(problem);
  const left =
    prefer && placements.some((at) => at.track === prefer.track && at.visit === prefer.visit && at.start === null);
  if (cost + (left ? open : 0) !== plan.cost)
    throw new Error(`a course of ${plan.cost} points was laid out for ${cost}`);
  const bound = prefer ? Math.min(cost, found.bound - Math.max(0, open)) : found.bound;
  const answer: CourseAnswer = {
    cost,
    parts,
    placements,
    primaries,
    optimal: bound === cost,
    bound,
    open: [],
    expansions,
  };
  if (placements.some((at) => at.start === null)) {
    const replan =
      options.explain === false
        ? null
        : (relaxed: CourseProblem, first?: CourseOptions["prefer"]) =>
            planCourse(relaxed, { maxExpansions, explain: false, ...(first && { prefer: first }) });
    answer.open = explainOpenVisits(problem, answer, replan);
  }
  return answer;
}

function findPlan(
  tables: CourseTables,
  maxExpansions: number,
): { plan: CoursePlan; bound: number; expansions: number } {
  const { tracks } = tables;
  const book = openDayBook(tables);
  const rule = restRuleOf(tables);
  const descent = createDescent(tables, book);
  const order = tracks.map((_, k) => k).sort((a, b) => tracks[b]!.visits - tracks[a]!.visits || a - b);
  const alone = tracks.map((track) => costsAlone(tables, track));
  const likeliest = alone.map((costs) => costs.indexOf(Math.min(...costs)));

  const options = book.options(likeliest);
  const relaxation = createRelaxation(tables, rule, options, likeliest, sharedPrices(tables, options));
  let best: CoursePlan = descent.free(descent.fromPrices(likeliest, relaxation.prices, order));
  let expansions = 0;
  let bound = Infinity;
  const settled: { choice: readonly number[]; prices: Float64Array }[] = [];

  /** Prices and searches in turn, each longer than before, until this choice of primaries is settled. */
  const settle = (least: number): void => {
    let reached = Math.max(Math.ceil(least), Math.ceil(relaxation.bound));
    for (const stage of stages) {
      if (reached >= best.cost || expansions >= maxExpansions) break;
      const rounds = Math.min(stage.rounds, maxExpansions - expansions);
      expansions += raiseBound(tables, rule, relaxation, rounds, (at, wishes, agreed, round) => {
        if (at.bound >= best.cost) return best.cost;
        if (agreed) best = { stands: wishes, primaries: [...at.primaries], cost: at.bound };
        else if (isTryingRound(round)) {
          const found = descent.fromPrices(at.primaries, at.prices, order);
          if (found.cost < best.cost) best = found;
        }
        return best.cost;
      });
      reached = Math.max(reached, Math.ceil(relaxation.bound));
      if (reached >= best.cost) break;
      const pops = Math.min(stage.pops, maxExpansions - expansions);
      const found = searchPlan(tables, book, rule, relaxation, best.cost, pops);
      expansions += found.expansions;
      if (found.plan) best = found.plan;
      reached = Math.max(reached, found.bound);
    }
    bound = Math.min(bound, reached);
    settled.push({ choice: relaxation.primaries, prices: relaxation.prices.slice() });
  };

  settle(sumOf(alone, likeliest));
  // The other choices start from the prices of the most similar one settled: most are too dear already there.
  for (const choice of listChoices(alone, best.cost - 1)) {
    if (choice.every((p, k) => p === likeliest[k])) continue;
    const { prices } = mostSimilar(settled, choice);
    turnRelaxation(tables, rule, relaxation, book.options(choice), choice, prices);
    if (relaxation.bound <= best.cost - 1) settle(sumOf(alone, choice));
  }
  return { plan: best, bound: Math.min(best.cost, bound), expansions };
}

function sumOf(alone: readonly number[][], choice: readonly number[]): number {
  return choice.reduce((sum, p, k) => sum + alone[k]![p]!, 0);
}

/** The entry that shares most primaries with the choice, the latest among equals. */
function mostSimilar<T extends { choice: readonly number[] }>(settled: readonly T[], choice: readonly number[]): T {
  let best = settled[0]!;
  let most = -1;
  for (const one of settled) {
    const same = one.choice.reduce((count, p, k) => count + (p === choice[k] ? 1 : 0), 0);
    if (same >= most) {
      best = one;
      most = same;
    }
  }
  return best;
}

/** Plans are tried often at first, then seldom. */
function isTryingRound(round: number): boolean {
  return round < 2 || (round < 16 ? round % 4 === 0 : round % 16 === 0);
}

/** By primary choice: a bound on what one track adds, whatever it shares its days with. */
function costsAlone(tables: CourseTables, track: TrackTable): number[] {
  const { pairing } = tables.problem;
  const points = pointsOf(tables.problem);
  const reward =
    pairing === "together" ? Math.min(0, points.together) : pairing === "apart" ? Math.min(0, points.apart) : 0;
  const company = Math.min(tables.maxPerDay, tables.tracks.length) - 1;
  const prices = new Float64Array(tables.columns.length + 1).fill((reward * company) / 2);
  const path = createPath(track);
  return track.primaries.map((_, primary) => {
    solvePath(track, primary, prices, path);
    return path.cost;
  });
}

/** All choices of primaries whose summed bounds stay within `most`, cheapest first. */
function listChoices(alone: readonly number[][], most: number): number[][] {
  const found: { choice: number[]; sum: number }[] = [];
  const least = alone.map((costs) => Math.min(...costs));
  const extend = (choice: number[], sum: number): void => {
    const k = choice.length;
    if (k === alone.length) {
      found.push({ choice, sum });
      return;
    }
    const behind = least.slice(k + 1).reduce((total, cost) => total + cost, 0);
    alone[k]!.forEach((cost, p) => {
      if (sum + cost + behind <= most) extend([...choice, p], sum + cost);
    });
  };
  extend([], 0);
  return found.sort((a, b) => a.sum - b.sum).map(({ choice }) => choice);
}

// The course planner: all visits of all tracks placed in the calendar at once, at the least cost, with proof.
import type { Improve, Relaxation } from "./course-bound.ts";
import { createRelaxation, raiseBound, restRuleOf, sharedPrices, turnRelaxation } from "./course-bound.ts";
import { costOf, openPointsOf, pointsOf, tallyCourse } from "./course-cost.ts";
import { openDayBook } from "./course-days.ts";
import { createDescent } from "./course-descent.ts";
import type { CoursePlan } from "./course-descent.ts";
import { createPath, solvePath } from "./course-paths.ts";
import { layOutPlan } from "./course-layout.ts";
import type { CourseAnswer, CourseOptions, CourseProblem } from "./course-problem.ts";
import { explainOpenVisits } from "./course-reasons.ts";
import type { Replan } from "./course-relaxations.ts";
import { searchPlan } from "./course-search.ts";
import { tabulateCourse } from "./course-tracks.ts";
import type { CourseTables, TrackTable } from "./course-tracks.ts";
import { refuseUnsoundProblem } from "./course-soundness.ts";

const defaultMaxExpansions = 200_000;
/** Price rounds before a choice of primaries is split up. */
const branchRounds = { first: 30, later: 12 };
/** Price rounds and search expansions a choice of primaries takes in turn, until it is settled. */
const stages = [
  { rounds: 3, pops: 150 },
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
  // What preferred visits were worth beyond their points is no part of the cost.
  const { open } = pointsOf(problem);
  const openPoints = openPointsOf(problem, prefer);
  const beyond = (visits: readonly { track: string; visit: string }[]): number =>
    visits.reduce((sum, { track, visit }) => sum + openPoints(track, visit) - open, 0);
  if (cost + beyond(placements.filter((at) => at.start === null)) !== plan.cost)
    throw new Error(`a course of ${plan.cost} points was laid out for ${cost}`);
  const bound = Math.min(cost, found.bound - Math.max(0, beyond(prefer ?? [])));
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
    const replan: Replan = (relaxed, first) => {
      const again = planCourse(relaxed, { maxExpansions, explain: false, ...(first && { prefer: first }) });
      return { placements: again.placements, settled: again.expansions < maxExpansions };
    };
    answer.open = explainOpenVisits(problem, answer, options.explain === false ? null : replan);
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

  const start = sharedPrices(tables, book.options(likeliest));
  let best: CoursePlan = descent.free(descent.fromPrices(likeliest, start, order));
  let expansions = 0;
  let bound = Infinity;

  const free = tracks.map((track) => (track.primaries.length > 1 ? -1 : 0));
  const anyChoice = book.options(free);
  const relaxation = createRelaxation(tables, rule, anyChoice, free, sharedPrices(tables, anyChoice));

  /** Plans are tried at the prices reached; a choice still free is tried as the tracks would have it. */
  const improve: Improve = (at, wishes, agreed, round) => {
    if (at.bound >= best.cost) return best.cost;
    if (agreed && !at.primaries.includes(-1)) best = { stands: wishes, primaries: [...at.primaries], cost: at.bound };
    else if (round === 0 || (at.primaries === free && isTryingRound(round))) {
      const found = descent.fromPrices(at.chosen, at.prices, order);
      if (found.cost < best.cost) best = found;
    }
    return best.cost;
  };

  /** Prices and searches in turn, each longer than before, until the relaxation's full choice is settled. */
  const settle = (): number => {
    let reached = Math.ceil(relaxation.bound);
    for (const stage of stages) {
      if (reached >= best.cost || expansions >= maxExpansions) break;
      const rounds = Math.min(stage.rounds, maxExpansions - expansions);
      expansions += raiseBound(tables, rule, relaxation, rounds, improve);
      reached = Math.max(reached, Math.ceil(relaxation.bound));
      if (reached >= best.cost) break;
      const pops = Math.min(stage.pops, maxExpansions - expansions);
      const found = searchPlan(tables, book, rule, relaxation, best.cost, pops);
      expansions += found.expansions;
      if (found.plan) best = found.plan;
      reached = Math.max(reached, found.bound);
    }
    return reached;
  };

  /** Settles every choice of primaries the relaxation leaves free: too dear as a whole, or one track fixed further. */
  const branch = (): void => {
    if (relaxation.bound > best.cost - 1) return;
    const { primaries } = relaxation;
    if (!primaries.includes(-1)) {
      bound = Math.min(bound, settle());
      return;
    }
    if (expansions < maxExpansions) {
      const rounds = Math.min(primaries === free ? branchRounds.first : branchRounds.later, maxExpansions - expansions);
      expansions += raiseBound(tables, rule, relaxation, rounds, improve);
      if (relaxation.bound > best.cost - 1) return;
    }
    const track = mostDecisive(relaxation);
    const prices = relaxation.prices.slice();
    const costs = relaxation.pathsBy[track]!.map((path) => path.cost);
    const rest = relaxation.bound - Math.min(...costs);
    for (const p of costs.map((_, at) => at).sort((a, b) => costs[a]! - costs[b]! || a - b)) {
      if (rest + costs[p]! > best.cost - 1) break;
      const choice = primaries.with(track, p);
      turnRelaxation(tables, rule, relaxation, book.options(choice), choice, prices);
      branch();
    }
  };

  branch();
  return { plan: best, bound: Math.min(best.cost, bound), expansions };
}

/** The free track whose choices of primary differ most in cost: fixing it settles most at once. */
function mostDecisive(relaxation: Relaxation): number {
  let found = -1;
  let widest = -1;
  relaxation.primaries.forEach((fixed, k) => {
    if (fixed >= 0) return;
    const [least, next] = relaxation.pathsBy[k]!.map((path) => path.cost).sort((a, b) => a - b);
    if (next! - least! <= widest) return;
    widest = next! - least!;
    found = k;
  });
  return found;
}

/** Before any primary is fixed, plans are tried often at first, then seldom. */
function isTryingRound(round: number): boolean {
  return round < 16 ? round % 4 === 0 : round % 16 === 0;
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

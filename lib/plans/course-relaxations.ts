// What places an open visit: single things given up, the smallest combination of them, or hours to be opened.
import type { OpenAt } from "./course-blocks.ts";
import { leniencesOf, widerBy, widenings, withConcessions } from "./course-concessions.ts";
import { neededFor } from "./course-need.ts";
import type {
  CourseAnswer,
  CourseConcession,
  CourseNeed,
  CourseOptions,
  CoursePlacement,
  CourseProblem,
  CourseRelaxation,
  CourseSlot,
  CourseWidening,
} from "./course-problem.ts";

/** Widenings for want of anything nearer. */
const farWidenings = [56, 112];
/** Most pairs tried before a larger combination is taken. */
const mostPairs = 60;

/** Plans again; `settled` is false when the work limit was reached, so that a better plan may exist. */
export type Replan = (
  relaxed: CourseProblem,
  prefer: CourseOptions["prefer"],
) => { placements: CoursePlacement[]; settled: boolean };

export type WaysOut = { relaxations: CourseRelaxation[]; needed?: CourseNeed | null };

/**
 * Every way is tried by planning again, and counts when the visit has its place and no other visit has lost its own.
 * A single thing is enough mostly; then all of those are given, with the narrowest widening that does. Whether a way can
 * place the visit at all is asked of the problem without its points (`pointless`), which is far easier to plan.
 */
export function findWaysOut(
  problem: CourseProblem,
  pointless: CourseProblem,
  answer: CourseAnswer,
  at: OpenAt,
  replan: Replan,
): WaysOut {
  const { k, i, index } = at;
  const prefer = answer.placements.filter(({ start }, n) => start !== null || n === index);
  let unsettled = false;
  const standing = (relaxed: CourseProblem, preferred: boolean): CoursePlacement | null => {
    const { placements, settled } = replan(relaxed, preferred ? prefer : undefined);
    if (!settled) unsettled = true;
    const lost = placements.some(
      ({ start }, n) => start === null && (n === index || answer.placements[n]!.start !== null),
    );
    return lost ? null : placements[index]!;
  };
  const suffices = (concessions: readonly CourseConcession[]): boolean =>
    concessions.length > 0 && standing(withConcessions(pointless, k, i, concessions), true) !== null;
  const wayOf = (concessions: readonly CourseConcession[], preferred: boolean): CourseRelaxation[] => {
    const stand = standing(withConcessions(problem, k, i, concessions), preferred);
    if (!stand) return [];
    const [first, ...also] = concessions;
    const { day, start, end, practitioner } = stand as CoursePlacement & CourseSlot;
    const more = { ...(also.length > 0 && { also }), day, start, end, practitioner };
    return [{ ...first!, ...more, ...(preferred && { preferred }) }];
  };
  /** Only where every way would rather place another visit, this one is put first. */
  const waysOf = (ways: readonly (readonly CourseConcession[])[]): CourseRelaxation[] => {
    const easy = ways.flatMap((concessions) => wayOf(concessions, false));
    return easy.length > 0 ? easy : ways.flatMap((concessions) => wayOf(concessions, true));
  };

  const { alone, all } = leniencesOf(problem.tracks[k]!);
  const singles = alone.map((one) => [one]).filter(suffices);
  // What a narrow window can, a wide one can, so where the widest does not help, none does.
  const narrowest = suffices([widerBy(widenings.at(-1)!)])
    ? widenings.flatMap(eachWay).find((one) => suffices([one]))
    : undefined;
  const single = waysOf([...singles, ...(narrowest ? [[narrowest]] : [])]);
  if (single.length > 0) return { relaxations: single };

  const everything = (days: number): CourseConcession[] => (days === 0 ? all : [...all, widerBy(days)]);
  if (!suffices(everything(problem.days))) {
    if (unsettled) return { relaxations: [] };
    return { relaxations: [], needed: neededFor(problem, answer, at, (relaxed) => standing(relaxed, true) !== null) };
  }
  const levels = [0, ...widenings, ...farWidenings.filter((days) => days < problem.days), problem.days];
  const enough = levels.slice(levels.findIndex((days) => suffices(everything(days))));
  const fewer = enough.flatMap((days): CourseConcession[][] => [
    ...(days > widenings.at(-1)! ? eachWay(days).map((one) => [one]) : []),
    ...(days === 0 ? pairsOf(all) : all.flatMap((one) => eachWay(days).map((widening) => [one, widening]))),
  ]);
  return {
    relaxations: waysOf([fewer.slice(0, mostPairs).find(suffices) ?? fewest(everything(enough[0]!), suffices)]),
  };
}

/** What is left of a list that suffices when nothing more can be left out of it, the last tried first. */
function fewest<T>(list: readonly T[], suffices: (part: readonly T[]) => boolean): readonly T[] {
  return list.toReversed().reduce((kept, one) => {
    const rest = kept.filter((other) => other !== one);
    return suffices(rest) ? rest : kept;
  }, list);
}

const eachWay = (days: number): CourseWidening[] => [{ kind: "more-days", days }, widerBy(days)];

const pairsOf = <T>(list: readonly T[]): T[][] =>
  list.flatMap((one, at) => list.slice(at + 1).map((two) => [one, two]));

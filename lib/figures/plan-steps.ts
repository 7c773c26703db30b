// What one plan adds to the clinic's counts, as steps: from a day on so many more, in each scope that its visits are counted in.
import { addDays, type LocalDate } from "../time/dates.ts";
import { isDue } from "./adherence.ts";
import { counting, countNames, type CountName, type Counts } from "./count-figures.ts";
import { planOn, type KnownPlan } from "./known-plan.ts";
import { lapseAfterDays } from "./lapse.ts";
import type { PlanHistory, VisitHistory } from "./plan-history.ts";

/** Discipline, person and phase; null for all of them. A phase stands with its discipline and person only. */
export type Scope = readonly [disciplineId: string | null, practitionerId: string | null, phase: string | null];
export type Step = { on: LocalDate; scope: Scope; counts: Partial<Counts> };

type Level = Map<string, { scope: Scope; counts: Partial<Counts> }>;

export const keyOf = (scope: Scope): string => scope.map((one) => one ?? "").join(" ");

/** The history with what each visit stood for by the end of the day. */
export function historyOn(history: PlanHistory, day: LocalDate): PlanHistory {
  if (!history.visits.some(({ past }) => past?.some(({ until }) => until > day))) return history;
  const then = (visit: VisitHistory): VisitHistory => {
    const terms = visit.past?.find(({ until }) => until > day);
    return terms ? { ...visit, ...terms.stoodFor } : visit;
  };
  return { ...history, visits: history.visits.map(then) };
}

function scopesOf(plan: KnownPlan): Scope[] {
  const pairs = new Map<string, Scope>();
  const add = (...scope: Scope) => pairs.set(keyOf(scope), scope);
  add(null, null, null);
  const seen = [
    ...plan.visits.map(({ history, practitionerId }) => [history.disciplineId, practitionerId] as const),
    ...plan.outcomes.map(({ disciplineId, practitionerId }) => [disciplineId, practitionerId] as const),
  ];
  for (const [disciplineId, practitionerId] of seen) {
    add(disciplineId, null, null);
    add(null, practitionerId, null);
    add(disciplineId, practitionerId, null);
  }
  return [...pairs.values()];
}

type Counting = { key: string; scope: Scope } & ReturnType<typeof counting>;

const countingOf = (plan: KnownPlan, day: LocalDate): Counting[] =>
  scopesOf(plan).map((scope) => {
    const [disciplineId, practitionerId] = scope;
    const only = { disciplineId: disciplineId ?? undefined, practitionerId: practitionerId ?? undefined };
    return { key: keyOf(scope), scope, ...counting([plan], day, only) };
  });

function levelOn(day: LocalDate, all: readonly Counting[]): Level {
  const level: Level = new Map();
  for (const { key, scope, counted, on } of all) {
    level.set(key, { scope, counts: on(day) });
    const [disciplineId, practitionerId] = scope;
    if (disciplineId === null || practitionerId === null) continue;
    for (const plan of counted)
      for (const visit of plan.visits) {
        if (!isDue(plan, visit, day)) continue;
        const inPhase: Scope = [disciplineId, practitionerId, visit.history.phase];
        const { counts } = level.get(keyOf(inPhase)) ?? { counts: { due: 0, attended: 0 } };
        counts.due!++;
        if (visit.outcome === "attended") counts.attended!++;
        level.set(keyOf(inPhase), { scope: inPhase, counts });
      }
  }
  return level;
}

/** Days on which what is known changes, and days on which only time passes; more than enough of each. */
function daysOf(history: PlanHistory): { known: Set<LocalDate>; passing: Set<LocalDate> } {
  const known = new Set<LocalDate>([history.startedOn]);
  const passing = new Set<LocalDate>();
  const bases = new Set<LocalDate>([history.startedOn]);
  const after = (day: LocalDate) => addDays(day, 1);
  const gaps = new Set<number>([0]);
  for (const visit of history.visits) {
    known.add(visit.addedOn);
    if (visit.droppedOn) known.add(visit.droppedOn);
    passing.add(after(visit.windowTo));
    gaps.add(visit.targetGap);
    for (const { until, stoodFor } of visit.past ?? []) {
      known.add(until);
      passing.add(after(stoodFor.windowTo));
      gaps.add(stoodFor.targetGap);
    }
    for (const { day, facts } of visit.bookings) {
      for (const { on } of facts) known.add(on);
      passing.add(after(day));
      if (facts.some(({ fact }) => fact === "fulfilled")) bases.add(day);
      // Recorded before its day: until then it is not known.
      if (facts.some(({ fact, on }) => on < day && (fact === "fulfilled" || fact === "noshow"))) known.add(day);
    }
  }
  for (const { saidOn, from, to, resumedOn } of history.pauses) {
    const ends = [
      ...(to === undefined ? [] : [to]),
      ...(resumedOn === undefined ? [] : [resumedOn, addDays(resumedOn, -1)]),
    ];
    for (const day of [saidOn, from, ...ends]) known.add(day).add(after(day));
    for (const day of ends) bases.add(day);
  }
  if (history.ended) known.add(history.ended.on).add(after(history.ended.on));
  for (const base of bases) for (const gap of gaps) passing.add(addDays(base, lapseAfterDays(gap) + 1));
  return { known, passing };
}

function between(before: Level, now: Level, on: LocalDate): Step[] {
  const steps: Step[] = [];
  for (const key of new Set([...before.keys(), ...now.keys()])) {
    const { scope } = (now.get(key) ?? before.get(key))!;
    const counts: Partial<Counts> = {};
    for (const name of countNames) {
      const change = (now.get(key)?.counts[name] ?? 0) - (before.get(key)?.counts[name] ?? 0);
      if (change !== 0) counts[name] = change;
    }
    if (Object.keys(counts).length) steps.push({ on, scope, counts });
  }
  return steps;
}

/** The whole level on `from`, then each change after it, supposing that nothing more is learned. */
export function stepsFrom(history: PlanHistory, from: LocalDate): Step[] {
  const { known, passing } = daysOf(history);
  const later = [...new Set([...known, ...passing])].filter((day) => day > from).toSorted();
  const countOn = (day: LocalDate): Counting[] => {
    const plan = planOn(historyOn(history, day), day);
    return plan ? countingOf(plan, day) : [];
  };
  let all = countOn(from);
  let level = levelOn(from, all);
  const steps = between(new Map(), level, from);
  for (const day of later) {
    if (known.has(day)) all = countOn(day);
    const next = levelOn(day, all);
    steps.push(...between(level, next, day));
    level = next;
  }
  return steps;
}

/** Steps of days before stand together on `since`. */
export function foldSteps(steps: readonly Step[], since: LocalDate): Step[] {
  return addedUp(steps.map((step) => (step.on < since ? { ...step, on: since } : step)));
}

/** One step a day and scope, those that come to nothing left out; `less` taken away. */
export function addedUp(steps: readonly Step[], less: readonly Step[] = []): Step[] {
  const sums = new Map<string, Step>();
  const add = ({ on, scope, counts }: Step, sign: 1 | -1) => {
    const key = `${on} ${keyOf(scope)}`;
    let sum = sums.get(key);
    if (!sum) sums.set(key, (sum = { on, scope, counts: {} }));
    for (const [name, count] of Object.entries(counts) as [CountName, number][])
      sum.counts[name] = (sum.counts[name] ?? 0) + sign * count;
  };
  for (const step of steps) add(step, 1);
  for (const step of less) add(step, -1);
  return [...sums.values()]
    .map((step) => ({ ...step, counts: nonZero(step.counts) }))
    .filter(({ counts }) => Object.keys(counts).length > 0)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : keyOf(a.scope) < keyOf(b.scope) ? -1 : 1));
}

const nonZero = (counts: Partial<Counts>): Partial<Counts> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));

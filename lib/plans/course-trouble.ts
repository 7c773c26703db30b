// What is out of shape in a running course since its visits were last planned: missed, without a time, outside its window, in an absence.
import { addDays, type LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { isRunning } from "./is-running.ts";
import { covers, pauseOf } from "./absences.ts";
import { everyVisit, isComing, type PlanState, type StateVisit } from "./plan-state.ts";
import type { CourseTrouble } from "./plan-views.ts";

const planned: readonly string[] = ["activated", "reflowed"];

/** Nothing for a plan that does not run. Visits behind the booking horizon wait for it, and are no trouble. */
export function troubleOf(state: PlanState, now: Date, horizonDays: number): CourseTrouble[] {
  const { plan, facts, preferences, clinic } = state;
  if (!isRunning(plan)) return [];
  const since = facts.findLast(({ fact }) => planned.includes(fact))?.at ?? new Date(0);
  const horizonOn = addDays(dateIn(now, clinic.timeZone), horizonDays);
  const pause = pauseOf(state);
  const visits = everyVisit(state);
  const coming = visits.filter((visit) => isComing(visit, now) && visit.day !== null);
  const on = (within: (day: LocalDate) => boolean) => coming.filter(({ day }) => within(day!));
  const found: [CourseTrouble["kind"], StateVisit[]][] = [
    ["missed", visits.filter(({ state: is, appointment }) => is === "missed" && appointment!.startsAt > since)],
    [
      "open",
      visits.filter((visit) => visit.day === null && visit.state !== "missed" && visit.row.windowFrom <= horizonOn),
    ],
    ["paused", pause ? on((day) => covers(pause, day)) : []],
    ["away", on((day) => preferences.away.some((span) => covers(span, day)))],
    ["outside", coming.filter(({ day, row }) => day! < row.windowFrom || day! > row.windowTo)],
  ];
  const after = (what: string) => facts.some(({ fact, at }) => fact === what && at > since);
  const trouble = found.flatMap(([kind, of]): CourseTrouble[] =>
    of.length ? [{ kind, visitIds: of.map(({ row }) => row.id) }] : [],
  );
  // A phase was changed: visits last as long as their old one, or the gaps of the new one are not planned yet.
  if (facts.some(({ fact, at, rephased }) => fact === "decided" && at > since && rephased > 0))
    trouble.push({ kind: "decided", visitIds: [] });
  if (after("resumed") && plan.status === "active") trouble.push({ kind: "resumed", visitIds: [] });
  return trouble;
}

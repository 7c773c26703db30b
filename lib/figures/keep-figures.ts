// Keeps the summaries of the plans whose facts a transaction has changed, before it ends.
import {
  addFigureSteps,
  lockFigures,
  storedPlans,
  writeFigures,
  type FigureStep,
  type LockedPlan,
  type PlanSummary,
  type StoredPlan,
} from "../../db/queries/figures.ts";
import { touchedBy, type Touched } from "../../db/queries/touched.ts";
import type { Tx } from "../../db/client.ts";
import { newId } from "../ids.ts";
import { addDays, type LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { planOn } from "./known-plan.ts";
import { packSteps, unpackSteps } from "./pack-steps.ts";
import type { PlanHistory } from "./plan-history.ts";
import { addedUp, foldSteps, stepsFrom, type Step } from "./plan-steps.ts";
import { readHistory } from "./read-history.ts";
import { visitsLeft } from "./visits-left.ts";

/** How many days back the clinic's past is kept day by day; what lies before stands together. */
export const keptDays = 35;

/** Nothing to do for a transaction that changed no plan. The plans' summaries stay locked until it ends. */
export async function keepFigures(tx: Tx, clinicId: string, now: Date): Promise<void> {
  const touched = touchedBy(tx);
  if (touched) await summarise(tx, clinicId, touched, now, "from_today");
}

/** `whole` draws the kept days anew too, where else only what changes from today on is reckoned. Answers how many plans there were. */
export async function summarise(
  tx: Tx,
  clinicId: string,
  touched: Touched,
  now: Date,
  how: "from_today" | "whole",
): Promise<number> {
  const locked = await lockFigures(tx, clinicId, touched, now);
  if (!locked.length) return 0;
  // Read under the locks: whoever changed one of these plans a moment ago is seen.
  const stored = new Map(
    (
      await storedPlans(
        tx,
        clinicId,
        locked.map(({ planId }) => planId),
      )
    ).map((plan) => [plan.planId, plan]),
  );
  const summaries: PlanSummary[] = [];
  const rows: FigureStep[] = [];
  for (const one of locked) {
    const today = dateIn(now, one.timeZone);
    const history = historyOf(stored.get(one.planId)!, one.timeZone);
    const { since, steps, change } = stepsOf(one, history, today, how);
    summaries.push({ planId: one.planId, since, steps: packSteps(steps), ...leftOf(history, today) });
    for (const { on, scope, counts } of change)
      rows.push({
        clinicId,
        id: newId(now.getTime()),
        onDay: on,
        disciplineId: scope[0],
        practitionerId: scope[1],
        phase: scope[2],
        ...counts,
      });
  }
  await Promise.all([writeFigures(tx, clinicId, summaries), addFigureSteps(tx, rows)]);
  return locked.length;
}

/** Null when it is not known to have been activated. */
export function historyOf({ visits, bookings, terms, ...plan }: StoredPlan, zone: string): PlanHistory | null {
  const dayOf = (instant: Date) => dateIn(instant, zone);
  const [history] = readHistory({ plans: [plan], visits, bookings }, dayOf);
  if (!history || !terms.length) return history ?? null;
  const past = Map.groupBy(terms, ({ visitId }) => visitId);
  return {
    ...history,
    visits: history.visits.map((visit) => ({
      ...visit,
      past: (past.get(visit.visitId) ?? []).map(
        ({ phaseName: phase, replacedAt, targetGap, minGap, maxGap, targetOn, windowFrom, windowTo, priceMinor }) => ({
          until: dayOf(new Date(replacedAt)),
          stoodFor: { phase, targetGap, minGap, maxGap, targetOn, windowFrom, windowTo, priceMinor },
        }),
      ),
    })),
  };
}

/** What the plan adds up to now, and by how much that differs from what had been kept. */
export function stepsOf(
  { since: keptSince, steps: kept }: Pick<LockedPlan, "since" | "steps">,
  history: PlanHistory | null,
  today: LocalDate,
  how: "from_today" | "whole",
): { since: LocalDate; steps: Step[]; change: Step[] } {
  const before = unpackSteps(kept);
  const earliest = addDays(today, -keptDays);
  if (!history) return { since: today, steps: [], change: addedUp([], before) };
  if (how === "whole" || !before.length) {
    const wholeSince = history.startedOn > earliest ? history.startedOn : earliest;
    const since = how === "whole" ? wholeSince : today;
    const steps = addedUp(stepsFrom(history, since));
    return { since, steps, change: addedUp(steps, foldSteps(before, since)) };
  }
  const since = keptSince > earliest ? keptSince : earliest;
  // A clock that was put back: what was said of the days between stays.
  const from = today > since ? today : since;
  const past = foldSteps(before, since).filter(({ on }) => on < from);
  const level = past.map((step) => ({ ...step, on: from }));
  const ahead = addedUp(stepsFrom(history, from), level);
  const was = before.filter(({ on }) => on >= from);
  return { since, steps: addedUp([...past, ...ahead]), change: addedUp(ahead, was) };
}

/** What the owner's list needs of a plan that has not ended. */
export function leftOf(history: PlanHistory | null, today: LocalDate): Omit<PlanSummary, "planId" | "since" | "steps"> {
  const plan = history && planOn(history, today);
  const left = plan && !plan.ended ? visitsLeft(plan) : null;
  if (!history || !plan || !left)
    return {
      nextDueOn: null,
      lastSeenOn: null,
      visitsLeft: 0,
      plannedMinor: 0,
      leftOf: [],
      idleFrom: null,
      rests: "{}",
    };
  const standing = plan.visits.flatMap(({ standsOn }) => standsOn ?? []).toSorted();
  const last = standing.at(-1);
  return {
    nextDueOn: left.nextDueOn,
    lastSeenOn: left.lastSeenOn,
    visitsLeft: left.visits.length,
    plannedMinor: left.plannedMinor,
    leftOf: left.visits.map(({ history: { disciplineId }, practitionerId }) => ({
      d: disciplineId,
      p: practitionerId,
    })),
    idleFrom: last === undefined ? plan.startedOn : addDays(last, 1),
    rests: restsOf(history),
  };
}

/** The days that care rests, of all pauses said by now, as the database writes them. */
function restsOf({ pauses }: PlanHistory): string {
  const spans = pauses.flatMap(({ from, to, resumedOn }) => {
    const cut = resumedOn === undefined ? undefined : addDays(resumedOn, -1);
    const last = cut === undefined || (to !== undefined && to < cut) ? to : cut;
    if (last === undefined) return `[${from},)`;
    return from <= last ? `[${from},${last}]` : [];
  });
  return `{${spans.join(",")}}`;
}

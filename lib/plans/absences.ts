// Days of a running plan on which nothing of it takes place: those the patient is away, and the pause.
import type { LocalDate } from "../time/dates.ts";
import type { PlanState } from "./plan-state.ts";
import type { PlanPreferences } from "./plan-views.ts";

/** Local days, both included. */
export type DaySpan = { from: LocalDate; to: LocalDate };

const lastDay = "9999-12-31";

export const covers = ({ from, to }: DaySpan, day: LocalDate): boolean => from <= day && day <= to;

/** The pause a plan is in; without a last day it has no end yet. */
export function pauseOf({ plan, facts }: Pick<PlanState, "plan" | "facts">): DaySpan | null {
  if (plan.status !== "on_hold") return null;
  const paused = facts.findLast(({ fact }) => fact === "paused");
  return paused?.fromDate ? { from: paused.fromDate, to: paused.toDate ?? lastDay } : null;
}

/** The wishes with the pause as one more absence; what is stored stays as it was said. */
export function restingWishes(state: PlanState, wishes: PlanPreferences): PlanPreferences {
  const pause = pauseOf(state);
  return pause ? { ...wishes, away: [...wishes.away, pause] } : wishes;
}

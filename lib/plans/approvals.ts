/** Visits that a payer approved beyond its own count and window: how many are left on a day. */

import type { LocalDate } from "../time/dates.ts";

export type Approval = { disciplineCode: string; visits: number; validFrom: LocalDate; validUntil: LocalDate };

/** The payer's own count and last day, that approvals go beyond. */
export type OwnWindow = { visits: number; until: LocalDate };

/** Of visits in order of time, those that the payer's own window does not hold. */
export function beyondWindow<Visit extends { date: LocalDate }>(
  visits: readonly Visit[],
  { visits: most, until }: OwnWindow,
): Visit[] {
  let own = 0;
  return visits.filter(({ date }) => date > until || ++own > most);
}

/** What is left of the approvals in force on the day, after the visits before it. */
export function approvedLeft(
  approvals: readonly Approval[],
  window: OwnWindow,
  before: readonly { date: LocalDate }[],
  date: LocalDate,
): number {
  const inForce = approvals.filter((one) => one.validFrom <= date && one.validUntil >= date);
  if (!inForce.length) return 0;
  const since = inForce.map((one) => one.validFrom).toSorted()[0]!;
  const used = beyondWindow(before, window).filter((visit) => visit.date >= since).length;
  return Math.max(0, inForce.reduce((sum, one) => sum + one.visits, 0) - used);
}

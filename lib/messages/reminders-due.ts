// Which reminder of a visit is due now: one early, one late, as the clinic's rule says; a visit soon after another gets one alone.
import type { MessageRules } from "./message-rules.ts";
import { afterQuiet, beforeQuiet } from "./quiet-hours.ts";

export type ReminderKind = "early" | "late";

export type VisitToRemind = {
  start: Date;
  /** When it was booked, or moved to this time. */
  bookedAt: Date;
  /** Of the same patient's visit before this one. */
  previousStart: Date | null;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Nobody can use a reminder that comes later than this before the start. */
const leastMs = hourMs;

/** When each reminder of the visit goes out, in order; none before it was booked. */
export function reminderTimes(
  visit: VisitToRemind,
  rules: MessageRules,
  zone: string,
): { kind: ReminderKind; at: Date }[] {
  const start = visit.start.getTime();
  const wished = (hours: number): Date => {
    const at = new Date(start - hours * hourMs);
    const later = afterQuiet(at, rules, zone);
    return later.getTime() <= start - leastMs ? later : beforeQuiet(at, rules, zone);
  };
  const times: { kind: ReminderKind; at: Date }[] = [{ kind: "early", at: wished(rules.earlyHours) }];
  if (rules.lateHours !== null) times.push({ kind: "late", at: wished(rules.lateHours) });
  const able = times.filter(({ at }) => at > visit.bookedAt);
  const once = visit.previousStart !== null && start - visit.previousStart.getTime() < rules.onceBelowDays * dayMs;
  return (once ? able.slice(0, 1) : able).filter(({ at }, index, all) => index === 0 || at > all[index - 1]!.at);
}

/** The latest reminder whose time has come, while it is of any use; an earlier one that was never sent is passed over. */
export function reminderDue(visit: VisitToRemind, rules: MessageRules, zone: string, now: Date): ReminderKind | null {
  if (now.getTime() > visit.start.getTime() - leastMs / 2) return null;
  return reminderTimes(visit, rules, zone).findLast(({ at }) => at <= now)?.kind ?? null;
}

/** The longest before a start that any reminder of these rules can go out. */
export const furthestAheadMs = ({ earlyHours }: MessageRules): number => (earlyHours + 24) * hourMs;

// Puts messages about visits without a time on the outbox, one a plan; whether it is still so is asked again when one is sent.
import { openVisits } from "../../db/queries/open-visits.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { announce } from "../events/outbox.ts";
import { addDays } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { loadMessageRules } from "./message-rules.ts";
import { aheadDays, dueOn, nudgeDue } from "./nudges-due.ts";
import { isQuiet } from "./quiet-hours.ts";

/** Answers how many. */
export async function announceNudges(ctx: Ctx): Promise<number> {
  mustMay(ctx, "run_jobs");
  return inTransaction(ctx, async (t) => {
    const { clinic, rules } = await loadMessageRules(t);
    if (isQuiet(t.now, rules, clinic.timeZone)) return 0;
    const today = dateIn(t.now, clinic.timeZone);
    const open = await openVisits(t.tx, t.clinicId, addDays(today, aheadDays), clinic.timeZone);
    const due = open.flatMap((visit) => {
      const n = nudgeDue(visit, rules, today);
      return n === null ? [] : [{ ...visit, n }];
    });
    await announce(
      t,
      due.map(({ planId, visitId, n, ...visit }) => ({
        kind: "plan.nudge" as const,
        payload: { planId, visitId, n },
        dedupeKey: `plan.nudge:${visitId}:${dueOn(visit)}:${n}`,
      })),
    );
    return due.length;
  });
}

// A day after a visit of a plan its patient is asked how it went, once, and not any more when the answer is there already.
import { visitsToAskAbout } from "../../db/queries/reminders.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { announce } from "../events/outbox.ts";
import { loadMessageRules } from "./message-rules.ts";
import { isQuiet } from "./quiet-hours.ts";

const hourMs = 3_600_000;
/** Soreness lasts up to a day and a half: later than this after it was due nobody is asked. */
const graceMs = 24 * hourMs;

/** Answers how many. */
export async function announceCheckIns(ctx: Ctx): Promise<number> {
  mustMay(ctx, "run_jobs");
  return inTransaction(ctx, async (t) => {
    const { clinic, rules } = await loadMessageRules(t);
    if (rules.checkInHours === null || isQuiet(t.now, rules, clinic.timeZone)) return 0;
    const until = new Date(t.now.getTime() - rules.checkInHours * hourMs);
    const ids = await visitsToAskAbout(t.tx, t.clinicId, new Date(until.getTime() - graceMs), until);
    await announce(
      t,
      ids.map((appointmentId) => ({
        kind: "visit.check_in" as const,
        payload: { appointmentId },
        dedupeKey: `visit.check_in:${appointmentId}`,
      })),
    );
    return ids.length;
  });
}

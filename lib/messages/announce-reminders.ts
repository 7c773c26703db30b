// Puts the reminders that are due on the outbox, each once a visit and kind; whether one is still true is asked again when it is sent.
import { visitsToRemind } from "../../db/queries/reminders.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { announce } from "../events/outbox.ts";
import { loadMessageRules } from "./message-rules.ts";
import { furthestAheadMs, reminderDue } from "./reminders-due.ts";

export const reminderKey = (appointmentId: string, kind: string): string =>
  `appointment.reminder:${appointmentId}:${kind}`;

/** Answers how many. */
export async function announceReminders(ctx: Ctx): Promise<number> {
  mustMay(ctx, "run_jobs");
  return inTransaction(ctx, async (t) => {
    const { clinic, rules } = await loadMessageRules(t);
    const until = new Date(t.now.getTime() + furthestAheadMs(rules));
    const due = (await visitsToRemind(t.tx, t.clinicId, t.now, until)).flatMap(({ appointmentId, told, ...visit }) => {
      const kind = reminderDue(visit, rules, clinic.timeZone, t.now);
      return kind === null || told.includes(kind) ? [] : [{ appointmentId, kind }];
    });
    await announce(
      t,
      due.map(({ appointmentId, kind }) => ({
        kind: "appointment.reminder" as const,
        payload: { appointmentId, reminder: kind },
        dedupeKey: reminderKey(appointmentId, kind),
      })),
    );
    return due.length;
  });
}

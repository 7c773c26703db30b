// Carries out outbox rows: claims one, hands it to its room, and marks it done, put off, or parked after five tries.
import { claimOutbox, dueOutbox, finishOutbox } from "../../db/queries/events.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import type { EventKind } from "../events/outbox.ts";
import { deliver, isMessage, type OutboxJob } from "../messages/deliver.ts";
import { closeExpiredOffer } from "../plans/close-expired-offer.ts";
import { sendRefund } from "../payments/send-refund.ts";

const leaseMs = 60_000;
const mostTries = 5;

const handle = (ctx: Ctx, job: OutboxJob): Promise<string> => {
  if (isMessage(job.kind)) return deliver(ctx, job);
  if (job.kind === "refund.send") return sendRefund(ctx, { refundId: String(job.payload["refundId"]) });
  if (job.kind === "plan.offer_expires") return closeExpiredOffer(ctx, { planId: String(job.payload["planId"]) });
  return Promise.resolve("nothing to do");
};

/** Runs what is due now, at most `most` rows; answers how many were carried out. `contextOf` gives a context inside the row's clinic. */
export async function runDueOutbox(contextOf: (clinicId: string) => Ctx, most = 50): Promise<number> {
  const { db, now } = contextOf("");
  let ran = 0;
  for (const { clinicId, id } of await dueOutbox(db, now, most)) {
    if (await runOne(contextOf(clinicId), id)) ran++;
  }
  return ran;
}

async function runOne(ctx: Ctx, id: string): Promise<boolean> {
  const row = await inTransaction(ctx, (t) =>
    claimOutbox(t.tx, t.clinicId, id, ctx.now, new Date(ctx.now.getTime() + leaseMs)),
  );
  if (!row) return false;
  const end = await handle(ctx, { id: row.id, kind: row.kind as EventKind, payload: row.payload }).then(
    (outcome) => ({ doneAt: ctx.now, outcome }),
    (error: unknown) => putOff(ctx.now, row.attempts, error),
  );
  await inTransaction(ctx, (t) => finishOutbox(t.tx, t.clinicId, id, end));
  return true;
}

/** Only the kind of the error is kept: its text could name a person. */
function putOff(now: Date, attempts: number, error: unknown) {
  const lastError =
    error instanceof Error ? `${error.name}${"kind" in error ? `: ${String(error.kind)}` : ""}` : "unknown";
  if (attempts >= mostTries) return { parkedAt: now, lastError };
  return { runAt: new Date(now.getTime() + 2 ** attempts * 5_000), lastError };
}

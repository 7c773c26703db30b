// The outbox's way to the job queue: claims what is due by a lease, hands it over, and carries it out: done, put off, or parked after five tries.
import { claimedOutbox, claimOutbox, dueOutbox, finishOutbox, type ClaimedOutbox } from "../../db/queries/events.ts";
import { together } from "../../db/together.ts";
import { inTransaction, readRows, type Ctx } from "../context/context.ts";
import type { EventKind } from "../events/outbox.ts";
import { deliver, isMessage, type Delivered, type OutboxJob } from "../messages/deliver.ts";
import { endOffer } from "../payments/end-offer.ts";
import { sendRefund } from "../payments/send-refund.ts";

const leaseMs = 60_000;
const mostTries = 5;

type ContextOf = (clinicId: string) => Ctx;
/** Ids only: the queue stands outside the clinics' policies. */
export type HandedRow = { clinicId: string; outboxId: string };

async function handle(ctx: Ctx, job: OutboxJob): Promise<Delivered> {
  if (isMessage(job.kind)) return deliver(ctx, job);
  if (job.kind === "refund.send")
    return { outcome: await sendRefund(ctx, { refundId: String(job.payload["refundId"]) }) };
  if (job.kind === "plan.offer_expires")
    return { outcome: await endOffer(ctx, { planId: String(job.payload["planId"]) }) };
  return { outcome: "nothing to do" };
}

/**
 * Claims what is due now, at most `most` rows, and hands each over; answers how many. Of several relays one gets the row. What was handed
 * over and not carried out, because somebody was killed, is due again when its lease has run out.
 */
export async function relayDue(
  contextOf: ContextOf,
  hand: (row: HandedRow) => Promise<unknown>,
  most = 50,
): Promise<number> {
  const { db, now } = contextOf("");
  let handed = 0;
  const until = new Date(now.getTime() + leaseMs);
  for (const [clinicId, rows] of Map.groupBy(await dueOutbox(db, now, most), (row) => row.clinicId)) {
    const ids = rows.map(({ id }) => id);
    const claimed = await inTransaction(contextOf(clinicId), (t) => claimOutbox(t.tx, t.clinicId, ids, t.now, until));
    await Promise.all(claimed.map((outboxId) => hand({ clinicId, outboxId })));
    handed += claimed.length;
  }
  return handed;
}

/** Does what a claimed row asks for. Throws only when its end could not be written; doing it again is safe. */
export async function carryOut(ctx: Ctx, outboxId: string): Promise<void> {
  const [row] = await readRows<ClaimedOutbox>(ctx, claimedOutbox(ctx.clinicId, outboxId));
  if (!row) return;
  const { keep, how } = await handle(ctx, { id: row.id, kind: row.kind as EventKind, payload: row.payload }).then(
    ({ outcome, keep, notBefore }) =>
      // To wait is not to have tried.
      notBefore
        ? { keep, how: { runAt: notBefore, attempts: row.attempts - 1 } }
        : { keep, how: { doneAt: ctx.now, outcome } },
    (error: unknown) => ({ keep: undefined, how: putOff(ctx.now, row.attempts, error) }),
  );
  await inTransaction(ctx, (t) =>
    together([keep?.(t), finishOutbox(t.tx, t.clinicId, { id: outboxId, attempts: row.attempts }, how)]),
  );
}

/** Only the kind of the error is kept: its text could name a person. */
function putOff(now: Date, attempts: number, error: unknown) {
  const lastError =
    error instanceof Error ? `${error.name}${"kind" in error ? `: ${String(error.kind)}` : ""}` : "unknown";
  if (attempts >= mostTries) return { parkedAt: now, lastError };
  return { runAt: new Date(now.getTime() + 2 ** attempts * 5_000), lastError };
}

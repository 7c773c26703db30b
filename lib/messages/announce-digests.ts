// On Monday mornings the clinic's week is put on the outbox, once for each who gets it; what it says is found out when it is sent.
import { clinicToTell } from "../../db/queries/messages.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { announce } from "../events/outbox.ts";
import { readersOfDigest } from "../insights/choose-digest.ts";
import { weekdayOf } from "../time/dates.ts";
import { wallTime } from "../time/zone.ts";

const monday = 1;
const sevenOClock = 7 * 60;

/** Answers how many. */
export async function announceDigests(ctx: Ctx): Promise<number> {
  mustMay(ctx, "run_jobs");
  return inTransaction(ctx, async (t) => {
    const { timeZone } = await clinicToTell(t.tx, t.clinicId);
    const { date, minute } = wallTime(t.now, timeZone);
    if (weekdayOf(date) !== monday || minute < sevenOClock) return 0;
    const readers = await readersOfDigest(t);
    await announce(
      t,
      readers.map(({ id: memberId }) => ({
        kind: "owner.digest" as const,
        payload: { memberId, monday: date },
        dedupeKey: `owner.digest:${date}:${memberId}`,
      })),
    );
    return readers.length;
  });
}

// The desk offers a freed time to those whom it chooses, whenever it is free.
import { z } from "zod";
import { freedTime, waitingFor } from "../../db/queries/waitlist.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isFree, offerEnds, offerTo } from "./offer-freed.ts";
import { loadMessageRules } from "./message-rules.ts";

export const handOfferInput = z.object({
  /** The appointment that gave the time up. */
  freedId: z.uuid(),
  wishIds: z.array(z.uuid()).min(1, "Choose whom to ask.").max(100),
});

/**
 * Answers how many are asked now. What is offered at night is told in the morning, and stays open from then on. Refuses with `not_found`,
 * `slot_taken` once the time is somebody's, `too_late` when nobody could decide and come, and `already_done` when all of them were
 * asked before or wait no more.
 */
export async function offerByHand(ctx: Ctx, input: z.output<typeof handOfferInput>): Promise<number> {
  mustMay(ctx, "change_booking");
  return inTransaction(ctx, async (t) => {
    const { clinic, rules, awakeFrom } = await loadMessageRules(t);
    const time = await freedTime(t.tx, t.clinicId, input.freedId);
    if (!time) throw notFound("time");
    const expiresAt = offerEnds(awakeFrom, time.start, rules);
    if (!expiresAt) throw new Refusal("too_late", "It begins too soon for anybody to decide and to come. Call them.");
    if (!(await isFree(t, time, clinic.timeZone)))
      throw new Refusal("slot_taken", "This time is somebody’s by now, or cannot be booked online any more.");
    const chosen = new Set(input.wishIds);
    const waiting = (await waitingFor(t.tx, t.clinicId, time)).filter(({ wishId }) => chosen.has(wishId));
    const made = await offerTo(t, time, waiting, expiresAt);
    if (!made.length) throw new Refusal("already_done", "They were asked about this time already, or wait no more.");
    await record(
      t,
      made.map(({ id, patientId }) => ({
        deed: "waitlist.offered",
        subjectKind: "slot_offer",
        subjectId: id,
        patientId,
      })),
    );
    return made.length;
  });
}

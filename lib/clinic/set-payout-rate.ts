// What a practitioner is due of what they do, from a day on.
import type { z } from "zod";
import { everyPractitioner, payoutRateRows, putPayoutRate } from "../../db/queries/setup.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { dateIn } from "../time/zone.ts";
import { loadClinic } from "./load-clinic.ts";
import { payoutRatesOf } from "./payout-rates.ts";
import type { payoutRateInput } from "./setup-input.ts";

/**
 * The first one may begin on any day, so that work done before it was entered is reckoned as well, and be put right while it stands
 * alone; a further one begins today or later, so that what was paid out stays as it was. Refuses with `not_found` or `invalid`.
 */
export async function setPayoutRate(
  ctx: Ctx,
  input: z.output<typeof payoutRateInput> & { practitionerId: string },
): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const { practitionerId, from, ...rate } = input;
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const people = await everyPractitioner(tx, clinicId);
    if (!people.some(({ practitioner }) => practitioner.id === practitionerId)) throw notFound("practitioner");
    const { timeZone } = await loadClinic(t);
    const [latest, ...earlier] = payoutRatesOf(await payoutRateRows(tx, clinicId), practitionerId);
    const first = !latest || (!earlier.length && from <= latest.effectiveFrom);
    if (!first && from < dateIn(now, timeZone)) {
      const message = "A new arrangement begins today or later; what was paid out before stays as it was.";
      throw new Refusal("invalid", message, { fields: [{ field: "from", message }] });
    }
    await putPayoutRate(tx, {
      clinicId,
      id: newId(),
      practitionerId,
      effectiveFrom: from,
      kind: rate.kind,
      feeBp: rate.kind === "percent" ? rate.feeBp : null,
      visitMinor: rate.kind === "per_visit" ? rate.visitMinor : null,
    });
    await record(t, [
      {
        deed: "practitioner.payout_set",
        subjectKind: "practitioner",
        subjectId: practitionerId,
        detail: { from, ...rate },
      },
    ]);
  });
}

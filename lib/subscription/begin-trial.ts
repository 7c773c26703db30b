// A new clinic's trial: everything works for a month, and nothing is asked for it.
import { addSubscription } from "../../db/queries/subscription.ts";
import { record } from "../audit/audit.ts";
import type { TxCtx } from "../context/context.ts";
import { newId } from "../ids.ts";
import { addDays } from "../time/dates.ts";
import { dateIn, instantAt } from "../time/zone.ts";
import { listOn } from "./price-list.ts";

/** In the transaction that opens the clinic. The trial ends with a day of the clinic's, not in the middle of one. */
export async function beginTrial(t: TxCtx, timeZone: string): Promise<void> {
  const today = dateIn(t.now, timeZone);
  const { trialDays, graceDays } = listOn(today);
  const endsOn = addDays(today, trialDays + 1);
  const id = newId();
  await addSubscription(t.tx, {
    clinicId: t.clinicId,
    id,
    startedAt: t.now,
    trialEndsAt: instantAt(endsOn, 0, timeZone),
    graceEndsAt: instantAt(addDays(endsOn, graceDays), 0, timeZone),
  });
  await record(t, [{ deed: "subscription.trial", subjectKind: "subscription", subjectId: id }]);
}

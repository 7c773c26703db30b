// Charges instalments whose day has come to the cards that their patients keep; the worker's round.
import { keptCardOf } from "../../db/queries/cards.ts";
import { waitingCheckouts } from "../../db/queries/checkouts.ts";
import { instalmentsOfPlan, instalmentsToAsk } from "../../db/queries/instalments.ts";
import { clinicToTell } from "../../db/queries/messages.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { standingScreen } from "../intake/standing-screen.ts";
import { stops } from "../intake/standing.ts";
import { dateIn } from "../time/zone.ts";
import { carryOn, keepAsking } from "./charge-card.ts";
import { markFailed } from "./instalment-target.ts";
import { fitInstalments, isOpen } from "./instalments.ts";
import { oneByOne } from "./one-by-one.ts";
import { onlineAccount } from "./online-account.ts";

type ToAsk = { id: string; planId: string; patientId: string };

/**
 * Answers how many cards were asked. Nothing is charged of a plan that is paused, or whose patient's warning signs wait for a review, nor
 * while the clinic takes no cards; what was due is asked for once that is over.
 */
export async function chargeInstalments(ctx: Ctx): Promise<number> {
  mustMay(ctx, "run_jobs");
  const due = await inTransaction(ctx, async (t) => {
    const { timeZone } = await clinicToTell(t.tx, t.clinicId);
    const rows = await instalmentsToAsk(t.tx, t.clinicId, dateIn(t.now, timeZone));
    return rows.length && (await onlineAccount(t)) !== null ? rows : [];
  });
  let asked = 0;
  await oneByOne(due, async (one) => {
    const id = await inTransaction(ctx, (t) => ask(t, one));
    if (id === null) return;
    asked++;
    try {
      await carryOn(ctx, id);
    } catch (error) {
      // Kept as pending: the next round of asking Stripe carries on under the same key.
      if (!(error instanceof Refusal) || error.code !== "payments_unavailable") throw error;
    }
  });
  return asked;
}

/** Null when there is nothing to ask a card for just now. */
async function ask(t: TxCtx, { id, planId, patientId }: ToAsk): Promise<string | null> {
  if (stops(await standingScreen(t, patientId))) return null;
  // Somebody stands on its page this very moment.
  const pages = await waitingCheckouts(t.tx, t.clinicId, { planId });
  if (pages.some((page) => page.instalmentId === id)) return null;
  await fitInstalments(t, planId);
  const row = (await instalmentsOfPlan(t.tx, t.clinicId, planId)).find((one) => one.id === id);
  if (!row || !isOpen(row)) return null;
  const card = await keptCardOf(t.tx, t.clinicId, patientId);
  if (!card || card.stripeAccount !== (await onlineAccount(t))) {
    await markFailed(t, row, { why: "no_card", patientId });
    return null;
  }
  const { amountMinor, currency } = row;
  return keepAsking(t, card, { instalmentId: id, patientId, amountMinor, currency });
}

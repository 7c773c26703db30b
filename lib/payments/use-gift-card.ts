// A patient pays with a gift card: a booking, held or made, or everything they owe.
import { z } from "zod";
import { chargesWithOpen } from "../../db/queries/money.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { bookChain } from "./book-chain.ts";
import { settleChain } from "./book-money.ts";
import { chainMoney, dueOnline } from "./chain-money.ts";
import { closePages } from "./close-pages.ts";
import { giftCardByCode, payFromGiftCard, type UsedGiftCard } from "./from-gift-card.ts";
import { mustMaySeeMoneyOf } from "./own-money.ts";
import { settlePatient } from "./settle-patient.ts";
import { visitForMoney } from "./visit-for-money.ts";

export const giftCodeInput = z.object({ code: z.string().trim().min(1, "Enter the code of the gift card.").max(60) });

/** For whoever knows the code: what is left on the card. Refuses `code_wrong`. */
export async function leftOnCard(ctx: Ctx, input: { code: string }): Promise<{ leftMinor: number }> {
  mustMay(ctx, "see_public_clinic");
  return inTransaction(ctx, async (t) => ({ leftMinor: (await giftCardByCode(t, input.code)).leftMinor }));
}

/**
 * Pays what is due of a visit as far as the card goes. A held one is booked when nothing is due then; else the rest is paid by card or at
 * the clinic, and the gift card has its part again when the time runs out before. Refuses `code_wrong`, `nothing_left`, `slot_taken`.
 */
export async function payBookingByGiftCard(ctx: Ctx, input: { chainId: string; code: string }): Promise<UsedGiftCard> {
  mustMay(ctx, "manage_own_booking");
  if (!isId(input.chainId)) throw notFound("booking");
  await inTransaction(ctx, (t) => giftCardByCode(t, input.code));
  await closePages(ctx, input);
  return inTransaction(ctx, async (t) => {
    const visit = await visitForMoney(t, { chainId: input.chainId });
    if (!visit.patientId) throw notFound("booking");
    const due = dueOnline(visit.status, await chainMoney(t, input));
    mustBeDue(due);
    const used = await payFromGiftCard(t, { ...input, patientId: visit.patientId, amountMinor: due });
    await settle(t, visit.patientId, input.chainId);
    if (visit.status === "held" && used.amountMinor === due) await bookChain(t, input);
    return used;
  });
}

/** Pays what the patient owes, the oldest first, as far as the card goes. */
export async function payOwedByGiftCard(ctx: Ctx, input: { patientId: string; code: string }): Promise<UsedGiftCard> {
  const { patientId, code } = input;
  mustMaySeeMoneyOf(ctx, patientId);
  return inTransaction(ctx, async (t) => {
    const open = await chargesWithOpen(t.tx, t.clinicId, { patientId });
    const amountMinor = open.reduce((sum, row) => sum + (row.payer === "self" ? row.openMinor : 0), 0);
    mustBeDue(amountMinor);
    const used = await payFromGiftCard(t, { code, patientId, amountMinor });
    await settlePatient(t, patientId);
    return used;
  });
}

function mustBeDue(minor: number): void {
  if (minor <= 0) throw new Refusal("invalid", "There is nothing to pay.");
}

async function settle(t: TxCtx, patientId: string, chainId: string): Promise<void> {
  await settleChain(t, chainId, null);
  await settlePatient(t, patientId);
}

// Which gift cards paid for a visit or a patient, and what is left on each: whoever used one always sees it.
import { giftCardsLeft, giftCardsOfPayments } from "../../db/queries/gift-cards.ts";
import type { TxCtx } from "../context/context.ts";

export async function usedGiftCards(
  t: TxCtx,
  of: { chainId: string } | { patientId: string },
): Promise<{ codeEnd: string; leftMinor: number }[]> {
  const cards = await giftCardsOfPayments(t.tx, t.clinicId, of);
  const left = await giftCardsLeft(
    t.tx,
    t.clinicId,
    cards.map(({ id }) => id),
  );
  return cards.map(({ id, codeEnd }) => ({ codeEnd, leftMinor: left.get(id) ?? 0 }));
}

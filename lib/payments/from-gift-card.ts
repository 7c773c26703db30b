// Money of a gift card becomes a patient's payment. Whose card it is does not matter: whoever knows the code may use it.
import { giftCardsLeft, lockGiftCard, type GiftCardRow } from "../../db/queries/gift-cards.ts";
import { record } from "../audit/audit.ts";
import type { TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { giftCodeHash, typedGiftCode } from "../money/gift-code.ts";
import { receive } from "./book-money.ts";

export type UsedGiftCard = { paymentId: string; amountMinor: number; leftMinor: number };

/** The card, locked until the transaction ends, with what is left on it. Refuses `code_wrong`. */
export async function giftCardByCode(t: TxCtx, typed: string): Promise<{ card: GiftCardRow; leftMinor: number }> {
  const code = typedGiftCode(typed);
  const card = code ? await lockGiftCard(t.tx, t.clinicId, { codeHash: giftCodeHash(code) }) : null;
  if (card?.status !== "active") {
    const message = "We know no gift card with this code. Look at its sixteen letters and digits again.";
    throw new Refusal("code_wrong", message, { fields: [{ field: "code", message }] });
  }
  return { card, leftMinor: (await giftCardsLeft(t.tx, t.clinicId, [card.id])).get(card.id) ?? 0 };
}

/** Takes `amountMinor`, or as much of it as is there. Refuses `code_wrong`, and `nothing_left` with what there is when it has to be all. */
export async function payFromGiftCard(
  t: TxCtx,
  of: {
    code: string;
    patientId: string;
    chainId?: string | null | undefined;
    planId?: string | null | undefined;
    amountMinor: number;
    all?: true;
  },
): Promise<UsedGiftCard> {
  const { card, leftMinor } = await giftCardByCode(t, of.code);
  const amountMinor = Math.min(of.amountMinor, leftMinor);
  if (amountMinor <= 0) {
    const message = "Nothing is left on this gift card.";
    throw new Refusal("nothing_left", message, { fields: [{ field: "code", message }] });
  }
  if (of.all && amountMinor < of.amountMinor) {
    const message = `Only ${(leftMinor / 100).toFixed(2)} is left on this gift card. Enter at most that, and take the rest otherwise.`;
    throw new Refusal("nothing_left", message, { fields: [{ field: "amount", message }] });
  }
  const paymentId = await receive(t, {
    patientId: of.patientId,
    chainId: of.chainId ?? null,
    planId: of.planId ?? null,
    giftCardId: card.id,
    method: "gift_card",
    amountMinor,
    currency: card.currency,
  });
  if (!paymentId) throw new Refusal("already_done", "This payment is recorded already.");
  await record(t, [
    {
      deed: "gift_card.used",
      subjectKind: "gift_card",
      subjectId: card.id,
      patientId: of.patientId,
      detail: { amountMinor },
    },
  ]);
  return { paymentId, amountMinor, leftMinor: leftMinor - amountMinor };
}

// Gift cards as they are looked at: by whoever holds one, by the desk, and by the owner, who sees what is outstanding.
import {
  giftCardById,
  giftCardsLeft,
  hasSoldGiftCards,
  movesOfGiftCard,
  soldGiftCards,
  type GiftCardRow,
} from "../../db/queries/gift-cards.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { giftCardByCode } from "./from-gift-card.ts";
import { giftCode, sayGiftCode } from "../money/gift-code.ts";

export type GiftCardView = {
  status: "waiting" | "active" | "unpaid";
  /** As it is typed; null before the card is paid, and where it was derived by another secret. */
  code: string | null;
  amountMinor: number;
  leftMinor: number;
  currency: string;
  buyerName: string;
  recipientName: string | null;
  recipientEmail: string | null;
  message: string | null;
};

/** For whoever holds the card's key. */
export async function viewGiftCard(ctx: Ctx, input: { giftCardId: string }): Promise<GiftCardView> {
  mustMay(ctx, "manage_own_booking");
  return inTransaction(ctx, async (t) => {
    const row = await giftCardById(t.tx, t.clinicId, input.giftCardId);
    if (!row) throw notFound("gift card");
    const code = row.status === "active" ? giftCode(t.secret, row.id) : null;
    return {
      status: row.status as GiftCardView["status"],
      code: code?.endsWith(row.codeEnd) ? sayGiftCode(code) : null,
      amountMinor: row.amountMinor,
      leftMinor: (await giftCardsLeft(t.tx, t.clinicId, [row.id])).get(row.id) ?? 0,
      currency: row.currency,
      buyerName: row.buyerName,
      recipientName: row.recipientName,
      recipientEmail: row.recipientEmail,
      message: row.message,
    };
  });
}

export type SoldGiftCard = {
  giftCardId: string;
  codeEnd: string;
  soldAt: Date;
  amountMinor: number;
  leftMinor: number;
  currency: string;
  buyerName: string;
  recipientName: string | null;
};

const asSold = (row: GiftCardRow, leftMinor: number): SoldGiftCard => ({
  giftCardId: row.id,
  codeEnd: row.codeEnd,
  soldAt: row.soldAt!,
  amountMinor: row.amountMinor,
  leftMinor,
  currency: row.currency,
  buyerName: row.buyerName,
  recipientName: row.recipientName,
});

/** By its code, for the desk. Refuses `code_wrong`. */
export async function findGiftCard(ctx: Ctx, input: { code: string }): Promise<{ giftCardId: string }> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, async (t) => ({ giftCardId: (await giftCardByCode(t, input.code)).card.id }));
}

/** Whether anybody could hold a card, so that paying with one is offered. */
export async function takesGiftCards(ctx: Ctx): Promise<boolean> {
  mustMay(ctx, "see_public_clinic");
  return inTransaction(ctx, (t) => hasSoldGiftCards(t.tx, t.clinicId));
}

/** Every card that was sold, and what all of them together still are worth: the clinic owes it in visits. */
export async function listGiftCards(ctx: Ctx): Promise<{ cards: SoldGiftCard[]; outstandingMinor: number }> {
  mustMay(ctx, "see_money");
  return inTransaction(ctx, async (t) => {
    const cards = (await soldGiftCards(t.tx, t.clinicId)).map((row) => asSold(row, row.leftMinor));
    return { cards, outstandingMinor: cards.reduce((sum, card) => sum + card.leftMinor, 0) };
  });
}

export type GiftCardMove = {
  id: string;
  at: Date;
  what: "bought" | "used" | "returned" | "given_back";
  method: string;
  amountMinor: number;
  /** Still on its way to the buyer's card. */
  pending: boolean;
};

/** One card for the desk, with everything that happened to it; not whose visits it paid. */
export async function viewSoldGiftCard(
  ctx: Ctx,
  input: { giftCardId: string },
): Promise<SoldGiftCard & { moves: GiftCardMove[]; byHand: boolean }> {
  mustMay(ctx, "take_payment");
  if (!isId(input.giftCardId)) throw notFound("gift card");
  return inTransaction(ctx, async (t) => {
    const row = await giftCardById(t.tx, t.clinicId, input.giftCardId);
    if (row?.status !== "active") throw notFound("gift card");
    const { paid, back } = await movesOfGiftCard(t.tx, t.clinicId, row.id);
    const leftMinor = (await giftCardsLeft(t.tx, t.clinicId, [row.id])).get(row.id) ?? 0;
    await record(t, [{ deed: "gift_card.seen", subjectKind: "gift_card", subjectId: row.id }]);
    return {
      ...asSold(row, leftMinor),
      byHand: paid.some((one) => one.method !== "gift_card" && one.method !== "stripe"),
      moves: [
        ...paid.map((one) => ({
          ...one,
          what: one.method === "gift_card" ? ("used" as const) : ("bought" as const),
          pending: false,
        })),
        ...back
          .filter((one) => one.status !== "failed")
          .map(({ status, bought, ...one }) => ({
            ...one,
            what: bought ? ("given_back" as const) : ("returned" as const),
            pending: status === "pending",
          })),
      ].toSorted((a, b) => a.at.getTime() - b.at.getTime()),
    };
  });
}

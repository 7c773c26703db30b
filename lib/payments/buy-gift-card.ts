// Buys a gift card: online by anyone, for themselves or somebody else, or at the desk for money that is taken there.
import { z } from "zod";
import { clinicRow } from "../../db/queries/clinics.ts";
import { addGiftCard, giftCardById, giftTermRows } from "../../db/queries/gift-cards.ts";
import { onceOnly } from "../booking/once.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { giftCode, giftCodeEnd, giftCodeHash } from "../money/gift-code.ts";
import { giftTermsOn, isSoldFor, type GiftTerms } from "../money/gift-terms.ts";
import { emailInput, tidyName } from "../patients/patient-input.ts";
import { dateIn } from "../time/zone.ts";
import { handMethod } from "./hand-method.ts";
import { openCheckout } from "./open-checkout.ts";
import { receiveGiftCard } from "./receive-gift-card.ts";

const blankIsMissing = <T extends z.ZodType>(inner: T) =>
  z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? undefined : value), inner.optional());
const name = z.string().transform(tidyName).pipe(z.string().min(2, "Enter your name.").max(120));

export const buyGiftCardInput = z.object({
  amountMinor: z.number().int().positive(),
  buyerName: name,
  buyerEmail: emailInput,
  recipientName: blankIsMissing(z.string().transform(tidyName).pipe(z.string().max(120))),
  recipientEmail: blankIsMissing(emailInput),
  message: blankIsMissing(z.string().trim().max(300, "Write at most 300 characters.")),
  idempotencyKey: z.string().min(8).max(200),
});
export type BuyGiftCard = z.output<typeof buyGiftCardInput>;
export const sellGiftCardInput = buyGiftCardInput.extend({ method: handMethod });

/** Lays the card down; nobody can use it before it is paid. Refuses `invalid` for an amount that the clinic does not sell. */
export async function layGiftCard(ctx: Ctx, input: BuyGiftCard): Promise<{ giftCardId: string }> {
  mustMay(ctx, "book_online");
  return inTransaction(ctx, (t) =>
    onceOnly(t, { verb: "buy-gift-card", key: input.idempotencyKey, body: input }, async () => ({
      giftCardId: await lay(t, input),
    })),
  );
}

/** The page to pay on; asked again before it was paid, it is the same one. Refuses `already_done` and `payments_unavailable`. */
export async function payGiftCard(ctx: Ctx, of: { giftCardId: string; returnPath: string }): Promise<{ url: string }> {
  mustMay(ctx, "manage_own_booking");
  const { giftCardId, returnPath } = of;
  const card = isId(giftCardId) ? await inTransaction(ctx, (t) => giftCardById(t.tx, t.clinicId, giftCardId)) : null;
  if (!card) throw notFound("gift card");
  if (card.status === "active") throw new Refusal("already_done", "This gift card is paid already.");
  return openCheckout(ctx, { purpose: "gift_card", giftCardId, amountMinor: card.amountMinor, returnPath });
}

export async function sellGiftCard(
  ctx: Ctx,
  input: z.output<typeof sellGiftCardInput>,
): Promise<{ giftCardId: string }> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, (t) =>
    onceOnly(t, { verb: "sell-gift-card", key: input.idempotencyKey, body: input }, async () => {
      const giftCardId = await lay(t, input);
      await receiveGiftCard(t, { giftCardId, method: input.method });
      return { giftCardId };
    }),
  );
}

/** What is sold today; null while the clinic sells none. */
export async function giftCardOffer(ctx: Ctx): Promise<GiftTerms | null> {
  mustMay(ctx, "see_public_clinic");
  return inTransaction(ctx, async (t) => (await offerOf(t)).terms);
}

async function offerOf(t: TxCtx): Promise<{ terms: GiftTerms | null; currency: string }> {
  const clinic = await clinicRow(t.tx, t.clinicId);
  if (!clinic) throw notFound("clinic");
  const rows = await giftTermRows(t.tx, t.clinicId);
  return { terms: giftTermsOn(rows, dateIn(t.now, clinic.timeZone)), currency: clinic.currency };
}

async function lay(t: TxCtx, input: BuyGiftCard): Promise<string> {
  const { terms, currency } = await offerOf(t);
  if (!terms) throw notFound("gift card");
  if (!isSoldFor(terms, input.amountMinor))
    throw new Refusal("invalid", "Choose one of the amounts.", {
      fields: [{ field: "amount", message: "Choose one of the amounts, or one between the limits." }],
    });
  const id = newId();
  const code = giftCode(t.secret, id);
  await addGiftCard(t.tx, {
    clinicId: t.clinicId,
    id,
    codeHash: giftCodeHash(code),
    codeEnd: giftCodeEnd(code),
    amountMinor: input.amountMinor,
    currency,
    buyerName: input.buyerName,
    buyerEmail: input.buyerEmail,
    recipientName: input.recipientName ?? null,
    recipientEmail: input.recipientEmail ?? null,
    message: input.message ?? null,
    status: "waiting",
    createdAt: t.now,
    memberId: memberIdOf(t),
  });
  return id;
}

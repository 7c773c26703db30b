"use server";
// Buying a gift card, paying for it once more, and asking what is left on one.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { Refusal } from "@/lib/errors";
import { giftKey } from "@/lib/money/gift-key";
import { formatMoney, typedAmount } from "@/lib/money/money";
import { buyGiftCardInput, layGiftCard, payGiftCard } from "@/lib/payments/buy-gift-card";
import { giftCodeInput, leftOnCard } from "@/lib/payments/use-gift-card";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { guestCtx } from "@/lib/server/contexts";
import { ownTell } from "@/lib/server/language";
import { keyDoor } from "@/lib/server/key-door";
import { countVisitor } from "@/lib/server/visitor";

const to = (path: string): never => redirect(path as Route);

/** One of the amounts, or the one that was typed. */
function amountOf(values: Record<string, string | string[]>): number {
  const chosen = String(values["amount"] ?? "");
  const typed = chosen === "other" || chosen === "" ? String(values["other"] ?? "") : chosen;
  const minor = typedAmount(typed);
  if (minor === null || minor === 0)
    throw new Refusal("invalid", "Choose an amount.", {
      fields: [
        chosen === "other"
          ? { field: "other", message: "Enter the amount, like 80 or 80.50." }
          : { field: "amount", message: "Choose an amount." },
      ],
    });
  return minor;
}

export async function buyGiftCardAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await guestCtx(slug);
    await countVisitor("booking", slug);
    const input = parseForm(buyGiftCardInput, { ...values, amountMinor: amountOf(values) });
    const { giftCardId } = await layGiftCard(ctx, input);
    const returnPath = `/${slug}/gift-cards/${giftKey(ctx, giftCardId)}`;
    to((await payGiftCard(ctx, { giftCardId, returnPath })).url);
  });
}

export async function payGiftCardAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, id: giftCardId } = await keyDoor(slug, "gift", token);
    await countVisitor("booking", slug);
    to((await payGiftCard(ctx, { giftCardId, returnPath: `/${slug}/gift-cards/${token}` })).url);
  });
}

export async function checkGiftCardAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, clinic } = await guestCtx(slug);
    await countVisitor("gift-code", slug);
    const { leftMinor } = await leftOnCard(ctx, parseForm(giftCodeInput, values));
    const left = formatMoney(leftMinor, clinic.currency, clinic.locale);
    return { ok: true, message: (await ownTell())(`${left} is left on this card.`) };
  });
}

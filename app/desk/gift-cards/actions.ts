"use server";
// Selling gift cards at the desk, finding them by their code, and giving back what is left.
import { revalidatePath } from "next/cache";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { sellGiftCard, sellGiftCardInput } from "@/lib/payments/buy-gift-card";
import { endGiftCard, endGiftCardInput } from "@/lib/payments/end-gift-card";
import { findGiftCard } from "@/lib/payments/gift-cards";
import { giftCodeInput } from "@/lib/payments/use-gift-card";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { staffCtx } from "@/lib/server/contexts";
import { provingHere } from "@/lib/server/proving-here";
import { countVisitor } from "@/lib/server/visitor";
import { amountOf, text } from "../typed";

export async function sellGiftCardAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const input = parseForm(sellGiftCardInput, { ...values, amountMinor: amountOf(values) });
    const { giftCardId } = await sellGiftCard(ctx, input);
    revalidatePath("/desk", "layout");
    redirect(`/desk/gift-cards/${giftCardId}?sold=1` as Route);
  });
}

export async function findGiftCardAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, clinic } = await staffCtx();
    await countVisitor("gift-code", clinic.slug);
    const { giftCardId } = await findGiftCard(ctx, parseForm(giftCodeInput, values));
    redirect(`/desk/gift-cards/${giftCardId}` as Route);
  });
}

export async function endGiftCardAction(giftCardId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    boundTo(boundId, giftCardId);
    const method = text(values, "method") || undefined;
    await provingHere(values, (ctx) =>
      endGiftCard(ctx, parseForm(endGiftCardInput, { giftCardId, reason: text(values, "reason"), method })),
    );
    revalidatePath("/desk", "layout");
    redirect(`/desk/gift-cards/${giftCardId}?given=1` as Route);
  });
}

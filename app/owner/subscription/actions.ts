"use server";
// What the owner does about the clinic's subscription to Taper.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { formAction, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";
import { changeCard } from "@/lib/subscription/change-card";
import { payAgain } from "@/lib/subscription/pay-again";
import { stopSubscription } from "@/lib/subscription/stop-subscription";
import { subscribe } from "@/lib/subscription/subscribe";

const returnPath = "/owner/subscription";

export async function subscribeAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    const { url } = await subscribe(ctx, { returnPath });
    redirect(url as Route);
  });
}

export async function changeCardAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    const { url } = await changeCard(ctx, { returnPath });
    redirect(url as Route);
  });
}

export async function payAgainAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await payAgain(ctx);
    redirect(`${returnPath}?done=paid`);
  });
}

export async function stopAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await stopSubscription(ctx, { stop: true });
    redirect(`${returnPath}?done=stopped`);
  });
}

export async function goOnAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await stopSubscription(ctx, { stop: false });
    redirect(`${returnPath}?done=goes-on`);
  });
}

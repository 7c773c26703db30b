"use server";
// The waiting list at the desk: put somebody on it or take them off, offer a freed time by hand, and take an answer by telephone.
import { revalidatePath } from "next/cache";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { askEarlier, dropEarlier } from "@/lib/messages/ask-earlier";
import { handOfferInput, offerByHand } from "@/lib/messages/offer-by-hand";
import { declineOffer, takeOffer } from "@/lib/messages/take-offer";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { staffCtx } from "@/lib/server/contexts";
import { text, texts } from "../typed";

type Done = "on" | "off" | "asked" | "yes" | "no";

/** The list again, with word of what was done: the line that was pressed may be gone. */
function listAgain(done: Done): never {
  revalidatePath("/desk", "layout");
  redirect(`/desk/waiting?done=${done}` as Route);
}

export async function putOnAction(chainId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await askEarlier(ctx, { chainId });
    listAgain("on");
  });
}

export async function takeOffAction(chainId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await dropEarlier(ctx, { chainId });
    listAgain("off");
  });
}

export async function offerAction(freedId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    boundTo(boundId, freedId);
    await offerByHand(ctx, parseForm(handOfferInput, { freedId, wishIds: texts(values, "wishIds") }));
    listAgain("asked");
  });
}

export async function answerAction(offerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const yes = text(values, "answer") === "yes";
    await (yes ? takeOffer(ctx, { offerId }) : declineOffer(ctx, { offerId }));
    listAgain(yes ? "yes" : "no");
  });
}

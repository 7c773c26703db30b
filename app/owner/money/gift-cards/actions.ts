"use server";
// What gift cards are sold for.
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { giftTermsInput, setGiftTerms } from "@/lib/payments/set-gift-terms";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";

export async function setGiftTermsAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await setGiftTerms(ctx, parseForm(giftTermsInput, values));
    revalidatePath("/owner/money", "layout");
    redirect("/owner/money/gift-cards?set=1#terms");
  });
}

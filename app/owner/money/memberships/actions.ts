"use server";
// What memberships the clinic offers.
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { offerMembership, offerMembershipInput, stopMembershipOffer } from "@/lib/payments/offer-membership";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { staffCtx } from "@/lib/server/contexts";

export async function offerMembershipAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await offerMembership(ctx, parseForm(offerMembershipInput, values));
    revalidatePath("/owner/money", "layout");
    redirect("/owner/money/memberships?done=offered#offers");
  });
}

export async function stopMembershipOfferAction(
  offerId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await stopMembershipOffer(ctx, { offerId: boundTo(boundId, offerId) });
    revalidatePath("/owner/money", "layout");
    redirect("/owner/money/memberships?done=stopped#offers");
  });
}

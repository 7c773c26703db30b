"use server";
// What owners and managers write: the breach register, and what the privacy page names.
import { revalidatePath } from "next/cache";
import { breachInput, recordBreach } from "@/lib/clinic/breaches";
import { privacyNoticeInput, setPrivacyNotice } from "@/lib/clinic/privacy-notice";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";
import { dateIn } from "@/lib/time/zone";

export async function recordBreachAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, clinic } = await staffCtx();
    await recordBreach(ctx, { ...parseForm(breachInput, values), today: dateIn(ctx.now, clinic.timeZone) });
    revalidatePath("/owner/keeping");
  });
}

export async function setPrivacyNoticeAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await setPrivacyNotice(ctx, parseForm(privacyNoticeInput, values));
    revalidatePath("/owner/keeping");
  });
}

"use server";
// What owners and managers write: the breach register, what the privacy page names, and the end of a record.
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { breachInput, recordBreach } from "@/lib/clinic/breaches";
import { privacyNoticeInput, setPrivacyNotice } from "@/lib/clinic/privacy-notice";
import { erasePatient, mustBeSure } from "@/lib/patients/erase-patient";
import { retentionInput, setRetention } from "@/lib/patients/set-retention";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { provedDoor, staffCtx } from "@/lib/server/contexts";
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

/** Asks for the password first; the page leads back to the list. */
export async function erasePatientAction(patientId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await provedDoor("/owner/keeping");
    mustBeSure(values["sure"]);
    await erasePatient(ctx, { patientId });
    redirect("/owner/keeping?erased=yes#due");
  });
}

/** A shorter rule lets records go, so it asks for the password first. */
export async function setRetentionAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await provedDoor("/owner/keeping");
    await setRetention(ctx, parseForm(retentionInput, values));
    revalidatePath("/owner/keeping");
  });
}

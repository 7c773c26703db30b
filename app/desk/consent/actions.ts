"use server";
// The next version of the text that patients sign, and a signature on the clinic's screen.
import { revalidatePath } from "next/cache";
import { consentTextInput, setConsentText, signatureInput, signConsent } from "@/lib/intake/treatment-consent";
import { sayConsent, sayConsentInput } from "@/lib/intake/purpose-consent";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";

export async function setConsentTextAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const { version } = await setConsentText(ctx, parseForm(consentTextInput, values));
    revalidatePath("/desk/consent");
    return { ok: true, message: `Saved as version ${version}.` };
  });
}

export async function signConsentAction(patientId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await signConsent(ctx, { ...parseForm(signatureInput, values), patientId });
    revalidatePath("/desk/patients", "layout");
  });
}

/** What a patient told the desk about a purpose. */
export async function sayConsentAction(patientId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await sayConsent(ctx, { ...parseForm(sayConsentInput, values), patientId });
    revalidatePath("/desk", "layout");
    return { ok: true, message: "Noted. It holds from now on." };
  });
}

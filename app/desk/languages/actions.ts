"use server";
// Lets the texts about health be shown in a language, or takes that back.
import { revalidatePath } from "next/cache";
import { approvalInput, approveCareTexts, withdrawalInput, withdrawCareTexts } from "@/lib/intake/care-texts";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";

export async function approveCareTextsAction(
  language: string,
  version: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await approveCareTexts(ctx, parseForm(approvalInput, { ...values, language, version }));
    revalidatePath("/desk/languages");
    return { ok: true, message: "Approved. Patients see these texts from now on." };
  });
}

export async function withdrawCareTextsAction(
  language: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await withdrawCareTexts(ctx, parseForm(withdrawalInput, { language }));
    revalidatePath("/desk/languages");
    return { ok: true, message: "Taken back. Patients see these texts in English." };
  });
}

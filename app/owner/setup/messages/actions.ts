"use server";
// When messages go out, and what they say in the clinic's own words.
import { revalidatePath } from "next/cache";
import { messageRulesInput, messageTextInput, whichTextInput } from "@/lib/messages/messages-input";
import { setMessageRules, setMessageText } from "@/lib/messages/set-messages";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";

const again = () => revalidatePath("/owner/setup/messages", "layout");

export async function setMessageRulesAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await setMessageRules(ctx, parseForm(messageRulesInput, values));
    again();
    return { ok: true, message: "Saved." };
  });
}

export async function setMessageTextAction(kind: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const { kind: known, language, ...words } = parseForm(messageTextInput, { ...values, kind });
    await setMessageText(ctx, { kind: known, language, words });
    again();
    return { ok: true, message: "Saved. What is sent from now on says this." };
  });
}

export async function originalTextAction(kind: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    const { kind: known, language } = parseForm(whichTextInput, { kind });
    await setMessageText(ctx, { kind: known, language, words: null });
    again();
  });
}

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

export async function setMessageTextAction(
  kind: string,
  language: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const { kind: known, language: spoken, ...words } = parseForm(messageTextInput, { ...values, kind, language });
    await setMessageText(ctx, { kind: known, language: spoken, words });
    again();
    return { ok: true, message: "Saved. What is sent from now on says this." };
  });
}

export async function originalTextAction(
  kind: string,
  language: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    const which = parseForm(whichTextInput, { kind, language });
    await setMessageText(ctx, { ...which, words: null });
    again();
  });
}

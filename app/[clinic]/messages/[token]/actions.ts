"use server";
// What the holder of a person's own key about messages can choose.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { chooseMessages, stopUnasked } from "@/lib/messages/choose-messages";
import { choicesInput } from "@/lib/messages/messages-input";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { keyDoor } from "@/lib/server/key-door";
import { countVisitor } from "@/lib/server/visitor";

export async function chooseAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async ({ news, language, ...choices }) => {
    const { ctx, id: patientId } = await keyDoor(slug, "messages", token);
    await countVisitor("booking", slug);
    await chooseMessages(ctx, { patientId, ...parseForm(choicesInput, { choices, news: news === "yes", language }) });
    redirect(`/${slug}/messages/${token}?saved=1` as Route);
  });
}

export async function stopAction(slug: string, token: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, id: patientId } = await keyDoor(slug, "messages", token);
    await countVisitor("booking", slug);
    await stopUnasked(ctx, { patientId });
    redirect(`/${slug}/messages/${token}?saved=1` as Route);
  });
}

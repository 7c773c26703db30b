"use server";
// The next version of a plan template, or a template of its own.
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { saveTemplate } from "@/lib/plans/save-template";
import { formAction, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";
import { templateOf } from "./template-values";

export async function saveTemplateAction(
  code: string,
  version: number,
  tracks: number,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const saved = await saveTemplate(ctx, { ...templateOf(code, Math.min(tracks, 4), values), version });
    revalidatePath("/desk/templates", "layout");
    redirect(`/desk/templates/${saved.code}?saved=${saved.version}`);
  });
}

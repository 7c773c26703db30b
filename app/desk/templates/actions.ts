"use server";
// The next version of a plan template, or a template of its own.
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { saveTemplate } from "@/lib/plans/save-template";
import { formAction, type FormState } from "@/lib/server/action";
import { boundTo } from "@/lib/server/bound-input";
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
    const shown = Math.min(boundTo(z.int().min(0), tracks), 4);
    const saved = await saveTemplate(ctx, { ...templateOf(code, shown, values), version });
    revalidatePath("/desk/templates", "layout");
    redirect(`/desk/templates/${saved.code}?saved=${saved.version}`);
  });
}

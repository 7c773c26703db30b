"use server";
// Two records of one person: joined, and taken apart again.
import { revalidatePath } from "next/cache";
import { mergePatients, undoMerge } from "@/lib/patients/merge-patients";
import { formAction, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";
import { text } from "../../../desk/typed";

export async function mergeAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const [keep, join] = text(values, "keep").split(" ");
    await mergePatients(ctx, { keep: keep ?? "", join: join ?? "" });
    revalidatePath("/owner/setup/duplicates");
    return { ok: true, message: "The two are one record now. Below you can take it back." };
  });
}

export async function undoMergeAction(mergeId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await undoMerge(ctx, { mergeId });
    revalidatePath("/owner/setup/duplicates");
  });
}

"use server";
// What the owner's lists can keep: what came of a call.
import { revalidatePath } from "next/cache";
import { logCall, type CallToLog } from "@/lib/insights/log-call";
import { formAction, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";

export async function logCallAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ planId, kind, outcome, note }) => {
    const { ctx } = await staffCtx();
    // The verb parses what was sent.
    await logCall(ctx, { planId, kind, outcome, note } as CallToLog);
    revalidatePath("/owner");
    revalidatePath("/owner/follow");
  });
}

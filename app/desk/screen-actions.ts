"use server";
// A clinician releases health answers, and the desk closes the calls it owes.
import { revalidatePath } from "next/cache";
import { closeCallTask } from "@/lib/intake/call-tasks";
import { releaseScreen } from "@/lib/intake/release-screen";
import { formAction, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";
import { text } from "./typed";

export async function releaseAction(screenId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await releaseScreen(ctx, {
      screenId,
      reason: text(values, "reason"),
      decision: text(values, "decision") === "kept" ? "kept" : "released",
    });
    revalidatePath("/desk", "layout");
  });
}

export async function closeTaskAction(taskId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await closeCallTask(ctx, {
      taskId,
      outcome: [text(values, "outcome"), text(values, "detail")].filter(Boolean).join(": "),
    });
    revalidatePath("/desk", "layout");
  });
}

"use server";
// The note of a visit by its parts: kept as it is typed, then signed.
import { revalidatePath } from "next/cache";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { saveDraft } from "@/lib/charting/note-draft";
import { signSession } from "@/lib/charting/sign-note";
import { formAction, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";
import { sayTime } from "@/lib/time/say";
import { sessionOf } from "../note-values";

export const keepNoteAction = async (appointmentId: string, _before: FormState, form: FormData): Promise<FormState> =>
  formAction(form, async (typed) => {
    const { ctx, clinic } = await staffCtx();
    const { savedAt } = await saveDraft(ctx, { appointmentId, typed });
    return { ok: true, message: `Kept at ${sayTime(savedAt, clinic.timeZone, clinic.locale)}` };
  });

export const signSessionAction = async (
  appointmentId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> =>
  formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await signSession(ctx, { appointmentId, session: sessionOf(values) });
    revalidatePath("/desk", "layout");
    redirect(`/desk/appointments/${appointmentId}#note` as Route);
  });

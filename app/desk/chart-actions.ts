"use server";
// What goes with the chart: tasks for home, referrals inside the clinic, phrases, and withdrawing a file.
import { revalidatePath } from "next/cache";
import { withdrawAttachment, withdrawInput } from "@/lib/charting/attachments";
import { endHomeTask, homeTaskInput, setHomeTask } from "@/lib/charting/home-tasks";
import { addPhrase, phraseInput, retirePhrase } from "@/lib/charting/phrases";
import { answerReferral, referralInput, sendReferral } from "@/lib/charting/referrals";
import { Refusal } from "@/lib/errors";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";
import { text } from "./typed";

const answers = ["accepted", "declined", "withdrawn"] as const;

export async function setHomeTaskAction(patientId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await setHomeTask(ctx, { ...parseForm(homeTaskInput, values), patientId });
    revalidatePath("/desk/patients", "layout");
  });
}

export async function endHomeTaskAction(taskId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await endHomeTask(ctx, { taskId });
    revalidatePath("/desk/patients", "layout");
  });
}

export async function sendReferralAction(patientId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await sendReferral(ctx, { ...parseForm(referralInput, values), patientId });
    revalidatePath("/desk/patients", "layout");
  });
}

export async function answerReferralAction(
  referralId: string,
  answered: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const status = answers.find((one) => one === answered);
    if (!status) throw new Refusal("invalid", "Accept it, or decline it.");
    await answerReferral(ctx, { referralId, status, answer: text(values, "answer") });
    revalidatePath("/desk", "layout");
  });
}

export async function addPhraseAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await addPhrase(ctx, parseForm(phraseInput, values));
    revalidatePath("/desk/phrases");
    return { ok: true, message: "Saved." };
  });
}

export async function retirePhraseAction(phraseId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await retirePhrase(ctx, { phraseId });
    revalidatePath("/desk/phrases");
  });
}

export async function withdrawAttachmentAction(
  attachmentId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await withdrawAttachment(ctx, { ...parseForm(withdrawInput, values), attachmentId });
    revalidatePath("/desk/patients", "layout");
  });
}

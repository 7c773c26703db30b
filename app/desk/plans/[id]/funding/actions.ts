"use server";
// Letters that ask a payer for more visits.
import { revalidatePath } from "next/cache";
import type { Route } from "next";
import { redirect } from "next/navigation";
import {
  answerFundingRequest,
  answerInput,
  draftFundingRequest,
  letterInput,
  saveFundingRequest,
  sendFundingRequest,
} from "@/lib/plans/funding-requests";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { staffCtx } from "@/lib/server/contexts";
import { text, wholeNumber } from "../../../typed";

function done(planId: string): never {
  revalidatePath("/desk", "layout");
  redirect(`/desk/plans/${planId}/funding?done=1` as Route);
}

export async function draftLetterAction(planId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    boundTo(boundId, planId);
    await draftFundingRequest(ctx, { planId, disciplineCode: text(values, "discipline") });
    done(planId);
  });
}

export async function saveLetterAction(
  planId: string,
  requestId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    boundTo(boundId, planId);
    boundTo(boundId, requestId);
    const letter = parseForm(letterInput, {
      requestId,
      body: text(values, "body"),
      visits: wholeNumber(text(values, "visits")),
      untilOn: text(values, "untilOn"),
    });
    await saveFundingRequest(ctx, letter);
    if (text(values, "send") === "yes") await sendFundingRequest(ctx, { requestId });
    done(planId);
  });
}

export async function answerLetterAction(
  planId: string,
  requestId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    boundTo(boundId, planId);
    boundTo(boundId, requestId);
    const answer = parseForm(answerInput, {
      requestId,
      answer: text(values, "answer"),
      visits: wholeNumber(text(values, "visits")),
      validFrom: text(values, "validFrom") || undefined,
      validUntil: text(values, "validUntil") || undefined,
      note: text(values, "note"),
    });
    await answerFundingRequest(ctx, answer);
    done(planId);
  });
}

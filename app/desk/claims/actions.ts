"use server";
// What is done about claims: sent, answered with money, answered with a no.
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import {
  enterRemittance,
  rejectClaim,
  rejectClaimInput,
  remittanceInput,
  sendClaims,
  sendClaimsInput,
} from "@/lib/payments/claims";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { staffCtx } from "@/lib/server/contexts";
import { amountOf, text, texts } from "../typed";

function done(): never {
  revalidatePath("/desk", "layout");
  redirect("/desk/claims?done=1");
}

export async function sendClaimsAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await sendClaims(ctx, parseForm(sendClaimsInput, { chargeIds: texts(values, "charge") }));
    done();
  });
}

export async function rejectClaimAction(chargeId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    boundTo(boundId, chargeId);
    await rejectClaim(ctx, parseForm(rejectClaimInput, { chargeId, reason: text(values, "reason") }));
    done();
  });
}

export async function enterRemittanceAction(chargeId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    boundTo(boundId, chargeId);
    const idempotencyKey = text(values, "idempotencyKey");
    await enterRemittance(ctx, parseForm(remittanceInput, { chargeId, amountMinor: amountOf(values), idempotencyKey }));
    done();
  });
}

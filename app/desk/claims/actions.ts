"use server";
// What is done about claims: sent, answered with money, answered with a no.
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import {
  enterRemittance,
  passClaimOn,
  passClaimOnInput,
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

/** An address holds only so many: whoever leaves more than these sees them under "waiting". */
const mostNamed = 20;

function done(left: readonly string[] = []): never {
  revalidatePath("/desk", "layout");
  redirect(left.length ? `/desk/claims?done=1&left=${left.slice(0, mostNamed).join(".")}` : "/desk/claims?done=1");
}

export async function sendClaimsAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const { left } = await sendClaims(ctx, parseForm(sendClaimsInput, { chargeIds: texts(values, "charge") }));
    done(left);
  });
}

export async function rejectClaimAction(chargeId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    boundTo(boundId, chargeId);
    const step = text(values, "step") || undefined;
    await rejectClaim(ctx, parseForm(rejectClaimInput, { chargeId, reason: text(values, "reason"), step }));
    done();
  });
}

export async function passClaimOnAction(chargeId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    boundTo(boundId, chargeId);
    await passClaimOn(ctx, parseForm(passClaimOnInput, { chargeId, reason: text(values, "reason") }));
    done();
  });
}

export async function enterRemittanceAction(chargeId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    boundTo(boundId, chargeId);
    const idempotencyKey = text(values, "idempotencyKey");
    const rest = text(values, "rest") || undefined;
    await enterRemittance(
      ctx,
      parseForm(remittanceInput, { chargeId, amountMinor: amountOf(values), rest, idempotencyKey }),
    );
    done();
  });
}

"use server";
// What the clinic does with a plan: adjust, offer, accept with the patient, move a visit, stop.
import { revalidatePath } from "next/cache";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { endPlan } from "@/lib/payments/end-plan";
import { takesCardsOnline } from "@/lib/payments/online-account";
import { openCheckout } from "@/lib/payments/open-checkout";
import { openInstalments } from "@/lib/payments/pay-instalments";
import { acceptPlan } from "@/lib/plans/accept-plan";
import { adjustPlan } from "@/lib/plans/adjust-plan";
import { moveVisit } from "@/lib/plans/move-visit";
import { offerPlan } from "@/lib/plans/offer-plan";
import type { AcceptInput, StopPlan } from "@/lib/plans/plans-input";
import { changedQuery } from "@/lib/plans/wishes";
import { viewPlan } from "@/lib/plans/view-plan";
import { formAction, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { staffCtx } from "@/lib/server/contexts";
import { shownStarts } from "@/lib/server/shown-starts";
import { typedStart } from "@/lib/server/typed-start";
import { text } from "../typed";
import { adjustOf } from "./adjust-values";

const pageOf = (planId: string) => `/desk/plans/${planId}`;
const to = (path: string): never => redirect(path as Route);

export async function adjustAction(planId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await adjustPlan(ctx, adjustOf(planId, values));
    revalidatePath("/desk", "layout");
    return { ok: true, message: "The course is laid anew." };
  });
}

export async function offerAction(planId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await offerPlan(ctx, { planId });
    revalidatePath("/desk", "layout");
    to(`${pageOf(planId)}?offered=1`);
  });
}

export async function acceptAction(planId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    if (text(values, "consent") !== "yes")
      throw new Refusal("invalid", "Please check the marked fields.", {
        fields: [{ field: "consent", message: "The patient has to agree before anything is booked." }],
      });
    const accepted = await acceptPlan(ctx, {
      planId,
      signedName: text(values, "signedName"),
      signedHow: text(values, "signedHow") === "phone" ? "phone" : "clinic_screen",
      consentVersion: text(values, "consentVersion") as AcceptInput["consentVersion"],
      textVersion: text(values, "textVersion") as AcceptInput["textVersion"],
      payChoice: (await takesCardsOnline(ctx)) ? (text(values, "payChoice") as AcceptInput["payChoice"]) : "clinic",
      seen: shownStarts(values["seen"]),
      idempotencyKey: text(values, "idempotencyKey"),
    });
    revalidatePath("/desk", "layout");
    if (accepted.changed) to(`${pageOf(planId)}?${changedQuery({}, accepted.difference)}`);
    else to(`${pageOf(planId)}?${accepted.amountDueMinor > 0 ? `due=${accepted.amountDueMinor}` : "accepted=1"}`);
  });
}

const owed = z.object({ planId: boundId, amountMinor: z.int() });

/** The link to pay for held visits. */
export async function planLinkAction(
  of: { planId: string; amountMinor: number },
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    const { planId, amountMinor } = boundTo(owed, of);
    const returnPath = pageOf(planId);
    const { payChoice } = await viewPlan(ctx, { planId });
    const { checkoutId } =
      payChoice === "instalments"
        ? await openInstalments(ctx, { planId, returnPath })
        : await openCheckout(ctx, { purpose: "plan", planId, amountMinor, returnPath });
    redirect(`/desk/pay/${checkoutId}` as Route);
  });
}

export async function stopAction(planId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const ended = await endPlan(ctx, {
      planId,
      endReason: text(values, "endReason") as NonNullable<StopPlan["endReason"]>,
      reason: text(values, "note"),
    });
    revalidatePath("/desk", "layout");
    const query = new URLSearchParams({ stopped: String(ended.cancelled) });
    if (ended.refundMinor > 0) query.set("refund", String(ended.refundMinor));
    if (ended.feeMinor > 0) query.set("fee", String(ended.feeMinor));
    to(`${pageOf(planId)}?${query.toString()}`);
  });
}

const planned = z.object({ planId: boundId, visitId: boundId });

export async function moveVisitAction(
  of: { planId: string; visitId: string },
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const { planId, visitId } = boundTo(planned, of);
    const [start, practitionerId = ""] = text(values, "start").split("|");
    await moveVisit(ctx, { planId, visitId, start: typedStart(start), ...(practitionerId ? { practitionerId } : {}) });
    revalidatePath("/desk", "layout");
    to(`${pageOf(planId)}?moved=1`);
  });
}

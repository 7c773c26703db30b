"use server";
// Taking money at the desk and giving it back, packages, kept cards, pages to pay by card on, and receipts.
import { revalidatePath } from "next/cache";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { issueReceipt, reissueReceipt, reissueReceiptInput } from "@/lib/payments/issue-receipt";
import { openCheckout } from "@/lib/payments/open-checkout";
import { closePayPage, sendPayPage } from "@/lib/payments/pay-pages";
import { payOnReader, payOnReaderInput, showOnReader } from "@/lib/payments/pay-on-reader";
import { openInstalmentPage, takeInstalment, takeInstalmentInput } from "@/lib/payments/pay-instalments";
import { reduceCharge, reduceChargeInput } from "@/lib/payments/reduce-charge";
import { refundPayment, refundPaymentInput } from "@/lib/payments/refund-payment";
import { askCoverInput, askOwnCover } from "@/lib/payments/claims";
import { chargeKeptCard } from "@/lib/payments/charge-card";
import { endPackage, endPackageInput } from "@/lib/payments/end-package";
import { sellPackage, sellPackageByCard, sellPackageInput } from "@/lib/payments/sell-package";
import { sharePackage, sharePackageInput, unsharePackage } from "@/lib/payments/share-package";
import { stopMembership } from "@/lib/payments/stop-membership";
import { takePayment, takePaymentInput } from "@/lib/payments/take-payment";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { staffCtx } from "@/lib/server/contexts";
import { provingHere } from "@/lib/server/proving-here";
import { countVisitor } from "@/lib/server/visitor";
import { amountOf, text } from "./typed";

/** Who pays, for what, and the page to return to; it says that the payment is recorded. */
const target = z.object({
  patientId: boundId,
  chainId: boundId.optional(),
  planId: boundId.optional(),
  back: z.string().regex(/^\/desk\/[\w/-]+$/),
});

export async function takePaymentAction(
  of: z.input<typeof target>,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, clinic } = await staffCtx();
    const { back, ...paid } = boundTo(target, of);
    const method = text(values, "method");
    if (!method)
      throw new Refusal("invalid", "How was it paid?", {
        fields: [{ field: "method", message: "Choose how it was paid." }],
      });
    if (method === cardPage) {
      const { patientId, chainId, planId } = paid;
      const of = chainId ? { chainId } : planId ? { planId } : { patientId };
      toPayPage(await openCheckout(ctx, { purpose: "desk", ...of, amountMinor: amountOf(values) }));
    }
    const readerId = readerOf(method);
    if (readerId) {
      const asked = parseForm(payOnReaderInput, { ...paid, readerId, amountMinor: amountOf(values) });
      toPayPage(await payOnReader(ctx, asked));
    }
    if (method === "gift_card") await countVisitor("gift-code", clinic.slug);
    const input = parseForm(takePaymentInput, {
      ...paid,
      method,
      code: text(values, "code") || undefined,
      amountMinor: amountOf(values),
      idempotencyKey: text(values, "idempotencyKey"),
    });
    await takePayment(ctx, input);
    revalidatePath("/desk", "layout");
    redirect(`${back}?paid=1` as Route);
  });
}

const part = z.object({ instalmentId: boundId, patientId: boundId });

/** An instalment of a plan, whole. */
export async function takeInstalmentAction(
  of: z.input<typeof part>,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const { instalmentId, patientId } = boundTo(part, of);
    const method = text(values, "method");
    if (!method)
      throw new Refusal("invalid", "How was it paid?", {
        fields: [{ field: `method-${instalmentId}`, message: "Choose how it was paid." }],
      });
    if (method === cardPage) toPayPage(await openInstalmentPage(ctx, { instalmentId }));
    const idempotencyKey = text(values, "idempotencyKey");
    await takeInstalment(ctx, parseForm(takeInstalmentInput, { instalmentId, method, idempotencyKey }));
    revalidatePath("/desk", "layout");
    redirect(`/desk/patients/${patientId}?paid=1` as Route);
  });
}

/** What is chosen where the patient pays on a page of their own. */
const cardPage = "card_page";
const toPayPage = ({ checkoutId }: { checkoutId: string }): never => redirect(`/desk/pay/${checkoutId}` as Route);

/** The card reader that was chosen among the ways to pay, if one was. */
const readerOf = (method: string): string | undefined => /^reader:(.+)$/.exec(method)?.[1];

/** Shows the payment on its reader again, after a card that did not pay. */
export async function showOnReaderAction(checkoutId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await showOnReader(ctx, { checkoutId: boundTo(boundId, checkoutId) });
    revalidatePath("/desk", "layout");
    redirect(`/desk/pay/${checkoutId}` as Route);
  });
}

/** To the patient, as they chose to be told. */
export async function sendPayPageAction(checkoutId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await sendPayPage(ctx, { checkoutId: boundTo(boundId, checkoutId) });
    return { ok: true };
  });
}

export async function closePayPageAction(checkoutId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await closePayPage(ctx, { checkoutId: boundTo(boundId, checkoutId) });
    revalidatePath("/desk", "layout");
    redirect(`/desk/pay/${checkoutId}` as Route);
  });
}

export async function receiptAction(chargeId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    const { receiptId, duplicate } = await issueReceipt(ctx, { chargeId });
    revalidatePath("/desk", "layout");
    redirect(`/desk/receipts/${receiptId}${duplicate ? "?copy=1" : ""}` as Route);
  });
}

/** Voids a receipt by a new one, and shows that. */
export async function reissueReceiptAction(receiptId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const input = parseForm(reissueReceiptInput, {
      receiptId: boundTo(boundId, receiptId),
      reason: text(values, "reason"),
    });
    const receipt = await reissueReceipt(ctx, input);
    revalidatePath("/desk", "layout");
    redirect(`/desk/receipts/${receipt.receiptId}` as Route);
  });
}

const given = (values: Record<string, string | string[]>) => ({
  amountMinor: amountOf(values),
  reason: text(values, "reason"),
  method: text(values, "method") || undefined,
  idempotencyKey: text(values, "idempotencyKey"),
});

const refunded = z.object({ paymentId: boundId, patientId: boundId });

export async function refundAction(
  of: z.input<typeof refunded>,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { paymentId, patientId } = boundTo(refunded, of);
    await provingHere(values, (ctx) =>
      refundPayment(ctx, parseForm(refundPaymentInput, { paymentId, ...given(values) })),
    );
    revalidatePath("/desk", "layout");
    redirect(`/desk/patients/${patientId}?given=1` as Route);
  });
}

export async function reduceChargeAction(chargeId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    boundTo(boundId, chargeId);
    const paidPart = text(values, "paidPart") || "credit";
    await provingHere(values, (ctx) =>
      reduceCharge(ctx, parseForm(reduceChargeInput, { chargeId, ...given(values), paidPart })),
    );
    revalidatePath("/desk", "layout");
    redirect(`/desk/charges/${chargeId}?off=1` as Route);
  });
}

export async function sellPackageAction(patientId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const input = {
      patientId: boundTo(boundId, patientId),
      offerId: text(values, "offerId"),
      method: text(values, "method"),
      idempotencyKey: text(values, "idempotencyKey"),
    };
    if (input.method === cardPage) toPayPage(await sellPackageByCard(ctx, input));
    const { packageId } = await sellPackage(ctx, parseForm(sellPackageInput, input));
    revalidatePath("/desk", "layout");
    redirect(`/desk/packages/${packageId}?sold=1` as Route);
  });
}

export async function endPackageAction(packageId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    boundTo(boundId, packageId);
    const method = text(values, "method") || undefined;
    await provingHere(values, (ctx) =>
      endPackage(ctx, parseForm(endPackageInput, { packageId, reason: text(values, "reason"), method })),
    );
    revalidatePath("/desk", "layout");
    redirect(`/desk/packages/${packageId}` as Route);
  });
}

export async function sharePackageAction(
  packageId: string,
  patientId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    boundTo(boundId, packageId);
    await sharePackage(ctx, parseForm(sharePackageInput, { packageId, patientId }));
    revalidatePath("/desk", "layout");
    redirect(`/desk/packages/${packageId}` as Route);
  });
}

export async function stopMembershipAction(patientId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await stopMembership(ctx, { patientId: boundTo(boundId, patientId), stop: true });
    revalidatePath("/desk", "layout");
    redirect(`/desk/patients/${patientId}#membership` as Route);
  });
}

export async function goOnMembershipAction(patientId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await stopMembership(ctx, { patientId: boundTo(boundId, patientId), stop: false });
    revalidatePath("/desk", "layout");
    redirect(`/desk/patients/${patientId}#membership` as Route);
  });
}

const sharer = z.object({ packageId: boundId, sharerId: boundId });

export async function unsharePackageAction(
  of: z.input<typeof sharer>,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    const { packageId, sharerId } = boundTo(sharer, of);
    await unsharePackage(ctx, { packageId, sharerId });
    revalidatePath("/desk", "layout");
    redirect(`/desk/packages/${packageId}` as Route);
  });
}

/** What is open of a charge, from the card that its patient keeps. */
export async function chargeCardAction(chargeId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await chargeKeptCard(ctx, { chargeId: boundTo(boundId, chargeId) });
    revalidatePath("/desk", "layout");
    redirect(`/desk/charges/${chargeId}?charged=1` as Route);
  });
}

/** Asks a plan of the patient's own for what they owe of a visit. */
export async function askCoverAction(chargeId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    boundTo(boundId, chargeId);
    await askOwnCover(ctx, parseForm(askCoverInput, { chargeId, coverageId: text(values, "coverageId") }));
    revalidatePath("/desk", "layout");
    redirect(`/desk/charges/${chargeId}?asked=1` as Route);
  });
}

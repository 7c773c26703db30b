"use server";
// What the holder of a manage link can do to that one booking.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { confirmComing } from "@/lib/booking/confirm-coming";
import { rescheduleAppointment } from "@/lib/booking/reschedule-appointment";
import { viewBooking } from "@/lib/booking/view-booking";
import { cancelAsShown } from "@/lib/payments/cancel-booking";
import { askEarlier, dropEarlier } from "@/lib/messages/ask-earlier";
import { undoBooking } from "@/lib/messages/undo-booking";
import { chainMoney, dueOnline } from "@/lib/payments/chain-money";
import { Refusal } from "@/lib/errors";
import { forgetCard, openCardSetup } from "@/lib/payments/keep-card";
import { openCheckout } from "@/lib/payments/open-checkout";
import { payAtClinic } from "@/lib/payments/pay-at-clinic";
import { giftCodeInput, payBookingByGiftCard } from "@/lib/payments/use-gift-card";
import { buyPackage } from "@/lib/payments/sell-package";
import { formAction, leadingAction, parseForm, type FormState } from "@/lib/server/action";
import { boundFlag, boundId, boundTo } from "@/lib/server/bound-input";
import { bookingDoorAt } from "@/lib/server/booking-door";
import { refusedQuery } from "@/lib/server/refused-start";
import { typedStart } from "@/lib/server/typed-start";
import { countVisitor } from "@/lib/server/visitor";

const to = (path: string): never => redirect(path as Route);
const pageOf = (slug: string, token: string) => `/${slug}/booking/${token}`;

/** The booking, for a deed that visitors can do so often only. */
async function counted(slug: string, token: string) {
  const door = await bookingDoorAt(slug, token);
  await countVisitor("booking", slug);
  return door;
}

export async function cancelAction(
  slug: string,
  token: string,
  feeShownMinor: number,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, chainId } = await counted(slug, token);
    await cancelAsShown(ctx, { chainId, feeShownMinor });
    to(pageOf(slug, token));
  });
}

export async function confirmAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, chainId } = await counted(slug, token);
    await confirmComing(ctx, { chainId });
    to(`${pageOf(slug, token)}?confirmed=1`);
  });
}

export async function undoAction(slug: string, token: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, chainId } = await counted(slug, token);
    await undoBooking(ctx, { chainId });
    to(`${pageOf(slug, token)}?undone=1`);
  });
}

export async function payNowAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, chainId } = await counted(slug, token);
    const money = await chainMoney(ctx, { chainId });
    const { status, policy } = await viewBooking(ctx, { chainId });
    const due = dueOnline(status, money);
    const deposit = Math.min(due, policy.depositMinor - money.paidMinor + money.refundedMinor);
    const asksLess = values["pay"] === "deposit" && deposit > 0;
    const { url } = await openCheckout(ctx, {
      purpose: "appointment",
      chainId,
      amountMinor: asksLess ? deposit : due,
      returnPath: pageOf(slug, token),
    });
    to(url);
  });
}

/** What is due, as far as the gift card goes. */
export async function payByGiftCardAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, chainId } = await counted(slug, token);
    await countVisitor("gift-code", slug);
    await payBookingByGiftCard(ctx, { chainId, ...parseForm(giftCodeInput, values) });
    to(`${pageOf(slug, token)}?gift=1#gift-card`);
  });
}

/** Visits of this service bought together; the page comes back to the booking. */
export async function buyPackageAction(
  slug: string,
  token: string,
  offerId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, chainId } = await counted(slug, token);
    boundTo(boundId, offerId);
    const { url } = await buyPackage(ctx, { chainId, offerId, returnPath: `${pageOf(slug, token)}?package=1` });
    to(url);
  });
}

/** The page at Stripe that keeps a card; it comes back to the booking. */
export async function keepCardAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, chainId } = await counted(slug, token);
    if (values["agreed"] !== "yes")
      throw new Refusal("invalid", "Please agree before the card is kept.", {
        fields: [{ field: "agreed", message: "Tick the box if you agree to this." }],
      });
    const { url } = await openCardSetup(ctx, { chainId, returnPath: pageOf(slug, token) });
    to(url);
  });
}

export async function forgetCardAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, chainId } = await counted(slug, token);
    await forgetCard(ctx, { chainId });
    to(pageOf(slug, token));
  });
}

export async function payAtClinicAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, chainId } = await bookingDoorAt(slug, token);
    await payAtClinic(ctx, { chainId });
    to(`${pageOf(slug, token)}?new=1`);
  });
}

/** The old time is kept when the new one cannot be had; then the page shows the nearest. */
export async function moveAction(slug: string, token: string, form: FormData): Promise<void> {
  await leadingAction(
    form,
    async (values) => {
      const start = typedStart(values["start"]);
      const { ctx, chainId } = await counted(slug, token);
      const { appointmentId } = await viewBooking(ctx, { chainId });
      await rescheduleAppointment(ctx, { appointmentId, start });
      return `${pageOf(slug, token)}?moved=1`;
    },
    (refusal) => `${pageOf(slug, token)}/move?${refusedQuery(refusal)}`,
  );
}

export async function earlierAction(slug: string, token: string, asks: boolean, form: FormData): Promise<void> {
  await leadingAction(
    form,
    async () => {
      const { ctx, chainId } = await counted(slug, token);
      await (boundTo(boundFlag, asks) ? dropEarlier(ctx, { chainId }) : askEarlier(ctx, { chainId }));
      return `${pageOf(slug, token)}#earlier`;
    },
    () => pageOf(slug, token),
  );
}

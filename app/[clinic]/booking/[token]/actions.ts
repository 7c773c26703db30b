"use server";
// What the holder of a manage link can do to that one booking.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { rescheduleAppointment } from "@/lib/booking/reschedule-appointment";
import { viewBooking } from "@/lib/booking/view-booking";
import { Refusal } from "@/lib/errors";
import { cancelAsShown } from "@/lib/payments/cancel-booking";
import { chainMoney } from "@/lib/payments/chain-money";
import { openCheckout } from "@/lib/payments/open-checkout";
import { payAtClinic } from "@/lib/payments/pay-at-clinic";
import { formAction, sameOriginOnly, type FormState } from "@/lib/server/action";
import { bookingDoor } from "@/lib/server/booking-door";

const to = (path: string): never => redirect(path as Route);
const pageOf = (slug: string, token: string) => `/${slug}/booking/${token}`;

export async function cancelAction(
  slug: string,
  token: string,
  feeShownMinor: number,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, chainId } = bookingDoor(token);
    await cancelAsShown(ctx, { chainId, feeShownMinor });
    to(pageOf(slug, token));
  });
}

export async function payNowAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, chainId } = bookingDoor(token);
    const { totalMinor } = await chainMoney(ctx, { chainId });
    const { url } = await openCheckout(ctx, {
      purpose: "appointment",
      chainId,
      amountMinor: totalMinor,
      returnPath: pageOf(slug, token),
    });
    to(url);
  });
}

export async function payAtClinicAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, chainId } = bookingDoor(token);
    await payAtClinic(ctx, { chainId });
    to(`${pageOf(slug, token)}?new=1`);
  });
}

/** The old time is kept when the new one cannot be had; then the page shows the nearest. */
export async function moveAction(slug: string, token: string, form: FormData): Promise<void> {
  await sameOriginOnly();
  const { ctx, chainId } = bookingDoor(token);
  const { appointmentId } = await viewBooking(ctx, { chainId });
  let next: string;
  try {
    await rescheduleAppointment(ctx, { appointmentId, start: new Date(String(form.get("start") ?? "")) });
    next = `${pageOf(slug, token)}?moved=1`;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const near = Array.isArray(error.facts["nearest"]) ? error.facts["nearest"].map(String).join(",") : "";
    next = `${pageOf(slug, token)}/move?gone=${error.code}&near=${encodeURIComponent(near)}`;
  }
  to(next);
}

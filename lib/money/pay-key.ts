// The signed key of a page that asks for a payment: short enough for a text message and a picture, whatever Stripe's own address is.
import { signKey } from "../signed-key.ts";

export const payKey = (ctx: { clinicId: string; secret: string }, checkoutId: string): string =>
  signKey(ctx, "pay", checkoutId);

// What a checkout asks of Stripe, whichever way it is paid: by a page, or on a card reader at the desk.
import { readerRow } from "../../db/queries/card-readers.ts";
import type { CheckoutRow } from "../../db/queries/checkouts.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import type { Checkout } from "../gateways/stripe.ts";

/** A checkout that Stripe knows of. */
export type Asked = CheckoutRow & { stripeSessionId: string };

export const isAsked = (row: CheckoutRow): row is Asked => row.stripeSessionId !== null;

/** How it stands at Stripe now. */
export async function lookAtStripe(ctx: Ctx, row: Asked): Promise<Checkout> {
  const doors = ctx.gateways.stripe.of(row.stripeAccount);
  return row.readerId ? doors.retrieveReaderPayment(row.stripeSessionId) : doors.retrieveCheckout(row.stripeSessionId);
}

/** Ends it there, unless the payer was faster, and answers how it then stands. */
export async function endAtStripe(ctx: Ctx, row: Asked): Promise<Checkout> {
  const doors = ctx.gateways.stripe.of(row.stripeAccount);
  if (row.readerId) {
    const reader = await inTransaction(ctx, (t) => readerRow(t.tx, t.clinicId, row.readerId!));
    await doors.endReaderPayment({ readerId: reader?.stripeReaderId ?? "", paymentId: row.stripeSessionId });
  } else await doors.expireCheckout(row.stripeSessionId);
  return lookAtStripe(ctx, row);
}

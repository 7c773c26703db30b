// Whose a dispute is: it carries nothing of ours, its payment does.
import type { Dispute } from "../gateways/stripe-dispute.ts";
import type { StripeGateway } from "../gateways/stripe.ts";
import { isId } from "../ids.ts";

/** Null for a payment that is not of any clinic here. */
export async function clinicOfDispute(stripe: StripeGateway, dispute: Dispute): Promise<string | null> {
  if (!dispute.paymentIntentId) return null;
  const { metadata } = await stripe.retrievePaymentIntent(dispute.paymentIntentId);
  const clinicId = metadata["clinicId"];
  return clinicId && isId(clinicId) ? clinicId : null;
}

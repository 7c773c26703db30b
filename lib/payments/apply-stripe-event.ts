// What a verified event of Stripe's does here: the object is fetched, and its truth is applied once.
import { eventApplied, rememberEvent } from "../../db/queries/money.ts";
import type { Ctx } from "../context/context.ts";
import type { Dispute } from "../gateways/stripe-dispute.ts";
import type { StripeEvent } from "../gateways/stripe-event.ts";
import type { AccountDoors } from "../gateways/stripe.ts";
import { isId } from "../ids.ts";
import { applyBillingEvent } from "./apply-billing-event.ts";
import { settleCardCharge } from "./charge-card.ts";
import { settlePage } from "../subscription/settle-page.ts";
import { fetched } from "./fetched.ts";
import { settleAccountEvent } from "./settle-account.ts";
import { settleCardSetup } from "./keep-card.ts";
import { settleCheckout } from "./settle-checkout.ts";
import { settleDispute } from "./settle-dispute.ts";
import { settleReaderPayment } from "./pay-on-reader.ts";
import { settleMembershipPage } from "./settle-membership.ts";
import { settleRefund } from "./settle-refund.ts";

const accountEvents = new Set(["account.updated", "capability.updated", "account.application.deauthorized"]);

/** `contextOf` gives a context inside the clinic that the object names. Throws when it should be delivered again. */
export async function applyStripeEvent(contextOf: (clinicId: string) => Ctx, event: StripeEvent): Promise<string> {
  const { db, now, gateways } = contextOf("");
  const key = { account: event.account ?? "", eventId: event.id };
  const waiting = await rememberEvent(db, { ...key, type: event.type, objectId: event.objectId, receivedAt: now });
  if (!waiting) return "applied before";
  if (accountEvents.has(event.type) && key.account) {
    const outcome = await settleAccountEvent(contextOf, key);
    if (outcome === "unknown" || outcome === "not ours") await eventApplied(db, key.account, key.eventId, null, now);
    return outcome;
  }
  const billed = await applyBillingEvent(contextOf, event, key);
  if (billed !== null) return billed;
  // Fetched from the account that tells it: nothing of one is seen from another.
  const doors = gateways.stripe.of(key.account);
  if (event.type.startsWith("checkout.session.")) {
    const session = await fetched(() => doors.retrieveCheckout(event.objectId));
    const { clinicId, checkoutId, membershipId, purpose } = session?.metadata ?? {};
    if (session && purpose === "taper" && key.account === "" && clinicId && isId(clinicId))
      return settlePage(contextOf(clinicId), session.id, key);
    if (session && purpose === "membership" && clinicId && membershipId && isId(clinicId) && isId(membershipId))
      return settleMembershipPage(contextOf(clinicId), membershipId, session.id, key);
    if (session && clinicId && checkoutId && isId(clinicId) && isId(checkoutId)) {
      if (purpose !== "card") return settleCheckout(contextOf(clinicId), checkoutId, session, key);
      const setup = await doors.retrieveCardSetup(session.id);
      return settleCardSetup(contextOf(clinicId), checkoutId, setup, key);
    }
  } else if (event.type.startsWith("refund.")) {
    const refund = await fetched(() => doors.retrieveRefund(event.objectId));
    const { clinicId, refundId } = refund?.metadata ?? {};
    if (refund && clinicId && refundId && isId(clinicId) && isId(refundId))
      return settleRefund(contextOf(clinicId), refundId, refund, key);
  } else if (event.type === "payment_intent.succeeded" || event.type === "payment_intent.payment_failed") {
    const intent = await fetched(() => doors.retrievePaymentIntent(event.objectId));
    const { clinicId, cardChargeId, checkoutId } = intent?.metadata ?? {};
    if (intent && clinicId && cardChargeId && isId(clinicId) && isId(cardChargeId) && intent.status !== "unfinished") {
      const { id, status, declineCode } = intent;
      const answer = { id, status, ...(declineCode ? { declineCode } : {}) };
      return settleCardCharge(contextOf(clinicId), cardChargeId, answer, key);
    }
    if (intent && clinicId && checkoutId && isId(clinicId) && isId(checkoutId)) {
      const look = () => doors.retrieveReaderPayment(intent.id);
      return settleReaderPayment(contextOf(clinicId), checkoutId, look, key);
    }
  } else if (event.type === "terminal.reader.action_failed") {
    const failed = await doors.readerRefusal(event.objectId);
    const payment = failed && (await fetched(() => doors.retrieveReaderPayment(failed.paymentId)));
    const { clinicId, checkoutId } = payment?.metadata ?? {};
    if (payment && clinicId && checkoutId && isId(clinicId) && isId(checkoutId)) {
      const look = () => Promise.resolve({ ...payment, refusal: failed.refusal });
      return settleReaderPayment(contextOf(clinicId), checkoutId, look, key);
    }
  } else if (event.type.startsWith("charge.dispute.")) {
    const dispute = await fetched(() => doors.retrieveDispute(event.objectId));
    const clinicId = dispute && (await clinicOfDispute(doors, dispute));
    if (dispute && clinicId) return settleDispute(contextOf(clinicId), dispute, key);
  }
  await eventApplied(db, key.account, key.eventId, null, now);
  return "not ours";
}

/** Whose a dispute is: it carries nothing of ours, its payment does. Null for a payment that is not of any clinic here. */
async function clinicOfDispute(doors: AccountDoors, dispute: Dispute): Promise<string | null> {
  if (!dispute.paymentIntentId) return null;
  const { metadata } = await doors.retrievePaymentIntent(dispute.paymentIntentId);
  const clinicId = metadata["clinicId"];
  return clinicId && isId(clinicId) ? clinicId : null;
}

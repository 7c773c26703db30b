// What an event about a subscription or its bill does here: whose it is, is asked of Stripe; its verb asks for all the rest.
import { eventApplied } from "../../db/queries/money.ts";
import type { Ctx } from "../context/context.ts";
import type { StripeEvent } from "../gateways/stripe-event.ts";
import { isId } from "../ids.ts";
import { settleSubscription, type ToldBy } from "../subscription/settle-subscription.ts";
import { fetched } from "./fetched.ts";
import { settleMembership } from "./settle-membership.ts";

/** Each is followed by another that says what came of it. */
const beforehand = new Set(["invoice.created", "invoice.finalized", "customer.subscription.trial_will_end"]);

/** Null for an event about something else. */
export async function applyBillingEvent(
  contextOf: (clinicId: string) => Ctx,
  event: StripeEvent,
  key: ToldBy,
): Promise<string | null> {
  const id = await subscriptionOfEvent(contextOf(""), event, key.account);
  if (id === undefined) return null;
  const { db, now, gateways } = contextOf("");
  const found = id && (await fetched(() => gateways.stripe.of(key.account).retrieveSubscription(id)));
  const { clinicId, purpose, membershipId } = found ? found.metadata : {};
  // Taper's own bills are on its own account alone: whoever has another can write our ids on something of theirs.
  if (found && purpose === "taper" && key.account === "" && clinicId && isId(clinicId))
    return settleSubscription(contextOf(clinicId), found.id, key);
  if (found && purpose === "membership" && clinicId && membershipId && isId(clinicId) && isId(membershipId))
    return settleMembership(contextOf(clinicId), membershipId, found.id, key);
  await eventApplied(db, key.account, key.eventId, null, now);
  return "not ours";
}

/** Undefined when it is about none. */
async function subscriptionOfEvent(ctx: Ctx, event: StripeEvent, account: string): Promise<string | null | undefined> {
  if (beforehand.has(event.type)) return null;
  if (event.type.startsWith("customer.subscription.")) return event.objectId;
  if (!event.type.startsWith("invoice.")) return undefined;
  const invoice = await fetched(() => ctx.gateways.stripe.of(account).retrieveInvoice(event.objectId));
  return invoice?.subscriptionId ?? null;
}

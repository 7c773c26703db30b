// Stripe's word about a subscription, four times over and in any order: what is kept ends where Stripe stands.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { stripeEvents, subscriptionInvoices } from "../../../db/schema/index.ts";
import { stopSubscription } from "../../../lib/subscription/stop-subscription.ts";
import { billedClinics, subscriptionDeeds, subscriptionRow } from "../../support/billed-clinics.ts";
import type { MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));
const { advance, card, owner, paying, view } = billedClinics(() => desk);

test("events repeated and shuffled end where Stripe stands, and each is applied once", async () => {
  const two = [await paying(), await paying()];
  desk.standIn.control({ webhookCopies: 4, shuffleWebhooksMs: 120, seed: 7 });
  for (const clinic of two) card(clinic, "is refused");
  await advance(31);
  card(two[0]!, "passes");
  await advance(4);
  for (const clinic of two) await stopSubscription(owner(clinic), { stop: true });
  await advance(40);
  desk.standIn.control({ webhookCopies: 1, shuffleWebhooksMs: 0 });
  await desk.standIn.webhooksDone();
  const [paid, unpaid] = [await view(two[0]!), await view(two[1]!)];
  const words = (one: typeof paid) => one.bills.map(({ status }) => status);
  expect([paid.state, ...words(paid)]).toEqual(["stopped", "paid", "paid", "paid"]);
  expect([unpaid.state, ...words(unpaid)]).toEqual(["read_only", "open", "paid"]);
  for (const clinic of two) {
    const row = await subscriptionRow(clinic);
    const truth = await clinic.systemCtx().gateways.stripe.of("").retrieveSubscription(row.stripeSubscriptionId!);
    expect([row.status, row.cancelled]).toEqual([truth.status, truth.cancelled]);
    const bills = await clinic.inside((tx) => tx.select().from(subscriptionInvoices));
    expect(new Set(bills.map((bill) => bill.stripeInvoiceId)).size).toBe(bills.length);
    const waiting = await clinic.db.select().from(stripeEvents).where(eq(stripeEvents.clinicId, clinic.clinicId));
    expect(waiting.every(({ appliedAt }) => appliedAt !== null)).toBe(true);
    expect((await subscriptionDeeds(clinic)).filter((deed) => deed === "subscription.refused")).toHaveLength(1);
  }
});

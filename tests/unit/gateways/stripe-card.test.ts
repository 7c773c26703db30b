// Kept cards over Stripe's wire: customers, the page that keeps one, forgetting it.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { connectStripe } from "../../../lib/gateways/stripe-connection.ts";
import {
  ALWAYS_ASKS_BANK,
  answerBank,
  ASKS_BANK,
  DECLINED,
  DISPUTED,
  keepCard,
  KEPT_THEN_DECLINED,
  kindOf,
  newCardSetup,
  newCharge,
  newCheckout,
  newCustomer,
  openPaymentsDesk,
  PAYS,
  payWith,
  SECRET,
  toldAbout,
  TOO_LITTLE,
  type PaymentsDesk,
} from "./payments-desk.ts";

let desk: PaymentsDesk;
beforeAll(async () => {
  desk = await openPaymentsDesk();
});
afterAll(() => desk.close());
afterEach(() => desk.standIn.control({ fail: null }));

const sdk = () => connectStripe({ secretKey: "sk_test_desk", webhookSecret: SECRET, apiBase: desk.standIn.url });

async function openSetup() {
  const { id: customerId } = await desk.stripe.createCustomer(newCustomer());
  const input = newCardSetup(customerId);
  return { customerId, input, ...(await desk.stripe.createCardSetup(input)) };
}

describe("customer", () => {
  it("carries two ids and nothing else about the person", async () => {
    const input = newCustomer();
    const { id } = await desk.stripe.createCustomer(input);
    const customer = await sdk().customers.retrieve(id);
    expect(customer).toMatchObject({ metadata: input.metadata, name: null, email: null, description: null });
  });

  it("is made once per key, also when the line breaks and when a 500 is kept", async () => {
    const input = newCustomer();
    desk.standIn.control({ fail: { times: 1, when: "after", how: "reset", path: "/v1/customers" } });
    const first = await desk.stripe.createCustomer(input);
    expect(await desk.stripe.createCustomer(input)).toEqual(first);
    const other = { ...input, metadata: { ...input.metadata, patientId: "another" } };
    expect(await kindOf(desk.stripe.createCustomer(other))).toBe("idempotency_mismatch");
    const spoilt = newCustomer();
    desk.standIn.control({ fail: { times: 1, when: "before", how: 500, save: true } });
    expect(await kindOf(desk.stripe.createCustomer(spoilt))).toBe("unavailable");
    expect(await kindOf(desk.stripe.createCustomer(spoilt))).toBe("unavailable");
    expect(await kindOf(desk.stripe.createCustomer({ ...spoilt, idempotencyKey: "anew" }))).toBe("fulfilled");
  });

  it("takes over the e-mail address that was written on its first page", async () => {
    const { customerId } = await keepCard(desk, PAYS);
    expect(await sdk().customers.retrieve(customerId)).toMatchObject({ email: "mei@example.org" });
    const next = await desk.stripe.createCardSetup(newCardSetup(customerId));
    expect(await (await fetch(next.url)).text()).toContain('value="mei@example.org"');
  });
});

describe("a page that keeps a card", () => {
  it("keeps it with the customer and charges nothing", async () => {
    const { id, url, customerId, input } = await openSetup();
    expect(await desk.stripe.retrieveCardSetup(id)).toMatchObject({
      id,
      status: "open",
      customerId,
      paymentMethodId: null,
      card: null,
      metadata: input.metadata,
    });
    const before = desk.standIn.ledger().length;
    const done = await payWith(url, PAYS, { expiry: "03 / 31" });
    const next = `http://localhost:3000/harbour/card/done?session=${id}`;
    expect([done.status, done.headers.get("location")]).toEqual([303, next]);
    const kept = await desk.stripe.retrieveCardSetup(id);
    expect(kept).toMatchObject({
      status: "complete",
      customerId,
      paymentMethodId: expect.stringMatching(/^pm_/),
      card: { brand: "visa", last4: "4242", expMonth: 3, expYear: 2031 },
      metadata: input.metadata,
    });
    expect(desk.standIn.ledger()).toHaveLength(before);
    expect(await toldAbout(desk, id, kept.paymentMethodId ?? "")).toEqual([
      "checkout.session.completed",
      "payment_method.attached",
    ]);
  });

  it("is opened once per key, and closes on request", async () => {
    const { customerId } = await openSetup();
    const input = newCardSetup(customerId);
    const first = await desk.stripe.createCardSetup(input);
    expect(await desk.stripe.createCardSetup(input)).toEqual(first);
    expect(await desk.stripe.expireCheckout(first.id)).toBe("expired");
    const closed = await payWith(first.url, PAYS);
    expect(closed.status).toBe(410);
    expect(await closed.text()).toContain("No card was saved.");
    expect((await desk.stripe.retrieveCardSetup(first.id)).status).toBe("expired");
  });

  it("says what it is, without an amount and without scripts", async () => {
    const { url } = await openSetup();
    const text = await (await fetch(url)).text();
    expect(text).toContain("Nothing is charged now.");
    expect(text).toContain("Save card</button>");
    expect(text).toContain("Harbour Clinic");
    expect(text).not.toContain("$");
    expect(text).not.toContain("<script");
  });

  it.each([
    [DECLINED, "Your card was declined. No card was saved"],
    [TOO_LITTLE, "Your card has insufficient funds. No card was saved"],
  ])("refuses %s and takes another one afterwards", async (number, words) => {
    const { id, url } = await openSetup();
    const refused = await payWith(url, number);
    expect(refused.status).toBe(402);
    expect(await refused.text()).toContain(words);
    const session = await sdk().checkout.sessions.retrieve(id);
    expect(await toldAbout(desk, String(session.setup_intent))).toEqual(["setup_intent.setup_failed"]);
    expect(await desk.stripe.retrieveCardSetup(id)).toMatchObject({ status: "open", paymentMethodId: null });
    expect((await payWith(url, PAYS)).status).toBe(303);
    expect((await desk.stripe.retrieveCardSetup(id)).card?.last4).toBe("4242");
  });

  it.each([ASKS_BANK, ALWAYS_ASKS_BANK])(
    "asks the bank about %s: declined keeps nothing, approved keeps",
    async (number) => {
      const { id, url } = await openSetup();
      expect((await payWith(url, number)).headers.get("location")).toBe(`/pay/${id}/bank`);
      expect(await (await fetch(`${url}/bank`)).text()).toContain("Saving your card for later payments waits");
      const declined = await answerBank(url, "decline");
      expect(declined.status).toBe(402);
      expect(await declined.text()).toContain("Your bank did not approve this. No card was saved");
      expect((await answerBank(url, "approve")).status).toBe(402);
      await payWith(url, number);
      expect((await answerBank(url, "approve")).status).toBe(303);
      expect((await desk.stripe.retrieveCardSetup(id)).paymentMethodId).toMatch(/^pm_/);
    },
  );

  it.each([KEPT_THEN_DECLINED, DISPUTED])("keeps %s", async (number) => {
    expect((await keepCard(desk, number)).paymentMethodId).toMatch(/^pm_/);
  });

  it("is no page to pay on, and the reverse", async () => {
    const { id } = await desk.stripe.createCheckout(newCheckout());
    expect(await kindOf(desk.stripe.retrieveCardSetup(id))).toBe("invalid");
    const { setupId } = await keepCard(desk, PAYS);
    expect(await desk.stripe.retrieveCheckout(setupId)).toMatchObject({
      paymentStatus: "no_payment_required",
      amountMinor: 0,
      paymentIntentId: null,
    });
  });

  it("does not know a stranger's customer", async () => {
    expect(await kindOf(desk.stripe.createCardSetup(newCardSetup("cus_nobody")))).toBe("invalid resource_missing");
  });
});

describe("forgetting a card", () => {
  it("ends charging it, and may be asked for twice", async () => {
    const kept = await keepCard(desk, PAYS);
    await desk.stripe.forgetCard(kept.paymentMethodId);
    await desk.stripe.forgetCard(kept.paymentMethodId);
    expect(await kindOf(desk.stripe.chargeCard(newCharge(kept)))).toBe("invalid payment_method_unexpected_state");
    expect(await toldAbout(desk, kept.paymentMethodId)).toEqual(["payment_method.attached", "payment_method.detached"]);
  });

  it("does not know a stranger's card", async () => {
    expect(await kindOf(desk.stripe.forgetCard("pm_nobody"))).toBe("invalid resource_missing");
  });
});

describe("a payment that keeps its card", () => {
  it("pays, keeps, and can be charged later", async () => {
    const { id: customerId } = await desk.stripe.createCustomer(newCustomer());
    const { id, url } = await desk.stripe.createCheckout(newCheckout({ keepCardOf: customerId }));
    expect(await (await fetch(url)).text()).toContain("The card is saved for later payments.");
    expect((await payWith(url, PAYS)).status).toBe(303);
    const { paymentIntentId } = await desk.stripe.retrieveCheckout(id);
    const paid = await desk.stripe.retrievePaymentIntent(paymentIntentId ?? "");
    expect(paid).toMatchObject({ status: "succeeded", customerId, card: { last4: "4242" } });
    const kept = { setupId: id, customerId, paymentMethodId: paid.paymentMethodId ?? "" };
    expect((await desk.stripe.chargeCard(newCharge(kept))).status).toBe("succeeded");
  });

  it("keeps nothing without being told to", async () => {
    const { id, url } = await desk.stripe.createCheckout(newCheckout());
    await payWith(url, PAYS);
    const { paymentIntentId } = await desk.stripe.retrieveCheckout(id);
    const paid = await desk.stripe.retrievePaymentIntent(paymentIntentId ?? "");
    expect(paid).toMatchObject({ customerId: null, card: { last4: "4242" } });
    const { id: customerId } = await desk.stripe.createCustomer(newCustomer());
    const notKept = { setupId: id, customerId, paymentMethodId: paid.paymentMethodId ?? "" };
    expect(await kindOf(desk.stripe.chargeCard(newCharge(notKept)))).toMatch(/^invalid/);
  });
});

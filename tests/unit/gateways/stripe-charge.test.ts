// Charging a kept card without its owner, over Stripe's wire.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  ALWAYS_ASKS_BANK,
  ASKS_BANK,
  DECLINED,
  keepCard,
  KEPT_THEN_DECLINED,
  kindOf,
  newCharge,
  newCheckout,
  openPaymentsDesk,
  PAYS,
  payWith,
  toldAbout,
  type PaymentsDesk,
} from "./payments-desk.ts";

let desk: PaymentsDesk;
beforeAll(async () => {
  desk = await openPaymentsDesk();
});
afterAll(() => desk.close());
afterEach(() => desk.standIn.control({ fail: null }));

const linesOf = (id: string) => desk.standIn.ledger().filter((line) => line.paymentIntentId === id);

describe("chargeCard", () => {
  it("takes the money once per key, says so, and can be looked up and given back", async () => {
    const kept = await keepCard(desk, PAYS);
    const input = newCharge(kept);
    const paid = await desk.stripe.chargeCard(input);
    expect(paid).toEqual({ id: expect.stringMatching(/^pi_/), status: "succeeded" });
    expect(await desk.stripe.chargeCard(input)).toEqual(paid);
    expect(linesOf(paid.id)).toMatchObject([{ kind: "payment", amountMinor: 4500, metadata: input.metadata }]);
    expect(await desk.stripe.retrievePaymentIntent(paid.id)).toMatchObject({
      status: "succeeded",
      amountMinor: 4500,
      currency: "CAD",
      customerId: kept.customerId,
      paymentMethodId: kept.paymentMethodId,
      card: { brand: "visa", last4: "4242", expMonth: 12, expYear: 2034 },
      metadata: input.metadata,
    });
    expect(await toldAbout(desk, paid.id)).toEqual(["payment_intent.succeeded"]);
    await desk.stripe.refund({
      idempotencyKey: `refund:${paid.id}`,
      paymentIntentId: paid.id,
      amountMinor: 500,
      reason: "requested_by_customer",
      metadata: {},
    });
    expect(linesOf(paid.id)).toHaveLength(2);
  });

  it("answers a refusal, the same one for a repeat, and takes no money", async () => {
    const kept = await keepCard(desk, KEPT_THEN_DECLINED);
    const input = newCharge(kept);
    const refused = await desk.stripe.chargeCard(input);
    expect(refused).toMatchObject({ status: "declined", declineCode: "generic_decline" });
    expect(await desk.stripe.chargeCard(input)).toEqual(refused);
    expect(linesOf(refused.id)).toEqual([]);
    expect(await desk.stripe.retrievePaymentIntent(refused.id)).toMatchObject({
      status: "declined",
      declineCode: "generic_decline",
      paymentMethodId: null,
    });
    expect(await toldAbout(desk, refused.id)).toEqual(["payment_intent.payment_failed"]);
  });

  it("says when the bank wants to ask the owner, and keeps the card", async () => {
    const kept = await keepCard(desk, ALWAYS_ASKS_BANK);
    const asked = await desk.stripe.chargeCard(newCharge(kept));
    expect(asked).toMatchObject({ status: "authentication_required", declineCode: "authentication_required" });
    expect((await desk.stripe.retrievePaymentIntent(asked.id)).status).toBe("authentication_required");
    expect((await desk.stripe.chargeCard(newCharge(kept))).id).not.toBe(asked.id);
    expect(linesOf(asked.id)).toEqual([]);
  });

  it("charges a card whose owner answered the bank while keeping it", async () => {
    const kept = await keepCard(desk, ASKS_BANK);
    expect((await desk.stripe.chargeCard(newCharge(kept))).status).toBe("succeeded");
  });

  it("refuses another customer's card, an unknown one, too little, and the key with another sum", async () => {
    const [kept, other] = [await keepCard(desk, PAYS), await keepCard(desk, PAYS)];
    const { customerId } = other;
    expect(await kindOf(desk.stripe.chargeCard(newCharge(kept, { customerId })))).toBe("invalid resource_missing");
    const unknown = newCharge(kept, { paymentMethodId: "pm_nobody" });
    expect(await kindOf(desk.stripe.chargeCard(unknown))).toBe("invalid resource_missing");
    expect(await kindOf(desk.stripe.chargeCard(newCharge(kept, { amountMinor: 49 })))).toBe("invalid amount_too_small");
    const input = newCharge(kept);
    await desk.stripe.chargeCard(input);
    expect(await kindOf(desk.stripe.chargeCard({ ...input, amountMinor: 1 }))).toBe("idempotency_mismatch");
  });

  it.each(["before", "after"] as const)("PY-01 charges once when the line breaks %s the effect", async (when) => {
    const kept = await keepCard(desk, PAYS);
    const before = desk.standIn.ledger().length;
    desk.standIn.control({ fail: { times: 1, when, how: "reset", path: "/v1/payment_intents" } });
    expect((await desk.stripe.chargeCard(newCharge(kept))).status).toBe("succeeded");
    expect(desk.standIn.ledger()).toHaveLength(before + 1);
  });

  it("PY-01 says unavailable while Stripe fails, and a later repeat with the key finds the first charge", async () => {
    const kept = await keepCard(desk, PAYS);
    const input = newCharge(kept);
    const before = desk.standIn.ledger().length;
    desk.standIn.control({ fail: { times: 2, when: "after", how: 503, path: "/v1/payment_intents" } });
    expect(await kindOf(desk.stripe.chargeCard(input))).toBe("unavailable");
    expect((await desk.stripe.chargeCard(input)).status).toBe("succeeded");
    expect(desk.standIn.ledger()).toHaveLength(before + 1);
  });

  it("repeats a kept 500 for its key, takes no money by it, and works with a new one", async () => {
    const kept = await keepCard(desk, PAYS);
    const input = newCharge(kept);
    const before = desk.standIn.ledger().length;
    desk.standIn.control({ fail: { times: 1, when: "before", how: 500, save: true } });
    expect(await kindOf(desk.stripe.chargeCard(input))).toBe("unavailable");
    expect(await kindOf(desk.stripe.chargeCard(input))).toBe("unavailable");
    expect(desk.standIn.ledger()).toHaveLength(before);
    const anew = { ...input, idempotencyKey: `${input.idempotencyKey}:2` };
    expect((await desk.stripe.chargeCard(anew)).status).toBe("succeeded");
  });
});

describe("retrievePaymentIntent", () => {
  it("calls a page's payment declined after a refusal, and paid after the next card", async () => {
    const { id, url } = await desk.stripe.createCheckout(newCheckout());
    await payWith(url, DECLINED);
    const { paymentIntentId } = await desk.stripe.retrieveCheckout(id);
    const look = () => desk.stripe.retrievePaymentIntent(paymentIntentId ?? "");
    expect(await look()).toMatchObject({ status: "declined", declineCode: "generic_decline" });
    await payWith(url, ASKS_BANK);
    expect((await look()).status).toBe("unfinished");
    await payWith(url, PAYS);
    expect(await look()).not.toHaveProperty("declineCode");
    expect((await look()).status).toBe("succeeded");
  });

  it("does not know a stranger's id", async () => {
    expect(await kindOf(desk.stripe.retrievePaymentIntent("pi_nobody"))).toBe("invalid resource_missing");
  });
});

// The Stripe gateway against the stand-in, over real HTTP.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { stripeGateway } from "../../../lib/gateways/stripe.ts";
import {
  kindOf,
  newCheckout,
  openPaymentsDesk,
  paidIntent,
  PAYS,
  payWith,
  SECRET,
  type PaymentsDesk,
} from "./payments-desk.ts";

let desk: PaymentsDesk;
beforeAll(async () => {
  desk = await openPaymentsDesk();
});
afterAll(() => desk.close());
afterEach(() => desk.standIn.control({ fail: null, delayMs: 0 }));

describe("configuration", () => {
  const config = { secretKey: "sk_test_x", webhookSecret: SECRET };

  it("never sends a live key to another address than Stripe's", () => {
    const open = () => stripeGateway({ ...config, secretKey: "sk_live_abc", apiBase: "http://127.0.0.1:1" });
    expect(open).toThrow(/live Stripe key/);
  });

  it.each(["", "pk_test_x", "sk_test_"])("refuses %j as secret key", (secretKey) => {
    expect(() => stripeGateway({ ...config, secretKey })).toThrow(/STRIPE_SECRET_KEY/);
  });

  it.each(["", "whsec_", "secret"])("WH-01 refuses %j as webhook secret", (webhookSecret) => {
    expect(() => stripeGateway({ ...config, webhookSecret })).toThrow(/STRIPE_WEBHOOK_SECRET/);
  });

  it.each(["nonsense", "ftp://127.0.0.1"])("refuses %j as API address", (apiBase) => {
    expect(() => stripeGateway({ ...config, apiBase })).toThrow(/API address/);
  });
});

describe("checkout", () => {
  it("opens one and reads it back", async () => {
    const input = newCheckout({ amountMinor: 4725 });
    const { id, url } = await desk.stripe.createCheckout(input);
    expect(url).toBe(`${desk.standIn.url}/pay/${id}`);
    expect(await desk.stripe.retrieveCheckout(id)).toMatchObject({
      id,
      status: "open",
      paymentStatus: "unpaid",
      amountMinor: 4725,
      currency: "CAD",
      paymentIntentId: null,
      metadata: input.reference,
    });
  });

  it("PY-01 answers a repeat with the same key by the first session", async () => {
    const input = newCheckout();
    const first = await desk.stripe.createCheckout(input);
    expect(await desk.stripe.createCheckout(input)).toEqual(first);
  });

  it("refuses the same key with another amount", async () => {
    const input = newCheckout();
    await desk.stripe.createCheckout(input);
    expect(await kindOf(desk.stripe.createCheckout({ ...input, amountMinor: 1 }))).toBe("idempotency_mismatch");
  });

  it("refuses an expiry in less than 30 minutes and an amount under 50 cents", async () => {
    const soon = Math.floor(Date.now() / 1000) + 29 * 60;
    expect(await kindOf(desk.stripe.createCheckout(newCheckout({ expiresAt: soon })))).toBe("invalid");
    expect(await kindOf(desk.stripe.createCheckout(newCheckout({ amountMinor: 49 })))).toBe("invalid amount_too_small");
  });

  it("expires an open one, says the same when asked again, and says complete when the payer was faster", async () => {
    const open = await desk.stripe.createCheckout(newCheckout());
    expect(await desk.stripe.expireCheckout(open.id)).toBe("expired");
    expect(await desk.stripe.expireCheckout(open.id)).toBe("expired");
    expect((await payWith(open.url, PAYS)).status).toBe(410);
    const paid = await desk.stripe.createCheckout(newCheckout());
    await payWith(paid.url, PAYS);
    expect(await desk.stripe.expireCheckout(paid.id)).toBe("complete");
  });

  it("does not know a stranger's id", async () => {
    expect(await kindOf(desk.stripe.retrieveCheckout("cs_test_nobody"))).toBe("invalid resource_missing");
    expect(await kindOf(desk.stripe.expireCheckout("cs_test_nobody"))).toBe("invalid resource_missing");
  });

  it("lists more than one page since an instant", async () => {
    const since = new Date(Date.now() - 1000);
    const made = await Promise.all(Array.from({ length: 120 }, () => desk.stripe.createCheckout(newCheckout())));
    const listed = new Set((await desk.stripe.listCheckoutsSince(since)).map((checkout) => checkout.id));
    expect(made.every(({ id }) => listed.has(id))).toBe(true);
    expect(await desk.stripe.listCheckoutsSince(new Date(Date.now() + 60_000))).toEqual([]);
  });
});

describe("refund", () => {
  it("gives back in parts, never more than was paid, and once per key", async () => {
    const paymentIntentId = await paidIntent(desk);
    const part = {
      idempotencyKey: `refund:${paymentIntentId}:1`,
      paymentIntentId,
      amountMinor: 1000,
      reason: "requested_by_customer" as const,
      metadata: { refundId: "r-1" },
    };
    const first = await desk.stripe.refund(part);
    expect(first).toMatchObject({
      status: "succeeded",
      amountMinor: 1000,
      currency: "CAD",
      metadata: { refundId: "r-1" },
    });
    expect(await desk.stripe.refund(part)).toEqual(first);
    expect(await desk.stripe.retrieveRefund(first.id)).toEqual(first);
    const again = (key: string, amountMinor: number) =>
      kindOf(desk.stripe.refund({ ...part, idempotencyKey: key, amountMinor }));
    expect(await again(`${paymentIntentId}:2`, 2001)).toBe("invalid");
    expect(await again(`${paymentIntentId}:3`, 2000)).toBe("fulfilled");
    expect(await again(`${paymentIntentId}:4`, 1)).toBe("invalid charge_already_refunded");
    const lines = desk.standIn.ledger().filter((line) => line.paymentIntentId === paymentIntentId);
    expect(lines.map((line) => [line.kind, line.amountMinor])).toEqual([
      ["payment", 3000],
      ["refund", 1000],
      ["refund", 2000],
    ]);
    const since = await desk.stripe.listRefundsSince(new Date(Date.now() - 60_000));
    expect(since.map((refund) => refund.id)).toContain(first.id);
  });

  it("refuses a payment that never came", async () => {
    const refund = {
      idempotencyKey: "refund:none",
      paymentIntentId: "pi_none",
      amountMinor: 1,
      reason: "duplicate" as const,
      metadata: {},
    };
    expect(await kindOf(desk.stripe.refund(refund))).toBe("invalid resource_missing");
  });
});

describe("trouble on the wire", () => {
  const sessions = async () => (await desk.stripe.listCheckoutsSince(new Date(0))).length;

  it.each(["before", "after"] as const)("opens one session when the line breaks once %s the effect", async (when) => {
    const before = await sessions();
    desk.standIn.control({ fail: { times: 1, when, how: "reset" } });
    await desk.stripe.createCheckout(newCheckout());
    expect(await sessions()).toBe(before + 1);
  });

  it("PY-01 says unavailable when it stays broken, and a later repeat with the key finds the first session", async () => {
    const before = await sessions();
    const input = newCheckout();
    desk.standIn.control({ fail: { times: 2, when: "after", how: 503, path: "/v1/checkout" } });
    expect(await kindOf(desk.stripe.createCheckout(input))).toBe("unavailable");
    await desk.stripe.createCheckout(input);
    expect(await sessions()).toBe(before + 1);
  });

  it("repeats a kept 500 for its key and works with a new one", async () => {
    const input = newCheckout();
    desk.standIn.control({ fail: { times: 1, when: "before", how: 500, save: true } });
    expect(await kindOf(desk.stripe.createCheckout(input))).toBe("unavailable");
    expect(await kindOf(desk.stripe.createCheckout(input))).toBe("unavailable");
    expect(await kindOf(desk.stripe.createCheckout({ ...input, idempotencyKey: `${input.idempotencyKey}:2` }))).toBe(
      "fulfilled",
    );
  });

  it("says unavailable when too many requests come or nobody answers", async () => {
    desk.standIn.control({ fail: { times: 1, when: "before", how: 429 } });
    expect(await kindOf(desk.stripe.retrieveCheckout("cs_test_x"))).toBe("unavailable");
    const alone = stripeGateway({ secretKey: "sk_test_x", webhookSecret: SECRET, apiBase: "http://127.0.0.1:9" });
    expect(await kindOf(alone.of("").retrieveCheckout("cs_test_x"))).toBe("unavailable");
  });
});

// Only Stripe's own, fresh and unaltered events pass.
import { createHmac } from "node:crypto";
import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { UnverifiedEventError } from "../../../lib/gateways/gateway-error.ts";
import { verifyStripeEvent } from "../../../lib/gateways/stripe-event.ts";

const secret = "whsec_right_0123456789";
const payload = JSON.stringify({
  id: "evt_1",
  object: "event",
  type: "checkout.session.completed",
  created: 1_790_000_000,
  account: "acct_1",
  data: { object: { id: "cs_test_1", object: "checkout.session" } },
});
const sign = (body: string, changes: { secret?: string; timestamp?: number } = {}) =>
  Stripe.webhooks.generateTestHeaderString({ payload: body, secret, ...changes });

describe("verifyStripeEvent", () => {
  it("reads the few facts of a signed event", () => {
    const event = verifyStripeEvent(payload, sign(payload), secret);
    expect(event).toEqual({
      id: "evt_1",
      type: "checkout.session.completed",
      account: "acct_1",
      objectId: "cs_test_1",
      created: new Date(1_790_000_000_000),
    });
    expect(verifyStripeEvent(Buffer.from(payload), sign(payload), secret).id).toBe("evt_1");
  });

  it("WH-01 takes a header with an old and a new signature, as during a change of secrets", () => {
    const timestamp = Math.floor(Date.now() / 1000);
    const mac = (key: string) => createHmac("sha256", key).update(`${timestamp}.${payload}`).digest("hex");
    const header = `t=${timestamp},v1=${mac("whsec_old")},v1=${mac(secret)}`;
    expect(verifyStripeEvent(payload, header, secret).id).toBe("evt_1");
  });

  const stale = Math.floor(Date.now() / 1000) - 301;
  it.each([
    ["no header", payload, null],
    ["an empty header", payload, ""],
    ["nonsense", payload, "t=1,v1=x"],
    ["another secret", payload, sign(payload, { secret: "whsec_wrong_0123456789" })],
    ["an old signature", payload, sign(payload, { timestamp: stale })],
    ["a body written anew", JSON.stringify(JSON.parse(payload), null, 1), sign(payload)],
    ["one changed letter", payload.replace("cs_test_1", "cs_test_2"), sign(payload)],
    ["another scheme only", payload, sign(payload).replace("v1=", "v0=")],
    ["a signed body that is no event", "{}", sign("{}")],
    ["a signed body that is no JSON", "hello", sign("hello")],
  ])("WH-01 refuses %s", (_case, body, header) => {
    expect(() => verifyStripeEvent(body, header, secret)).toThrow(UnverifiedEventError);
  });
});

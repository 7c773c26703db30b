// Every address of the stand-in refuses what Stripe would refuse, in Stripe's words.
import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShapeOf } from "../../../lib/gateways/stripe-stand-in/params.ts";
import {
  keepCard,
  KEPT_THEN_DECLINED,
  openPaymentsDesk,
  PAYS,
  post,
  type KeptCard,
  type PaymentsDesk,
} from "./payments-desk.ts";

let desk: PaymentsDesk;
let kept: KeptCard;
let declining: KeptCard;
beforeAll(async () => {
  desk = await openPaymentsDesk();
  kept = await keepCard(desk, PAYS);
  declining = await keepCard(desk, KEPT_THEN_DECLINED);
});
afterAll(() => desk.close());

const pages = "&success_url=http://a.example/&cancel_url=http://a.example/";
const setup = `mode=setup&allowed_payment_method_types[0]=card${pages}`;
const line =
  "&line_items[0][quantity]=1&line_items[0][price_data][currency]=cad" +
  "&line_items[0][price_data][unit_amount]=500&line_items[0][price_data][product_data][name]=Clinic";
const payment = `mode=payment${pages}${line}`;
const later =
  "amount=500&currency=cad&confirm=true&off_session=true" +
  "&automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never";
const charge = () => `${later}&customer=${kept.customerId}&payment_method=${kept.paymentMethodId}`;
const of = (customer: () => string, body: string) => () => `${body}&customer=${customer()}`;
const ours = () => kept.customerId;

describe("a wrong parameter", () => {
  it.each<[string, string, () => string, object]>([
    ["customer", "/v1/customers", () => "colour=red", { code: "parameter_unknown", param: "colour" }],
    ["customer", "/v1/customers", () => "email=mei", { code: "email_invalid", param: "email" }],
    ["customer", "/v1/customers", () => `metadata[${"k".repeat(41)}]=1`, { param: `metadata[${"k".repeat(41)}]` }],
    [
      "setup",
      "/v1/checkout/sessions",
      of(ours, `${setup}&setup_intent_data[colour]=1`),
      { param: "setup_intent_data[colour]" },
    ],
    ["setup", "/v1/checkout/sessions", of(ours, `${setup}${line}`), { param: "line_items" }],
    [
      "setup",
      "/v1/checkout/sessions",
      of(ours, `mode=setup${pages}`),
      { code: "parameter_missing", param: "currency" },
    ],
    ["setup", "/v1/checkout/sessions", of(ours, `${setup}&customer_email=a@b.example`), {}],
    ["setup", "/v1/checkout/sessions", of(() => "cus_nobody", setup), { code: "resource_missing", param: "customer" }],
    [
      "setup",
      "/v1/checkout/sessions",
      of(ours, setup.replace("=card", "=cheque")),
      { param: "allowed_payment_method_types" },
    ],
    [
      "payment",
      "/v1/checkout/sessions",
      () => `${payment}&setup_intent_data[description]=1`,
      { param: "setup_intent_data" },
    ],
    [
      "payment",
      "/v1/checkout/sessions",
      of(ours, `${payment}&payment_intent_data[setup_future_usage]=maybe`),
      { param: "payment_intent_data[setup_future_usage]" },
    ],
    ["mode", "/v1/checkout/sessions", () => payment.replace("mode=payment", "mode=gift"), { param: "mode" }],
    ["charge", "/v1/payment_intents", () => `${charge()}&colour=red`, { code: "parameter_unknown", param: "colour" }],
    [
      "charge",
      "/v1/payment_intents",
      () => `${charge()}&automatic_payment_methods[colour]=red`,
      { code: "parameter_unknown", param: "automatic_payment_methods[colour]" },
    ],
    [
      "charge",
      "/v1/payment_intents",
      () => charge().replace("amount=500&", ""),
      { code: "parameter_missing", param: "amount" },
    ],
    [
      "charge",
      "/v1/payment_intents",
      () => charge().replace("=500", "=5.5"),
      { code: "parameter_invalid_integer", param: "amount" },
    ],
    ["charge", "/v1/payment_intents", () => charge().replace("=cad", "=dollars"), { param: "currency" }],
    [
      "charge",
      "/v1/payment_intents",
      () => charge().replace("off_session=true", "off_session=yes"),
      { param: "off_session" },
    ],
    ["charge", "/v1/payment_intents", () => charge().replace("=never", "=always"), { param: "return_url" }],
    ["charge", "/v1/payment_intents", () => later, { code: "parameter_missing", param: "customer" }],
    ["charge", "/v1/payment_intents", of(ours, later), { code: "parameter_missing", param: "payment_method" }],
    ["detach", "/v1/payment_methods/pm_nobody/detach", () => "", { code: "resource_missing", param: "payment_method" }],
    [
      "detach",
      "/v1/payment_methods/pm_nobody/detach",
      () => "colour=red",
      { code: "parameter_unknown", param: "colour" },
    ],
  ])("of %s at %s is refused by name", async (_what, address, body, error) => {
    const answer = await post(desk, address, body());
    expect([400, 404]).toContain(answer.status);
    expect(await answer.json()).toMatchObject({
      error: { type: "invalid_request_error", message: expect.any(String), ...error },
    });
  });

  it.each([
    ["/v1/disputes?colour=red", "parameter_unknown"],
    ["/v1/disputes/du_nobody", "resource_missing"],
    ["/v1/setup_intents/seti_nobody", "resource_missing"],
    ["/v1/payment_methods/pm_nobody", "resource_missing"],
    ["/v1/payment_intents/pi_nobody?colour=red", "parameter_unknown"],
  ])("of a question is refused: %s", async (address, code) => {
    const headers = { authorization: "Bearer sk_test_x" };
    const answer = await fetch(`${desk.standIn.url}${address}`, { headers });
    expect(await answer.json()).toMatchObject({ error: { type: "invalid_request_error", code } });
  });

  it.each(["colour", "metadata.clinicId", "setup_intent.status", "__proto__", "constructor.prototype"])(
    "is refused when %s is no object to be shown whole",
    async (path) => {
      const answer = await expandSetup(path);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error: { message: `This property cannot be expanded (${path}).` } });
      expect((await expandSetup("setup_intent.payment_method")).status).toBe(200);
    },
  );

  it("does not compile when Stripe's own types do not know its name", () => {
    const right = { metadata: "map", email: true } satisfies ShapeOf<Stripe.CustomerCreateParams>;
    // @ts-expect-error: a misspelt name
    const wrong = { metdata: "map" } satisfies ShapeOf<Stripe.CustomerCreateParams>;
    // @ts-expect-error: a misspelt name further in
    const deep = { setup_intent_data: { desc: true } } satisfies ShapeOf<Stripe.Checkout.SessionCreateParams>;
    expect([right, wrong, deep]).toHaveLength(3);
  });
});

function expandSetup(path: string): Promise<Response> {
  const address = `${desk.standIn.url}/v1/checkout/sessions/${kept.setupId}?expand[0]=${path}`;
  return fetch(address, { headers: { authorization: "Bearer sk_test_x" } });
}

describe("a declined charge", () => {
  it("is a 402 in Stripe's shape, kept under its key", async () => {
    const body = `${later}&customer=${declining.customerId}&payment_method=${declining.paymentMethodId}`;
    const headers = { "idempotency-key": "declined" };
    const first = await post(desk, "/v1/payment_intents", body, headers);
    const words = await first.text();
    expect(first.status).toBe(402);
    expect(JSON.parse(words)).toMatchObject({
      error: {
        type: "card_error",
        code: "card_declined",
        decline_code: "generic_decline",
        charge: expect.stringMatching(/^ch_/),
        payment_intent: { status: "requires_payment_method", last_payment_error: { code: "card_declined" } },
        payment_method: { id: declining.paymentMethodId },
      },
    });
    const second = await post(desk, "/v1/payment_intents", body, headers);
    expect([second.status, second.headers.get("idempotent-replayed"), await second.text()]).toEqual([
      402,
      "true",
      words,
    ]);
  });
});

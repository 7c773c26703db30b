// What a page may load: scripts by nonce alone, forms to ourselves and to the payment page.
import { expect, test } from "vitest";
import { contentPolicy } from "../../../lib/server/content-policy.ts";

const rules = (policy: string) => Object.fromEntries(policy.split("; ").map((rule) => [rule.split(" ")[0], rule]));

test("scripts run by nonce alone, and nothing comes from elsewhere", () => {
  const policy = contentPolicy({ nonce: "abc" });
  expect(rules(policy)).toMatchObject({
    "default-src": "default-src 'self'",
    "script-src": "script-src 'nonce-abc' 'strict-dynamic'",
    "object-src": "object-src 'none'",
    "base-uri": "base-uri 'none'",
    "frame-ancestors": "frame-ancestors 'none'",
    "form-action": "form-action 'self' https://checkout.stripe.com https://connect.stripe.com",
  });
  expect(policy).not.toContain("unsafe");
});

test("with a stand-in, forms may lead to its pages instead", () => {
  const policy = contentPolicy({ nonce: "abc", checkoutBase: "http://localhost:4010/v1" });
  expect(rules(policy)["form-action"]).toBe("form-action 'self' http://localhost:4010");
});

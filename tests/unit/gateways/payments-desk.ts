// Opens the SDK, the stand-in and a webhook listener over loopback HTTP, and pays as a browser would.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { stripeGateway, type NewCheckout, type StripeEvent, type StripeGateway } from "../../../lib/gateways/stripe.ts";
import {
  startStripeStandIn,
  type StandInOptions,
  type StripeStandIn,
} from "../../../lib/gateways/stripe-stand-in/stripe-stand-in.ts";

export const SECRET = "whsec_test_0123456789abcdef";

export type Received = { body: string; signature: string; event: StripeEvent };

export type PaymentsDesk = {
  stripe: StripeGateway;
  standIn: StripeStandIn;
  received: Received[];
  /** The next webhooks are answered with these statuses, then 200 again. */
  answers: number[];
  close(): Promise<void>;
};

export async function openPaymentsDesk(options: Partial<StandInOptions> = {}): Promise<PaymentsDesk> {
  const received: Received[] = [];
  const answers: number[] = [];
  let gateway: StripeGateway | null = null;
  const listener = createServer((request, response) => {
    void (async () => {
      let body = "";
      for await (const part of request) body += String(part);
      const signature = String(request.headers["stripe-signature"]);
      const status = answers.shift() ?? 200;
      if (status === 200 && gateway) received.push({ body, signature, event: gateway.verifyEvent(body, signature) });
      response.writeHead(status).end();
    })();
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  const standIn = await startStripeStandIn({
    port: 0,
    webhookUrl: `http://localhost:${port}/api/stripe/webhook`,
    webhookSecret: SECRET,
    webhookWaitsMs: [20],
    ...options,
  });
  gateway = stripeGateway({ secretKey: "sk_test_desk", webhookSecret: SECRET, apiBase: standIn.url });
  return {
    stripe: gateway,
    standIn,
    received,
    answers,
    async close() {
      await standIn.close();
      listener.closeAllConnections();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}

let made = 0;

export function newCheckout(changes: Partial<NewCheckout> = {}): NewCheckout {
  made += 1;
  return {
    idempotencyKey: `checkout:${made}`,
    amountMinor: 3000,
    currency: "CAD",
    description: "Harbour Clinic",
    reference: { clinicId: "clinic-1", checkoutId: `checkout-${made}` },
    successUrl: "http://localhost:3000/harbour/book/done?session={CHECKOUT_SESSION_ID}",
    cancelUrl: "http://localhost:3000/harbour/book/check",
    expiresAt: Math.floor(Date.now() / 1000) + 31 * 60,
    customerEmail: "mei@example.org",
    ...changes,
  };
}

/** Posts the form of the pay page; redirects are not followed. */
export function payWith(url: string, number: string, changes: Record<string, string> = {}): Promise<Response> {
  const form = { email: "mei@example.org", name: "Mei Tanaka", number, expiry: "12 / 34", cvc: "123", ...changes };
  return fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
}

export const PAYS = "4242 4242 4242 4242";
export const DECLINED = "4000 0000 0000 0002";
export const ASKS_BANK = "4000 0025 0000 3155";

// Opens the SDK, the stand-in and a webhook listener over loopback HTTP, and pays as a browser would.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { GatewayError } from "../../../lib/gateways/gateway-error.ts";
import type { NewCardSetup, NewCustomer } from "../../../lib/gateways/stripe-card.ts";
import type { NewCharge } from "../../../lib/gateways/stripe-charge.ts";
import {
  stripeGateway,
  type AccountDoors,
  type NewCheckout,
  type StripeEvent,
  type StripeGateway,
} from "../../../lib/gateways/stripe.ts";
import {
  startStripeStandIn,
  type StandInOptions,
  type StripeStandIn,
} from "../../../lib/gateways/stripe-stand-in/stripe-stand-in.ts";

export const SECRET = "whsec_test_0123456789abcdef";

export type Received = { body: string; signature: string; event: StripeEvent };

export type PaymentsDesk = {
  /** The doors of the key's own account are open on it as well. */
  stripe: StripeGateway & AccountDoors;
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
    stripe: { ...gateway, ...gateway.of("") },
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

/** A customer, a page that keeps a card, and the card written there; answers what was kept. */
export async function keepCard(desk: PaymentsDesk, number: string): Promise<KeptCard> {
  const { id: customerId } = await desk.stripe.createCustomer(newCustomer());
  const { id, url } = await desk.stripe.createCardSetup(newCardSetup(customerId));
  const answer = await payWith(url, number);
  if (answer.headers.get("location")?.endsWith("/bank")) await answerBank(url, "approve");
  const { paymentMethodId } = await desk.stripe.retrieveCardSetup(id);
  return { setupId: id, customerId, paymentMethodId: paymentMethodId ?? "none" };
}

export type KeptCard = { setupId: string; customerId: string; paymentMethodId: string };

export function newCustomer(changes: Partial<NewCustomer> = {}): NewCustomer {
  made += 1;
  const metadata = { clinicId: "clinic-1", patientId: `patient-${made}` };
  return { idempotencyKey: `customer:${made}`, metadata, ...changes };
}

export function newCardSetup(customerId: string, changes: Partial<NewCardSetup> = {}): NewCardSetup {
  made += 1;
  return {
    idempotencyKey: `card:${made}`,
    customerId,
    description: "Harbour Clinic",
    metadata: { clinicId: "clinic-1", cardId: `card-${made}` },
    successUrl: "http://localhost:3000/harbour/card/done?session={CHECKOUT_SESSION_ID}",
    cancelUrl: "http://localhost:3000/harbour/card",
    expiresAt: Math.floor(Date.now() / 1000) + 31 * 60,
    ...changes,
  };
}

export function newCharge(kept: KeptCard, changes: Partial<NewCharge> = {}): NewCharge {
  made += 1;
  return {
    idempotencyKey: `charge:${made}`,
    customerId: kept.customerId,
    paymentMethodId: kept.paymentMethodId,
    amountMinor: 4500,
    currency: "CAD",
    description: "Harbour Clinic",
    metadata: { clinicId: "clinic-1", chargeId: `charge-${made}` },
    ...changes,
  };
}

/** Answers the bank's question on the page after `payWith`. */
export function answerBank(url: string, answer: "approve" | "decline"): Promise<Response> {
  return fetch(`${url}/bank`, { method: "POST", body: new URLSearchParams({ answer }), redirect: "manual" });
}

/** Pays a new page and answers the payment's id. */
export async function paidIntent(desk: PaymentsDesk, number = PAYS): Promise<string> {
  const { id, url } = await desk.stripe.createCheckout(newCheckout());
  await payWith(url, number);
  return (await desk.stripe.retrieveCheckout(id)).paymentIntentId ?? "none";
}

/** How a call ended: `fulfilled`, or the gateway's kind and code. Faults come back as they are. */
export function kindOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => "fulfilled",
    (error: unknown) => (error instanceof GatewayError ? `${error.kind} ${error.code ?? ""}`.trim() : error),
  );
}

/** A request as no SDK would write it. */
export function post(desk: PaymentsDesk, address: string, body: string, headers: Record<string, string> = {}) {
  const form = { authorization: "Bearer sk_test_x", "content-type": "application/x-www-form-urlencoded", ...headers };
  return fetch(`${desk.standIn.url}${address}`, { method: "POST", body, headers: form });
}

/** Types of the events about these objects, in alphabetical order. */
export async function toldAbout(desk: PaymentsDesk, ...ids: string[]): Promise<string[]> {
  await desk.standIn.webhooksDone();
  const about = desk.received.filter(({ event }) => ids.includes(event.objectId));
  return about.map(({ event }) => event.type).toSorted();
}

export const PAYS = "4242 4242 4242 4242";
export const DECLINED = "4000 0000 0000 0002";
export const TOO_LITTLE = "4000 0000 0000 9995";
export const ASKS_BANK = "4000 0025 0000 3155";
export const ALWAYS_ASKS_BANK = "4000 0027 6000 3184";
export const KEPT_THEN_DECLINED = "4000 0000 0000 0341";
export const DISPUTED = "4000 0000 0000 0259";

// The stand-in's wire, webhooks, clock and memory.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  keepCard,
  newCharge,
  newCheckout,
  openPaymentsDesk,
  PAYS,
  payWith,
  post,
  type PaymentsDesk,
} from "./payments-desk.ts";

const open: PaymentsDesk[] = [];
async function openDesk(options: Parameters<typeof openPaymentsDesk>[0] = {}): Promise<PaymentsDesk> {
  const desk = await openPaymentsDesk(options);
  open.push(desk);
  return desk;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((desk) => desk.close()));
});

async function pay(desk: PaymentsDesk, times = 1): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < times; i += 1) {
    const { id, url } = await desk.stripe.createCheckout(newCheckout());
    await payWith(url, PAYS);
    ids.push(id);
  }
  return ids;
}

const good =
  "mode=payment&success_url=http://a.example/&line_items[0][quantity]=1&line_items[0][price_data][currency]=cad" +
  "&line_items[0][price_data][unit_amount]=500&line_items[0][price_data][product_data][name]=Clinic";

describe("wire", () => {
  it("marks a replay", async () => {
    const desk = await openDesk();
    const headers = { "idempotency-key": "k" };
    const first = await post(desk, "/v1/checkout/sessions", good, headers);
    const second = await post(desk, "/v1/checkout/sessions", good, headers);
    expect([first.headers.get("idempotent-replayed"), second.headers.get("idempotent-replayed")]).toEqual([
      null,
      "true",
    ]);
    expect(await second.text()).toBe(await first.text());
  });

  it.each([
    ["an unknown parameter", `${good}&colour=red`, 400, { code: "parameter_unknown", param: "colour" }],
    [
      "an unknown nested one",
      `${good}&line_items[0][price_data][colour]=red`,
      400,
      { param: "line_items[0][price_data][colour]" },
    ],
    ["a prototype's name", `${good}&__proto__[x]=1`, 400, { code: "parameter_unknown" }],
    [
      "nothing to pay for",
      "mode=payment&success_url=http://a.example/",
      400,
      { code: "parameter_missing", param: "line_items" },
    ],
    ["a script as address", good.replace("http://a.example/", "javascript:alert(1)"), 400, { code: "url_invalid" }],
    ["half a cent", good.replace("=500", "=50.5"), 400, { code: "parameter_invalid_integer" }],
    ["too long metadata", `${good}&metadata[a]=${"x".repeat(501)}`, 400, { param: "metadata[a]" }],
  ])("refuses %s", async (_case, body, status, error) => {
    const desk = await openDesk();
    const answer = await post(desk, "/v1/checkout/sessions", body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { type: "invalid_request_error", ...error } });
  });

  it.each(["", "Bearer nonsense", "Bearer sk_live_abc"])("refuses %j as key", async (authorization) => {
    const desk = await openDesk();
    expect((await post(desk, "/v1/refunds", "", { authorization })).status).toBe(401);
  });

  it("does not know other endpoints", async () => {
    const desk = await openDesk();
    expect((await post(desk, "/v1/invoices", "")).status).toBe(404);
  });
});

describe("webhooks", () => {
  it("signs an event for each step and tries again until it is taken", async () => {
    const desk = await openDesk();
    desk.answers.push(500, 404, 302);
    const [id] = await pay(desk);
    await desk.standIn.webhooksDone();
    expect(desk.received.map(({ event }) => event.type).toSorted()).toEqual([
      "charge.succeeded",
      "checkout.session.completed",
      "payment_intent.succeeded",
    ]);
    expect(desk.received.some(({ event }) => event.objectId === id)).toBe(true);
    expect(desk.standIn.webhooks()).toEqual({ pending: 0, delivered: 3, lost: 0 });
  });

  it("sends copies of one event, shuffled, when asked to", async () => {
    const desk = await openDesk();
    desk.standIn.control({ webhookCopies: 3, shuffleWebhooksMs: 60, seed: 7 });
    const ids = await pay(desk, 8);
    await desk.standIn.webhooksDone();
    const completed = desk.received.filter(({ event }) => event.type === "checkout.session.completed");
    expect(completed).toHaveLength(24);
    expect(new Set(completed.map(({ event }) => event.id)).size).toBe(8);
    const order = [...new Set(completed.map(({ event }) => event.objectId))];
    expect(order.toSorted()).toEqual(ids.toSorted());
    expect(desk.received.map(({ event }) => event.type)).not.toEqual(
      desk.received.map(({ event }) => event.type).toSorted(),
    );
  });

  it("loses the share it is told to lose, and the ledger still knows", async () => {
    const desk = await openDesk();
    desk.standIn.control({ dropWebhooksPercent: 100 });
    await pay(desk, 2);
    expect(desk.standIn.webhooks()).toEqual({ pending: 0, delivered: 0, lost: 6 });
    expect(desk.standIn.ledger()).toHaveLength(2);
  });
});

describe("clock and control", () => {
  it("expires sessions at their time and says so", async () => {
    const desk = await openDesk();
    const { id, url } = await desk.stripe.createCheckout(newCheckout());
    const answer = await fetch(`${desk.standIn.url}/_control`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ advanceSeconds: 32 * 60 }),
    });
    expect(answer.status).toBe(200);
    await desk.standIn.webhooksDone();
    expect(desk.received.map(({ event }) => [event.type, event.objectId])).toEqual([["checkout.session.expired", id]]);
    expect((await payWith(url, PAYS)).status).toBe(410);
    expect(desk.standIn.ledger()).toEqual([]);
  });

  it("expires one session alone, once, and says so", async () => {
    const desk = await openDesk();
    const [over, other] = [
      await desk.stripe.createCheckout(newCheckout()),
      await desk.stripe.createCheckout(newCheckout()),
    ];
    const json = { "content-type": "application/json" };
    const expire = () => post(desk, "/_control", JSON.stringify({ expireSession: over.id }), json);
    expect((await expire()).status).toBe(200);
    expect((await expire()).status).toBe(400);
    await desk.standIn.webhooksDone();
    expect(desk.received.map(({ event }) => [event.type, event.objectId])).toEqual([
      ["checkout.session.expired", over.id],
    ]);
    expect((await payWith(over.url, PAYS)).status).toBe(410);
    expect((await payWith(other.url, PAYS)).status).toBe(303);
  });

  it("keeps the control door shut to forms of web pages and to nonsense", async () => {
    const desk = await openDesk();
    expect((await post(desk, "/_control", "advanceSeconds=1")).status).toBe(415);
    const json = { "content-type": "application/json" };
    expect((await post(desk, "/_control", '{"fial":1}', json)).status).toBe(400);
  });

  it("runs by the clock it is given", async () => {
    const desk = await openDesk({ now: () => new Date("2026-12-01T18:00:00Z") });
    const { id } = await desk.stripe.createCheckout(newCheckout({ expiresAt: Date.UTC(2026, 11, 1, 18, 30) / 1000 }));
    expect((await desk.stripe.retrieveCheckout(id)).createdAt).toEqual(new Date("2026-12-01T18:00:00Z"));
  });
});

describe("memory", () => {
  it("charges a card that was kept before a restart", async () => {
    const directory = await mkdtemp(path.join(tmpdir(), "payments-"));
    try {
      const stateFile = path.join(directory, "stripe.json");
      const first = await openPaymentsDesk({ stateFile });
      const kept = await keepCard(first, PAYS);
      const paid = await first.stripe.chargeCard(newCharge(kept));
      const dispute = first.standIn.openDispute({ paymentIntentId: paid.id });
      await first.close();

      const second = await openPaymentsDesk({ stateFile });
      expect((await second.stripe.retrieveCardSetup(kept.setupId)).paymentMethodId).toBe(kept.paymentMethodId);
      expect((await second.stripe.chargeCard(newCharge(kept))).status).toBe("succeeded");
      second.standIn.closeDispute(dispute, "won");
      expect(second.standIn.ledger().map((line) => line.kind)).toEqual([
        "payment",
        "payment",
        "dispute",
        "dispute_won",
      ]);
      await second.close();
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it("knows payments, keys and undelivered events after a restart", async () => {
    const directory = await mkdtemp(path.join(tmpdir(), "payments-"));
    try {
      const stateFile = path.join(directory, "deep", "stripe.json");
      const first = await openPaymentsDesk({ stateFile, webhookUrl: "http://127.0.0.1:9/", webhookWaitsMs: [60_000] });
      const input = newCheckout();
      const opened = await first.stripe.createCheckout(input);
      await payWith(opened.url, PAYS);
      expect(first.standIn.webhooks().pending).toBe(3);
      const ledger = first.standIn.ledger();
      await first.close();

      const second = await openDesk({ stateFile });
      expect(second.standIn.ledger()).toEqual(ledger);
      expect((await second.stripe.createCheckout(input)).id).toBe(opened.id);
      second.standIn.control({});
      await second.standIn.webhooksDone();
      expect(second.received).toHaveLength(3);
      await second.close();
      open.length = 0;
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

// Disputes over Stripe's wire: opened and closed by the stand-in's door, read by the gateway.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  DISPUTED,
  keepCard,
  kindOf,
  newCharge,
  openPaymentsDesk,
  paidIntent,
  toldAbout,
  type PaymentsDesk,
} from "./payments-desk.ts";

let desk: PaymentsDesk;
beforeAll(async () => {
  desk = await openPaymentsDesk();
});
afterAll(() => desk.close());

const linesOf = (paymentIntentId: string) =>
  desk.standIn.ledger().filter((line) => line.paymentIntentId === paymentIntentId);
const kinds = (paymentIntentId: string) => linesOf(paymentIntentId).map((line) => [line.kind, line.amountMinor]);
const knock = (path: string, body: object) =>
  fetch(`${desk.standIn.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const refund = (paymentIntentId: string) =>
  desk.stripe.refund({
    idempotencyKey: `refund:${paymentIntentId}:${Math.random()}`,
    paymentIntentId,
    amountMinor: 100,
    reason: "requested_by_customer",
    metadata: {},
  });

describe("a dispute", () => {
  it("takes the money away, and gives it again when it is won", async () => {
    const paymentIntentId = await paidIntent(desk);
    const since = new Date(Date.now() - 1000);
    const id = desk.standIn.openDispute({ paymentIntentId, reason: "product_not_received" });
    const opened = {
      id,
      status: "needs_response",
      amountMinor: 3000,
      currency: "CAD",
      paymentIntentId,
      reason: "product_not_received",
      createdAt: expect.any(Date),
    };
    expect(await desk.stripe.retrieveDispute(id)).toEqual(opened);
    expect(await desk.stripe.listDisputesSince(since)).toContainEqual(opened);
    expect(await desk.stripe.listDisputesSince(new Date(Date.now() + 60_000))).toEqual([]);
    expect(await toldAbout(desk, id)).toEqual(["charge.dispute.created", "charge.dispute.funds_withdrawn"]);
    expect(kinds(paymentIntentId)).toEqual([
      ["payment", 3000],
      ["dispute", 3000],
    ]);
    desk.standIn.closeDispute(id, "won");
    expect((await desk.stripe.retrieveDispute(id)).status).toBe("won");
    expect((await toldAbout(desk, id)).slice(0, 1)).toEqual(["charge.dispute.closed"]);
    expect(await toldAbout(desk, id)).toContain("charge.dispute.funds_reinstated");
    expect(linesOf(paymentIntentId).at(-1)).toMatchObject({
      kind: "dispute_won",
      id,
      amountMinor: 3000,
      currency: "CAD",
      metadata: {},
    });
  });

  it("leaves the money away when it is lost, and is closed once", async () => {
    const paymentIntentId = await paidIntent(desk);
    const id = desk.standIn.openDispute({ paymentIntentId });
    desk.standIn.closeDispute(id, "lost");
    expect(await desk.stripe.retrieveDispute(id)).toMatchObject({ status: "lost", reason: "fraudulent" });
    expect(await toldAbout(desk, id)).toEqual([
      "charge.dispute.closed",
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
    ]);
    expect(kinds(paymentIntentId)).toEqual([
      ["payment", 3000],
      ["dispute", 3000],
    ]);
    expect(() => desk.standIn.closeDispute(id, "won")).toThrow(/closed already/);
  });

  it("is about what was not refunded, and forbids refunds until it is won", async () => {
    const paymentIntentId = await paidIntent(desk);
    await refund(paymentIntentId);
    const id = desk.standIn.openDispute({ paymentIntentId });
    expect((await desk.stripe.retrieveDispute(id)).amountMinor).toBe(2900);
    expect(await kindOf(refund(paymentIntentId))).toBe("invalid charge_disputed");
    desk.standIn.closeDispute(id, "won");
    expect(await kindOf(refund(paymentIntentId))).toBe("fulfilled");
  });

  it("does not know a stranger's id", async () => {
    expect(await kindOf(desk.stripe.retrieveDispute("du_nobody"))).toBe("invalid resource_missing");
  });
});

describe("the door that opens and closes them", () => {
  it("serves another process", async () => {
    const paymentIntentId = await paidIntent(desk);
    const opened = await knock("/_dispute", { paymentIntentId, amountMinor: 1000, reason: "duplicate" });
    const { id } = (await opened.json()) as { id: string };
    expect(await desk.stripe.retrieveDispute(id)).toMatchObject({ amountMinor: 1000, reason: "duplicate" });
    expect((await knock(`/_dispute/${id}`, { outcome: "won" })).status).toBe(200);
    const { ledger } = (await (await fetch(`${desk.standIn.url}/_ledger`)).json()) as { ledger: { id: string }[] };
    expect(ledger.filter((line) => line.id === id)).toHaveLength(2);
  });

  it("refuses nonsense, an unpaid payment, too much, and a second dispute", async () => {
    const paymentIntentId = await paidIntent(desk);
    expect((await knock("/_dispute", {})).status).toBe(400);
    expect((await knock("/_dispute", { paymentIntentId, reason: "moody" })).status).toBe(400);
    expect((await knock("/_dispute", { paymentIntentId: "pi_nobody" })).status).toBe(400);
    expect((await knock("/_dispute", { paymentIntentId, amountMinor: 3001 })).status).toBe(400);
    expect((await knock("/_dispute", { paymentIntentId })).status).toBe(200);
    expect((await knock("/_dispute", { paymentIntentId })).status).toBe(400);
    expect((await knock("/_dispute/du_nobody", { outcome: "won" })).status).toBe(400);
    const form = { method: "POST", body: new URLSearchParams({ paymentIntentId }) };
    expect((await fetch(`${desk.standIn.url}/_dispute`, form)).status).toBe(415);
  });
});

describe("the card that disputes by itself", () => {
  it("does so once, soon after it paid on a page or was charged later", async () => {
    const [onPage, kept] = [await paidIntent(desk, DISPUTED), await keepCard(desk, DISPUTED)];
    const later = await desk.stripe.chargeCard(newCharge(kept));
    expect(kinds(onPage)).toEqual([["payment", 3000]]);
    desk.standIn.control({ advanceSeconds: 2 });
    desk.standIn.control({ advanceSeconds: 2 });
    expect(kinds(onPage)).toEqual([
      ["payment", 3000],
      ["dispute", 3000],
    ]);
    expect(kinds(later.id)).toEqual([
      ["payment", 4500],
      ["dispute", 4500],
    ]);
  });
});

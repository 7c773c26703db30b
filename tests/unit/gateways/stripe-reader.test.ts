// Card readers at a clinic, over Stripe's wire.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DECLINED, kindOf, openPaymentsDesk, PAYS, toldAbout, type PaymentsDesk } from "./payments-desk.ts";

let desk: PaymentsDesk;
beforeAll(async () => {
  desk = await openPaymentsDesk();
});
afterAll(() => desk.close());

async function newReader(): Promise<string> {
  const { stripe } = desk;
  const place = { line1: "12 Quay St", city: "Victoria", state: "BC", country: "CA", postalCode: "V8V 1A1" };
  const { id: placeId } = await stripe.addReaderPlace({ idempotencyKey: randomUUID(), name: "Harbour", ...place });
  const reader = { registrationCode: "simulated-wpe", label: "Front desk", placeId };
  const { id } = await stripe.registerReader({ idempotencyKey: randomUUID(), ...reader });
  return id;
}

async function newPayment(): Promise<string> {
  const reference = { clinicId: randomUUID(), checkoutId: randomUUID() };
  const money = { amountMinor: 9500, currency: "CAD", description: "Harbour" };
  return (await desk.stripe.createReaderPayment({ idempotencyKey: randomUUID(), reference, ...money })).id;
}

/** What somebody does at the reader's own screen. */
const press = (readerId: string, form: Record<string, string>) =>
  fetch(`${desk.standIn.url}/reader/${readerId}`, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
  });

describe("a payment on a reader", () => {
  it("is taken when a card is held to it, once, and told", async () => {
    const [readerId, paymentId] = [await newReader(), await newPayment()];
    await desk.stripe.handToReader({ readerId, paymentId });
    expect(await kindOf(desk.stripe.handToReader({ readerId, paymentId }))).toBe("invalid terminal_reader_busy");
    expect(await desk.stripe.retrieveReaderPayment(paymentId)).toMatchObject({
      status: "open",
      paymentStatus: "unpaid",
    });
    await press(readerId, { number: PAYS });
    await press(readerId, { number: PAYS });
    expect(await desk.stripe.retrieveReaderPayment(paymentId)).toMatchObject({
      status: "complete",
      paymentStatus: "paid",
      amountMinor: 9500,
      currency: "CAD",
      paymentIntentId: paymentId,
      refusal: null,
    });
    expect(desk.standIn.ledger().filter((line) => line.paymentIntentId === paymentId)).toHaveLength(1);
    expect(await toldAbout(desk, paymentId)).toEqual(["payment_intent.succeeded"]);
    expect(await desk.stripe.endReaderPayment({ readerId, paymentId })).toBe("complete");
  });

  it("waits on after a refusal, which it says, and can be handed over again", async () => {
    const [readerId, paymentId] = [await newReader(), await newPayment()];
    await desk.stripe.handToReader({ readerId, paymentId });
    await press(readerId, { number: DECLINED });
    expect(await desk.stripe.retrieveReaderPayment(paymentId)).toMatchObject({
      status: "open",
      refusal: "generic_decline",
    });
    expect(await desk.stripe.readerRefusal(readerId)).toEqual({ paymentId, refusal: "card_declined" });
    await desk.stripe.handToReader({ readerId, paymentId });
    await press(readerId, { number: PAYS });
    expect((await desk.stripe.retrieveReaderPayment(paymentId)).status).toBe("complete");
  });

  it("says that the card holder left", async () => {
    const [readerId, paymentId] = [await newReader(), await newPayment()];
    await desk.stripe.handToReader({ readerId, paymentId });
    await press(readerId, { deed: "leave" });
    expect(await desk.stripe.readerRefusal(readerId)).toEqual({ paymentId, refusal: "customer_canceled" });
    expect((await desk.stripe.retrieveReaderPayment(paymentId)).status).toBe("open");
  });

  it("ends for good, and no card pays it any more", async () => {
    const [readerId, paymentId] = [await newReader(), await newPayment()];
    await desk.stripe.handToReader({ readerId, paymentId });
    expect(await desk.stripe.endReaderPayment({ readerId, paymentId })).toBe("expired");
    await press(readerId, { number: PAYS });
    expect(await desk.stripe.retrieveReaderPayment(paymentId)).toMatchObject({ status: "expired" });
    expect(desk.standIn.ledger().filter((line) => line.paymentIntentId === paymentId)).toEqual([]);
  });

  it("ends also where the reader is off, shows another payment, or is gone", async () => {
    const readerId = await newReader();
    const [first, second] = [await newPayment(), await newPayment()];
    await desk.stripe.handToReader({ readerId, paymentId: first });
    expect(await desk.stripe.endReaderPayment({ readerId, paymentId: second })).toBe("expired");
    expect((await desk.stripe.retrieveReaderPayment(first)).status).toBe("open");
    await press(readerId, { deed: "switch" });
    const third = await newPayment();
    expect(await kindOf(desk.stripe.handToReader({ readerId, paymentId: third }))).toBe(
      "invalid terminal_reader_offline",
    );
    expect(await desk.stripe.endReaderPayment({ readerId, paymentId: first })).toBe("expired");
    await desk.stripe.forgetReader(readerId);
    await desk.stripe.forgetReader(readerId);
    expect(await desk.stripe.endReaderPayment({ readerId, paymentId: third })).toBe("expired");
  });

  it("refuses a code that no reader shows", async () => {
    const place = { line1: "1 A", city: "B", state: "BC", country: "CA", postalCode: "V8V 1A1" };
    const { id: placeId } = await desk.stripe.addReaderPlace({ idempotencyKey: randomUUID(), name: "C", ...place });
    const reader = { registrationCode: "puppies-plug-could", label: "Desk", placeId };
    expect(await kindOf(desk.stripe.registerReader({ idempotencyKey: randomUUID(), ...reader }))).toBe("invalid");
  });
});

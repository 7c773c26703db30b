// Subscriptions over the wire: trials, months, refused renewals and their end, by the stand-in's own clock.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nextMonth } from "../../../lib/gateways/stripe-stand-in/subscriptions.ts";
import {
  answerBank,
  ASKS_BANK,
  DECLINED,
  KEPT_THEN_DECLINED,
  kindOf,
  newCardSetup,
  newCustomer,
  openPaymentsDesk,
  PAYS,
  payWith,
  post,
  toldAbout,
  type PaymentsDesk,
} from "./payments-desk.ts";

let desk: PaymentsDesk;
beforeAll(async () => {
  desk = await openPaymentsDesk();
});
afterAll(() => desk.close());

const DAY = 86_400;
let made = 0;
const door = () => desk.stripe.of("");
const later = (days: number) => desk.standIn.control({ advanceSeconds: days * DAY });
let ahead = 0;
const advance = (days: number) => {
  ahead += days;
  later(days);
};
const standInNow = () => Date.now() + ahead * DAY * 1000;

const bands = [
  { upTo: 1, monthMinor: 5900 },
  { upTo: 5, monthMinor: 11900 },
  { upTo: null, monthMinor: 18900 },
];
const price = () => door().priceOf({ lookupKey: "taper-test", name: "Taper", currency: "CAD", bands });

async function page(options: { trialDays?: number; quantity?: number } = {}) {
  made += 1;
  const { id: customerId } = await door().createCustomer(newCustomer());
  const { id: priceId } = await price();
  const opened = await door().createSubscriptionPage({
    idempotencyKey: `subscribe:${made}`,
    customerId,
    priceId,
    quantity: options.quantity ?? 3,
    ...(options.trialDays ? { trialEndsAt: new Date(standInNow() + options.trialDays * DAY * 1000) } : {}),
    metadata: { clinicId: `clinic-${made}` },
    successUrl: "http://localhost:3000/owner/subscription?subscribed=1",
    cancelUrl: "http://localhost:3000/owner/subscription",
    expiresAt: Math.floor(standInNow() / 1000) + 31 * 60,
  });
  return { ...opened, customerId, priceId };
}

async function subscribed(number: string, options: { trialDays?: number; quantity?: number; email?: string } = {}) {
  const opened = await page(options);
  const changes: Record<string, string> = options.email ? { email: options.email } : {};
  const answer = await payWith(opened.url, number, changes);
  if (answer.headers.get("location")?.endsWith("/bank")) await answerBank(opened.url, "approve");
  const id = await door().subscriptionOfPage(opened.id);
  if (id === null) throw new Error("Nothing began.");
  return { ...opened, subscriptionId: id };
}

const stands = (id: string) => door().retrieveSubscription(id);

describe("a price by bands", () => {
  it("is made once under its key, and made of what Stripe allows", async () => {
    expect(await price()).toEqual(await price());
    const form = "product=prod_none&currency=cad&recurring[interval]=month&unit_amount=500";
    const answer = await post(desk, "/v1/prices", `${form}&colour=red`);
    expect(await answer.json()).toMatchObject({ error: { code: "parameter_unknown", param: "colour" } });
    expect(await (await post(desk, "/v1/prices", form)).json()).toMatchObject({ error: { code: "resource_missing" } });
  });

  it.each([
    [1, 5900],
    [2, 11900],
    [5, 11900],
    [6, 18900],
  ])("bills %i people one amount", async (quantity, amountMinor) => {
    const { subscriptionId } = await subscribed(PAYS, { quantity });
    const [invoice] = await door().listInvoices(subscriptionId, 5);
    expect(invoice).toMatchObject({ amountMinor, currency: "CAD", status: "paid" });
  });
});

describe("a page that begins a subscription", () => {
  it("takes the first month, and tells of it", async () => {
    const { subscriptionId, id } = await subscribed(PAYS);
    const now = await stands(subscriptionId);
    expect(now).toMatchObject({
      status: "active",
      quantity: 3,
      cancelled: false,
      card: { last4: "4242" },
      trialEndsAt: null,
    });
    expect(await toldAbout(desk, id, subscriptionId, now.latestInvoiceId ?? "")).toEqual([
      "checkout.session.completed",
      "customer.subscription.created",
      "invoice.created",
      "invoice.finalized",
      "invoice.paid",
    ]);
    const paid = await door().retrieveInvoice(now.latestInvoiceId ?? "");
    expect(paid).toMatchObject({ subscriptionId, amountMinor: 11900, refusal: null });
    expect(desk.standIn.ledger().filter(({ id: line }) => line === paid.paymentIntentId)).toHaveLength(1);
  });

  it("begins nothing when the card or the bank says no, or nobody pays, and lets another card try", async () => {
    const opened = await page();
    expect((await payWith(opened.url, DECLINED)).status).toBe(402);
    await payWith(opened.url, ASKS_BANK);
    expect((await answerBank(opened.url, "decline")).status).toBe(402);
    expect(await door().subscriptionOfPage(opened.id)).toBeNull();
    expect((await payWith(opened.url, PAYS)).status).toBe(303);
    expect(await door().subscriptionOfPage(opened.id)).toMatch(/^sub_/);
  });

  it("begins one subscription however often its button is pressed", async () => {
    const opened = await page();
    await Promise.all([payWith(opened.url, PAYS), payWith(opened.url, PAYS), payWith(opened.url, PAYS)]);
    const id = await door().subscriptionOfPage(opened.id);
    expect(await door().listInvoices(id ?? "", 9)).toHaveLength(1);
    const begun = desk.standIn.ledger().filter(({ amountMinor }) => amountMinor === 11900);
    expect(new Set(begun.map(({ paymentIntentId }) => paymentIntentId)).size).toBe(begun.length);
  });

  it("refuses a trial of less than two days, as Stripe does", async () => {
    expect(await kindOf(page({ trialDays: 1 }))).toBe("invalid");
  });

  it("keeps the card through a trial, and asks the bank when the card wants it", async () => {
    const { subscriptionId } = await subscribed(ASKS_BANK, { trialDays: 30 });
    const now = await stands(subscriptionId);
    expect(now).toMatchObject({ status: "trialing", card: { last4: "3155" } });
    expect(now.periodEndsAt).toEqual(now.trialEndsAt);
    expect(await door().listInvoices(subscriptionId, 5)).toMatchObject([{ amountMinor: 0, status: "paid" }]);
  });
});

describe("as time goes by", () => {
  it("says three days before that a trial ends, then bills the month and the ones after it", async () => {
    const { subscriptionId } = await subscribed(PAYS, { trialDays: 30 });
    advance(26);
    expect(await toldAbout(desk, subscriptionId)).toEqual(["customer.subscription.created"]);
    advance(1.5);
    expect(await toldAbout(desk, subscriptionId)).toContain("customer.subscription.trial_will_end");
    advance(3);
    expect(await stands(subscriptionId)).toMatchObject({ status: "active" });
    advance(62);
    const bills = await door().listInvoices(subscriptionId, 9);
    expect(bills.map(({ amountMinor, status }) => `${amountMinor} ${status}`)).toEqual([
      "11900 paid",
      "11900 paid",
      "11900 paid",
      "0 paid",
    ]);
  });

  it("bills another number from the next bill on", async () => {
    const { subscriptionId, priceId } = await subscribed(PAYS, { quantity: 1 });
    expect(await door().changeQuantity(subscriptionId, { quantity: 6, priceId })).toMatchObject({ quantity: 6 });
    expect(await door().listInvoices(subscriptionId, 9)).toHaveLength(1);
    advance(31);
    expect(await door().listInvoices(subscriptionId, 1)).toMatchObject([{ amountMinor: 18900, status: "paid" }]);
  });

  it("ends with the period when it was cancelled, and goes on when that was taken back", async () => {
    const [ends, stays] = [await subscribed(PAYS), await subscribed(PAYS)];
    expect(await door().cancelAtPeriodEnd(ends.subscriptionId, true)).toMatchObject({
      status: "active",
      cancelled: true,
    });
    await door().cancelAtPeriodEnd(stays.subscriptionId, true);
    await door().cancelAtPeriodEnd(stays.subscriptionId, false);
    advance(31);
    expect(await stands(ends.subscriptionId)).toMatchObject({ status: "ended" });
    expect(await door().listInvoices(ends.subscriptionId, 9)).toHaveLength(1);
    expect(await stands(stays.subscriptionId)).toMatchObject({ status: "active", cancelled: false });
    expect(await kindOf(door().cancelAtPeriodEnd(ends.subscriptionId, false))).toBe("invalid");
  });
});

describe("a renewal that the card refuses", () => {
  it("is past due, and paid at once by another card", async () => {
    const { subscriptionId, customerId } = await subscribed(KEPT_THEN_DECLINED, { trialDays: 3 });
    advance(3.1);
    const late = await stands(subscriptionId);
    expect(late).toMatchObject({ status: "past_due" });
    const bill = await door().retrieveInvoice(late.latestInvoiceId ?? "");
    expect(bill).toMatchObject({ status: "open", refusal: "declined" });
    expect(bill.nextAttemptAt).not.toBeNull();
    expect(await toldAbout(desk, bill.id)).toEqual(["invoice.created", "invoice.finalized", "invoice.payment_failed"]);
    expect(await kindOf(door().payInvoice(bill.id))).toBe("declined card_declined");

    const setup = await door().createCardSetup(
      newCardSetup(customerId, { expiresAt: Math.floor(standInNow() / 1000) + 1860 }),
    );
    await payWith(setup.url, PAYS);
    const { paymentMethodId } = await door().retrieveCardSetup(setup.id);
    await door().payWithCard(subscriptionId, paymentMethodId ?? "");
    expect(await door().payInvoice(bill.id)).toMatchObject({ status: "paid" });
    expect(await door().payInvoice(bill.id)).toMatchObject({ status: "paid" });
    expect(await stands(subscriptionId)).toMatchObject({ status: "active", card: { last4: "4242" } });
  });

  it("is ended at once by hand: its open bill is void and never asked for again, a paid one is left alone", async () => {
    const { subscriptionId } = await subscribed(KEPT_THEN_DECLINED, { trialDays: 3 });
    advance(3.1);
    const { latestInvoiceId } = await stands(subscriptionId);
    await door().endNow(subscriptionId);
    expect(await stands(subscriptionId)).toMatchObject({ status: "ended" });
    expect(await toldAbout(desk, latestInvoiceId ?? "")).toContain("invoice.voided");
    expect(await kindOf(door().payInvoice(latestInvoiceId ?? ""))).toBe("invalid");
    advance(31);
    expect((await door().listInvoices(subscriptionId, 9)).map(({ status }) => status)).toEqual(["void", "paid"]);
    expect(await kindOf(door().endNow(subscriptionId))).toMatch(/^invalid/);
    const paid = await subscribed(PAYS);
    await door().endNow(paid.subscriptionId);
    expect(await door().listInvoices(paid.subscriptionId, 9)).toMatchObject([{ status: "paid" }]);
  });

  it("is asked again after 3, 5 and 7 days, and then the subscription ends", async () => {
    const { subscriptionId } = await subscribed(KEPT_THEN_DECLINED, { trialDays: 3 });
    advance(3.1);
    advance(14);
    expect(await stands(subscriptionId)).toMatchObject({ status: "past_due" });
    advance(2);
    expect(await stands(subscriptionId)).toMatchObject({ status: "ended" });
    expect(await toldAbout(desk, subscriptionId)).toContain("customer.subscription.deleted");
    const intents = (await door().listInvoices(subscriptionId, 9)).map(({ status }) => status);
    expect(intents).toEqual(["open", "paid"]);
  });

  it("says when the bank wants to be asked, and heals by itself once the card passes again", async () => {
    const email = "renewals@example.org";
    const { subscriptionId } = await subscribed(PAYS, { email });
    desk.standIn.control({ keptCards: { email, chargedLater: "asks" } });
    advance(31);
    const late = await stands(subscriptionId);
    expect(late).toMatchObject({ status: "past_due" });
    const bill = await door().retrieveInvoice(late.latestInvoiceId ?? "");
    expect(bill.refusal).toBe("authentication_required");
    expect(await toldAbout(desk, bill.id)).toContain("invoice.payment_action_required");
    desk.standIn.control({ keptCards: { email, chargedLater: "passes" } });
    advance(3);
    expect(await stands(subscriptionId)).toMatchObject({ status: "active" });
  });

  it("takes no card of somebody else", async () => {
    const { subscriptionId } = await subscribed(PAYS);
    const other = await keepCardLater();
    expect(await kindOf(door().payWithCard(subscriptionId, other))).toBe("invalid resource_missing");
  });
});

/** A card of another customer, kept while the stand-in's clock is ahead. */
async function keepCardLater(): Promise<string> {
  const { id } = await door().createCustomer(newCustomer());
  const setup = await door().createCardSetup(newCardSetup(id, { expiresAt: Math.floor(standInNow() / 1000) + 1860 }));
  await payWith(setup.url, PAYS);
  return (await door().retrieveCardSetup(setup.id)).paymentMethodId ?? "none";
}

describe("a month that is ended for one payer", () => {
  it("bills that payer at once, in a trial as well, and nobody else", async () => {
    const trying = await subscribed(PAYS, { trialDays: 20, email: "moved@payer.test" });
    const other = await subscribed(PAYS, { trialDays: 20, email: "other@payer.test" });
    const move = () => desk.standIn.control({ endMonthOf: "moved@payer.test" });
    move();
    expect(await stands(trying.subscriptionId)).toMatchObject({ status: "active" });
    expect(await stands(other.subscriptionId)).toMatchObject({ status: "trialing" });
    desk.standIn.control({ keptCards: { email: "moved@payer.test", chargedLater: "is refused" } });
    move();
    const refused = await stands(trying.subscriptionId);
    expect(refused).toMatchObject({ status: "past_due" });
    const days = (refused.periodEndsAt!.getTime() - standInNow()) / DAY / 1000;
    expect(days).toBeGreaterThan(27);
    expect(days).toBeLessThan(32);
    expect(await door().listInvoices(trying.subscriptionId, 5)).toMatchObject([
      { status: "open", amountMinor: 11900 },
      { status: "paid", amountMinor: 11900 },
      { amountMinor: 0 },
    ]);
  });
});

describe("the same day of the next month", () => {
  const at = (day: string) => Date.parse(`${day}T12:00:00Z`) / 1000;
  it.each([
    ["2027-01-31", "2027-01-31", "2027-02-28"],
    ["2027-01-31", "2027-02-28", "2027-03-31"],
    ["2027-12-15", "2027-12-15", "2028-01-15"],
    ["2028-01-30", "2028-01-30", "2028-02-29"],
  ])("from %s, after %s, is %s", (anchor, after, next) => {
    expect(nextMonth(at(anchor), at(after))).toBe(at(next));
  });
});

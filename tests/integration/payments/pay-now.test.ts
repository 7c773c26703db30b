// Paying for a visit online: the booking and its money together or neither, whatever Stripe's events do on their way.
import { desc, eq, isNull, sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import {
  appointments,
  checkouts,
  ledgerEntries,
  outbox,
  payments,
  policies,
  refunds,
  stripeEvents,
} from "../../../db/schema/index.ts";
import { newId } from "../../../lib/ids.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { chainMoney } from "../../../lib/payments/chain-money.ts";
import { expireCheckouts } from "../../../lib/payments/expire-checkouts.ts";
import { finishVisit } from "../../../lib/payments/finish-visit.ts";
import { openCheckout } from "../../../lib/payments/open-checkout.ts";
import { payAtClinic } from "../../../lib/payments/pay-at-clinic.ts";
import { reconcile } from "../../../lib/payments/reconcile.ts";
import type { TestClinic } from "../../support/clinic.ts";
import {
  bo,
  book,
  bookAndOpen,
  massageMinor,
  mustHold,
  nine,
  pageFor,
  plus,
  type MoneyDesk,
} from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";
import { DECLINED, newCheckout, PAYS, payWith } from "../../unit/gateways/payments-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));
afterEach(() => {
  desk.standIn.control({ fail: null, webhookCopies: 1, shuffleWebhooksMs: 0, dropWebhooksPercent: 0 });
});

const statusOf = async (clinic: TestClinic, chainId: string) => {
  const [row] = await clinic.inside((tx) =>
    tx.select().from(appointments).where(eq(appointments.chainId, chainId)).orderBy(desc(appointments.sequence)),
  );
  return row?.status;
};
const checkoutOf = async (clinic: TestClinic, id: string) => {
  const [row] = await clinic.inside((tx) => tx.select().from(checkouts).where(eq(checkouts.id, id)));
  return row?.status;
};
const paymentsOf = (clinic: TestClinic) => clinic.inside((tx) => tx.select().from(payments));
const refundsOf = (clinic: TestClinic) => clinic.inside((tx) => tx.select().from(refunds));

test("a payment is applied once, though its event comes three times and out of order", async () => {
  const clinic = await desk.clinic();
  desk.setNow(plus(clinic.now, 2));
  desk.standIn.control({ webhookCopies: 3, shuffleWebhooksMs: 60, seed: 7 });
  const held = await bookAndOpen(clinic);
  expect(held.status).toBe("held");
  const other = await bookAndOpen(clinic, { start: plus(nine, 120), person: bo });
  await Promise.all([payWith(held.url, PAYS), payWith(other.url, PAYS)]);
  await desk.standIn.webhooksDone();
  expect(desk.outcomes.length).toBeGreaterThanOrEqual(6);
  expect(desk.outcomes.filter((outcome) => outcome === "paid")).toHaveLength(2);
  expect(desk.outcomes).not.toContain("error");
  expect(await statusOf(clinic, held.chainId)).toBe("booked");
  expect(await statusOf(clinic, other.chainId)).toBe("booked");
  expect((await paymentsOf(clinic)).map((row) => row.amountMinor)).toEqual([massageMinor, massageMinor]);
  expect(await chainMoney(clinic.guestCtx(), { chainId: held.chainId })).toEqual({
    totalMinor: massageMinor,
    paidMinor: massageMinor,
    refundedMinor: 0,
    owedMinor: 0,
    currency: "CAD",
    giftCards: [],
  });
  const entries = await clinic.inside((tx) => tx.select().from(ledgerEntries));
  expect(entries.map((row) => `${row.account} ${row.amountMinor}`).toSorted()).toEqual([
    "cash:stripe 13440",
    "cash:stripe 13440",
    "credit:patient -13440",
    "credit:patient -13440",
  ]);
  await mustHold(clinic, clinic.now);
});

test("PY-03 a declined card keeps the hold and takes nothing; another card on the same page books it", async () => {
  const clinic = await desk.clinic();
  desk.setNow(plus(clinic.now, 2));
  const held = await bookAndOpen(clinic);
  await payWith(held.url, DECLINED);
  await desk.standIn.webhooksDone();
  expect(await statusOf(clinic, held.chainId)).toBe("held");
  expect(await paymentsOf(clinic)).toEqual([]);
  await payWith(held.url, PAYS);
  await desk.standIn.webhooksDone();
  expect(await statusOf(clinic, held.chainId)).toBe("booked");
  await mustHold(clinic, clinic.now);
});

test("PY-04 money after the hold's end books the visit when its time is still free", async () => {
  const clinic = await desk.clinic();
  const held = await bookAndOpen(clinic);
  desk.setNow(plus(clinic.now, 25));
  await payWith(held.url, PAYS);
  await desk.standIn.webhooksDone();
  expect(await statusOf(clinic, held.chainId)).toBe("booked");
  expect(await refundsOf(clinic)).toEqual([]);
  await mustHold(clinic, plus(clinic.now, 25));
});

test("PY-04 money after the hold's end goes back, and is told, when somebody else has the time", async () => {
  const clinic = await desk.clinic();
  const held = await bookAndOpen(clinic, { person: { name: "Ada Late", email: "ada.late@example.org" } });
  const later = plus(clinic.now, 11);
  desk.setNow(later);
  await book(clinic, { person: bo, at: later });
  await payWith(held.url, PAYS);
  await desk.standIn.webhooksDone();
  expect(await checkoutOf(clinic, held.checkoutId)).toBe("refunded_late");
  expect(await statusOf(clinic, held.chainId)).toBe("expired");
  await desk.relay(later);
  expect((await refundsOf(clinic)).map((row) => [row.amountMinor, row.status, row.reason])).toEqual([
    [massageMinor, "succeeded", "late_payment"],
  ]);
  expect(desk.mailbox.mails("ada.late@example.org").map((mail) => mail.subject)).toEqual([
    "Your payment to Harbour Test Clinic is on its way back",
  ]);
  await desk.standIn.webhooksDone();
  await mustHold(clinic, later);
});

test("a busy database is no reason to give money back: the event comes again and books", async () => {
  const clinic = await desk.clinic();
  desk.setNow(plus(clinic.now, 2));
  const held = await bookAndOpen(clinic);
  const before = desk.outcomes.length;
  await clinic.inside(async (tx) => {
    await tx.execute(sql`select id from practitioners where id = ${clinic.ids.priya} for update`);
    await payWith(held.url, PAYS);
    const tried = () => desk.outcomes.slice(before).find((outcome) => outcome !== "not ours");
    await expect.poll(tried, { timeout: 9_000 }).toBeDefined();
    expect(tried()).toBe("error");
  });
  await desk.standIn.webhooksDone();
  expect(desk.outcomes.slice(before)).toContain("paid");
  expect(await statusOf(clinic, held.chainId)).toBe("booked");
  expect(await refundsOf(clinic)).toEqual([]);
  await mustHold(clinic, clinic.now);
});

test("PY-03 while Stripe is down nothing is half done: the time stays kept, and trying again opens a page", async () => {
  const clinic = await desk.clinic();
  desk.setNow(plus(clinic.now, 2));
  const held = await book(clinic, { pay: "now" });
  desk.standIn.control({ fail: { times: 9, when: "before", how: 503, path: "/v1/checkout" } });
  await expect(openCheckout(clinic.guestCtx(), pageFor(clinic, held.chainId))).rejects.toMatchObject({
    code: "payments_unavailable",
  });
  expect(await statusOf(clinic, held.chainId)).toBe("held");
  expect(await paymentsOf(clinic)).toEqual([]);
  desk.standIn.control({ fail: null });
  const page = await openCheckout(clinic.guestCtx(), pageFor(clinic, held.chainId));
  await payWith(page.url, PAYS);
  await desk.standIn.webhooksDone();
  expect(await statusOf(clinic, held.chainId)).toBe("booked");
  await mustHold(clinic, clinic.now);
});

test("PY-01 a page whose answer was lost is found again by asking, one that never came to be is closed", async () => {
  const clinic = await desk.clinic();
  const held = await book(clinic, { pay: "now" });
  // Stripe makes the session, but neither the answer nor that of the SDK's own repeat comes through.
  desk.standIn.control({ fail: { times: 2, when: "after", how: "reset", path: "/v1/checkout" } });
  await expect(openCheckout(clinic.guestCtx(), pageFor(clinic, held.chainId))).rejects.toMatchObject({
    code: "payments_unavailable",
  });
  desk.standIn.control({ fail: null });
  await reconcile(clinic.systemCtx());
  const [found] = await clinic.inside((tx) => tx.select().from(checkouts));
  expect(found).toMatchObject({ status: "open", stripeSessionId: expect.stringMatching(/^cs_/) });
  desk.standIn.control({ fail: { times: 9, when: "before", how: 503, path: "/v1/checkout" } });
  const other = await book(clinic, { pay: "now", start: plus(nine, 120), person: bo });
  await expect(openCheckout(clinic.guestCtx(), pageFor(clinic, other.chainId))).rejects.toBeInstanceOf(Error);
  desk.standIn.control({ fail: null });
  const over = { expiresAt: new Date(Date.now() - 1_000) };
  await clinic.inside((tx) => tx.update(checkouts).set(over).where(eq(checkouts.chainId, other.chainId)));
  await reconcile(clinic.systemCtx());
  const [never] = await clinic.inside((tx) => tx.select().from(checkouts).where(eq(checkouts.chainId, other.chainId)));
  expect(never?.status).toBe("expired");
});

test("PY-03 abandoned pages are closed with their hold, also when one of them cannot be closed just now", async () => {
  const clinic = await desk.clinic();
  const one = await bookAndOpen(clinic);
  const two = await bookAndOpen(clinic, { start: plus(nine, 120), person: bo });
  expect(await expireCheckouts(clinic.systemCtx(plus(clinic.now, 5)))).toBe(0);
  const later = plus(clinic.now, 11);
  desk.setNow(later);
  const sessions = await clinic.inside((tx) => tx.select().from(checkouts).orderBy(checkouts.createdAt, checkouts.id));
  const first = sessions[0]!.stripeSessionId;
  desk.standIn.control({ fail: { times: 9, when: "before", how: 503, path: `/v1/checkout/sessions/${first}` } });
  await expireCheckouts(clinic.systemCtx(later)).catch(() => undefined);
  expect(await checkoutOf(clinic, sessions[1]!.id)).toBe("expired");
  desk.standIn.control({ fail: null });
  await expireCheckouts(clinic.systemCtx(later));
  await desk.standIn.webhooksDone();
  expect(await checkoutOf(clinic, one.checkoutId)).toBe("expired");
  expect(await checkoutOf(clinic, two.checkoutId)).toBe("expired");
  expect((await payWith(one.url, PAYS)).status).not.toBe(303);
  await book(clinic, { person: { name: "Cy Dahl", email: "cy.dahl@example.org" }, at: later });
  await mustHold(clinic, later);
});

test("PY-01 lost webhooks are found by asking, and a late copy changes nothing", async () => {
  const clinic = await desk.clinic();
  desk.setNow(plus(clinic.now, 2));
  desk.standIn.control({ dropWebhooksPercent: 100 });
  const held = await bookAndOpen(clinic);
  await payWith(held.url, PAYS);
  expect(await statusOf(clinic, held.chainId)).toBe("held");
  await reconcile(clinic.systemCtx(plus(clinic.now, 3)));
  expect(await statusOf(clinic, held.chainId)).toBe("booked");
  await reconcile(clinic.systemCtx(plus(clinic.now, 13)));
  expect(await paymentsOf(clinic)).toHaveLength(1);

  await cancelBooking(clinic.guestCtx(), { appointmentId: held.appointmentId, byWhom: "patient", reason: "" });
  await desk.relay(clinic.now);
  await reconcile(clinic.systemCtx(plus(clinic.now, 23)));
  expect((await refundsOf(clinic)).map((row) => row.status)).toEqual(["succeeded"]);
  await mustHold(clinic, clinic.now);
});

test("choosing to pay at the clinic closes the page first; a payer who was faster is booked as paid", async () => {
  const clinic = await desk.clinic();
  desk.setNow(plus(clinic.now, 2));
  const held = await bookAndOpen(clinic);
  desk.standIn.control({ fail: { times: 9, when: "before", how: 503, path: "/v1/checkout" } });
  await expect(payAtClinic(clinic.guestCtx(), held)).rejects.toMatchObject({ code: "payments_unavailable" });
  expect(await statusOf(clinic, held.chainId)).toBe("held");
  desk.standIn.control({ fail: null });
  await payAtClinic(clinic.guestCtx(), held);
  expect(await statusOf(clinic, held.chainId)).toBe("booked");
  expect(await checkoutOf(clinic, held.checkoutId)).toBe("expired");

  desk.standIn.control({ dropWebhooksPercent: 100 });
  const quick = await bookAndOpen(clinic, { start: plus(nine, 120), person: bo });
  await payWith(quick.url, PAYS);
  await payAtClinic(clinic.guestCtx(), quick);
  expect(await checkoutOf(clinic, quick.checkoutId)).toBe("paid");
  expect(await paymentsOf(clinic)).toHaveLength(1);
  await mustHold(clinic, clinic.now);
});

test("PY-01 asking three times at once opens one page, so that nobody can pay twice", async () => {
  const clinic = await desk.clinic();
  const { chainId } = await book(clinic, { pay: "now" });
  const ask = () => openCheckout(clinic.guestCtx(), pageFor(clinic, chainId));
  const pages = await Promise.all([ask(), ask(), ask()]);
  expect(new Set(pages.map(({ url }) => url)).size).toBe(1);
  expect(await clinic.inside((tx) => tx.select().from(checkouts))).toHaveLength(1);
});

test("PY-01 asked for all of it instead of the deposit, the page of the deposit closes first", async () => {
  const clinic = await desk.clinic();
  desk.setNow(plus(clinic.now, 2));
  const { chainId } = await book(clinic, { pay: "now" });
  const ask = (amountMinor: number) => openCheckout(clinic.guestCtx(), pageFor(clinic, chainId, amountMinor));
  const deposit = await ask(3_000);
  const whole = await ask(massageMinor);
  expect(await checkoutOf(clinic, deposit.checkoutId)).toBe("expired");
  expect((await payWith(deposit.url, PAYS)).status).not.toBe(303);
  // It was paid, and we were not told: then nothing else is asked for.
  desk.standIn.control({ dropWebhooksPercent: 100 });
  await payWith(whole.url, PAYS);
  await expect(ask(3_000)).rejects.toMatchObject({ code: "already_done" });
  expect((await paymentsOf(clinic)).map((row) => row.amountMinor)).toEqual([massageMinor]);
  expect(await statusOf(clinic, chainId)).toBe("booked");
  await mustHold(clinic, clinic.now);
});

test.each([
  { first: 3_000, second: massageMinor },
  { first: massageMinor, second: 3_000 },
])("PY-01 paid on a page of $first and on one of $second, what is too much goes back", async ({ first, second }) => {
  const clinic = await desk.clinic();
  desk.setNow(plus(clinic.now, 2));
  const { chainId } = await book(clinic, { pay: "now" });
  const ask = (amountMinor: number) => openCheckout(clinic.guestCtx(), pageFor(clinic, chainId, amountMinor));
  // The answer to the first was lost, so that nobody knew what to close.
  desk.standIn.control({ fail: { times: 2, when: "after", how: "reset", path: "/v1/checkout" } });
  await expect(ask(first)).rejects.toMatchObject({ code: "payments_unavailable" });
  desk.standIn.control({ fail: null });
  await ask(second);
  await reconcile(clinic.systemCtx());
  const pages = await clinic.inside((tx) => tx.select().from(checkouts).orderBy(checkouts.createdAt, checkouts.id));
  for (const { url } of pages) {
    await payWith(url!, PAYS);
    await desk.standIn.webhooksDone();
  }
  expect(pages.map((row) => row.amountMinor)).toEqual([first, second]);
  await desk.relay(plus(clinic.now, 3));
  await desk.standIn.webhooksDone();
  expect((await refundsOf(clinic)).map((row) => [row.amountMinor, row.status, row.reason])).toEqual([
    [3_000, "succeeded", "paid_twice"],
  ]);
  expect(await chainMoney(clinic.guestCtx(), { chainId })).toMatchObject({
    paidMinor: massageMinor + 3_000,
    refundedMinor: 3_000,
  });
  await mustHold(clinic, clinic.now);
});

test("WH-02 a payment that names another installation, or nobody we know, is kept in mind and changes nothing", async () => {
  const clinic = await desk.clinic();
  const mine = await bookAndOpen(clinic);
  const foreign = [
    { clinicId: newId(), checkoutId: newId() },
    { clinicId: clinic.clinicId, checkoutId: newId() },
    // A real page of this clinic, named by an installation that has another clinic.
    { clinicId: (await desk.clinic()).clinicId, checkoutId: mine.checkoutId },
    { clinicId: "harbour", checkoutId: "1" },
  ];
  const before = desk.outcomes.length;
  for (const reference of foreign) {
    const page = await clinic
      .guestCtx()
      .gateways.stripe.of("")
      .createCheckout({
        ...newCheckout({ amountMinor: massageMinor }),
        reference,
      });
    await payWith(page.url, PAYS);
  }
  await desk.standIn.webhooksDone();
  const applied = desk.outcomes.slice(before);
  expect(applied).not.toContain("error");
  expect(applied).not.toContain("paid");
  const events = await clinic.db.select().from(stripeEvents).where(isNull(stripeEvents.appliedAt));
  expect(events).toEqual([]);
  expect(await paymentsOf(clinic)).toEqual([]);
  expect(await statusOf(clinic, mine.chainId)).toBe("held");
  expect(await checkoutOf(clinic, mine.checkoutId)).toBe("open");
});

test("asking twice gives the same page; what is another clinic's or nobody's is not found", async () => {
  const clinic = await desk.clinic();
  const held = await bookAndOpen(clinic);
  expect(await openCheckout(clinic.guestCtx(), pageFor(clinic, held.chainId))).toEqual({
    checkoutId: held.checkoutId,
    url: held.url,
  });
  const stranger = await desk.clinic();
  const missing = { code: "not_found" };
  for (const chainId of [held.chainId, "nonsense"]) {
    await expect(openCheckout(stranger.guestCtx(), pageFor(stranger, chainId))).rejects.toMatchObject(missing);
    await expect(payAtClinic(stranger.guestCtx(), { chainId })).rejects.toMatchObject(missing);
    await expect(chainMoney(stranger.guestCtx(), { chainId })).rejects.toMatchObject(missing);
    await expect(
      cancelBooking(stranger.guestCtx(), { appointmentId: chainId, byWhom: "patient", reason: "" }),
    ).rejects.toMatchObject(missing);
  }
  const told = await stranger.inside((tx) => tx.select().from(outbox));
  expect(told).toEqual([]);
});

test("a deposit keeps the time, counts towards the visit, and goes back when it is cancelled in time", async () => {
  const clinic = await desk.clinic();
  const wish = { pay: "deposit" } as const;
  await expect(book(clinic, wish)).rejects.toMatchObject({ code: "invalid", fields: [{ field: "pay" }] });
  await clinic.inside((tx) => tx.update(policies).set({ depositMinor: 2_500 }));
  desk.setNow(plus(clinic.now, 2));
  const pay = async (start: Date) => {
    const held = await book(clinic, { ...wish, start });
    expect(held).toMatchObject({ status: "held", amountDueMinor: 2_500 });
    const { url } = await openCheckout(clinic.guestCtx(), pageFor(clinic, held.chainId, held.amountDueMinor));
    await payWith(url, PAYS);
    await desk.standIn.webhooksDone();
    expect(await statusOf(clinic, held.chainId)).toBe("booked");
    return held;
  };
  const [kept, given] = [await pay(nine), await pay(plus(nine, 90))];
  const off = { appointmentId: kept.appointmentId, byWhom: "patient" as const, reason: "" };
  expect(await cancelBooking(clinic.guestCtx(plus(nine, -25 * 60)), off)).toMatchObject({ refundMinor: 2_500 });
  await finishVisit(clinic.memberCtx("practitioner", plus(nine, 150)), { appointmentId: given.appointmentId });
  expect(await chainMoney(clinic.guestCtx(), { chainId: given.chainId })).toMatchObject({
    paidMinor: 2_500,
    owedMinor: massageMinor - 2_500,
  });
  await mustHold(clinic, plus(nine, 150));
});

// Gift cards: bought online and at the desk, told by letter, used in whole and in part, never twice, and given back the way they came.
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { charges, checkouts, giftCards, payments, refunds } from "../../../db/schema/index.ts";
import { newId } from "../../../lib/ids.ts";
import { giftCode, sayGiftCode } from "../../../lib/money/gift-code.ts";
import { giftCardOffer, layGiftCard, payGiftCard, sellGiftCard } from "../../../lib/payments/buy-gift-card.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { chainMoney } from "../../../lib/payments/chain-money.ts";
import { endGiftCard } from "../../../lib/payments/end-gift-card.ts";
import { expireCheckouts } from "../../../lib/payments/expire-checkouts.ts";
import { finishVisit } from "../../../lib/payments/finish-visit.ts";
import { listGiftCards, viewGiftCard, viewSoldGiftCard } from "../../../lib/payments/gift-cards.ts";
import { issueReceipt } from "../../../lib/payments/issue-receipt.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import { reconcile } from "../../../lib/payments/reconcile.ts";
import { reduceCharge } from "../../../lib/payments/reduce-charge.ts";
import { giftTermsInput, listGiftTerms, setGiftTerms } from "../../../lib/payments/set-gift-terms.ts";
import { takePayment } from "../../../lib/payments/take-payment.ts";
import { leftOnCard, payBookingByGiftCard, payOwedByGiftCard } from "../../../lib/payments/use-gift-card.ts";
import { viewBooking } from "../../../lib/booking/view-booking.ts";
import { viewDayClose } from "../../../lib/payments/view-day-close.ts";
import { statementYears } from "../../../lib/payments/year-statement.ts";
import type { TestClinic } from "../../support/clinic.ts";
import {
  accountsOf,
  bo,
  book,
  bookAndOpen,
  massageMinor,
  mustHold,
  nine,
  plus,
  type MoneyDesk,
} from "../../support/money-desk.ts";
import { stripeLines } from "../../support/stripe-lines.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";
import { DECLINED, PAYS, payWith } from "../../unit/gateways/payments-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

const after = plus(nine, 90);
const front = (clinic: TestClinic, at = after) => clinic.memberCtx("front_desk", at);
const owner = (clinic: TestClinic, at = after) => clinic.memberCtx("owner", at);

async function selling(options = {}): Promise<TestClinic> {
  const clinic = await desk.clinic(undefined, options);
  const terms = giftTermsInput.parse({ amounts: "50, 100", least: "10", most: "300", from: "2026-11-24" });
  await setGiftTerms(owner(clinic, clinic.now), terms);
  return clinic;
}

const wish = (amountMinor: number, more: Partial<Parameters<typeof layGiftCard>[1]> = {}) => ({
  amountMinor,
  buyerName: "Ivo Berg",
  buyerEmail: "ivo@example.org",
  recipientName: undefined,
  recipientEmail: undefined,
  message: undefined,
  idempotencyKey: newId(),
  ...more,
});

const codeOf = (clinic: TestClinic, giftCardId: string) => giftCode(clinic.guestCtx().secret, giftCardId);

async function bought(clinic: TestClinic, amountMinor: number, more = {}) {
  desk.setNow(plus(clinic.now, 2));
  const { giftCardId } = await layGiftCard(clinic.guestCtx(), wish(amountMinor, more));
  const { url } = await payGiftCard(clinic.guestCtx(), { giftCardId, returnPath: "/x" });
  await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  return { giftCardId, code: codeOf(clinic, giftCardId) };
}

const left = async (clinic: TestClinic, code: string) => (await leftOnCard(clinic.guestCtx(), { code })).leftMinor;

async function given(clinic: TestClinic, start = nine, person = {}) {
  const visit = await book(clinic, { start, person });
  await finishVisit(clinic.memberCtx("practitioner", plus(start, 60)), { appointmentId: visit.appointmentId });
  return visit;
}

test("is sold for what the clinic says from its day on, and for nothing else", async () => {
  const clinic = await desk.clinic();
  expect(await giftCardOffer(clinic.guestCtx())).toBeNull();
  await expect(layGiftCard(clinic.guestCtx(), wish(5_000))).rejects.toMatchObject({ code: "not_found" });
  for (const wrong of [
    { amounts: "4", least: "", most: "" },
    { amounts: "50, x", least: "", most: "" },
    { amounts: "", least: "10", most: "" },
    { amounts: "", least: "100", most: "10" },
  ])
    expect(giftTermsInput.safeParse({ ...wrong, from: "2026-11-24" }).success).toBe(false);
  const set = (amounts: string, from: string) =>
    setGiftTerms(owner(clinic, clinic.now), giftTermsInput.parse({ amounts, least: "", most: "", from }));
  await expect(set("50", "2026-11-22")).rejects.toMatchObject({ code: "invalid" });
  await set("100; 50", "2026-11-24");
  await set("", "2026-12-24");
  expect(await giftCardOffer(clinic.guestCtx())).toEqual({ amountsMinor: [5_000, 10_000], free: null });
  expect(await giftCardOffer(clinic.guestCtx(new Date("2026-12-25T18:00:00Z")))).toBeNull();
  await expect(layGiftCard(clinic.guestCtx(), wish(7_000))).rejects.toMatchObject({
    code: "invalid",
    fields: [{ field: "amount" }],
  });
  expect(await listGiftTerms(owner(clinic))).toMatchObject([
    { from: "2026-12-24", terms: null },
    { from: "2026-11-24", terms: { amountsMinor: [5_000, 10_000] } },
  ]);
});

test("is paid by card after a declined one, told by letter, and kept as a hash alone", async () => {
  const clinic = await selling();
  desk.setNow(plus(clinic.now, 2));
  const asked = wish(10_000, { recipientName: "Ana", recipientEmail: "ana@example.org", message: "Enjoy" });
  const { giftCardId } = await layGiftCard(clinic.guestCtx(), asked);
  expect(await layGiftCard(clinic.guestCtx(), asked)).toEqual({ giftCardId });
  const code = codeOf(clinic, giftCardId);
  await expect(leftOnCard(clinic.guestCtx(), { code })).rejects.toMatchObject({ code: "code_wrong" });
  const { url } = await payGiftCard(clinic.guestCtx(), { giftCardId, returnPath: "/x" });
  expect(await payGiftCard(clinic.guestCtx(), { giftCardId, returnPath: "/x" })).toMatchObject({ url });
  await payWith(url, DECLINED);
  await desk.standIn.webhooksDone();
  expect(await viewGiftCard(clinic.guestCtx(), { giftCardId })).toMatchObject({ status: "waiting", code: null });
  desk.standIn.control({ webhookCopies: 3 });
  await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  desk.standIn.control({ webhookCopies: 1 });
  expect(await viewGiftCard(clinic.guestCtx(), { giftCardId })).toMatchObject({
    status: "active",
    code: sayGiftCode(code),
    leftMinor: 10_000,
  });
  expect(await left(clinic, sayGiftCode(code).toLowerCase())).toBe(10_000);
  await expect(payGiftCard(clinic.guestCtx(), { giftCardId, returnPath: "/x" })).rejects.toMatchObject({
    code: "already_done",
  });
  const [row] = await clinic.inside((tx) => tx.select().from(giftCards));
  expect(JSON.stringify(row)).not.toContain(code);
  // No revenue and no tax: it is money until it is used.
  expect(await accountsOf(clinic)).toEqual({ "cash:stripe": 10_000, gift_cards: -10_000 });
  await desk.relay(plus(clinic.now, 3));
  const [toAna, ...more] = desk.mailbox.mails("ana@example.org");
  const [toIvo, ...others] = desk.mailbox.mails("ivo@example.org");
  expect([...more, ...others]).toEqual([]);
  expect(toAna!.text).toContain(sayGiftCode(code));
  expect(toAna!.text).toContain("They write: Enjoy");
  expect(toIvo!.text).not.toContain(sayGiftCode(code));
  await mustHold(clinic, after);
});

test("a page that is never paid sells nothing, can be paid anew, and is found when its webhook is lost", async () => {
  const clinic = await selling();
  desk.setNow(plus(clinic.now, 2));
  const { giftCardId } = await layGiftCard(clinic.guestCtx(), wish(5_000));
  const first = await payGiftCard(clinic.guestCtx(), { giftCardId, returnPath: "/x" });
  desk.standIn.control({ advanceSeconds: 3600 });
  await desk.standIn.webhooksDone();
  desk.standIn.control({ advanceSeconds: -3600 });
  expect(await viewGiftCard(clinic.guestCtx(), { giftCardId })).toMatchObject({ status: "unpaid" });
  const again = await payGiftCard(clinic.guestCtx(), { giftCardId, returnPath: "/x" });
  expect(again.url).not.toBe(first.url);
  // Its webhook is lost; asking finds it.
  desk.standIn.control({ dropWebhooksPercent: 100 });
  await payWith(again.url, PAYS);
  await desk.standIn.webhooksDone();
  desk.standIn.control({ dropWebhooksPercent: 0 });
  expect(await viewGiftCard(clinic.guestCtx(), { giftCardId })).toMatchObject({ status: "unpaid" });
  await reconcile(clinic.systemCtx(plus(clinic.now, 10)));
  expect(await viewGiftCard(clinic.guestCtx(), { giftCardId })).toMatchObject({ status: "active", leftMinor: 5_000 });
  await mustHold(clinic, after);
});

test("asked for its page three times at once, there is one", async () => {
  const clinic = await selling();
  // The first round opens the connections, so that the others do meet.
  for (let round = 1; round <= 4; round++) {
    const { giftCardId } = await layGiftCard(clinic.guestCtx(), wish(5_000));
    const page = () => payGiftCard(clinic.guestCtx(), { giftCardId, returnPath: "/x" });
    const pages = await Promise.all([page(), page(), page()]);
    expect(new Set(pages.map(({ url }) => url)).size).toBe(1);
    expect(await clinic.inside((tx) => tx.select().from(checkouts))).toHaveLength(round);
  }
});

test("paid on two pages, the second payment goes back whole", async () => {
  const clinic = await selling();
  const { giftCardId } = await layGiftCard(clinic.guestCtx(), wish(5_000));
  const page = (at: Date) => payGiftCard(clinic.guestCtx(at), { giftCardId, returnPath: "/x" });
  const [one, two] = [await page(clinic.now), await page(new Date(Date.now() + 3_600_000))];
  expect(one.url).not.toBe(two.url);
  for (const { url } of [one, two]) await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  await desk.relay(after);
  await desk.standIn.webhooksDone();
  expect(await viewGiftCard(clinic.guestCtx(), { giftCardId })).toMatchObject({ status: "active", leftMinor: 5_000 });
  expect(await accountsOf(clinic)).toMatchObject({ gift_cards: -5_000, "cash:stripe": 5_000 });
  await mustHold(clinic, after);
});

test("pays what is owed at the desk to the cent, and never more than is left", async () => {
  const clinic = await selling();
  const { code, giftCardId } = await bought(clinic, 20_000);
  await given(clinic);
  const take = (amountMinor: number, typed = code) =>
    takePayment(front(clinic), {
      patientId: clinic.ids.asha,
      method: "gift_card",
      code: typed,
      amountMinor,
      idempotencyKey: newId(),
    });
  await expect(take(100, "0000-0000-0000-0000")).rejects.toMatchObject({
    code: "code_wrong",
    fields: [{ field: "code" }],
  });
  await expect(take(20_001)).rejects.toMatchObject({ code: "nothing_left", fields: [{ field: "amount" }] });
  await take(3_333);
  await take(massageMinor - 3_333);
  const money = await moneyOf(front(clinic), { patientId: clinic.ids.asha });
  expect(money).toMatchObject({
    owedMinor: 0,
    creditMinor: 0,
    giftCards: [{ codeEnd: code.slice(-4), leftMinor: 20_000 - massageMinor }],
  });
  const { body } = await issueReceipt(front(clinic), { chargeId: money.charges[0]!.chargeId });
  expect(body.payments.map(({ method, amountMinor }) => [method, amountMinor])).toEqual([
    ["gift_card", 3_333],
    ["gift_card", massageMinor - 3_333],
  ]);
  // Nobody gets back from a plan what somebody gave them.
  expect(await statementYears(front(clinic), { patientId: clinic.ids.asha })).toEqual([]);
  expect(await accountsOf(clinic)).toMatchObject({ gift_cards: massageMinor - 20_000, "credit:patient": 0 });
  expect(await viewSoldGiftCard(front(clinic), { giftCardId })).toMatchObject({
    leftMinor: 20_000 - massageMinor,
    moves: [{ what: "bought" }, { what: "used", amountMinor: 3_333 }, { what: "used" }],
  });
  await mustHold(clinic, plus(nine, 200));
});

test("pays a held visit whole and books it, closing the page that was open; cancelled in time, the card has it again", async () => {
  const clinic = await selling();
  const { code } = await bought(clinic, massageMinor + 1);
  const { chainId, appointmentId, url } = await bookAndOpen(clinic);
  const used = await payBookingByGiftCard(clinic.guestCtx(), { chainId, code });
  expect(used).toMatchObject({ amountMinor: massageMinor, leftMinor: 1 });
  expect(await viewBooking(clinic.guestCtx(), { chainId })).toMatchObject({ status: "booked" });
  expect((await payWith(url, PAYS)).status).toBe(410);
  await desk.standIn.webhooksDone();
  expect(await chainMoney(clinic.guestCtx(), { chainId })).toMatchObject({
    paidMinor: massageMinor,
    giftCards: [{ codeEnd: code.slice(-4), leftMinor: 1 }],
  });
  await expect(payBookingByGiftCard(clinic.guestCtx(), { chainId, code })).rejects.toMatchObject({ code: "invalid" });
  const back = await cancelBooking(clinic.guestCtx(), { appointmentId, byWhom: "patient", reason: "" });
  expect(back.refundMinor).toBe(massageMinor);
  expect(await left(clinic, code)).toBe(massageMinor + 1);
  expect(await clinic.inside((tx) => tx.select().from(refunds))).toMatchObject([
    { method: "gift_card", status: "succeeded" },
  ]);
  await mustHold(clinic, after);
});

test("pays a part, and a card the rest; when the time runs out before, the gift card has its part again", async () => {
  const clinic = await selling();
  const { code } = await bought(clinic, 5_000);
  const held = await bookAndOpen(clinic);
  expect(await payBookingByGiftCard(clinic.guestCtx(), { chainId: held.chainId, code })).toMatchObject({
    amountMinor: 5_000,
    leftMinor: 0,
  });
  expect(await viewBooking(clinic.guestCtx(), { chainId: held.chainId })).toMatchObject({ status: "held" });
  await expect(payBookingByGiftCard(clinic.guestCtx(), { chainId: held.chainId, code })).rejects.toMatchObject({
    code: "nothing_left",
  });
  expect(await left(clinic, code)).toBe(0);
  await expireCheckouts(clinic.systemCtx(plus(clinic.now, 60)));
  await expireCheckouts(clinic.systemCtx(plus(clinic.now, 61)));
  expect(await left(clinic, code)).toBe(5_000);
  await mustHold(clinic, after);
});

test("of two who use the last dollars at once, one has them", async () => {
  const clinic = await selling();
  const { code } = await bought(clinic, 5_000);
  const [one, two] = [await given(clinic), await given(clinic, plus(nine, 90), bo)];
  const boId = await clinic.inside(async (tx) => {
    const [row] = await tx
      .select({ id: charges.patientId })
      .from(charges)
      .where(and(eq(charges.clinicId, clinic.clinicId), eq(charges.chainId, two.chainId)));
    return row!.id;
  });
  const outcomes = await Promise.allSettled([
    payBookingByGiftCard(clinic.guestCtx(after), { chainId: one.chainId, code }),
    payOwedByGiftCard(clinic.patientCtx(boId, after), { patientId: boId, code }),
  ]);
  const lost = outcomes.filter((one): one is PromiseRejectedResult => one.status === "rejected");
  expect(lost.map(({ reason }) => (reason as { code: string }).code)).toEqual(["nothing_left"]);
  expect(await left(clinic, code)).toBe(0);
  expect(await accountsOf(clinic)).toMatchObject({ gift_cards: 0, "receivable:patient": 2 * massageMinor - 5_000 });
  await mustHold(clinic, plus(nine, 300));
});

test("what is not used goes back to the card that bought it, with a reason, and a visit taken back returns to it", async () => {
  const clinic = await selling();
  const { giftCardId, code } = await bought(clinic, 20_000, { buyerEmail: "owen@example.org" });
  const { chainId } = await given(clinic);
  await payBookingByGiftCard(clinic.guestCtx(after), { chainId, code });
  await expect(endGiftCard(clinic.memberCtx("practitioner"), { giftCardId, reason: "asked" })).rejects.toMatchObject({
    code: "forbidden",
  });
  const back = await endGiftCard(front(clinic), { giftCardId, reason: "Not wanted" });
  expect(back.backMinor).toBe(20_000 - massageMinor);
  await expect(endGiftCard(front(clinic), { giftCardId, reason: "Again" })).rejects.toMatchObject({
    code: "nothing_left",
  });
  await desk.relay(after);
  await desk.standIn.webhooksDone();
  await desk.relay(after);
  const told = desk.mailbox.mails("owen@example.org").filter(({ subject }) => subject.startsWith("Your refund"));
  expect(told).toHaveLength(1);
  const money = await moneyOf(front(clinic), { patientId: clinic.ids.asha });
  await reduceCharge(front(clinic), {
    chargeId: money.charges[0]!.chargeId,
    amountMinor: 1_000,
    reason: "shorter than booked",
    paidPart: "back",
    idempotencyKey: newId(),
  });
  expect(await left(clinic, code)).toBe(1_000);
  const { missing, surplus } = await stripeLines(desk, clinic);
  expect([...missing, ...surplus]).toEqual([]);
  await mustHold(clinic, plus(nine, 200));
});

test("a bank that takes the purchase back takes what is left of the card; what was spent is the clinic's loss", async () => {
  const clinic = await selling();
  const { code } = await bought(clinic, 20_000);
  const { chainId } = await given(clinic);
  await payBookingByGiftCard(clinic.guestCtx(after), { chainId, code });
  const [sale] = (await clinic.inside((tx) => tx.select().from(payments))).filter((row) => row.patientId === null);
  const dispute = desk.standIn.openDispute({ paymentIntentId: sale!.stripePaymentIntentId! });
  await desk.standIn.webhooksDone();
  expect(await left(clinic, code)).toBe(0);
  await mustHold(clinic, plus(nine, 200));
  desk.standIn.closeDispute(dispute, "lost");
  await desk.standIn.webhooksDone();
  expect(await accountsOf(clinic)).toMatchObject({ gift_cards: 0, "loss:disputes": massageMinor, disputed: 0 });
  await mustHold(clinic, plus(nine, 200));
});

test("the owner sees what is outstanding, and the day what was sold, used and came back", async () => {
  const clinic = await selling();
  const at = plus(clinic.now, 2);
  const { code } = await bought(clinic, 10_000);
  const key = { ...wish(5_000), method: "cash" as const };
  const sold = await sellGiftCard(front(clinic, at), key);
  expect(await sellGiftCard(front(clinic, at), key)).toEqual(sold);
  const { chainId } = await book(clinic);
  await payBookingByGiftCard(clinic.guestCtx(at), { chainId, code });
  const { cards, outstandingMinor } = await listGiftCards(owner(clinic, at));
  expect([cards.length, outstandingMinor]).toEqual([2, 5_000]);
  const day = await viewDayClose(owner(clinic, at), {});
  expect(day).toMatchObject({
    receivedMinor: 15_000,
    netMinor: 0,
    credit: { receivedMinor: 0, fromGiftCardsMinor: 10_000, closingMinor: 10_000 },
    giftCards: { openingMinor: 0, sold: { n: 2, minor: 15_000 }, usedMinor: 10_000, closingMinor: 5_000 },
  });
  expect(day.methods).toMatchObject([
    { method: "cash", receivedMinor: 5_000 },
    { method: "stripe", receivedMinor: 10_000 },
  ]);
  await expect(listGiftCards(front(clinic))).rejects.toMatchObject({ code: "forbidden" });
  await mustHold(clinic, after);
});

test("a card of one clinic is no card of another", async () => {
  const [here, there] = [await selling(), await selling()];
  const { code } = await bought(here, 5_000);
  await expect(leftOnCard(there.guestCtx(), { code })).rejects.toMatchObject({ code: "code_wrong" });
});

// Cards that patients keep: kept once by Stripe's word, charged by the desk for what is open, refused, asked about, forgotten.
import { expect, test } from "vitest";
import { cardCharges, keptCards, payments } from "../../../db/schema/index.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { carryOn, chargeKeptCard } from "../../../lib/payments/charge-card.ts";
import { cardOfBooking, cardOfPatient, forgetCard, openCardSetup } from "../../../lib/payments/keep-card.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import { reconcile } from "../../../lib/payments/reconcile.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { book, mustHold, nine, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";
import {
  ALWAYS_ASKS_BANK,
  DECLINED,
  KEPT_THEN_DECLINED,
  PAYS,
  answerBank,
  payWith,
} from "../../unit/gateways/payments-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

const late = plus(nine, -60);
const front = (clinic: TestClinic, at = nine) => clinic.memberCtx("front_desk", at);
const ofAsha = (clinic: TestClinic) => moneyOf(front(clinic), { patientId: clinic.ids.asha });

async function keep(clinic: TestClinic, chainId: string, number = PAYS): Promise<void> {
  desk.setNow(plus(clinic.now, 2));
  const { url } = await openCardSetup(clinic.guestCtx(), { chainId, returnPath: `/${clinic.slug}/booking/x` });
  await payWith(url, number);
  if (number === ALWAYS_ASKS_BANK) await answerBank(url, "approve");
  await desk.standIn.webhooksDone();
}

/** A fee of $50 that is open, and the card that is to pay it. */
async function feeAndCard(clinic: TestClinic, number = PAYS): Promise<string> {
  const { chainId, appointmentId } = await book(clinic);
  await keep(clinic, chainId, number);
  await cancelBooking(clinic.guestCtx(late), { appointmentId, byWhom: "patient", reason: "" });
  return (await ofAsha(clinic)).charges[0]!.chargeId;
}

test("a card is kept once by Stripe's word, and a fee is charged to it, once", async () => {
  const clinic = await desk.clinic();
  const chargeId = await feeAndCard(clinic);
  expect(await cardOfPatient(front(clinic), { patientId: clinic.ids.asha })).toMatchObject({
    brand: "visa",
    last4: "4242",
  });
  await chargeKeptCard(front(clinic), { chargeId });
  await desk.standIn.webhooksDone();
  expect(await ofAsha(clinic)).toMatchObject({
    owedMinor: 0,
    creditMinor: 0,
    payments: [{ method: "stripe", amountMinor: 5_000 }],
  });
  await expect(chargeKeptCard(front(clinic), { chargeId })).rejects.toMatchObject({ code: "invalid" });
  // Asked again for whatever reason, nothing is booked or charged a second time.
  const [asked] = await clinic.inside((tx) => tx.select().from(cardCharges));
  expect(await carryOn(front(clinic), asked!.id)).toBe("succeeded");
  const intents = desk.standIn
    .ledger()
    .filter((line) => line.kind === "payment" && line.id === asked!.stripePaymentIntentId);
  expect(intents).toHaveLength(1);
  await mustHold(clinic, nine);
});

test("of two desks that press at once, one charges", async () => {
  const clinic = await desk.clinic();
  const chargeId = await feeAndCard(clinic);
  const tries = await Promise.allSettled([1, 2, 3].map(() => chargeKeptCard(front(clinic), { chargeId })));
  expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  await desk.standIn.webhooksDone();
  expect(await clinic.inside((tx) => tx.$count(payments))).toBe(1);
  await mustHold(clinic, nine);
});

test.each([
  [KEPT_THEN_DECLINED, "declined", /was declined/],
  [ALWAYS_ASKS_BANK, "authentication_required", /Send a link to pay by card/],
])("the card %s takes nothing and says what to do", async (number, status, words) => {
  const clinic = await desk.clinic();
  const chargeId = await feeAndCard(clinic, number);
  await expect(chargeKeptCard(front(clinic), { chargeId })).rejects.toMatchObject({
    code: "payment_declined",
    message: expect.stringMatching(words),
  });
  await desk.standIn.webhooksDone();
  expect(await clinic.inside((tx) => tx.select().from(cardCharges))).toMatchObject([{ status }]);
  expect(await ofAsha(clinic)).toMatchObject({ owedMinor: 5_000, payments: [] });
  await mustHold(clinic, nine);
});

test("when Stripe's answer is lost nothing is charged twice: asking again finds it", async () => {
  const clinic = await desk.clinic();
  const chargeId = await feeAndCard(clinic);
  desk.standIn.control({
    dropWebhooksPercent: 100,
    fail: { times: 3, when: "after", how: "reset", path: "/v1/payment_intents" },
  });
  await expect(chargeKeptCard(front(clinic), { chargeId })).rejects.toMatchObject({ code: "payments_unavailable" });
  desk.standIn.control({ dropWebhooksPercent: 0, fail: null });
  await expect(chargeKeptCard(front(clinic), { chargeId })).rejects.toMatchObject({ code: "in_progress" });
  await reconcile(clinic.systemCtx(plus(nine, 5)));
  expect(await ofAsha(clinic)).toMatchObject({ owedMinor: 0, payments: [{ amountMinor: 5_000 }] });
  const [row] = await clinic.inside((tx) => tx.select().from(cardCharges));
  expect(desk.standIn.ledger().filter((line) => line.id === row!.stripePaymentIntentId)).toHaveLength(1);
  await mustHold(clinic, nine);
});

test("a declined card is not kept; a new one takes the place of the one before; a forgotten one pays nothing", async () => {
  const clinic = await desk.clinic();
  const { chainId } = await book(clinic);
  await keep(clinic, chainId, DECLINED);
  expect(await cardOfBooking(clinic.guestCtx(), { chainId })).toBeNull();
  await keep(clinic, chainId);
  await keep(clinic, chainId, KEPT_THEN_DECLINED);
  expect(await cardOfBooking(clinic.guestCtx(), { chainId })).toMatchObject({ last4: "0341" });
  expect(await clinic.inside((tx) => tx.$count(keptCards))).toBe(2);
  const stranger = await desk.clinic();
  await expect(forgetCard(stranger.guestCtx(), { chainId })).rejects.toMatchObject({
    code: "not_found",
  });
  await forgetCard(clinic.guestCtx(), { chainId });
  expect(await cardOfBooking(clinic.guestCtx(), { chainId })).toBeNull();
  await expect(forgetCard(clinic.guestCtx(), { chainId })).rejects.toMatchObject({ code: "not_found" });
});

test("a lost webhook of a kept card is made up for by asking", async () => {
  const clinic = await desk.clinic();
  const { chainId } = await book(clinic);
  desk.standIn.control({ dropWebhooksPercent: 100 });
  await keep(clinic, chainId);
  desk.standIn.control({ dropWebhooksPercent: 0 });
  expect(await cardOfBooking(clinic.guestCtx(), { chainId })).toBeNull();
  await reconcile(clinic.systemCtx(plus(clinic.now, 5)));
  expect(await cardOfBooking(clinic.guestCtx(), { chainId })).toMatchObject({ last4: "4242" });
});

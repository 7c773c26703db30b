// A clinic's own account at Stripe: connected, restricted, used for every call, taken away, and never believed for another clinic.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  applicationFees,
  cardCharges,
  checkouts,
  refunds,
  stripeAccounts,
  stripeEvents,
} from "../../../db/schema/index.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { chargeKeptCard } from "../../../lib/payments/charge-card.ts";
import { connectAccount } from "../../../lib/payments/connect-account.ts";
import { cardOfPatient, openCardSetup } from "../../../lib/payments/keep-card.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import { takesCardsOnline } from "../../../lib/payments/online-account.ts";
import { openCheckout } from "../../../lib/payments/open-checkout.ts";
import { payAtClinic } from "../../../lib/payments/pay-at-clinic.ts";
import { reconcile } from "../../../lib/payments/reconcile.ts";
import { viewOnlinePayments } from "../../../lib/payments/view-online-payments.ts";
import { newId } from "../../../lib/ids.ts";
import type { TestClinic } from "../../support/clinic.ts";
import {
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
import { newCheckout, PAYS, payWith } from "../../unit/gateways/payments-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

const returnPath = "/owner/money/online";

async function submit(url: string, bankAccount: string): Promise<void> {
  const form = { businessName: "Clinic", representative: "Ruth", bankAccount };
  await fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
  await desk.standIn.webhooksDone();
}

/** A clinic whose own account takes payments, and the account's name. */
async function connected(): Promise<{ clinic: TestClinic; account: string }> {
  const clinic = await desk.clinic();
  desk.setNow(plus(clinic.now, 2));
  const { url } = await connectAccount(clinic.memberCtx("owner"), { returnPath });
  await submit(url, "000123");
  const { accountId, state } = await viewOnlinePayments(clinic.memberCtx("owner"));
  expect(state).toBe("active");
  return { clinic, account: accountId! };
}

const checkoutsOf = (clinic: TestClinic) => clinic.inside((tx) => tx.select().from(checkouts));
const paid = async (clinic: TestClinic) =>
  (await moneyOf(clinic.memberCtx("front_desk"), { patientId: clinic.ids.asha })).payments;

test("details missing, restricted, active: the owner goes on at Stripe, and sees in words what is missing", async () => {
  const clinic = await desk.clinic();
  desk.setNow(plus(clinic.now, 2));
  const owner = clinic.memberCtx("owner");
  await expect(connectAccount(clinic.memberCtx("manager"), { returnPath })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect((await viewOnlinePayments(owner)).state).toBe("own_key");
  const first = await connectAccount(owner, { returnPath });
  expect(await viewOnlinePayments(owner)).toMatchObject({ state: "details" });
  await submit(first.url, "");
  expect(await viewOnlinePayments(owner)).toMatchObject({
    state: "restricted",
    missing: ["The bank account that Stripe pays out to"],
  });
  const again = await connectAccount(owner, { returnPath });
  expect(again.url).not.toBe(first.url);
  await submit(again.url, "000123");
  expect(await viewOnlinePayments(owner)).toMatchObject({ state: "active", missing: [], payouts: true });
  expect(await clinic.inside((tx) => tx.select().from(stripeAccounts))).toHaveLength(1);
});

test("where every clinic needs an account of its own, one without takes no cards, and books all the same", async () => {
  const clinic = await desk.clinic();
  const ctx = clinic.guestCtx();
  const strict = { ...ctx, gateways: { ...ctx.gateways, stripe: { ...ctx.gateways.stripe, ownKeyServes: false } } };
  expect(await takesCardsOnline(ctx)).toBe(true);
  expect(await takesCardsOnline(strict)).toBe(false);
  const held = await book(clinic, { pay: "now" });
  await expect(openCheckout(strict, pageFor(clinic, held.chainId))).rejects.toMatchObject({
    code: "payments_unavailable",
  });
  await payAtClinic(strict, { chainId: held.chainId });
  await mustHold(clinic, clinic.now);
});

test("paying, refunds and kept cards happen on the clinic's own account, and the ledger holds", async () => {
  const { clinic, account } = await connected();
  const { url, appointmentId } = await bookAndOpen(clinic);
  await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  expect(await checkoutsOf(clinic)).toMatchObject([{ status: "paid", stripeAccount: account }]);
  await cancelBooking(clinic.guestCtx(), { appointmentId, byWhom: "patient", reason: "" });
  await desk.relay(plus(clinic.now, 3));
  await desk.standIn.webhooksDone();
  expect(await clinic.inside((tx) => tx.select().from(refunds))).toMatchObject([{ status: "succeeded" }]);
  const other = clinic.guestCtx().gateways.stripe.of("");
  expect(await other.listRefundsSince(new Date(0))).not.toContainEqual(
    expect.objectContaining({ metadata: expect.objectContaining({ clinicId: clinic.clinicId }) }),
  );
  await mustHold(clinic, clinic.now);
});

test("lost webhooks of a connected account are found by asking it", async () => {
  const { clinic, account } = await connected();
  desk.standIn.control({ dropWebhooksPercent: 100 });
  const { url } = await bookAndOpen(clinic);
  await payWith(url, PAYS);
  desk.standIn.changeAccount({ account, due: ["external_account"] });
  desk.standIn.control({ dropWebhooksPercent: 0 });
  await reconcile(clinic.systemCtx(plus(clinic.now, 3)));
  expect(await paid(clinic)).toMatchObject([{ amountMinor: massageMinor }]);
  expect(await viewOnlinePayments(clinic.memberCtx("owner"))).toMatchObject({ state: "restricted" });
});

test("while it is restricted nothing new is begun, and what is under way is still booked", async () => {
  const { clinic, account } = await connected();
  const { url } = await bookAndOpen(clinic);
  desk.standIn.changeAccount({ account, due: ["external_account"] });
  await desk.standIn.webhooksDone();
  expect(await takesCardsOnline(clinic.guestCtx())).toBe(false);
  const held = await book(clinic, { pay: "now", start: plus(nine, 120) });
  await expect(openCheckout(clinic.guestCtx(), pageFor(clinic, held.chainId))).rejects.toMatchObject({
    code: "payments_unavailable",
  });
  await expect(openCardSetup(clinic.guestCtx(), { chainId: held.chainId, returnPath: "/x" })).rejects.toMatchObject({
    code: "payments_unavailable",
  });
  await payAtClinic(clinic.guestCtx(), { chainId: held.chainId });
  await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  expect(await paid(clinic)).toHaveLength(1);
});

test("an event of another account changes nothing, whatever ids the payment there names", async () => {
  const { clinic, account } = await connected();
  const { account: theirs } = await connected();
  const { checkoutId } = await bookAndOpen(clinic);
  const { stripe } = clinic.guestCtx().gateways;
  for (const other of [theirs, ""]) {
    const reference = { clinicId: clinic.clinicId, checkoutId };
    const page = await stripe.of(other).createCheckout({ ...newCheckout({ amountMinor: massageMinor }), reference });
    await payWith(page.url, PAYS);
  }
  await desk.standIn.webhooksDone();
  expect(desk.outcomes).toContain("another account");
  expect(await checkoutsOf(clinic)).toMatchObject([{ id: checkoutId, status: "open", stripeAccount: account }]);
  expect(await paid(clinic)).toEqual([]);
  // The other clinic's account changing says nothing about this one's.
  desk.standIn.changeAccount({ account: theirs, due: ["external_account"] });
  await desk.standIn.webhooksDone();
  expect(await takesCardsOnline(clinic.guestCtx())).toBe(true);
});

test("taken away: that clinic's alone ends, its refunds say why, and it can connect anew", async () => {
  const { clinic, account } = await connected();
  const { clinic: neighbour } = await connected();
  const { url, appointmentId } = await bookAndOpen(clinic);
  await payWith(url, PAYS);
  await bookAndOpen(clinic, { start: plus(nine, 120) });
  await desk.standIn.webhooksDone();
  desk.standIn.changeAccount({ account, deauthorize: true });
  await desk.standIn.webhooksDone();
  const owner = clinic.memberCtx("owner");
  expect(await viewOnlinePayments(owner)).toMatchObject({ state: "gone", undecided: 1 });
  expect(await takesCardsOnline(clinic.guestCtx())).toBe(false);
  expect(await takesCardsOnline(neighbour.guestCtx())).toBe(true);
  await cancelBooking(clinic.guestCtx(), { appointmentId, byWhom: "patient", reason: "" });
  await desk.relay(plus(clinic.now, 3));
  expect(await clinic.inside((tx) => tx.select().from(refunds))).toMatchObject([
    { status: "failed", refusedCode: "account_invalid" },
  ]);
  // Nothing is asked of an account that answers no more.
  await reconcile(clinic.systemCtx(plus(clinic.now, 3)));
  await mustHold(clinic, clinic.now);
  const { url: anew } = await connectAccount(owner, { returnPath });
  await submit(anew, "000999");
  const view = await viewOnlinePayments(owner);
  expect(view.state).toBe("active");
  expect(view.accountId).not.toBe(account);
});

test("a kept card belongs to the account that keeps it", async () => {
  const { clinic, account } = await connected();
  const { chainId, appointmentId } = await book(clinic);
  const page = { chainId, returnPath: "/x" };
  await payWith((await openCardSetup(clinic.guestCtx(), page)).url, PAYS);
  await desk.standIn.webhooksDone();
  const front = clinic.memberCtx("front_desk", nine);
  const ofAsha = { patientId: clinic.ids.asha };
  expect(await cardOfPatient(front, ofAsha)).toMatchObject({ last4: "4242" });
  await cancelBooking(clinic.guestCtx(plus(nine, -60)), { appointmentId, byWhom: "patient", reason: "" });
  const { chargeId } = (await moneyOf(front, ofAsha)).charges[0]!;
  desk.standIn.changeAccount({ account, deauthorize: true });
  await desk.standIn.webhooksDone();
  await submit((await connectAccount(clinic.memberCtx("owner"), { returnPath })).url, "000999");
  expect(await cardOfPatient(front, ofAsha)).toBeNull();
  await expect(chargeKeptCard(front, { chargeId })).rejects.toMatchObject({ code: "payments_unavailable" });
  // Kept anew, with the account that is used now.
  await payWith((await openCardSetup(clinic.guestCtx(), page)).url, PAYS);
  await desk.standIn.webhooksDone();
  await chargeKeptCard(front, { chargeId });
  expect(await clinic.inside((tx) => tx.select().from(cardCharges))).toMatchObject([{ status: "succeeded" }]);
});

test("the fee that was agreed goes with each payment from its day on", async () => {
  const { clinic } = await connected();
  await clinic.inside((tx) =>
    tx.insert(applicationFees).values([
      { clinicId: clinic.clinicId, id: newId(), effectiveFrom: "2026-01-01", basisPoints: 150, source: "test" },
      { clinicId: clinic.clinicId, id: newId(), effectiveFrom: "2030-01-01", basisPoints: 900, source: "test" },
    ]),
  );
  const { url, appointmentId, checkoutId } = await bookAndOpen(clinic);
  const [row] = await clinic.inside((tx) => tx.select().from(checkouts).where(eq(checkouts.id, checkoutId)));
  // 1.5 % of 134.40 is 2.016.
  expect(row).toMatchObject({ applicationFeeMinor: 202 });
  await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  await cancelBooking(clinic.guestCtx(), { appointmentId, byWhom: "patient", reason: "" });
  await desk.relay(plus(clinic.now, 3));
  await desk.standIn.webhooksDone();
  expect(await clinic.inside((tx) => tx.select().from(refunds))).toMatchObject([{ status: "succeeded" }]);
  const waiting = await clinic.db.select().from(stripeEvents);
  expect(waiting.filter((event) => event.appliedAt === null)).toEqual([]);
  await mustHold(clinic, clinic.now);
});

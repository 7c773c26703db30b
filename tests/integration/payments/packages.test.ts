// Packages: sold at the desk and online, used by the visits that were given, shared, given back, and never used twice over.
import { expect, test } from "vitest";
import {
  charges,
  checkouts,
  ledgerEntries,
  packages,
  packageUses,
  payments,
  refunds,
} from "../../../db/schema/index.ts";
import { newId } from "../../../lib/ids.ts";
import { chainMoney } from "../../../lib/payments/chain-money.ts";
import { endPackage } from "../../../lib/payments/end-package.ts";
import { finishVisit } from "../../../lib/payments/finish-visit.ts";
import { issueReceipt } from "../../../lib/payments/issue-receipt.ts";
import { lapsePackages } from "../../../lib/payments/lapse-packages.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import { offerPackage, stopOffer } from "../../../lib/payments/offer-package.ts";
import { listOffers, listPackages, packagesForBooking } from "../../../lib/payments/packages.ts";
import { openCheckout } from "../../../lib/payments/open-checkout.ts";
import { reduceCharge } from "../../../lib/payments/reduce-charge.ts";
import { buyPackage, sellPackage } from "../../../lib/payments/sell-package.ts";
import { settleRefund } from "../../../lib/payments/settle-refund.ts";
import { sharePackage, unsharePackage } from "../../../lib/payments/share-package.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { accountsOf, bo, book, massageMinor, mustHold, nine, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";
import { PAYS, payWith } from "../../unit/gateways/payments-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

const day = 24 * 60;
const after = plus(nine, 90);
const front = (clinic: TestClinic, at = after) => clinic.memberCtx("front_desk", at);
const five = { sessions: 5, total: 60_001, validMonths: null as number | null, online: true };
const offer = (clinic: TestClinic, more: Partial<typeof five> = {}) =>
  offerPackage(clinic.memberCtx("owner"), { ...five, ...more, serviceId: clinic.ids.massage });
const sell = async (clinic: TestClinic, offerId: string, method: "cash" | "terminal" = "cash") =>
  sellPackage(front(clinic, clinic.now), { patientId: clinic.ids.asha, offerId, method, idempotencyKey: newId() });
const ofAsha = (clinic: TestClinic) => listPackages(front(clinic), { patientId: clinic.ids.asha });
const moneyOfAsha = (clinic: TestClinic) => moneyOf(front(clinic), { patientId: clinic.ids.asha });

async function give(clinic: TestClinic, start = nine, person = {}) {
  const visit = await book(clinic, { start, person });
  await finishVisit(clinic.memberCtx("practitioner", plus(start, 60)), { appointmentId: visit.appointmentId });
  return visit;
}

test("a visit uses up one, at what it cost in the package, tax inside, and owes nothing", async () => {
  const clinic = await desk.clinic();
  const { offerId } = await offer(clinic);
  const key = { patientId: clinic.ids.asha, offerId, method: "cash" as const, idempotencyKey: newId() };
  const sold = await sellPackage(front(clinic, clinic.now), key);
  expect(await sellPackage(front(clinic, clinic.now), key)).toEqual(sold);
  await give(clinic);
  await give(clinic, plus(nine, day));
  expect(await ofAsha(clinic)).toMatchObject([
    { sessions: 5, left: 3, unusedMinor: 36_000, paidBy: "cash", sharedBy: null, expiresOn: null },
  ]);
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: 0, creditMinor: 0 });
  const written = await clinic.inside((tx) => tx.select().from(charges).orderBy(charges.createdAt));
  // The odd cent is on the first; 5 % GST is in the package as it is in the price.
  expect(written.map((row) => [row.netMinor, row.taxMinor])).toEqual([
    [11_430, 571],
    [11_429, 571],
  ]);
  const { body } = await issueReceipt(front(clinic), { chargeId: written[0]!.id });
  expect(body).toMatchObject({
    totalMinor: 12_001,
    balanceMinor: 0,
    payments: [{ method: "cash", amountMinor: 12_001 }],
  });
  await mustHold(clinic, plus(nine, 3 * day));
});

test("bought online by whoever holds the booking's key, it counts once Stripe says that it is paid", async () => {
  const clinic = await desk.clinic();
  const { offerId } = await offer(clinic);
  const deskOnly = await offer(clinic, { online: false, sessions: 10 });
  const { chainId, appointmentId } = await book(clinic);
  const guest = clinic.guestCtx();
  const shown = await packagesForBooking(guest, { chainId });
  expect(shown).toMatchObject({ packages: [], offers: [{ offerId, eachMinor: 12_001 }] });
  const returnPath = `/${clinic.slug}/booking/x`;
  await expect(buyPackage(guest, { chainId, offerId: deskOnly.offerId, returnPath })).rejects.toMatchObject({
    code: "not_found",
  });
  desk.setNow(plus(clinic.now, 2));
  const { url } = await buyPackage(guest, { chainId, offerId, returnPath });
  expect((await packagesForBooking(guest, { chainId })).packages).toEqual([]);
  // Pressed once more it is the same page, so that nobody pays twice.
  const again = () => buyPackage(guest, { chainId, offerId, returnPath });
  expect(await again()).toMatchObject({ url });
  await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  expect(await packagesForBooking(guest, { chainId })).toMatchObject({
    packages: [{ left: 5, paidBy: "stripe", unusedMinor: 60_001 }],
  });
  // A tab from before the payment offers it still.
  await expect(again()).rejects.toMatchObject({ code: "already_done" });
  await finishVisit(clinic.memberCtx("practitioner", plus(nine, 60)), { appointmentId });
  // What is left goes back to the card, to the cent, once.
  const back = { packageId: (await ofAsha(clinic))[0]!.packageId, reason: "Moves away" };
  expect(await endPackage(front(clinic), back)).toEqual({ backMinor: 48_000 });
  await expect(endPackage(front(clinic), back)).rejects.toMatchObject({ code: "already_done" });
  await desk.relay(after);
  await desk.standIn.webhooksDone();
  expect(await ofAsha(clinic)).toMatchObject([{ status: "refunded", left: 0, unusedMinor: 0 }]);
  expect(
    desk.standIn
      .ledger()
      .filter((line) => line.kind === "refund")
      .at(-1),
  ).toMatchObject({ amountMinor: 48_000 });
  const sums = await clinic.inside((tx) => tx.select().from(ledgerEntries));
  expect(sums.filter((row) => row.account === "cash:stripe").reduce((sum, row) => sum + row.amountMinor, 0)).toBe(
    12_001,
  );
  await mustHold(clinic, plus(nine, 3 * day));
});

test("pressed in three tabs at once, one package is laid down and one page opened", async () => {
  const clinic = await desk.clinic();
  const { chainId } = await book(clinic);
  // The first round opens the connections, so that the others do meet.
  for (let round = 1; round <= 4; round++) {
    const { offerId } = await offer(clinic, { sessions: 2 + round });
    const press = () => buyPackage(clinic.guestCtx(), { chainId, offerId, returnPath: `/${clinic.slug}/booking/x` });
    const pages = await Promise.all([press(), press(), press()]);
    expect(new Set(pages.map(({ url }) => url)).size).toBe(1);
    expect(await clinic.inside((tx) => tx.select().from(packages))).toHaveLength(round);
  }
});

test("a page that is never paid sells nothing", async () => {
  const clinic = await desk.clinic();
  const { offerId } = await offer(clinic);
  const { chainId } = await book(clinic);
  desk.setNow(plus(clinic.now, 2));
  const { url } = await buyPackage(clinic.guestCtx(), { chainId, offerId, returnPath: `/${clinic.slug}/booking/x` });
  expect(url).toContain("/pay/");
  desk.standIn.control({ advanceSeconds: 3600 });
  await desk.standIn.webhooksDone();
  desk.standIn.control({ advanceSeconds: -3600 });
  expect(await clinic.inside((tx) => tx.select().from(packages))).toMatchObject([{ status: "unpaid", soldAt: null }]);
  expect(await ofAsha(clinic)).toEqual([]);
});

test("a second page of one package neither takes it back when it ends, nor keeps what is paid on it", async () => {
  const clinic = await desk.clinic();
  const { offerId } = await offer(clinic);
  const { chainId } = await book(clinic);
  desk.setNow(plus(clinic.now, 2));
  const paid = await buyPackage(clinic.guestCtx(), { chainId, offerId, returnPath: `/${clinic.slug}/booking/x` });
  const [{ id: packageId } = { id: "" }] = await clinic.inside((tx) => tx.select({ id: packages.id }).from(packages));
  // Pages of another amount are pages of their own, as when the price had changed meanwhile.
  const page = (amountMinor: number) =>
    openCheckout(front(clinic), { purpose: "package", packageId, amountMinor, returnPath: `/${clinic.slug}/x` });
  const late = await page(60_000);
  await page(59_999);
  for (const { url } of [paid, late]) {
    await payWith(url, PAYS);
    await desk.standIn.webhooksDone();
  }
  desk.standIn.control({ advanceSeconds: 3600 });
  await desk.standIn.webhooksDone();
  desk.standIn.control({ advanceSeconds: -3600 });
  expect(await ofAsha(clinic)).toMatchObject([{ status: "active", left: 5, unusedMinor: 60_001 }]);
  const ended = await clinic.inside((tx) => tx.select({ status: checkouts.status }).from(checkouts));
  expect(ended.map(({ status }) => status).toSorted()).toEqual(["expired", "paid", "refunded_late"]);
  await desk.relay(after);
  await desk.standIn.webhooksDone();
  expect(await clinic.inside((tx) => tx.select().from(refunds))).toMatchObject([
    { amountMinor: 60_000, status: "succeeded", reason: "late_payment" },
  ]);
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: 0, creditMinor: 0 });
  await mustHold(clinic, plus(nine, day));
});

test("the family uses it as long as it is shared; others pay as everybody", async () => {
  const clinic = await desk.clinic();
  const { packageId } = await sell(clinic, (await offer(clinic)).offerId);
  const first = await give(clinic, nine, bo);
  const boId = await clinic.inside(async (tx) => {
    const [row] = await tx.select({ id: charges.patientId }).from(charges);
    return row!.id;
  });
  expect(first.chainId).toBeTruthy();
  const ofBo = () => listPackages(front(clinic), { patientId: boId });
  const owedByBo = async () => (await moneyOf(front(clinic), { patientId: boId })).owedMinor;
  expect([await owedByBo(), await ofBo()]).toEqual([massageMinor, []]);
  await sharePackage(front(clinic), { packageId, patientId: boId });
  await expect(sharePackage(front(clinic), { packageId, patientId: boId })).rejects.toMatchObject({
    code: "already_done",
  });
  await expect(sharePackage(front(clinic), { packageId, patientId: clinic.ids.asha })).rejects.toMatchObject({
    code: "already_done",
  });
  await give(clinic, plus(nine, day), bo);
  expect(await owedByBo()).toBe(massageMinor);
  // Whoever shares it sees what is left, not what it cost to give it up.
  expect(await ofBo()).toMatchObject([{ sharedBy: "Asha Rao", left: 4, unusedMinor: 0, sharers: [] }]);
  const [mine] = await ofAsha(clinic);
  await unsharePackage(front(clinic), { packageId, sharerId: mine!.sharers[0]!.sharerId });
  await give(clinic, plus(nine, 2 * day), bo);
  expect(await owedByBo()).toBe(2 * massageMinor);
  const stranger = await desk.clinic();
  await expect(sharePackage(front(stranger), { packageId, patientId: stranger.ids.asha })).rejects.toMatchObject({
    code: "not_found",
  });
  await mustHold(clinic, plus(nine, 3 * day));
});

test("two visits that end at one moment never use the last one both", async () => {
  const clinic = await desk.clinic();
  const { packageId } = await sell(clinic, (await offer(clinic, { sessions: 2, total: 24_000 })).offerId);
  await give(clinic);
  const both = [await book(clinic, { start: plus(nine, day) }), await book(clinic, { start: plus(nine, 2 * day) })];
  const end = clinic.memberCtx("practitioner", plus(nine, 2 * day + 60));
  await Promise.all(both.map(({ appointmentId }) => finishVisit(end, { appointmentId })));
  const used = await clinic.inside((tx) => tx.select().from(packageUses));
  expect(used.map((row) => row.number).toSorted((a, b) => a - b)).toEqual([1, 2]);
  expect(await ofAsha(clinic)).toMatchObject([{ packageId, left: 0, unusedMinor: 0 }]);
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: massageMinor, creditMinor: 0 });
  await mustHold(clinic, plus(nine, 3 * day));
});

test("a visit that is taken back whole gives its place in the package back", async () => {
  const clinic = await desk.clinic();
  await sell(clinic, (await offer(clinic)).offerId);
  await give(clinic);
  const [charged] = (await moneyOfAsha(clinic)).charges;
  await reduceCharge(front(clinic), {
    chargeId: charged!.chargeId,
    amountMinor: charged!.totalMinor,
    reason: "Not as it should be",
    paidPart: "credit",
    idempotencyKey: newId(),
  });
  expect(await ofAsha(clinic)).toMatchObject([{ left: 5, unusedMinor: 60_001 }]);
  await give(clinic, plus(nine, day));
  expect(await ofAsha(clinic)).toMatchObject([{ left: 4, unusedMinor: 48_000 }]);
  await mustHold(clinic, plus(nine, 3 * day));
});

test("after its last day it is not used; the one that ends first is used first", async () => {
  const clinic = await desk.clinic();
  const forever = await sell(clinic, (await offer(clinic)).offerId);
  const month = await sell(clinic, (await offer(clinic, { validMonths: 1, sessions: 2, total: 20_000 })).offerId);
  await give(clinic);
  const left = async () => new Map((await ofAsha(clinic)).map((one) => [one.packageId, one.left]));
  expect(await left()).toEqual(
    new Map([
      [forever.packageId, 5],
      [month.packageId, 1],
    ]),
  );
  await give(clinic, plus(nine, 35 * day));
  expect(await left()).toEqual(
    new Map([
      [forever.packageId, 4],
      [month.packageId, 1],
    ]),
  );
  await mustHold(clinic, plus(nine, 36 * day));
});

test("a week after its last day, what no visit used is revenue with its tax; one without a last day never lapses", async () => {
  const clinic = await desk.clinic();
  await sell(clinic, (await offer(clinic)).offerId);
  await sell(clinic, (await offer(clinic, { validMonths: 1, sessions: 2, total: 20_001 })).offerId);
  await give(clinic);
  const over = (days: number) => lapsePackages(clinic.systemCtx(plus(clinic.now, days * day)));
  const money = async () => (await accountsOf(clinic))["credit:patient"];
  expect(await over(37)).toBe(0);
  expect(await money()).toBe(-60_001 - 10_000);
  expect(await over(38)).toBe(1);
  expect(await over(39)).toBe(0);
  expect(await over(3_000)).toBe(0);
  const lapsed = (await clinic.inside((tx) => tx.select().from(charges))).find(({ kind }) => kind === "lapsed");
  expect(lapsed).toMatchObject({ netMinor: 9_524, taxMinor: 476, taxCode: "gst", appointmentId: null });
  expect(await money()).toBe(-60_001);
  const [, month] = await ofAsha(clinic);
  expect(month).toMatchObject({ status: "lapsed", left: 0, unusedMinor: 0 });
  await expect(
    endPackage(front(clinic), { packageId: month!.packageId, reason: "Too late", method: "cash" }),
  ).rejects.toMatchObject({ code: "already_done" });
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: 0 });
  await mustHold(clinic, plus(nine, 60 * day));
});

test("what is offered is the owner's to say, and an offer that ended sells no more", async () => {
  const clinic = await desk.clinic();
  const { offerId } = await offer(clinic);
  await expect(offerPackage(front(clinic), { ...five, serviceId: clinic.ids.massage })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await listOffers(clinic.guestCtx(), { online: true })).toMatchObject([{ offerId }]);
  await stopOffer(clinic.memberCtx("owner"), { offerId });
  expect(await listOffers(clinic.guestCtx())).toEqual([]);
  await expect(sell(clinic, offerId)).rejects.toMatchObject({ code: "not_found" });
});

async function boughtOnline(clinic: TestClinic) {
  const { offerId } = await offer(clinic);
  const { chainId, appointmentId } = await book(clinic);
  desk.setNow(plus(clinic.now, 2));
  const { url } = await buyPackage(clinic.guestCtx(), { chainId, offerId, returnPath: `/${clinic.slug}/booking/x` });
  await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  const [payment] = await clinic.inside((tx) => tx.select().from(payments));
  return { chainId, appointmentId, paymentIntentId: payment!.stripePaymentIntentId! };
}

test("a visit that was given while the payment is disputed is paid from the package once that is won", async () => {
  const clinic = await desk.clinic();
  const { appointmentId, paymentIntentId } = await boughtOnline(clinic);
  const dispute = desk.standIn.openDispute({ paymentIntentId });
  await desk.standIn.webhooksDone();
  desk.setNow(after);
  await finishVisit(clinic.memberCtx("practitioner", plus(nine, 60)), { appointmentId });
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: 12_001 });
  const { packageId } = (await ofAsha(clinic))[0]!;
  await expect(endPackage(front(clinic), { packageId, reason: "Moves away" })).rejects.toMatchObject({
    code: "in_progress",
  });
  desk.standIn.closeDispute(dispute, "won");
  await desk.standIn.webhooksDone();
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: 0, creditMinor: 0 });
  expect(await ofAsha(clinic)).toMatchObject([{ left: 4, unusedMinor: 48_000 }]);
  await mustHold(clinic, plus(nine, 3 * day));
});

test("money that comes back to a package that was given up pays whatever is owed, and the booking never calls it refunded", async () => {
  const clinic = await desk.clinic();
  const { chainId, appointmentId, paymentIntentId } = await boughtOnline(clinic);
  const held = await book(clinic, { start: plus(nine, day) });
  const { packageId } = (await ofAsha(clinic))[0]!;
  desk.setNow(after);
  await finishVisit(clinic.memberCtx("practitioner", plus(nine, 60)), { appointmentId });
  await endPackage(front(clinic), { packageId, reason: "Moves away" });
  // A bank that takes the payment back stops the refund; won, the refund is asked for again, and fails for good.
  desk.standIn.control({ fail: { times: 50, when: "before", how: 500, path: "/v1/refunds" } });
  await desk.relay(after);
  const dispute = desk.standIn.openDispute({ paymentIntentId });
  await desk.standIn.webhooksDone();
  expect(await chainMoney(clinic.guestCtx(after), { chainId })).toMatchObject({ refundedMinor: 0 });
  await finishVisit(clinic.memberCtx("practitioner", plus(nine, day + 60)), { appointmentId: held.appointmentId });
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: massageMinor });
  desk.standIn.closeDispute(dispute, "won");
  await desk.standIn.webhooksDone();
  const asked = await clinic.inside((tx) => tx.select().from(refunds));
  const again = asked.find((row) => row.status === "pending")!;
  desk.standIn.control({ fail: null });
  const { amountMinor, currency, requestedAt: createdAt } = again;
  const failed = {
    id: "re_failed",
    status: "failed" as const,
    amountMinor,
    currency,
    metadata: {},
    createdAt,
    paymentIntentId,
  };
  await settleRefund(clinic.systemCtx(after), again.id, failed);
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: 0, creditMinor: 48_000 - massageMinor });
});

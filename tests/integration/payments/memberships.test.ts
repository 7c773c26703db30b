// Memberships: joined on Stripe's page, renewed by its word, used by visits, lapsed by their rule, refused kindly, ended, given back; the books stay whole.
import { afterEach, expect, test } from "vitest";
import { charges, memberships, packages, payments } from "../../../db/schema/index.ts";
import { listCallTasks } from "../../../lib/intake/call-tasks.ts";
import { connectAccount } from "../../../lib/payments/connect-account.ts";
import { endPackage } from "../../../lib/payments/end-package.ts";
import { finishVisit } from "../../../lib/payments/finish-visit.ts";
import { changeMembershipCard, joinMembership } from "../../../lib/payments/join-membership.ts";
import { lapsePackages } from "../../../lib/payments/lapse-packages.ts";
import { lookAtAccount } from "../../../lib/payments/settle-account.ts";
import { listMemberships, viewMembership } from "../../../lib/payments/memberships.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import { offerMembership, stopMembershipOffer } from "../../../lib/payments/offer-membership.ts";
import { reconcile } from "../../../lib/payments/reconcile.ts";
import { settleMembership } from "../../../lib/payments/settle-membership.ts";
import { sharePackage } from "../../../lib/payments/share-package.ts";
import { payMonthAgain, stopMembership } from "../../../lib/payments/stop-membership.ts";
import { viewOnlinePayments } from "../../../lib/payments/view-online-payments.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { accountsOf, book, mustHold, nine, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { stripeLines } from "../../support/stripe-lines.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";
import { answerBank, ASKS_BANK, DECLINED, PAYS, payWith } from "../../unit/gateways/payments-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));
// One test that goes wrong is not to take all others along.
afterEach(() => desk.standIn.control({ dropWebhooksPercent: 0, webhookCopies: 1, shuffleWebhooksMs: 0 }));

const day = 24 * 60;
const after = plus(nine, 90);
const asha = (clinic: TestClinic, at = clinic.now) => clinic.patientCtx(clinic.ids.asha, at);
const front = (clinic: TestClinic, at = after) => clinic.memberCtx("front_desk", at);
const emailOf = (clinic: TestClinic) => `member-${clinic.slug}@example.org`;
const offer = (clinic: TestClinic, more: { sessions?: number; rollMonths?: number | null; online?: boolean } = {}) =>
  offerMembership(clinic.memberCtx("owner"), {
    name: "Maintenance",
    month: 12_001,
    sessions: 2,
    rollMonths: 0,
    serviceIds: [clinic.ids.massage],
    online: true,
    ...more,
  });
const open = async (clinic: TestClinic, offerId: string) =>
  (
    await joinMembership(asha(clinic), {
      patientId: clinic.ids.asha,
      offerId,
      returnPath: `/${clinic.slug}/me/membership`,
    })
  ).url;
const view = (clinic: TestClinic, at = after) => viewMembership(front(clinic, at), { patientId: clinic.ids.asha });
const rowOf = async (clinic: TestClinic) => (await clinic.inside((tx) => tx.select().from(memberships))).at(-1)!;

async function joined(more: Parameters<typeof offer>[1] = {}, clinic?: TestClinic): Promise<TestClinic> {
  const at = clinic ?? (await desk.clinic());
  desk.setNow(plus(at.now, 2));
  const { offerId } = await offer(at, more);
  await payWith(await open(at, offerId), PAYS, { email: emailOf(at) });
  await desk.standIn.webhooksDone();
  return at;
}

/** The month that runs is over at Stripe, which asks the card for the next one. */
async function renew(clinic: TestClinic, at: Date): Promise<void> {
  desk.setNow(at);
  desk.standIn.control({ endMonthOf: emailOf(clinic) });
  await desk.standIn.webhooksDone();
}

async function give(clinic: TestClinic, start: Date) {
  const visit = await book(clinic, { start, at: plus(start, -2 * day) });
  await finishVisit(clinic.memberCtx("practitioner", plus(start, 60)), { appointmentId: visit.appointmentId });
}

async function holds(clinic: TestClinic, at: Date): Promise<void> {
  await mustHold(clinic, at);
  const sums = await accountsOf(clinic);
  expect(Object.values(sums).reduce((sum, minor) => sum + minor, 0)).toBe(0);
  expect(await stripeLines(desk, clinic)).toMatchObject({ missing: [], surplus: [] });
}

test("joined online, a month is credit until a visit uses it, tax inside, and the next month comes by Stripe's word", async () => {
  const clinic = await joined();
  const begun = await view(clinic);
  expect(begun.membership).toMatchObject({ status: "active", cancelled: false, card: { last4: "4242" } });
  expect(begun.membership?.nextChargeAt).not.toBeNull();
  expect(begun.months).toMatchObject([{ sessions: 2, left: 2, totalMinor: 12_001, expiresOn: "2026-12-24" }]);
  // Deferred: nothing is revenue yet.
  expect(await accountsOf(clinic)).toEqual({ "cash:stripe": 12_001, "credit:patient": -12_001 });

  await give(clinic, nine);
  expect(await moneyOf(front(clinic), { patientId: clinic.ids.asha })).toMatchObject({ owedMinor: 0, creditMinor: 0 });
  const [used] = await clinic.inside((tx) => tx.select().from(charges));
  // The odd cent is on the first visit; 5 % GST is in it as it is in the price.
  expect(used).toMatchObject({ kind: "visit", netMinor: 5_715, taxMinor: 286 });
  expect(await accountsOf(clinic)).toMatchObject({ revenue: -5_715, "tax:gst": -286, "credit:patient": -6_000 });

  await renew(clinic, plus(clinic.now, 30 * day));
  expect((await view(clinic)).months).toMatchObject([{ left: 1 }, { left: 2 }]);
  expect(await clinic.inside((tx) => tx.select().from(payments))).toHaveLength(2);
  await holds(clinic, plus(nine, 40 * day));
});

test("told five times, shuffled, or not at all, a month is booked once", async () => {
  const clinic = await desk.clinic();
  desk.standIn.control({ webhookCopies: 5, shuffleWebhooksMs: 30 });
  await joined({}, clinic);
  await renew(clinic, plus(clinic.now, 30 * day));
  desk.standIn.control({ dropWebhooksPercent: 100, webhookCopies: 1 });
  await renew(clinic, plus(clinic.now, 60 * day));
  expect((await view(clinic)).months).toHaveLength(2);
  await reconcile(clinic.systemCtx(plus(clinic.now, 60 * day)));
  const { id, stripeSubscriptionId } = await rowOf(clinic);
  await Promise.all([1, 2, 3].map(() => settleMembership(clinic.systemCtx(), id, stripeSubscriptionId!)));
  expect((await view(clinic)).months).toHaveLength(3);
  await holds(clinic, plus(nine, 90 * day));
});

test("the first payment may be declined, asked about by the bank, or left until its page ends", async () => {
  const clinic = await desk.clinic();
  const { offerId } = await offer(clinic);
  desk.setNow(plus(clinic.now, 2));
  const first = await open(clinic, offerId);
  desk.standIn.control({ expireSession: first.split("/").at(-1)! });
  await desk.standIn.webhooksDone();
  expect(await rowOf(clinic)).toMatchObject({ status: "unpaid", stripeSubscriptionId: null });

  const left = await open(clinic, offerId);
  // Pressed again, the page before is closed: only one can be paid.
  const url = await open(clinic, offerId);
  expect((await payWith(left, PAYS)).status).toBe(410);
  expect((await payWith(url, DECLINED, { email: emailOf(clinic) })).status).toBe(402);
  await desk.standIn.webhooksDone();
  expect((await view(clinic)).membership).toBeNull();
  await payWith(url, ASKS_BANK, { email: emailOf(clinic) });
  await answerBank(url, "approve");
  await desk.standIn.webhooksDone();
  expect((await view(clinic)).months).toHaveLength(1);
  await expect(open(clinic, offerId)).rejects.toMatchObject({ code: "already_done" });
  await holds(clinic, after);
});

test("a refused month is told once and kindly, loses no booking, and another card pays it", async () => {
  const clinic = await joined();
  const kept = await book(clinic, { start: plus(nine, 40 * day) });
  desk.standIn.control({ keptCards: { email: emailOf(clinic), chargedLater: "asks" } });
  const late = plus(clinic.now, 30 * day);
  await renew(clinic, late);
  expect((await view(clinic)).membership).toMatchObject({
    status: "past_due",
    refusal: "authentication_required",
    nextChargeAt: null,
  });
  expect(await listMemberships(front(clinic))).toMatchObject([{ status: "past_due", patientId: clinic.ids.asha }]);
  await desk.relay(late);
  const mails = () => desk.mailbox.mails().filter(({ subject }) => subject.includes("This month’s payment"));
  const before = mails().length;
  expect(before).toBeGreaterThan(0);
  await expect(payMonthAgain(asha(clinic, late), { patientId: clinic.ids.asha })).rejects.toMatchObject({
    code: "payment_declined",
  });
  await desk.standIn.webhooksDone();
  await desk.relay(late);
  expect(mails()).toHaveLength(before);
  // The desk has one call to make.
  expect((await listCallTasks(front(clinic, late))).filter(({ kind }) => kind === "membership")).toHaveLength(1);

  desk.standIn.control({ keptCards: { email: emailOf(clinic), chargedLater: "passes" } });
  const of = { patientId: clinic.ids.asha, returnPath: `/${clinic.slug}/me/membership` };
  const { url } = await changeMembershipCard(asha(clinic, late), of);
  await payWith(url, PAYS, { email: emailOf(clinic) });
  await desk.standIn.webhooksDone();
  expect((await view(clinic)).membership).toMatchObject({ status: "active", refusal: null });
  expect((await view(clinic)).months).toHaveLength(2);
  // What was booked is still there to be given.
  await finishVisit(clinic.memberCtx("practitioner", plus(nine, 40 * day + 60)), { appointmentId: kept.appointmentId });
  expect(await moneyOf(front(clinic), { patientId: clinic.ids.asha })).toMatchObject({ owedMinor: 0 });
  await holds(clinic, plus(nine, 60 * day));
});

test("one that is stopped ends with its month, and can be joined again", async () => {
  const clinic = await joined();
  const of = { patientId: clinic.ids.asha };
  await stopMembership(asha(clinic), { ...of, stop: true });
  expect((await view(clinic)).membership).toMatchObject({ status: "active", cancelled: true, nextChargeAt: null });
  await stopMembership(front(clinic), { ...of, stop: false });
  expect((await view(clinic)).membership).toMatchObject({ cancelled: false });
  await stopMembership(asha(clinic), { ...of, stop: true });
  await renew(clinic, plus(clinic.now, 30 * day));
  const ended = await view(clinic);
  expect(ended.membership).toMatchObject({ status: "ended" });
  expect(ended.months).toMatchObject([{ left: 2, status: "active" }]);
  await expect(stopMembership(asha(clinic), { ...of, stop: false })).rejects.toMatchObject({ code: "nothing_left" });
  const elsewhere = { patientId: (await desk.clinic()).ids.asha, stop: true };
  await expect(stopMembership(front(clinic), elsewhere)).rejects.toMatchObject({ code: "not_found" });
  const again = await joined({ sessions: 1 }, clinic);
  expect((await view(again)).months).toHaveLength(2);
  await holds(clinic, plus(nine, 60 * day));
});

test.each(["asha", "front desk"])(
  "while a month is open, %s ends it at once; no month is asked for again, no letter says that it was not paid",
  async (who) => {
    const clinic = await joined();
    const kept = await book(clinic, { start: plus(nine, 40 * day) });
    desk.standIn.control({ keptCards: { email: emailOf(clinic), chargedLater: "is refused" } });
    const late = plus(clinic.now, 30 * day);
    await renew(clinic, late);
    expect((await view(clinic)).membership).toMatchObject({ status: "past_due", canEnd: true, nextChargeAt: null });
    const by = who === "asha" ? asha(clinic, late) : front(clinic, late);
    const of = { patientId: clinic.ids.asha };
    const mails = () => desk.mailbox.mails().filter(({ subject }) => subject.startsWith("Your membership at"));
    const before = mails().length;
    expect(await stopMembership(by, { ...of, stop: true })).toEqual({ ended: true });
    await desk.standIn.webhooksDone();
    await desk.relay(late);
    expect(mails()).toHaveLength(before);
    const { membership, months } = await view(clinic);
    expect(membership).toMatchObject({ status: "ended", refusal: null, payUrl: null, canEnd: false });
    // What was paid before is still there to be used, and so is what is booked.
    expect(months).toMatchObject([{ left: 2, status: "active" }]);
    await finishVisit(clinic.memberCtx("practitioner", plus(nine, 40 * day + 60)), {
      appointmentId: kept.appointmentId,
    });
    desk.standIn.control({ keptCards: { email: emailOf(clinic), chargedLater: "passes" } });
    await renew(clinic, plus(clinic.now, 60 * day));
    await reconcile(clinic.systemCtx(plus(clinic.now, 60 * day)));
    expect(await clinic.inside((tx) => tx.select().from(payments))).toHaveLength(1);
    await expect(stopMembership(by, { ...of, stop: true })).rejects.toMatchObject({ code: "nothing_left" });
    await holds(clinic, plus(nine, 90 * day));
  },
);

test("an unused visit lapses by its rule, as revenue with its tax, and never while the rule lets it stand", async () => {
  const clinic = await joined({ rollMonths: 1 });
  await give(clinic, nine);
  // The month and one more, and some days for visits that are finished late.
  expect(await lapsePackages(clinic.systemCtx(plus(clinic.now, 68 * day)))).toBe(0);
  expect(await lapsePackages(clinic.systemCtx(plus(clinic.now, 69 * day)))).toBe(1);
  expect(await lapsePackages(clinic.systemCtx(plus(clinic.now, 70 * day)))).toBe(0);
  const lapsed = (await clinic.inside((tx) => tx.select().from(charges))).find(({ kind }) => kind === "lapsed");
  expect(lapsed).toMatchObject({ netMinor: 5_714, taxMinor: 286, appointmentId: null });
  expect((await view(clinic)).months).toMatchObject([{ status: "lapsed", left: 0 }]);
  expect(await accountsOf(clinic)).toMatchObject({ "credit:patient": 0, "tax:gst": -572 });
  await holds(clinic, plus(nine, 90 * day));

  const forever = await joined({ rollMonths: null });
  expect(await lapsePackages(forever.systemCtx(plus(forever.now, 900 * day)))).toBe(0);
});

test("what is not used goes back to the card, to the cent, once; a month is shared with nobody", async () => {
  const clinic = await joined();
  await give(clinic, nine);
  const [month] = (await view(clinic)).months;
  const packageId = month!.packageId;
  await expect(sharePackage(front(clinic), { packageId, patientId: clinic.ids.asha })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await endPackage(front(clinic), { packageId, reason: "Moves away" })).toEqual({ backMinor: 6_000 });
  await desk.relay(after);
  await desk.standIn.webhooksDone();
  expect(await accountsOf(clinic)).toMatchObject({ "cash:stripe": 6_001, "credit:patient": 0 });
  await holds(clinic, plus(nine, 2 * day));
});

test("on the clinic's own account the month and its fee are the account's, and a dispute finds its clinic", async () => {
  const clinic = await desk.clinic();
  const owner = clinic.memberCtx("owner");
  await connectAccount(owner, { returnPath: "/x" });
  const { accountId } = await viewOnlinePayments(owner);
  desk.standIn.changeAccount({ account: accountId!, due: [] });
  await lookAtAccount(clinic.systemCtx());
  await joined({}, clinic);
  expect(await rowOf(clinic)).toMatchObject({ stripeAccount: accountId, status: "active" });
  const [payment] = await clinic.inside((tx) => tx.select().from(payments));
  desk.standIn.openDispute({ paymentIntentId: payment!.stripePaymentIntentId! });
  await desk.standIn.webhooksDone();
  expect(await accountsOf(clinic)).toMatchObject({ disputed: 12_001, "cash:stripe": 0 });
  await holds(clinic, after);
});

test("nobody joins what is not offered online, or for somebody else; an offer that is taken back goes on for its members", async () => {
  const clinic = await desk.clinic();
  const hidden = await offer(clinic, { online: false });
  await expect(open(clinic, hidden.offerId)).rejects.toMatchObject({ code: "not_found" });
  const { offerId } = await offer(clinic);
  await expect(
    joinMembership(clinic.patientCtx(clinic.ids.priya, clinic.now), {
      patientId: clinic.ids.asha,
      offerId,
      returnPath: "/x",
    }),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(offerMembership(front(clinic), {} as never)).rejects.toMatchObject({ code: "forbidden" });
  desk.setNow(plus(clinic.now, 2));
  await payWith(await open(clinic, offerId), PAYS, { email: emailOf(clinic) });
  await desk.standIn.webhooksDone();
  await stopMembershipOffer(clinic.memberCtx("owner"), { offerId });
  await renew(clinic, plus(clinic.now, 30 * day));
  expect(await clinic.inside((tx) => tx.select().from(packages))).toHaveLength(2);
});

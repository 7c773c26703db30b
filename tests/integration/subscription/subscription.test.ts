// A clinic's own subscription to Taper: begun on Stripe's page, renewed, refused, read-only, paid again, stopped; and events in any order.
import { afterEach, expect, test } from "vitest";
import { liveOwners } from "../../../db/queries/staff.ts";
import { practitioners } from "../../../db/schema/index.ts";
import { holdSlot } from "../../../lib/booking/hold-slot.ts";
import { rescheduleAppointment } from "../../../lib/booking/reschedule-appointment.ts";
import { openClinic } from "../../../lib/clinic/open-clinic.ts";
import { newId } from "../../../lib/ids.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { applyStripeEvent } from "../../../lib/payments/apply-stripe-event.ts";
import { reconcile } from "../../../lib/payments/reconcile.ts";
import { changeCard } from "../../../lib/subscription/change-card.ts";
import { payAgain } from "../../../lib/subscription/pay-again.ts";
import { settleSubscription } from "../../../lib/subscription/settle-subscription.ts";
import { tellOfEnds } from "../../../lib/subscription/tell-owners.ts";
import { stopSubscription } from "../../../lib/subscription/stop-subscription.ts";
import { subscribe } from "../../../lib/subscription/subscribe.ts";
import { subscriptionNews, viewSubscription } from "../../../lib/subscription/view-subscription.ts";
import {
  billedClinics,
  payerOf,
  returnPath,
  subscriptionDeeds,
  subscriptionRow,
} from "../../support/billed-clinics.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { book, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";
import { answerBank, ASKS_BANK, DECLINED, PAYS, payWith } from "../../unit/gateways/payments-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));
// One test that goes wrong is not to take all others along.
afterEach(() => desk.standIn.control({ dropWebhooksPercent: 0, fail: null }));

const clinics = billedClinics(() => desk);
const { advance, card, dayAhead, inTrial, now, owner, paying, subscribed, view } = clinics;
const dayMs = 86_400_000;
const bookNow = (clinic: TestClinic, start = dayAhead(3)) => book(clinic, { start, at: now() });

test("a clinic opens with a month's trial, which ends with a day of the clinic's", async () => {
  const clinic = await desk.clinic(undefined, { now: new Date("2026-11-24T15:00:00Z") });
  const ctx = { ...clinic.guestCtx(), clinicId: newId() };
  await openClinic(ctx, {
    clinicName: "Inlet",
    slug: `inlet-${ctx.clinicId.slice(-8)}`,
    place: "BC America/Vancouver",
    address: "4 Inlet Road",
    phone: "+16045550144",
    email: "hello@inlet.test",
    disciplines: ["massage_therapy"],
    ownerName: "Rosa Lind",
    ownerEmail: "rosa@inlet.test",
  });
  const opened = await viewSubscription({ ...clinic.memberCtx("owner"), clinicId: ctx.clinicId });
  // Midnight in Vancouver after the thirtieth day.
  expect(opened).toMatchObject({
    state: "trial",
    until: new Date("2026-12-25T07:00:00Z"),
    live: false,
    practitioners: 1,
    band: { monthMinor: 5_900 },
    bills: [],
  });
});

test("the owner subscribes in the trial, and pays for the first month when it is over", async () => {
  const clinic = await inTrial();
  await expect(subscribe(clinic.memberCtx("manager"), { returnPath })).rejects.toMatchObject({ code: "forbidden" });
  const { url } = await subscribe(owner(clinic), { returnPath });
  expect((await payWith(url, DECLINED, { email: payerOf(clinic) })).status).toBe(402);
  await desk.standIn.webhooksDone();
  expect(await view(clinic)).toMatchObject({ state: "trial", live: false });

  await payWith(url, PAYS, { email: payerOf(clinic) });
  await desk.standIn.webhooksDone();
  const begun = await view(clinic);
  // Two people treat at this clinic.
  expect(begun).toMatchObject({
    state: "active",
    live: true,
    practitioners: 2,
    card: { last4: "4242" },
    nextBill: { amountMinor: 12_500, at: begun.trialEndsAt },
    bills: [],
  });
  await expect(subscribe(owner(clinic), { returnPath })).rejects.toMatchObject({ code: "already_done" });
  await advance(32);
  const paid = await view(clinic);
  expect(paid.bills).toMatchObject([{ status: "paid", amountMinor: 12_500, currency: "CAD" }]);
  expect(paid.trialEndsAt).toBeNull();
  expect(await subscriptionDeeds(clinic)).toEqual(["subscription.trial", "subscription.page", "subscription.began"]);
});

test("a second page closes the first, and one that was used meanwhile is found instead of a second subscription", async () => {
  const clinic = await inTrial();
  const first = await subscribe(owner(clinic), { returnPath });
  const second = await subscribe(owner(clinic), { returnPath });
  expect((await payWith(first.url, PAYS)).status).toBe(410);
  // Stripe's word is lost: only the next press finds it.
  desk.standIn.control({ dropWebhooksPercent: 100 });
  await payWith(second.url, PAYS);
  await expect(subscribe(owner(clinic), { returnPath })).rejects.toMatchObject({ code: "in_progress" });
  desk.standIn.control({ dropWebhooksPercent: 0 });
  expect(await view(clinic)).toMatchObject({ state: "active", live: true });
});

test("two owners who press at once get one page, and one subscription", async () => {
  const clinic = await inTrial();
  const pressed = await Promise.allSettled([1, 2, 3].map(() => subscribe(owner(clinic), { returnPath })));
  const urls = pressed.flatMap((one) => (one.status === "fulfilled" ? [one.value.url] : []));
  expect(urls.length).toBeGreaterThan(0);
  const answers: number[] = [];
  for (const url of urls) answers.push((await payWith(url, PAYS)).status);
  expect(answers.filter((status) => status === 303)).toHaveLength(1);
});

test("a refused renewal is told once, leaves two weeks, then nothing new is booked; another card opens everything", async () => {
  const clinic = await paying();
  const kept = await bookNow(clinic, dayAhead(60));
  const other = await bookNow(clinic, dayAhead(61));
  card(clinic, "is refused");
  await advance(31);
  const refused = await view(clinic);
  expect(refused).toMatchObject({ state: "past_due", readOnly: false, live: true, bills: [{ status: "open" }, {}] });
  expect(refused.until!.getTime() - now().getTime()).toBeGreaterThan(13 * dayMs);
  expect((await subscriptionNews(clinic.memberCtx("manager", now())))?.state).toBe("past_due");
  await expect(payAgain(owner(clinic))).rejects.toMatchObject({ code: "payment_declined" });
  // Until the day that was said, everything goes on.
  await bookNow(clinic, dayAhead(4));

  await advance(9);
  expect((await view(clinic)).until).toEqual(refused.until);
  const said = await clinic.inside((tx) => tx.execute("select kind from outbox where kind = 'subscription.refused'"));
  expect(said).toHaveLength(1);

  // Stripe gives up and ends it on the fifteenth day.
  await advance(7);
  expect(await view(clinic)).toMatchObject({ state: "read_only", readOnly: true, live: false });
  const at = now();
  const wish = { serviceId: clinic.ids.massage, practitionerId: clinic.ids.tom, start: dayAhead(5) };
  await expect(holdSlot(clinic.guestCtx(at), wish)).rejects.toMatchObject({
    code: "not_bookable",
    message: expect.stringMatching(/Please call\. What you have booked stays/),
  });
  await expect(holdSlot(clinic.memberCtx("front_desk", at), wish)).rejects.toMatchObject({
    code: "not_bookable",
    message: expect.stringMatching(/subscription to Taper is over/),
  });
  await expect(bookNow(clinic)).rejects.toMatchObject({ code: "not_bookable" });
  // What is booked is moved and cancelled as ever.
  await rescheduleAppointment(clinic.memberCtx("front_desk", at), {
    appointmentId: kept.appointmentId,
    start: dayAhead(50),
  });
  await cancelBooking(clinic.memberCtx("front_desk", at), {
    appointmentId: other.appointmentId,
    byWhom: "patient",
    reason: "ill",
  });

  card(clinic, "passes");
  await subscribed(clinic);
  expect(await view(clinic)).toMatchObject({ state: "active", readOnly: false, bills: [{ status: "paid" }, {}, {}] });
  await bookNow(clinic, dayAhead(6));
});

const mails = (clinic: TestClinic) =>
  clinic.inside(async (tx) => {
    const [ruth] = await liveOwners(tx, clinic.clinicId);
    return desk.mailbox
      .mails(ruth!.email)
      .map(({ subject }) => subject)
      .toReversed();
  });

test("the owner is told of a refusal at once, and of each end before it comes and on its day, once", async () => {
  const clinic = await paying();
  card(clinic, "is refused");
  await advance(31);
  const hear = async (days: number) => {
    if (days) await advance(days);
    for (let turn = 0; turn < 2; turn++) await tellOfEnds(clinic.systemCtx(now()));
    while (await desk.relay(now()));
    return mails(clinic);
  };
  const refused = "A payment for Taper was refused";
  expect(await hear(0)).toEqual([refused]);
  expect(await hear(13)).toEqual([refused, expect.stringMatching(/^Taper is paid for no longer than \w+, /)]);
  const all = await hear(4);
  expect(all).toHaveLength(3);
  expect(all[2]).toMatch(/^Nothing new can be booked at /);
  expect(await hear(3)).toEqual(all);
});

test("the end of a trial is said three days before, on its day, and to nobody who subscribed", async () => {
  const [clinic, other] = [await inTrial(), await inTrial()];
  await subscribed(other);
  const hear = async (days: number) => {
    const at = plus(now(), days * 1_440);
    for (const one of [clinic, other]) await tellOfEnds(one.systemCtx(at));
    while (await desk.relay(at));
    return mails(clinic);
  };
  expect(await hear(20)).toEqual([]);
  expect(await hear(29)).toEqual([expect.stringMatching(/^The trial of Taper ends on \w+, /)]);
  expect((await hear(32)).at(-1)).toBe("The trial of Taper is over");
  expect(await hear(33)).toHaveLength(2);
  expect(await mails(other)).toEqual([]);
});

test("another card pays what is open, and the bills to come", async () => {
  const clinic = await paying();
  card(clinic, "is refused");
  await advance(31);
  expect((await view(clinic)).state).toBe("past_due");
  card(clinic, "passes");
  const { url } = await changeCard(owner(clinic), { returnPath });
  await payWith(url, ASKS_BANK, { email: payerOf(clinic) });
  await answerBank(url, "approve");
  await desk.standIn.webhooksDone();
  expect(await view(clinic)).toMatchObject({
    state: "active",
    until: expect.any(Date),
    card: { last4: "3155" },
    bills: [{ status: "paid" }, {}],
  });
  expect(await subscriptionDeeds(clinic)).toContain("subscription.paid");
  expect(await subscriptionNews(owner(clinic))).toBeNull();
});

test("the same card pays when it is asked again", async () => {
  const clinic = await paying();
  card(clinic, "is refused");
  await advance(31);
  card(clinic, "passes");
  await payAgain(owner(clinic));
  expect(await view(clinic)).toMatchObject({ state: "active", bills: [{ status: "paid" }, {}] });
  await expect(payAgain(owner(clinic))).rejects.toMatchObject({ code: "nothing_left" });
});

test("the owner stops it with the month, takes that back, and stops it again; the data stays open", async () => {
  const clinic = await paying();
  await stopSubscription(owner(clinic), { stop: true });
  const stopping = await view(clinic);
  expect(stopping).toMatchObject({ state: "stopping", nextBill: null, readOnly: false });
  await stopSubscription(owner(clinic), { stop: false });
  expect((await view(clinic)).state).toBe("active");
  await stopSubscription(owner(clinic), { stop: true });
  await advance(31);
  expect(await view(clinic)).toMatchObject({ state: "stopped", readOnly: true, live: false });
  await expect(stopSubscription(owner(clinic), { stop: true })).rejects.toMatchObject({ code: "nothing_left" });
  await expect(bookNow(clinic)).rejects.toMatchObject({ code: "not_bookable" });
  // No second trial: the month is paid at once.
  await subscribed(clinic);
  expect(await view(clinic)).toMatchObject({ state: "active", trialEndsAt: null, bills: [{ status: "paid" }, {}] });
});

test("a trial that nobody ends in time leaves two weeks as well; a clinic without a row is asked nothing", async () => {
  const clinic = await inTrial();
  const bare = await desk.clinic(undefined, { now: now() });
  const over = plus(now(), 32 * 1_440);
  expect((await viewSubscription(clinic.memberCtx("owner", over))).state).toBe("trial_over");
  const later = plus(now(), 47 * 1_440);
  expect((await viewSubscription(clinic.memberCtx("owner", later))).state).toBe("read_only");
  const start = new Date(later.getTime() + 3 * dayMs);
  start.setUTCHours(18, 0, 0, 0);
  await expect(book(clinic, { start, at: later })).rejects.toMatchObject({ code: "not_bookable" });
  await book(bare, { start, at: later });
  expect((await viewSubscription(bare.memberCtx("owner", later))).state).toBe("none");
});

test("somebody more at the clinic counts from the next bill on, by the worker's round", async () => {
  const clinic = await paying();
  await clinic.inside(async (tx) => {
    const [one] = await tx.select().from(practitioners);
    for (let position = 3; position <= 6; position++)
      await tx.insert(practitioners).values({ ...one!, id: newId(), name: `Person ${position}`, position });
    // Who has left does not count, who leaves later does.
    await tx.insert(practitioners).values({ ...one!, id: newId(), name: "Gone", position: 9, leftOn: "2020-01-01" });
  });
  expect((await view(clinic)).nextBill?.amountMinor).toBe(18_900);
  await reconcile(clinic.systemCtx(now()));
  expect((await subscriptionRow(clinic)).quantity).toBe(6);
  expect((await view(clinic)).bills).toMatchObject([{ amountMinor: 12_500 }]);
  await advance(31);
  expect((await view(clinic)).bills).toMatchObject([{ amountMinor: 18_900, status: "paid" }, { amountMinor: 12_500 }]);
});

test("what Stripe told and nobody heard is found by asking", async () => {
  const clinic = await inTrial();
  const { url } = await subscribe(owner(clinic), { returnPath });
  desk.standIn.control({ dropWebhooksPercent: 100 });
  await payWith(url, PAYS, { email: payerOf(clinic) });
  expect((await view(clinic)).live).toBe(false);
  await reconcile(clinic.systemCtx(now()));
  expect(await view(clinic)).toMatchObject({ state: "active", live: true });
  card(clinic, "is refused");
  await advance(32);
  expect((await view(clinic)).state).toBe("active");
  await reconcile(clinic.systemCtx(now()));
  expect((await view(clinic)).state).toBe("past_due");
  card(clinic, "passes");
  await advance(4);
  await reconcile(clinic.systemCtx(now()));
  expect((await view(clinic)).state).toBe("active");
  desk.standIn.control({ dropWebhooksPercent: 0 });
});

test("nobody's own account at Stripe speaks for Taper's bills, and no clinic for another", async () => {
  const clinic = await paying();
  const stranger = await inTrial();
  const { stripeSubscriptionId } = await subscriptionRow(clinic);
  const event = (account: string | null) => ({
    id: `evt_${newId()}`,
    type: "customer.subscription.updated",
    account,
    objectId: stripeSubscriptionId!,
    created: new Date(),
  });
  const contextOf = (clinicId: string) => ({ ...clinic.systemCtx(now()), clinicId });
  expect(await applyStripeEvent(contextOf, event("acct_demoharbour"))).toBe("not ours");
  // The stranger's row is another customer's, whatever somebody says.
  expect(await settleSubscription(stranger.systemCtx(now()), stripeSubscriptionId!)).toBe("another customer");
  expect((await view(stranger)).state).toBe("trial");
});

test("bookings of a clinic that is not read-only go on whatever Stripe does", async () => {
  const clinic = await inTrial();
  desk.standIn.control({ fail: { times: 3, when: "before", how: 500 } });
  await expect(subscribe(owner(clinic), { returnPath })).rejects.toMatchObject({ code: "payments_unavailable" });
  desk.standIn.control({ fail: null });
  expect((await bookNow(clinic)).status).toBe("booked");
});

// Disputed payments: the money is away until it is decided, comes back when the clinic wins, and is owed again when it loses.
import { expect, test } from "vitest";
import { disputes, ledgerEntries, payments, refunds } from "../../../db/schema/index.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { finishVisit } from "../../../lib/payments/finish-visit.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import { viewDayClose } from "../../../lib/payments/view-day-close.ts";
import { reconcile } from "../../../lib/payments/reconcile.ts";
import type { TestClinic } from "../../support/clinic.ts";
import {
  accountsOf,
  bookAndOpen,
  massageMinor,
  mustHold,
  nine,
  plus,
  type MoneyDesk,
} from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";
import { PAYS, payWith } from "../../unit/gateways/payments-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

const after = plus(nine, 90);
const ofAsha = (clinic: TestClinic) => moneyOf(clinic.memberCtx("front_desk", after), { patientId: clinic.ids.asha });

async function paidVisit(clinic: TestClinic, { given = true } = {}) {
  desk.setNow(plus(clinic.now, 2));
  const held = await bookAndOpen(clinic);
  await payWith(held.url, PAYS);
  await desk.standIn.webhooksDone();
  desk.setNow(after);
  if (given) await finishVisit(clinic.memberCtx("practitioner", plus(nine, 60)), { appointmentId: held.appointmentId });
  const [payment] = await clinic.inside((tx) => tx.select().from(payments));
  return { ...held, paymentIntentId: payment!.stripePaymentIntentId! };
}

test("lost: the visit is owed again, and the books say where the money went", async () => {
  const clinic = await desk.clinic();
  const { paymentIntentId } = await paidVisit(clinic);
  const dispute = desk.standIn.openDispute({ paymentIntentId });
  await desk.standIn.webhooksDone();
  expect(await accountsOf(clinic)).toMatchObject({ disputed: massageMinor, "cash:stripe": 0, "receivable:patient": 0 });
  expect(await ofAsha(clinic)).toMatchObject({ owedMinor: 0, creditMinor: 0 });
  desk.standIn.closeDispute(dispute, "lost");
  await desk.standIn.webhooksDone();
  expect(await ofAsha(clinic)).toMatchObject({ owedMinor: massageMinor, creditMinor: 0 });
  expect(await accountsOf(clinic)).toMatchObject({
    disputed: 0,
    "cash:stripe": 0,
    "credit:patient": 0,
    "receivable:patient": massageMinor,
  });
  expect(await clinic.inside((tx) => tx.select().from(disputes))).toMatchObject([
    { status: "lost", takenMinor: massageMinor },
  ]);
  // The day's close says the same.
  expect(await viewDayClose(clinic.memberCtx("owner", after), { day: "2026-12-01" })).toMatchObject({
    methods: [{ method: "stripe", receivedMinor: 0, backMinor: massageMinor }],
    credit: { openingMinor: massageMinor, usedMinor: 0, backMinor: 0, lostMinor: massageMinor, closingMinor: 0 },
    owed: { patients: { chargedMinor: massageMinor, paidMinor: 0, closingMinor: massageMinor } },
  });
  await mustHold(clinic, after);
});

test("won: everything is as before", async () => {
  const clinic = await desk.clinic();
  const { paymentIntentId } = await paidVisit(clinic);
  const before = await accountsOf(clinic);
  const dispute = desk.standIn.openDispute({ paymentIntentId });
  await desk.standIn.webhooksDone();
  desk.standIn.closeDispute(dispute, "won");
  await desk.standIn.webhooksDone();
  expect(await accountsOf(clinic)).toEqual({ ...before, disputed: 0 });
  expect(await ofAsha(clinic)).toMatchObject({ owedMinor: 0, creditMinor: 0 });
  await mustHold(clinic, after);
});

test("while it is open nothing of it is given back a second time", async () => {
  const clinic = await desk.clinic();
  const { appointmentId, paymentIntentId } = await paidVisit(clinic, { given: false });
  desk.standIn.openDispute({ paymentIntentId });
  await desk.standIn.webhooksDone();
  const early = plus(nine, -25 * 60);
  const cancel = { appointmentId, byWhom: "patient" as const, reason: "" };
  expect(await cancelBooking(clinic.guestCtx(early), cancel)).toMatchObject({ refundMinor: 0 });
  expect(await clinic.inside((tx) => tx.$count(refunds))).toBe(0);
  await mustHold(clinic, after);
});

test("a refund that meets a dispute at Stripe waits for its end: won, it is asked again; lost, there is nothing to give", async () => {
  for (const outcome of ["won", "lost"] as const) {
    const clinic = await desk.clinic();
    const { appointmentId, paymentIntentId } = await paidVisit(clinic, { given: false });
    const early = plus(nine, -25 * 60);
    await cancelBooking(clinic.guestCtx(early), { appointmentId, byWhom: "patient", reason: "" });
    const dispute = desk.standIn.openDispute({ paymentIntentId });
    await desk.relay(early);
    await desk.standIn.webhooksDone();
    const statuses = async () =>
      (await clinic.inside((tx) => tx.select().from(refunds).orderBy(refunds.id))).map((row) => row.status);
    expect(await statuses()).toEqual(["pending"]);
    desk.standIn.closeDispute(dispute, outcome);
    await desk.standIn.webhooksDone();
    await desk.relay(after);
    await desk.standIn.webhooksDone();
    expect(await statuses()).toEqual(outcome === "won" ? ["failed", "succeeded"] : ["failed"]);
    expect(await accountsOf(clinic)).toMatchObject({ "cash:stripe": 0, "credit:patient": 0, disputed: 0 });
    await mustHold(clinic, after);
  }
});

test("lost webhooks are made up for, and shuffled repeats change nothing", async () => {
  const clinic = await desk.clinic();
  const { paymentIntentId } = await paidVisit(clinic);
  desk.standIn.control({ dropWebhooksPercent: 100 });
  const dispute = desk.standIn.openDispute({ paymentIntentId });
  desk.standIn.closeDispute(dispute, "lost");
  await desk.standIn.webhooksDone();
  desk.standIn.control({ dropWebhooksPercent: 0 });
  await reconcile(clinic.systemCtx(after));
  await reconcile(clinic.systemCtx(after));
  expect(await ofAsha(clinic)).toMatchObject({ owedMinor: massageMinor });
  const entries = await clinic.inside((tx) => tx.select().from(ledgerEntries));
  expect(entries.filter((row) => row.kind === "dispute_lost")).toHaveLength(2);
  await mustHold(clinic, after);
});

// The money of visits given, missed, cancelled and moved: charges, settlement, receipts and what the desk takes.
import { setTimeout } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  appointments,
  charges,
  disciplines as disciplineTable,
  paymentAllocations,
  payments,
  receipts,
} from "../../../db/schema/index.ts";
import { rescheduleAppointment } from "../../../lib/booking/reschedule-appointment.ts";
import { inTransaction } from "../../../lib/context/context.ts";
import { newId } from "../../../lib/ids.ts";
import { payKey } from "../../../lib/money/pay-key.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { chainMoney } from "../../../lib/payments/chain-money.ts";
import { finishVisit } from "../../../lib/payments/finish-visit.ts";
import { issueReceipt, reissueReceipt } from "../../../lib/payments/issue-receipt.ts";
import { missVisit } from "../../../lib/payments/miss-visit.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import { offerPackage } from "../../../lib/payments/offer-package.ts";
import { openCheckout } from "../../../lib/payments/open-checkout.ts";
import { listPackages } from "../../../lib/payments/packages.ts";
import { closePayPage, payState, sendPayPage, viewDeskPayment, viewPayPage } from "../../../lib/payments/pay-pages.ts";
import { sellPackageByCard } from "../../../lib/payments/sell-package.ts";
import { takePayment, type TakePayment } from "../../../lib/payments/take-payment.ts";
import {
  endPayerReferral,
  enterPayerReferral,
  listPayerReferrals,
  payerReferralInput,
} from "../../../lib/plans/payer-referrals.ts";
import { viewReceipt } from "../../../lib/payments/view-receipt.ts";
import { asha, type TestClinic } from "../../support/clinic.ts";
import { bo, book, bookAndOpen, massageMinor, mustHold, nine, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";
import { PAYS, payWith } from "../../unit/gateways/payments-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

const missing = { code: "not_found" };
const afterVisit = plus(nine, 60);

async function paid(clinic: TestClinic, start = nine, person = {}) {
  desk.setNow(plus(clinic.now, 2));
  const held = await bookAndOpen(clinic, { start, person });
  await payWith(held.url, PAYS);
  await desk.standIn.webhooksDone();
  return held;
}
const moneyOfAsha = (clinic: TestClinic) => moneyOf(clinic.memberCtx("front_desk"), { patientId: clinic.ids.asha });
const cash = (clinic: TestClinic, amountMinor: number, more: Partial<TakePayment> = {}): TakePayment => ({
  patientId: clinic.ids.asha,
  method: "cash",
  amountMinor,
  idempotencyKey: newId(),
  ...more,
});

test("cancelled in time everything goes back to the card, once", async () => {
  const clinic = await desk.clinic();
  const held = await paid(clinic);
  const cancel = { appointmentId: held.appointmentId, byWhom: "patient" as const, reason: "" };
  const early = plus(nine, -25 * 60);
  expect(await cancelBooking(clinic.guestCtx(early), cancel)).toEqual({
    late: false,
    feeMinor: 0,
    refundMinor: massageMinor,
  });
  await expect(cancelBooking(clinic.guestCtx(early), cancel)).rejects.toMatchObject({ code: "already_done" });
  await desk.relay(early);
  await desk.relay(early);
  await desk.standIn.webhooksDone();
  expect(await moneyOfAsha(clinic)).toMatchObject({
    owedMinor: 0,
    creditMinor: 0,
    charges: [],
    refunds: [{ amountMinor: massageMinor, status: "succeeded" }],
  });
  expect(await chainMoney(clinic.guestCtx(), { chainId: held.chainId })).toMatchObject({
    paidMinor: massageMinor,
    refundedMinor: massageMinor,
    owedMinor: 0,
  });
  const toCard = desk.standIn.ledger().filter((line) => line.kind === "refund" && line.amountMinor === massageMinor);
  expect(toCard).toHaveLength(1);
  await mustHold(clinic, early);
});

test("cancelled late the fee that was shown stays, its tax inside, and the rest goes back", async () => {
  const clinic = await desk.clinic();
  const held = await paid(clinic);
  const late = plus(nine, -23 * 60);
  const cancel = { appointmentId: held.appointmentId, byWhom: "patient" as const, reason: "" };
  expect(await cancelBooking(clinic.guestCtx(late), cancel)).toEqual({
    late: true,
    feeMinor: 5_000,
    refundMinor: massageMinor - 5_000,
  });
  const [fee] = await clinic.inside((tx) => tx.select().from(charges));
  expect(fee).toMatchObject({ kind: "missed_visit_fee", payer: "self", netMinor: 4_762, taxMinor: 238 });
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: 0, creditMinor: 0 });
  await desk.relay(late);

  const receipt = await issueReceipt(clinic.memberCtx("front_desk", late), { chargeId: fee!.id });
  expect(receipt.body).toMatchObject({
    kind: "missed_visit",
    service: null,
    payer: null,
    serviceOn: "2026-12-01",
    feeMinor: 4_762,
    taxMinor: 238,
    totalMinor: 5_000,
    balanceMinor: 0,
  });
  const waived = await paid(clinic, plus(nine, 120), bo);
  const free = { appointmentId: waived.appointmentId, byWhom: "patient" as const, reason: "ill", waiveFee: true };
  expect(await cancelBooking(clinic.memberCtx("front_desk", plus(late, 120)), free)).toMatchObject({
    feeMinor: 0,
    refundMinor: massageMinor,
  });
  await desk.relay(plus(late, 120));
  await desk.standIn.webhooksDone();
  await mustHold(clinic, late);
});

test("a guest cannot waive the fee", async () => {
  const clinic = await desk.clinic();
  const booked = await book(clinic);
  const cancel = { appointmentId: booked.appointmentId, byWhom: "patient" as const, reason: "", waiveFee: true };
  expect(await cancelBooking(clinic.guestCtx(plus(nine, -60)), cancel)).toMatchObject({ late: true, feeMinor: 5_000 });
});

test("AC-09 whoever may not change bookings does not learn whether one is there", async () => {
  const clinic = await desk.clinic();
  const { appointmentId } = await book(clinic);
  for (const id of [appointmentId, "01a20f14-6b0e-746f-aab2-e52d2438a6bf"])
    await expect(
      cancelBooking(clinic.memberCtx("support"), { appointmentId: id, byWhom: "clinic", reason: "" }),
    ).rejects.toMatchObject({ code: "forbidden" });
});

test("PY-02 a moved booking takes its money along, and is settled from it when the visit is given", async () => {
  const clinic = await desk.clinic();
  const held = await paid(clinic);
  const moved = await rescheduleAppointment(clinic.guestCtx(), {
    appointmentId: held.appointmentId,
    start: plus(nine, 60),
  });
  const therapist = clinic.memberCtx("practitioner", plus(nine, 120));
  await finishVisit(therapist, { appointmentId: moved.appointmentId, note: "Treated as planned." });
  expect(await moneyOfAsha(clinic)).toMatchObject({
    owedMinor: 0,
    creditMinor: 0,
    charges: [{ kind: "visit", payer: "self", totalMinor: massageMinor, openMinor: 0 }],
  });
  await expect(finishVisit(therapist, { appointmentId: moved.appointmentId })).rejects.toMatchObject({
    code: "already_done",
  });
  expect(await clinic.inside((tx) => tx.select().from(charges))).toHaveLength(1);
  await mustHold(clinic, plus(nine, 120));
});

test("a visit that another payer shares is charged to both, tax split with it", async () => {
  const clinic = await desk.clinic();
  const booked = await book(clinic);
  await clinic.inside((tx) =>
    tx
      .update(appointments)
      .set({ payer: "icbc", patientMinor: 2_300 })
      .where(eq(appointments.id, booked.appointmentId)),
  );
  await finishVisit(clinic.memberCtx("practitioner", afterVisit), { appointmentId: booked.appointmentId });
  const written = await clinic.inside((tx) => tx.select().from(charges).orderBy(charges.netMinor));
  expect(written.map((row) => [row.payer, row.netMinor, row.taxMinor])).toEqual([
    ["self", 2_300, 115],
    ["icbc", 10_500, 525],
  ]);
  expect((await moneyOfAsha(clinic)).owedMinor).toBe(2_415);
  const front = clinic.memberCtx("front_desk", afterVisit);
  // What the payer owes has no receipt for the patient.
  await expect(issueReceipt(front, { chargeId: written[1]!.id })).rejects.toMatchObject(missing);
  await takePayment(front, cash(clinic, 2_415, { chainId: booked.chainId }));
  const { body } = await issueReceipt(front, { chargeId: written[0]!.id });
  expect(body).toMatchObject({ totalMinor: 2_415, balanceMinor: 0, payer: { name: "icbc", minor: 10_500 } });
  await mustHold(clinic, afterVisit);
});

test("the desk's payment is recorded once a key, pays the oldest first, and keeps the rest as credit", async () => {
  const clinic = await desk.clinic();
  const booked = await book(clinic);
  await finishVisit(clinic.memberCtx("practitioner", afterVisit), { appointmentId: booked.appointmentId });
  const front = clinic.memberCtx("front_desk", afterVisit);
  const input = cash(clinic, 20_000, { chainId: booked.chainId });
  const [first, second] = await Promise.all([takePayment(front, input), takePayment(front, input)]);
  expect(second).toEqual(first);
  await expect(takePayment(front, { ...input, amountMinor: 1 })).rejects.toMatchObject({
    code: "idempotency_mismatch",
  });
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: 0, creditMinor: 20_000 - massageMinor });
  await expect(takePayment(clinic.guestCtx(), cash(clinic, 100))).rejects.toMatchObject({ code: "sign_in_needed" });
  await mustHold(clinic, afterVisit);
});

test("credit that is promised to nothing pays the next visit by itself", async () => {
  const clinic = await desk.clinic();
  const front = clinic.memberCtx("front_desk");
  await takePayment(front, cash(clinic, 10_000));
  const booked = await book(clinic);
  await finishVisit(clinic.memberCtx("practitioner", afterVisit), { appointmentId: booked.appointmentId });
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: massageMinor - 10_000, creditMinor: 0 });
  await mustHold(clinic, afterVisit);
});

test("cash for a visit that is cancelled pays the next one; for one to come it is kept", async () => {
  const clinic = await desk.clinic();
  const front = clinic.memberCtx("front_desk");
  const [off, next, coming] = [
    await book(clinic),
    await book(clinic, { start: plus(nine, 90) }),
    await book(clinic, { start: plus(nine, 24 * 60) }),
  ];
  await takePayment(front, cash(clinic, 4_000, { chainId: off.chainId }));
  await takePayment(front, cash(clinic, 3_000, { chainId: coming.chainId }));
  const cancel = { appointmentId: off.appointmentId, byWhom: "clinic" as const, reason: "ill" };
  expect(await cancelBooking(front, cancel)).toMatchObject({ refundMinor: 0 });
  const therapist = clinic.memberCtx("practitioner", plus(nine, 150));
  await finishVisit(therapist, { appointmentId: next.appointmentId });
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: massageMinor - 4_000, creditMinor: 3_000 });
  await mustHold(clinic, plus(nine, 150));
});

test("what a patient owes is paid on a page of their own: shown, sent once, paid once, and nothing more to pay on it", async () => {
  const clinic = await desk.clinic();
  const { appointmentId } = await book(clinic);
  await finishVisit(clinic.memberCtx("practitioner", afterVisit), { appointmentId });
  const front = clinic.memberCtx("front_desk");
  desk.setNow(afterVisit);
  const { asha: patientId } = clinic.ids;
  const ask = { purpose: "desk" as const, patientId, amountMinor: massageMinor };
  const { checkoutId, url } = await openCheckout(front, ask);
  expect(await openCheckout(front, ask)).toEqual({ checkoutId, url });
  const shown = await viewDeskPayment(front, { checkoutId });
  expect(shown).toMatchObject({ state: "waiting", amountMinor: massageMinor, about: { kind: "account" } });
  expect(shown.patient).toMatchObject({ patientId, name: "Asha Rao" });
  expect(shown.address).toBe(`${front.publicUrl}/${clinic.slug}/pay/${payKey(front, checkoutId)}`);
  for (const _time of [1, 2]) await sendPayPage(front, { checkoutId });
  await desk.relay(afterVisit);
  const letters = desk.mailbox.mails(asha.email).filter(({ subject }) => subject.startsWith("A payment to"));
  expect(letters.map(({ text }) => text.includes(shown.address!))).toEqual([true]);
  expect(await viewPayPage(clinic.guestCtx(), { checkoutId })).toEqual({
    state: "waiting",
    amountMinor: massageMinor,
    currency: "CAD",
    url,
  });
  await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  expect(await payState(front, { checkoutId })).toBe("paid");
  expect(await closePayPage(front, { checkoutId })).toBe("paid");
  await expect(sendPayPage(front, { checkoutId })).rejects.toMatchObject({ code: "already_done" });
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: 0, creditMinor: 0 });
  await mustHold(clinic, afterVisit);
});

test("asked for by three presses at once, what a patient owes has one page", async () => {
  const clinic = await desk.clinic();
  const front = clinic.memberCtx("front_desk");
  // The first round opens the connections, so that the others do meet.
  for (const amountMinor of [1_000, 2_000, 3_000, 4_000]) {
    const press = () => openCheckout(front, { purpose: "desk", patientId: clinic.ids.asha, amountMinor });
    const pages = await Promise.all([press(), press(), press()]);
    expect(new Set(pages.map(({ url }) => url)).size).toBe(1);
  }
});

test("money taken at the desk ends the open page for it, and is not taken when the page was paid meanwhile", async () => {
  const clinic = await desk.clinic();
  const { appointmentId } = await book(clinic);
  const front = clinic.memberCtx("front_desk", afterVisit);
  await finishVisit(front, { appointmentId });
  desk.setNow(afterVisit);
  const { asha: patientId } = clinic.ids;
  const ask = { purpose: "desk" as const, patientId, amountMinor: massageMinor };
  const cash = { patientId, method: "cash" as const, amountMinor: massageMinor };
  const first = await openCheckout(front, ask);
  const key = newId();
  const { paymentId } = await takePayment(front, { ...cash, idempotencyKey: key });
  expect(await payState(front, first)).toBe("ended");
  expect(await takePayment(front, { ...cash, idempotencyKey: key })).toEqual({ paymentId });
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: 0, creditMinor: 0 });

  const second = await openCheckout(front, ask);
  await payWith(second.url, PAYS);
  await expect(takePayment(front, { ...cash, idempotencyKey: newId() })).rejects.toMatchObject({
    code: "already_done",
  });
  await desk.standIn.webhooksDone();
  expect(await payState(front, second)).toBe("paid");
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: 0, creditMinor: massageMinor });
  await mustHold(clinic, afterVisit);
});

test("a page to pay on that the desk closes takes nothing more, and what it sells is not sold", async () => {
  const clinic = await desk.clinic();
  const front = clinic.memberCtx("front_desk");
  desk.setNow(plus(clinic.now, 2));
  const { asha: patientId, massage: serviceId } = clinic.ids;
  const offer = { serviceId, sessions: 5, total: 60_000, validMonths: null, online: false };
  const { offerId } = await offerPackage(clinic.memberCtx("owner"), offer);
  const { checkoutId } = await sellPackageByCard(front, { patientId, offerId });
  expect(await closePayPage(front, { checkoutId })).toBe("ended");
  expect(await listPackages(front, { patientId })).toEqual([]);
  const again = await sellPackageByCard(front, { patientId, offerId });
  expect(again.checkoutId).not.toBe(checkoutId);
  await payWith(again.url, PAYS);
  await desk.standIn.webhooksDone();
  expect(await viewDeskPayment(front, again)).toMatchObject({ state: "paid", about: { kind: "package" } });
  expect(await listPackages(front, { patientId })).toMatchObject([{ left: 5, unusedMinor: 60_000, paidBy: "stripe" }]);
  for (const look of [viewDeskPayment, payState, sendPayPage, closePayPage])
    await expect(look(front, { checkoutId: newId() })).rejects.toMatchObject(missing);
  await mustHold(clinic, afterVisit);
});

test("two terminals at one moment never pay a charge twice over", async () => {
  const clinic = await desk.clinic();
  const booked = await book(clinic);
  await finishVisit(clinic.memberCtx("practitioner", afterVisit), { appointmentId: booked.appointmentId });
  const front = clinic.memberCtx("front_desk", afterVisit);
  const full = () => cash(clinic, massageMinor, { chainId: booked.chainId });
  const { second } = await inTransaction(front, async (t) => {
    await takePayment(t, full());
    // Comes while the first is not committed yet.
    const second = takePayment(front, full());
    await setTimeout(300);
    return { second };
  });
  await second;
  expect(await moneyOfAsha(clinic)).toMatchObject({ owedMinor: 0, creditMinor: massageMinor });
  const used = await clinic.inside((tx) => tx.select().from(paymentAllocations));
  expect(used.map((row) => row.amountMinor)).toEqual([massageMinor]);
  await mustHold(clinic, afterVisit);
});

test("a receipt says everything an insurer asks for, once, and again only as a duplicate", async () => {
  const clinic = await desk.clinic();
  const held = await paid(clinic);
  await finishVisit(clinic.memberCtx("practitioner", afterVisit), { appointmentId: held.appointmentId });
  const { charges: written } = await moneyOfAsha(clinic);
  const chargeId = written[0]!.chargeId;
  const front = clinic.memberCtx("front_desk", plus(afterVisit, 5));
  const issued = await issueReceipt(front, { chargeId });
  expect(issued.duplicate).toBe(false);
  expect(issued.body).toEqual({
    kind: "treatment",
    number: 1,
    issuedOn: "2026-12-01",
    serviceOn: "2026-12-01",
    patientName: "Asha Rao",
    service: { name: "Massage, 60 minutes", discipline: "Massage therapy", minutes: 60, initialVisit: false },
    practitioner: { name: "Priya Nair", title: "RMT", college: "CMTBC", licenceNumber: "10234" },
    supplier: {
      name: "Harbour Test Clinic Ltd.",
      address: "12 Harbour Street, Vancouver, BC",
      phone: "+16045550100",
      gstNumber: "123456789RT0001",
    },
    clinic: {
      name: "Harbour Test Clinic",
      phone: "+16045550100",
      email: "hello@clinic.example",
      place: "12 Harbour Street, Vancouver, BC",
    },
    currency: "CAD",
    feeMinor: 12_800,
    taxMinor: 640,
    taxCode: "gst",
    totalMinor: massageMinor,
    payer: null,
    payments: [{ method: "stripe", amountMinor: massageMinor, receivedOn: "2026-11-24" }],
    balanceMinor: 0,
  });
  expect(await issueReceipt(front, { chargeId })).toEqual({ ...issued, duplicate: true });
  const own = clinic.patientCtx(clinic.ids.asha);
  expect((await viewReceipt(own, { receiptId: issued.receiptId })).body).toEqual(issued.body);
  const other = clinic.patientCtx(newId());
  await expect(viewReceipt(other, { receiptId: issued.receiptId })).rejects.toMatchObject(missing);
  await expect(issueReceipt(other, { chargeId })).rejects.toMatchObject(missing);
  await mustHold(clinic, afterVisit);
});

test("a receipt names the doctor's referral that held for its visit, and none of another time, discipline or document", async () => {
  const clinic = await desk.clinic();
  const held = await paid(clinic);
  await finishVisit(clinic.memberCtx("practitioner", afterVisit), { appointmentId: held.appointmentId });
  const front = clinic.memberCtx("front_desk", plus(afterVisit, 5));
  const patientId = clinic.ids.asha;
  const disciplines = new Map(
    (await clinic.inside((tx) => tx.select().from(disciplineTable))).map(({ code, id }) => [code, id]),
  );
  const of = (referredBy: string, writtenOn: string, more: { validUntil?: string; disciplineId?: string } = {}) =>
    enterPayerReferral(front, { patientId, referredBy, writtenOn, ...more });
  await of("Dr. Over, physician", "2026-01-05", { validUntil: "2026-11-30" });
  await of("Dr. Later, physician", "2026-12-02");
  await of("Dr. Knees, physician", "2026-11-20", { disciplineId: disciplines.get("physiotherapy")! });
  const [{ chargeId } = { chargeId: "" }] = (await moneyOfAsha(clinic)).charges;
  const issued = await issueReceipt(front, { chargeId });
  expect(issued.body).not.toHaveProperty("referral");

  const general = await of("Dr. Any, physician", "2026-11-25");
  const again = (receiptId: string) => reissueReceipt(front, { receiptId, reason: "The referral was missing" });
  const second = await again(issued.receiptId);
  expect(second.body.referral).toEqual({ by: "Dr. Any, physician", number: null, writtenOn: "2026-11-25" });
  await enterPayerReferral(front, {
    patientId,
    referredBy: "Dr. Ana Silva, physician",
    referrerNumber: "24680",
    writtenOn: "2026-03-01",
    validUntil: "2026-12-01",
    disciplineId: disciplines.get("massage_therapy")!,
  });
  const third = await again(second.receiptId);
  expect(third.body.referral).toEqual({ by: "Dr. Ana Silva, physician", number: "24680", writtenOn: "2026-03-01" });
  // What was issued stays as it was, also when the referral is taken off.
  await endPayerReferral(front, { patientId, referralId: general.referralId });
  expect((await viewReceipt(front, { receiptId: second.receiptId })).body.referral?.by).toBe("Dr. Any, physician");
  await expect(endPayerReferral(front, { patientId, referralId: general.referralId })).rejects.toMatchObject(missing);
  await expect(endPayerReferral(front, { patientId, referralId: patientId })).rejects.toMatchObject(missing);
  expect((await listPayerReferrals(front, { patientId })).map(({ referredBy }) => referredBy)).not.toContain(
    "Dr. Any, physician",
  );
  const elsewhere = (await desk.clinic()).memberCtx("front_desk", afterVisit);
  await expect(listPayerReferrals(elsewhere, { patientId })).rejects.toMatchObject(missing);
  await expect(of("Dr. No", "2026-12-01", { disciplineId: newId() })).rejects.toMatchObject(missing);
  expect(
    payerReferralInput.safeParse({ referredBy: "Dr. X", writtenOn: "2026-12-02", validUntil: "2026-12-01" }).success,
  ).toBe(false);
  await expect(
    enterPayerReferral(clinic.patientCtx(patientId), { patientId, referredBy: "Me myself", writtenOn: "2026-12-01" }),
  ).rejects.toMatchObject({ code: "forbidden" });
});

test("receipt numbers have no gaps: unpaid charges take none, and asking at once gives one receipt", async () => {
  const clinic = await desk.clinic();
  const front = clinic.memberCtx("front_desk", plus(afterVisit, 120));
  const therapist = clinic.memberCtx("practitioner", plus(afterVisit, 120));
  const visits = await Promise.all([0, 90, 180].map((minutes) => book(clinic, { start: plus(nine, minutes) })));
  for (const { appointmentId } of visits) await finishVisit(therapist, { appointmentId });
  const ids = (await moneyOfAsha(clinic)).charges.map((row) => row.chargeId);
  await expect(issueReceipt(front, { chargeId: ids[0]! })).rejects.toMatchObject({ code: "payment_pending" });
  await takePayment(front, cash(clinic, 3 * massageMinor));
  const same = await Promise.all([1, 2, 3, 4].map(() => issueReceipt(front, { chargeId: ids[0]! })));
  expect(new Set(same.map((one) => one.body.number))).toEqual(new Set([1]));
  expect(same.filter((one) => !one.duplicate)).toHaveLength(1);
  await Promise.all(ids.slice(1).map((chargeId) => issueReceipt(front, { chargeId })));
  const rows = await clinic.inside((tx) => tx.select().from(receipts).orderBy(receipts.number));
  expect(rows.map((row) => row.number)).toEqual([1, 2, 3]);
  await mustHold(clinic, afterVisit);
});

test("a missed visit costs its fee, once, unless it is waived; what was paid beyond it is credit", async () => {
  const clinic = await desk.clinic();
  const held = await paid(clinic);
  const front = clinic.memberCtx("front_desk", plus(nine, 20));
  const missed = { appointmentId: held.appointmentId, waiveFee: false };
  expect(await missVisit(front, missed)).toEqual({ feeMinor: 5_000 });
  await expect(missVisit(front, missed)).rejects.toMatchObject({ code: "already_done" });
  expect(await moneyOfAsha(clinic)).toMatchObject({
    owedMinor: 0,
    creditMinor: massageMinor - 5_000,
    charges: [{ kind: "missed_visit_fee", totalMinor: 5_000, openMinor: 0 }],
  });
  const waived = await book(clinic, { start: plus(nine, 120), person: bo });
  const later = clinic.memberCtx("front_desk", plus(nine, 150));
  const waive = { appointmentId: waived.appointmentId, waiveFee: true, waiveReason: "snow" };
  expect(await missVisit(later, waive)).toEqual({ feeMinor: 0 });
  expect(await clinic.inside((tx) => tx.select().from(charges))).toHaveLength(1);
  await mustHold(clinic, plus(nine, 150));
});

test("another clinic's patients, charges and receipts are not found", async () => {
  const clinic = await desk.clinic();
  const booked = await book(clinic);
  await finishVisit(clinic.memberCtx("practitioner", afterVisit), { appointmentId: booked.appointmentId });
  const front = clinic.memberCtx("front_desk", afterVisit);
  await takePayment(front, cash(clinic, massageMinor));
  const chargeId = (await moneyOfAsha(clinic)).charges[0]!.chargeId;
  const { receiptId } = await issueReceipt(front, { chargeId });
  const stranger = await desk.clinic();
  const theirs = stranger.memberCtx("front_desk", afterVisit);
  const { appointmentId, chainId } = booked;
  const patientId = clinic.ids.asha;
  await expect(issueReceipt(theirs, { chargeId })).rejects.toMatchObject(missing);
  await expect(issueReceipt(theirs, { chargeId: "nonsense" })).rejects.toMatchObject(missing);
  await expect(viewReceipt(theirs, { receiptId })).rejects.toMatchObject(missing);
  await expect(finishVisit(theirs, { appointmentId })).rejects.toMatchObject(missing);
  await expect(missVisit(theirs, { appointmentId, waiveFee: false })).rejects.toMatchObject(missing);
  await expect(takePayment(theirs, cash(stranger, 100, { chainId }))).rejects.toMatchObject(missing);
  await expect(takePayment(theirs, cash(stranger, 100, { patientId }))).rejects.toMatchObject(missing);
  await expect(takePayment(theirs, cash(stranger, 100, { patientId: "nonsense" }))).rejects.toMatchObject(missing);
  await expect(moneyOf(theirs, { patientId })).rejects.toMatchObject(missing);
  expect(await stranger.inside((tx) => tx.select().from(payments))).toEqual([]);
});

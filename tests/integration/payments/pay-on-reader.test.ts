// Cards held to a reader at the desk: taken once, refused, stopped, and never beside another way to pay.
import { expect, test } from "vitest";
import { newId } from "../../../lib/ids.ts";
import { giveUpReader, registerReader, viewCardReaders } from "../../../lib/payments/card-readers.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import { openCheckout } from "../../../lib/payments/open-checkout.ts";
import { closePayPage, payState, viewDeskPayment, viewPayPage } from "../../../lib/payments/pay-pages.ts";
import { payOnReader, showOnReader } from "../../../lib/payments/pay-on-reader.ts";
import { reconcile } from "../../../lib/payments/reconcile.ts";
import { refundPayment } from "../../../lib/payments/refund-payment.ts";
import { takePayment } from "../../../lib/payments/take-payment.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { addPatients } from "../../support/course-clinic.ts";
import { mustHold, nine, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";
import { DECLINED, PAYS, payWith } from "../../unit/gateways/payments-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

const address = { street: "12 Quay St", city: "Victoria", province: "BC", postalCode: "V8V 1A1" };

/** A clinic with one reader; `press` is what somebody does at its screen. */
async function withReader() {
  const clinic = await desk.clinic();
  const owner = clinic.memberCtx("owner");
  const place = { locationId: clinic.ids.location, label: "Front desk", code: "simulated-wpe", ...address };
  const input = { ...place, idempotencyKey: newId() };
  await registerReader(owner, input);
  await registerReader(owner, input);
  const readers = await viewCardReaders(owner);
  expect(readers).toMatchObject([{ label: "Front desk" }]);
  const readerId = readers[0]!.readerId;
  const staff = clinic.memberCtx("front_desk", nine);
  const ask = (amountMinor: number, patientId = clinic.ids.asha) =>
    payOnReader(staff, { readerId, patientId, amountMinor });
  const press = async (form: Record<string, string>) => {
    const [row] = await clinic.inside((tx) => tx.execute("select stripe_reader_id as id from card_readers"));
    await fetch(`${desk.standIn.url}/reader/${String(row!["id"])}`, {
      method: "POST",
      body: new URLSearchParams(form),
      redirect: "manual",
    });
    await desk.standIn.webhooksDone();
  };
  desk.setNow(nine);
  return { clinic, owner, staff, readerId, ask, press };
}

const ofPatient = (clinic: TestClinic) => moneyOf(clinic.memberCtx("front_desk"), { patientId: clinic.ids.asha });

test("what a card pays on a reader is the patient's, once, and goes back to the card", async () => {
  const { clinic, staff, ask, press } = await withReader();
  const { checkoutId } = await ask(9_500);
  expect(await ask(9_500)).toEqual({ checkoutId });
  expect(await viewDeskPayment(staff, { checkoutId })).toMatchObject({
    state: "waiting",
    address: null,
    reader: { label: "Front desk", refusal: null },
  });
  await expect(viewPayPage(clinic.guestCtx(), { checkoutId })).rejects.toMatchObject({ code: "not_found" });
  await press({ number: PAYS });
  expect(await payState(staff, { checkoutId })).toBe("paid");
  const money = await ofPatient(clinic);
  expect(money).toMatchObject({ creditMinor: 9_500, payments: [{ amountMinor: 9_500, method: "stripe" }] });
  await press({ number: PAYS });
  expect((await ofPatient(clinic)).creditMinor).toBe(9_500);
  await refundPayment(clinic.memberCtx("manager", nine), {
    paymentId: money.payments[0]!.paymentId,
    amountMinor: 2_000,
    reason: "Paid too much",
    idempotencyKey: newId(),
  });
  await desk.relay(nine);
  await desk.standIn.webhooksDone();
  expect(await ofPatient(clinic)).toMatchObject({ creditMinor: 7_500, refunds: [{ status: "succeeded" }] });
  await mustHold(clinic, nine);
});

test("a card that is declined is said, and another one pays the same payment", async () => {
  const { clinic, staff, ask, press } = await withReader();
  const { checkoutId } = await ask(9_500);
  await press({ number: DECLINED });
  expect(await payState(staff, { checkoutId })).toBe("refused");
  expect((await viewDeskPayment(staff, { checkoutId })).reader).toMatchObject({ refusal: expect.any(String) });
  await showOnReader(staff, { checkoutId });
  expect(await payState(staff, { checkoutId })).toBe("waiting");
  await press({ deed: "leave" });
  expect((await viewDeskPayment(staff, { checkoutId })).reader).toMatchObject({ refusal: "customer_canceled" });
  await showOnReader(staff, { checkoutId });
  await press({ number: PAYS });
  expect(await payState(staff, { checkoutId })).toBe("paid");
  await expect(showOnReader(staff, { checkoutId })).rejects.toMatchObject({ code: "already_done" });
  expect((await ofPatient(clinic)).creditMinor).toBe(9_500);
  await mustHold(clinic, nine);
});

test("other ways to pay the same are ended first, and one that was paid counts", async () => {
  const { clinic, staff, ask, press } = await withReader();
  const patientId = clinic.ids.asha;
  const page = await openCheckout(staff, { purpose: "desk", patientId, amountMinor: 9_500 });
  const { checkoutId } = await ask(9_500);
  expect(await payState(staff, { checkoutId: page.checkoutId })).toBe("ended");
  await takePayment(staff, { patientId, method: "cash", amountMinor: 9_500, idempotencyKey: newId() });
  expect(await payState(staff, { checkoutId })).toBe("ended");
  await press({ number: PAYS });
  expect((await ofPatient(clinic)).creditMinor).toBe(9_500);

  const asked = await ask(2_000);
  const phone = await openCheckout(staff, { purpose: "desk", patientId, amountMinor: 2_000 });
  expect(await payState(staff, asked)).toBe("ended");
  await closePayPage(staff, phone);

  const second = await openCheckout(staff, { purpose: "desk", patientId, amountMinor: 3_000 });
  await payWith(second.url, PAYS);
  await expect(ask(3_000)).rejects.toMatchObject({ code: "already_done" });
  await desk.standIn.webhooksDone();
  expect((await ofPatient(clinic)).creditMinor).toBe(12_500);
  await mustHold(clinic, nine);
});

test("a reader serves one payment at a time, and one that nobody paid makes room after two minutes", async () => {
  const { clinic, staff, readerId, ask, press } = await withReader();
  const first = await ask(9_500);
  const [other] = await addPatients(clinic, 1);
  const bo = { readerId, patientId: other!, amountMinor: 4_000 };
  await expect(payOnReader(staff, bo)).rejects.toMatchObject({ code: "in_progress" });
  const later = clinic.memberCtx("front_desk", plus(nine, 3));
  const { checkoutId } = await payOnReader(later, bo);
  expect(await payState(staff, first)).toBe("ended");
  await press({ number: PAYS });
  expect(await payState(staff, { checkoutId })).toBe("paid");
  expect((await ofPatient(clinic)).creditMinor).toBe(0);
  const both = await Promise.allSettled([
    payOnReader(later, { ...bo, patientId: clinic.ids.asha }),
    payOnReader(later, { ...bo, amountMinor: 2_000 }),
  ]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await mustHold(clinic, nine);
});

test("one that is off is said at once, and nothing is left waiting for it", async () => {
  const { clinic, owner, staff, readerId, ask, press } = await withReader();
  await press({ deed: "switch" });
  await expect(ask(9_500)).rejects.toMatchObject({ code: "payments_unavailable" });
  await press({ deed: "switch" });
  const { checkoutId } = await ask(9_500);
  await giveUpReader(owner, { readerId });
  await giveUpReader(owner, { readerId });
  expect(await payState(staff, { checkoutId })).toBe("ended");
  expect(await viewCardReaders(staff)).toEqual([]);
  await expect(ask(9_500)).rejects.toMatchObject({ code: "not_found" });
  await mustHold(clinic, nine);
});

test("what its event never told is found, and what was left on a reader is ended", async () => {
  const { clinic, staff, ask, press } = await withReader();
  const paid = await ask(9_500);
  desk.standIn.control({ dropWebhooksPercent: 100 });
  try {
    await press({ number: PAYS });
  } finally {
    desk.standIn.control({ dropWebhooksPercent: 0 });
  }
  expect(await payState(staff, paid)).toBe("waiting");
  await reconcile(clinic.systemCtx(nine));
  expect(await payState(staff, paid)).toBe("paid");
  const left = await ask(1_000);
  await clinic.inside((tx) =>
    tx.execute("update checkouts set expires_at = now() - interval '1 hour' where status = 'open'"),
  );
  await reconcile(clinic.systemCtx(nine));
  expect(await payState(staff, left)).toBe("ended");
  expect(await closePayPage(staff, left)).toBe("ended");
  expect((await ofPatient(clinic)).creditMinor).toBe(9_500);
  await mustHold(clinic, nine);
});

test("only a code that a reader shows registers one, and only the owner may", async () => {
  const { clinic, owner } = await withReader();
  const input = { locationId: clinic.ids.location, label: "Room", code: "wrong", ...address, idempotencyKey: newId() };
  await expect(registerReader(owner, input)).rejects.toMatchObject({ code: "invalid", fields: [{ field: "code" }] });
  await expect(registerReader(clinic.memberCtx("manager"), input)).rejects.toMatchObject({ code: "forbidden" });
});

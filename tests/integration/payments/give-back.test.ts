// Money that goes back: fees waived after the fact, services taken back, credit handed out, and receipts made anew.
import { expect, test } from "vitest";
import { chargeReductions, messages, refunds } from "../../../db/schema/index.ts";
import { newId } from "../../../lib/ids.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { finishVisit } from "../../../lib/payments/finish-visit.ts";
import { issueReceipt, reissueReceipt } from "../../../lib/payments/issue-receipt.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import { reduceCharge, type ReduceCharge } from "../../../lib/payments/reduce-charge.ts";
import { refundPayment } from "../../../lib/payments/refund-payment.ts";
import { takePayment } from "../../../lib/payments/take-payment.ts";
import { viewReceipt } from "../../../lib/payments/view-receipt.ts";
import type { TestClinic } from "../../support/clinic.ts";
import {
  accountsOf,
  book,
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
const at = (clinic: TestClinic) => clinic.memberCtx("front_desk", after);
const ofAsha = (clinic: TestClinic) => moneyOf(at(clinic), { patientId: clinic.ids.asha });

const off = (chargeId: string, amountMinor: number, more: Partial<ReduceCharge> = {}): ReduceCharge => ({
  chargeId,
  amountMinor,
  reason: "Cut short by us",
  paidPart: "back",
  idempotencyKey: newId(),
  ...more,
});

/** A massage given to Asha, paid in cash or by card before; its charge. */
async function given(clinic: TestClinic, pay: "cash" | "card" | "not"): Promise<string> {
  desk.setNow(plus(clinic.now, 2));
  const visit = pay === "card" ? await bookAndOpen(clinic) : await book(clinic);
  if ("url" in visit && pay === "card") {
    await payWith((visit as { url: string }).url, PAYS);
    await desk.standIn.webhooksDone();
  }
  await finishVisit(clinic.memberCtx("practitioner", plus(nine, 60)), { appointmentId: visit.appointmentId });
  if (pay === "cash")
    await takePayment(at(clinic), {
      patientId: clinic.ids.asha,
      chainId: visit.chainId,
      method: "cash",
      amountMinor: massageMinor,
      idempotencyKey: newId(),
    });
  return (await ofAsha(clinic)).charges[0]!.chargeId;
}

test("half of a visit that was paid by card goes back to the card, with half of its tax", async () => {
  const clinic = await desk.clinic();
  const chargeId = await given(clinic, "card");
  const half = off(chargeId, massageMinor / 2);
  expect(await reduceCharge(at(clinic), half)).toEqual({ releasedMinor: massageMinor / 2 });
  // The same form sent twice takes off once.
  expect(await reduceCharge(at(clinic), half)).toEqual({ releasedMinor: massageMinor / 2 });
  await desk.relay(after);
  await desk.standIn.webhooksDone();
  expect(await ofAsha(clinic)).toMatchObject({
    owedMinor: 0,
    creditMinor: 0,
    charges: [{ totalMinor: massageMinor / 2, paidMinor: massageMinor / 2, openMinor: 0 }],
    refunds: [{ amountMinor: massageMinor / 2, method: "stripe", status: "succeeded" }],
  });
  expect(await clinic.inside((tx) => tx.select().from(chargeReductions))).toMatchObject([
    { netMinor: 6_400, taxMinor: 320, reason: "Cut short by us" },
  ]);
  expect(await accountsOf(clinic)).toEqual({
    "cash:stripe": massageMinor / 2,
    "credit:patient": 0,
    "receivable:patient": 0,
    revenue: -6_400,
    "tax:gst": -320,
  });
  const toCard = desk.standIn.ledger().filter((line) => line.kind === "refund");
  expect(toCard.at(-1)).toMatchObject({ amountMinor: massageMinor / 2 });
  await expect(reduceCharge(at(clinic), off(chargeId, massageMinor / 2 + 1))).rejects.toMatchObject({
    code: "nothing_left",
  });
  await mustHold(clinic, after);
});

test("what is taken off an unpaid fee is simply not owed; a part of a part-paid one first what was open", async () => {
  const clinic = await desk.clinic();
  const booked = await book(clinic);
  await cancelBooking(clinic.guestCtx(plus(nine, -60)), {
    appointmentId: booked.appointmentId,
    byWhom: "patient",
    reason: "",
  });
  const [fee] = (await ofAsha(clinic)).charges;
  await takePayment(at(clinic), {
    patientId: clinic.ids.asha,
    method: "cash",
    amountMinor: 2_000,
    idempotencyKey: newId(),
  });
  expect(await reduceCharge(at(clinic), off(fee!.chargeId, 3_000))).toEqual({ releasedMinor: 0 });
  expect(await ofAsha(clinic)).toMatchObject({ owedMinor: 0, creditMinor: 0, charges: [{ totalMinor: 2_000 }] });
  // Kept as credit, the rest pays what is owed next.
  expect(await reduceCharge(at(clinic), off(fee!.chargeId, 2_000, { paidPart: "credit" }))).toEqual({
    releasedMinor: 2_000,
  });
  expect(await ofAsha(clinic)).toMatchObject({ owedMinor: 0, creditMinor: 2_000, charges: [{ totalMinor: 0 }] });
  await mustHold(clinic, after);
});

test("money taken at the desk is handed out as somebody says it was", async () => {
  const clinic = await desk.clinic();
  const chargeId = await given(clinic, "cash");
  await expect(reduceCharge(at(clinic), off(chargeId, 4_000))).rejects.toMatchObject({
    code: "invalid",
    fields: [{ field: "method" }],
  });
  // Nothing of the refused try is left.
  expect(await ofAsha(clinic)).toMatchObject({ charges: [{ totalMinor: massageMinor }], refunds: [] });
  await reduceCharge(at(clinic), off(chargeId, 4_000, { method: "e_transfer" }));
  expect(await accountsOf(clinic)).toMatchObject({ "cash:cash": massageMinor, "cash:e_transfer": -4_000 });
  expect(await clinic.inside((tx) => tx.select().from(refunds))).toMatchObject([
    { method: "e_transfer", status: "succeeded", amountMinor: 4_000 },
  ]);
  await mustHold(clinic, after);
});

test("credit is given back up to what is left of its payment, by whom may, once", async () => {
  const clinic = await desk.clinic();
  const { paymentId } = await takePayment(at(clinic), {
    patientId: clinic.ids.asha,
    method: "cash",
    amountMinor: 5_000,
    idempotencyKey: newId(),
  });
  const back = {
    paymentId,
    amountMinor: 3_000,
    reason: "Paid twice",
    method: "cash" as const,
    idempotencyKey: newId(),
  };
  const practitioner = clinic.memberCtx("practitioner", after);
  await expect(refundPayment(practitioner, back)).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await desk.clinic();
  await expect(refundPayment(at(stranger), back)).rejects.toMatchObject({ code: "not_found" });
  const first = await refundPayment(at(clinic), back);
  expect(await refundPayment(at(clinic), back)).toEqual(first);
  await expect(refundPayment(at(clinic), { ...back, idempotencyKey: newId() })).rejects.toMatchObject({
    code: "nothing_left",
  });
  expect(await ofAsha(clinic)).toMatchObject({ creditMinor: 2_000, refunds: [{ amountMinor: 3_000 }] });
  await mustHold(clinic, after);
});

test("of ten hands that give back the same credit at once, one does", async () => {
  const clinic = await desk.clinic();
  const { paymentId } = await takePayment(at(clinic), {
    patientId: clinic.ids.asha,
    method: "cash",
    amountMinor: 5_000,
    idempotencyKey: newId(),
  });
  const tries = await Promise.allSettled(
    Array.from({ length: 10 }, () =>
      refundPayment(at(clinic), {
        paymentId,
        amountMinor: 5_000,
        reason: "Paid twice",
        method: "cash",
        idempotencyKey: newId(),
      }),
    ),
  );
  expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  await mustHold(clinic, after);
});

test("from 500 dollars on, giving back asks whoever does it to prove again that it is them", async () => {
  const clinic = await desk.clinic();
  const { paymentId } = await takePayment(at(clinic), {
    patientId: clinic.ids.asha,
    method: "cash",
    amountMinor: 120_000,
    idempotencyKey: newId(),
  });
  const back = (amountMinor: number) => ({
    paymentId,
    amountMinor,
    reason: "Paid twice",
    method: "cash" as const,
    idempotencyKey: newId(),
  });
  const proved = (minutesAgo: number) => {
    const ctx = at(clinic);
    return { ...ctx, actor: { ...ctx.actor, provedAt: plus(after, -minutesAgo) } as typeof ctx.actor };
  };
  await expect(refundPayment(at(clinic), back(50_000))).rejects.toMatchObject({ code: "proof_needed" });
  await expect(refundPayment(proved(11), back(50_000))).rejects.toMatchObject({ code: "proof_needed" });
  expect(await ofAsha(clinic)).toMatchObject({ creditMinor: 120_000, refunds: [] });
  await refundPayment(at(clinic), back(49_999));
  await refundPayment(proved(9), back(50_000));
  expect(await ofAsha(clinic)).toMatchObject({ creditMinor: 20_001 });
  await mustHold(clinic, after);
});

test("what one person gives back in small parts is added up until they prove again that it is them", async () => {
  const clinic = await desk.clinic();
  const { paymentId } = await takePayment(at(clinic), {
    patientId: clinic.ids.asha,
    method: "cash",
    amountMinor: 300_000,
    idempotencyKey: newId(),
  });
  const signedInAt = plus(after, -120);
  const by = (role: "front_desk" | "manager", provedAt: Date, minutes = 0) => {
    const ctx = clinic.memberCtx(role, plus(after, minutes));
    return { ...ctx, actor: { ...ctx.actor, provedAt } as typeof ctx.actor };
  };
  const back = (amountMinor: number) => ({
    paymentId,
    amountMinor,
    reason: "Paid twice",
    method: "cash" as const,
    idempotencyKey: newId(),
  });
  const front = (minutes: number) => by("front_desk", signedInAt, minutes);
  await refundPayment(front(0), back(30_000));
  await expect(refundPayment(front(1), back(20_000))).rejects.toMatchObject({ code: "proof_needed" });
  await refundPayment(front(1), back(19_999));
  await expect(refundPayment(front(2), back(1))).rejects.toMatchObject({ code: "proof_needed" });
  // Somebody else has given nothing back yet.
  await refundPayment(by("manager", signedInAt, 3), back(30_000));
  // A proof begins anew, and so does another day.
  const provedAt = plus(after, 4);
  await refundPayment(by("front_desk", provedAt, 5), back(50_000));
  await expect(refundPayment(by("front_desk", provedAt, 60), back(1))).rejects.toMatchObject({ code: "proof_needed" });
  await refundPayment(by("front_desk", provedAt, 5 + 24 * 60 + 1), back(49_999));
  await mustHold(clinic, plus(after, 24 * 60 + 10));
});

test("two halves of a large refund at one moment are one large refund", async () => {
  const clinic = await desk.clinic();
  const paid = () =>
    takePayment(at(clinic), {
      patientId: clinic.ids.asha,
      method: "cash",
      amountMinor: 40_000,
      idempotencyKey: newId(),
    });
  const paymentIds = [];
  for (let n = 0; n < 6; n++) paymentIds.push((await paid()).paymentId);
  const tries = await Promise.allSettled(
    paymentIds.map((paymentId) =>
      refundPayment(at(clinic), {
        paymentId,
        amountMinor: 40_000,
        reason: "Paid twice",
        method: "cash",
        idempotencyKey: newId(),
      }),
    ),
  );
  expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  expect(tries.filter((one) => one.status === "rejected").map(({ reason }) => reason.code)).toEqual(
    Array.from({ length: 5 }, () => "proof_needed"),
  );
  await mustHold(clinic, after);
});

test("a receipt that is wrong by now is voided by a new one, which says which", async () => {
  const clinic = await desk.clinic();
  const chargeId = await given(clinic, "cash");
  const first = await issueReceipt(at(clinic), { chargeId });
  await reduceCharge(at(clinic), off(chargeId, massageMinor / 2, { method: "cash" }));
  const { receiptId } = first;
  const second = await reissueReceipt(at(clinic), { receiptId, reason: "Half was given back" });
  expect(second.body).toMatchObject({
    number: first.body.number + 1,
    replaces: first.body.number,
    feeMinor: 6_400,
    taxMinor: 320,
    totalMinor: massageMinor / 2,
    payments: [{ method: "cash", amountMinor: massageMinor / 2 }],
    balanceMinor: 0,
  });
  // What was issued is never changed, and says that it is void.
  expect(await viewReceipt(at(clinic), { receiptId })).toEqual({
    receiptId,
    body: first.body,
    duplicate: false,
    replacedBy: { receiptId: second.receiptId, number: second.body.number },
  });
  await expect(reissueReceipt(at(clinic), { receiptId, reason: "Once more" })).rejects.toMatchObject({
    code: "already_done",
  });
  expect(await issueReceipt(at(clinic), { chargeId })).toMatchObject({
    receiptId: second.receiptId,
    duplicate: true,
  });
  const practitioner = clinic.memberCtx("practitioner", after);
  await expect(
    reissueReceipt(practitioner, { receiptId: second.receiptId, reason: "Not mine to do" }),
  ).rejects.toMatchObject({ code: "forbidden" });
  await mustHold(clinic, after);
});

test.each(["cash", "card"] as const)("money given back by %s is told once, with its amount", async (pay) => {
  const clinic = await desk.clinic();
  const chargeId = await given(clinic, pay);
  await reduceCharge(at(clinic), off(chargeId, 2_345, pay === "cash" ? { method: "cash" } : {}));
  await desk.relay(plus(after, 1));
  await desk.standIn.webhooksDone();
  await desk.relay(plus(after, 2));
  const told = await clinic.inside((tx) => tx.select().from(messages));
  expect(told.filter(({ template }) => template === "refund.made")).toMatchObject([
    { topic: "account", patientId: clinic.ids.asha },
  ]);
  const mails = desk.mailbox
    .mails()
    .filter(({ subject, text }) => subject.startsWith("Your refund") && text.includes("23.45"));
  const way = pay === "card" ? "To the card you paid with" : "not to a card";
  expect(mails.filter(({ text }) => text.includes(way))).toHaveLength(1);
});

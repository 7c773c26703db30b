// A year's payments: what came in that year by the clinic's calendar, what was given back taken off, and nobody else's.
import { expect, test } from "vitest";
import { newId } from "../../../lib/ids.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { finishVisit } from "../../../lib/payments/finish-visit.ts";
import { issueReceipt } from "../../../lib/payments/issue-receipt.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import { reduceCharge } from "../../../lib/payments/reduce-charge.ts";
import { takePayment } from "../../../lib/payments/take-payment.ts";
import { statementYears, yearStatement } from "../../../lib/payments/year-statement.ts";
import { book, massageMinor, mustHold, nine, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

test("money counts in the year in which it came in, to the minute of the clinic's calendar", async () => {
  const clinic = await desk.clinic(undefined, { horizonDays: 90 });
  const { asha } = clinic.ids;
  // 31 December in Vancouver is 1 January in UTC by then.
  const lastEvening = new Date("2027-01-01T05:30:00Z");
  const pay = (amountMinor: number, at: Date, chainId: string) =>
    takePayment(clinic.memberCtx("front_desk", at), {
      patientId: asha,
      chainId,
      method: "cash",
      amountMinor,
      idempotencyKey: newId(),
    });
  const given = await book(clinic);
  await finishVisit(clinic.memberCtx("practitioner", plus(nine, 60)), { appointmentId: given.appointmentId });
  await pay(10_000, lastEvening, given.chainId);
  await pay(massageMinor - 10_000, plus(lastEvening, 180), given.chainId);
  const missed = await book(clinic, { start: plus(nine, 24 * 60) });
  await cancelBooking(clinic.guestCtx(plus(nine, 23 * 60)), {
    appointmentId: missed.appointmentId,
    byWhom: "patient",
    reason: "",
  });
  await pay(5_000, plus(nine, 24 * 60), missed.chainId);
  const desk2027 = clinic.memberCtx("front_desk", plus(lastEvening, 24 * 60));
  const { charges } = await moneyOf(desk2027, { patientId: asha });
  const visit = charges.find((one) => one.kind === "visit")!;
  await issueReceipt(desk2027, { chargeId: visit.chargeId });

  expect(await statementYears(desk2027, { patientId: asha })).toEqual([2027, 2026]);
  const of = (year: number) => yearStatement(clinic.patientCtx(asha), { patientId: asha, year });
  expect(await of(2026)).toMatchObject({
    patientName: "Asha Rao",
    treatmentsMinor: 10_000,
    missedMinor: 5_000,
    treatments: [
      {
        serviceOn: "2026-12-01",
        service: "Massage, 60 minutes",
        practitioner: "Priya Nair",
        licence: "CMTBC 10234",
        totalMinor: massageMinor,
        taxMinor: 640,
        paidMinor: 10_000,
        receiptNumber: 1,
      },
    ],
    missed: [{ paidMinor: 5_000, receiptNumber: null }],
  });
  expect(await of(2027)).toMatchObject({ treatmentsMinor: massageMinor - 10_000, missed: [] });
  expect(await of(2025)).toMatchObject({ treatments: [], missed: [], treatmentsMinor: 0 });

  // What is given back leaves the later payment first.
  await reduceCharge(desk2027, {
    chargeId: visit.chargeId,
    amountMinor: massageMinor / 2,
    reason: "Cut short",
    paidPart: "back",
    method: "cash",
    idempotencyKey: newId(),
  });
  expect(await of(2027)).toMatchObject({ treatmentsMinor: 0 });
  expect(await of(2026)).toMatchObject({ treatments: [{ paidMinor: massageMinor / 2, taxMinor: 320 }] });
  const stranger = await desk.clinic();
  for (const ctx of [stranger.memberCtx("owner"), clinic.patientCtx(newId())])
    await expect(yearStatement(ctx, { patientId: asha, year: 2026 })).rejects.toMatchObject({ code: "not_found" });
  await mustHold(clinic, plus(lastEvening, 24 * 60));
});

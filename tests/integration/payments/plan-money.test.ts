// The money of a course: a deposit that books it, visits settled from it, what is left going back at the end.
import { and, asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { appointments, charges, checkouts, refunds, visits } from "../../../db/schema/index.ts";
import { finishVisit } from "../../../lib/payments/finish-visit.ts";
import { endPlan } from "../../../lib/payments/end-plan.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import { openCheckout } from "../../../lib/payments/open-checkout.ts";
import { acceptPlan } from "../../../lib/plans/accept-plan.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import { offerPlan } from "../../../lib/plans/offer-plan.ts";
import { viewPlan } from "../../../lib/plans/view-plan.ts";
import { asha, type TestClinic } from "../../support/clinic.ts";
import { book, mustHold, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";
import { assessed, planClinic, whiplashDraft, yes } from "../../support/plan-clinic.ts";
import { PAYS, payWith } from "../../unit/gateways/payments-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

/** An accepted course that waits for its deposit, and the page to pay it on. */
async function waiting(clinic: TestClinic) {
  const lead = clinic.memberCtx("clinical_lead");
  const patientId = clinic.ids.asha;
  const found = await assessed(clinic, patientId);
  const { planId } = await draftPlan(lead, whiplashDraft(clinic, patientId, found));
  await offerPlan(lead, { planId });
  const patient = clinic.patientCtx(patientId);
  const accepted = await acceptPlan(patient, yes(planId, { payChoice: "deposit" }));
  if (accepted.changed) throw new Error("nothing had changed");
  const amountMinor = accepted.amountDueMinor;
  const page = await openCheckout(patient, { purpose: "plan", planId, amountMinor, returnPath: "/plan" });
  return { planId, amountMinor, ...page };
}

const visitsOf = (clinic: TestClinic, planId: string) =>
  clinic.inside((tx) =>
    tx
      .select({ appointment: appointments })
      .from(appointments)
      .innerJoin(visits, and(eq(visits.id, appointments.visitId), eq(visits.planId, planId)))
      .orderBy(asc(appointments.startsAt)),
  );

test("a deposit books the course, its visits are paid from it, and stopping gives the unused back", async () => {
  const clinic = await planClinicOf();
  desk.setNow(plus(clinic.now, 2));
  desk.standIn.control({ webhookCopies: 3, shuffleWebhooksMs: 40, seed: 3 });
  const { planId, amountMinor, url } = await waiting(clinic);
  // The deposit is $200.00, but never more than what is due before the first reassessment.
  expect(amountMinor).toBe(7_245);
  await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  desk.standIn.control({ webhookCopies: 1, shuffleWebhooksMs: 0 });
  expect((await viewPlan(clinic.memberCtx("clinical_lead"), { planId })).status).toBe("active");
  const rows = await visitsOf(clinic, planId);
  expect(new Set(rows.map(({ appointment }) => appointment.status))).toEqual(new Set(["booked"]));

  // The first visit that the patient pays a part of.
  const shared = rows.find(({ appointment }) => appointment.patientMinor > 0)!.appointment;
  const then = shared.endsAt;
  await finishVisit(clinic.memberCtx("clinical_lead", then), { appointmentId: shared.id });
  const written = await clinic.inside((tx) => tx.select().from(charges));
  const total = written.reduce((sum, row) => sum + row.netMinor + row.taxMinor, 0);
  expect(total).toBe(shared.priceMinor + shared.taxMinor);
  const own = written.find((row) => row.payer === "self")!;
  const ownMinor = own.netMinor + own.taxMinor;
  const before = await moneyOf(clinic.memberCtx("front_desk", then), { patientId: clinic.ids.asha });
  expect(before).toMatchObject({ owedMinor: 0, creditMinor: amountMinor - ownMinor });

  const ended = await endPlan(clinic.memberCtx("clinical_lead", then), { planId, reason: "referred" });
  expect(ended).toMatchObject({ feeMinor: 0, refundMinor: amountMinor - ownMinor });
  await desk.relay(then);
  await desk.relay(then);
  await desk.standIn.webhooksDone();
  expect(await moneyOf(clinic.patientCtx(clinic.ids.asha), { patientId: clinic.ids.asha })).toMatchObject({
    owedMinor: 0,
    creditMinor: 0,
    refunds: [{ amountMinor: amountMinor - ownMinor, status: "succeeded" }],
  });
  await expect(endPlan(clinic.memberCtx("clinical_lead", then), { planId, reason: "referred" })).rejects.toMatchObject({
    code: "already_done",
  });
  await mustHold(clinic, then);
});

test("a patient who stops pays the fee of each visit that is too near, from the deposit first", async () => {
  const clinic = await planClinicOf();
  desk.setNow(plus(clinic.now, 2));
  const { planId, amountMinor, url } = await waiting(clinic);
  await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  const [first] = await visitsOf(clinic, planId);
  const late = plus(first!.appointment.startsAt, -23 * 60);
  const near = (await visitsOf(clinic, planId)).filter(
    ({ appointment }) => appointment.startsAt.getTime() < late.getTime() + 24 * 3_600_000,
  ).length;
  expect(near).toBe(2);
  const ended = await endPlan(clinic.patientCtx(clinic.ids.asha, late), { planId, reason: "patient_choice" });
  expect(ended).toMatchObject({ feeMinor: 10_000, refundMinor: 0 });
  const money = await moneyOf(clinic.memberCtx("front_desk", late), { patientId: clinic.ids.asha });
  expect(money).toMatchObject({ owedMinor: 10_000 - amountMinor, creditMinor: 0 });
  await desk.relay(late);
  await mustHold(clinic, late);
});

test("a deposit that comes when one of the times is gone goes back whole, and is told", async () => {
  const clinic = await planClinicOf();
  const { planId, amountMinor, url, checkoutId } = await waiting(clinic);
  const rows = await visitsOf(clinic, planId);
  const taken = rows.find(({ appointment }) => appointment.practitionerId === clinic.ids.priya)!.appointment;
  const later = plus(clinic.now, 11);
  const other = { name: "Bo Lind", email: "bo.lind@example.org" };
  await book(clinic, { start: taken.startsAt, person: other, at: later });
  desk.setNow(later);
  await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  const [checkout] = await clinic.inside((tx) => tx.select().from(checkouts).where(eq(checkouts.id, checkoutId)));
  expect(checkout?.status).toBe("refunded_late");
  expect((await viewPlan(clinic.memberCtx("clinical_lead"), { planId })).status).toBe("offered");
  await desk.relay(later);
  await desk.standIn.webhooksDone();
  expect((await clinic.inside((tx) => tx.select().from(refunds))).map((row) => row.amountMinor)).toEqual([amountMinor]);
  const subjects = desk.mailbox.mails(asha.email).map((mail) => mail.subject);
  expect(subjects).toContain("Your payment to Harbour Test Clinic is on its way back");
  await mustHold(clinic, later);
});

test("another clinic's plan is not found", async () => {
  const clinic = await planClinicOf();
  const stranger = await planClinicOf();
  const { planId } = await waiting(clinic);
  const missing = { code: "not_found" };
  for (const id of [planId, "nonsense"]) {
    const page = { purpose: "plan" as const, planId: id, amountMinor: 20_000, returnPath: "/" };
    await expect(openCheckout(stranger.guestCtx(), page)).rejects.toMatchObject(missing);
  }
  await expect(endPlan(stranger.memberCtx("clinical_lead"), { planId, reason: "referred" })).rejects.toMatchObject(
    missing,
  );
});

const planClinicOf = () => desk.clinic(planClinic, { connections: 6 });

// A course paid in instalments: the first books it and keeps the card, the others are charged on their days, refused, paid otherwise,
// fitted to what changes, and given back with what was not used.
import { and, asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { appointments, cardCharges, checkouts, instalments, payments, visits } from "../../../db/schema/index.ts";
import { newId } from "../../../lib/ids.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { chargeInstalments } from "../../../lib/payments/charge-instalments.ts";
import { endPlan } from "../../../lib/payments/end-plan.ts";
import { finishVisit } from "../../../lib/payments/finish-visit.ts";
import { moneyOf } from "../../../lib/payments/money-of.ts";
import { openCheckout } from "../../../lib/payments/open-checkout.ts";
import { openInstalmentPage, openInstalments, takeInstalment } from "../../../lib/payments/pay-instalments.ts";
import { previewInstalments } from "../../../lib/payments/preview-instalments.ts";
import { replanCourse } from "../../../lib/payments/replan-course.ts";
import { viewInstalments } from "../../../lib/payments/view-instalments.ts";
import { viewOwing } from "../../../lib/payments/view-owing.ts";
import { acceptPlan } from "../../../lib/plans/accept-plan.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import { offerPlan } from "../../../lib/plans/offer-plan.ts";
import { proposeReflow } from "../../../lib/plans/reflow.ts";
import { setPayRule } from "../../../lib/plans/set-pay-rule.ts";
import { viewOffer } from "../../../lib/plans/view-plan.ts";
import { dateIn } from "../../../lib/time/zone.ts";
import { asha, type TestClinic } from "../../support/clinic.ts";
import { mustHold, plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";
import { assessed, planClinic, whiplashDraft, yes } from "../../support/plan-clinic.ts";
import { PAYS, payWith } from "../../unit/gateways/payments-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

const day = 24 * 60;
const rule = {
  templateCode: "",
  prepay: true,
  discount: 1000,
  instalments: true,
  most: 3,
  weeksApart: 2,
  least: 1000,
  retryDays: [3],
};

/** A plan that its patient pays alone, offered at the clinic's terms. */
async function offered(of: Partial<typeof rule> = {}) {
  const clinic = await desk.clinic(planClinic, { connections: 6 });
  desk.setNow(plus(clinic.now, 2));
  const from = dateIn(clinic.now, "America/Vancouver");
  await setPayRule(clinic.memberCtx("owner"), { ...rule, ...of, from });
  const lead = clinic.memberCtx("clinical_lead");
  const found = await assessed(clinic, clinic.ids.asha, {
    episode: { condition: "Neck pain since a fall", onset: "sudden", payer: "self" },
  });
  const { planId } = await draftPlan(lead, whiplashDraft(clinic, clinic.ids.asha, found));
  await offerPlan(lead, { planId });
  return { clinic, planId, patient: clinic.patientCtx(clinic.ids.asha) };
}

/** Accepted in instalments, and the page of the first one. */
async function accepted(of: Partial<typeof rule> = {}) {
  const plan = await offered(of);
  const answer = await acceptPlan(plan.patient, yes(plan.planId, { payChoice: "instalments" }));
  if (answer.changed) throw new Error("nothing had changed");
  const page = await openInstalments(plan.patient, { planId: plan.planId, returnPath: "/plan" });
  return { ...plan, ...page, firstMinor: answer.amountDueMinor };
}

/** Booked, with a card that pays on the page and does later as the stand-in is told. */
async function running(later: "passes" | "asks" | "is refused" = "passes", of: Partial<typeof rule> = {}) {
  const plan = await accepted(of);
  await payWith(plan.url, PAYS);
  await desk.standIn.webhooksDone();
  cardDoes(later);
  return plan;
}

/** By the address that `payWith` writes on the page. */
const cardDoes = (chargedLater: "passes" | "asks" | "is refused") =>
  desk.standIn.control({ keptCards: { email: "mei@example.org", chargedLater } });

const rowsOf = (clinic: TestClinic) =>
  clinic.inside((tx) => tx.select().from(instalments).orderBy(asc(instalments.number)));

const visitsOf = (clinic: TestClinic, planId: string) =>
  clinic.inside((tx) =>
    tx
      .select({ appointment: appointments })
      .from(appointments)
      .innerJoin(visits, and(eq(visits.id, appointments.visitId), eq(visits.planId, planId)))
      .where(eq(appointments.status, "booked"))
      .orderBy(asc(appointments.startsAt)),
  );

/** The worker's round at that moment, and what Stripe tells of it. */
async function round(clinic: TestClinic, at: Date) {
  desk.setNow(at);
  const asked = await chargeInstalments(clinic.systemCtx(at));
  await desk.standIn.webhooksDone();
  await desk.relay(at);
  return asked;
}

test("instalments add up to the cent, the first books the course and keeps the card, the others are charged on their days", async () => {
  const { clinic, planId, firstMinor } = await running();
  const laid = await rowsOf(clinic);
  const total = laid.reduce((sum, row) => sum + row.amountMinor, 0);
  expect(laid.map(({ amountMinor }) => amountMinor - Math.floor(total / 3))).toEqual(
    [0, 1, 2].map((index) => (index < total % 3 ? 1 : 0)),
  );
  expect(laid[0]).toMatchObject({ status: "paid", amountMinor: firstMinor });
  expect((await visitsOf(clinic, planId)).length).toBeGreaterThan(5);
  expect(await round(clinic, plus(clinic.now, 13 * day))).toBe(0);
  const second = plus(clinic.now, 14 * day);
  expect(await round(clinic, second)).toBe(1);
  expect(await round(clinic, second)).toBe(0);
  expect((await rowsOf(clinic)).map(({ status }) => status)).toEqual(["paid", "paid", "due"]);
  expect(await round(clinic, plus(clinic.now, 28 * day))).toBe(1);
  const money = await moneyOf(clinic.memberCtx("front_desk", second), { patientId: clinic.ids.asha });
  expect(money).toMatchObject({ owedMinor: 0, creditMinor: total });
  await mustHold(clinic, second);
});

test("a visit is paid from what was paid ahead, and what is left of it by the instalments to come", async () => {
  const { clinic, planId } = await running("passes", { most: 12, least: 1 });
  const [first, second] = await visitsOf(clinic, planId);
  const [{ amountMinor: each } = { amountMinor: 0 }] = await rowsOf(clinic);
  for (const one of [first!, second!])
    await finishVisit(clinic.memberCtx("clinical_lead", one.appointment.endsAt), { appointmentId: one.appointment.id });
  const due = [first!, second!].reduce((sum, { appointment: a }) => sum + a.patientMinor + a.taxMinor, 0);
  const at = second!.appointment.endsAt;
  const front = clinic.memberCtx("front_desk", at);
  const paid = (await rowsOf(clinic)).filter(({ status }) => status === "paid").length * each;
  expect(await moneyOf(front, { patientId: clinic.ids.asha })).toMatchObject({
    owedMinor: 0,
    laterMinor: due - paid,
    creditMinor: 0,
  });
  // Who owes is told the same: what waits for an instalment's day is not to be asked for now, and any day is told as it was.
  const owing = (now: Date, asOf?: string) => viewOwing(clinic.memberCtx("owner", now), asOf ? { asOf } : {});
  const mei = { id: clinic.ids.asha, totalMinor: due - paid, laterMinor: due - paid };
  const told = await owing(at);
  expect(told).toMatchObject({ patients: [mei], totals: { patientsMinor: due - paid, laterMinor: due - paid } });
  await round(clinic, plus(clinic.now, 14 * day));
  expect(await moneyOf(front, { patientId: clinic.ids.asha })).toMatchObject({
    owedMinor: 0,
    laterMinor: Math.max(0, due - 2 * each),
  });
  const after = plus(clinic.now, 20 * day);
  expect((await owing(after, told.asOf)).patients).toEqual(told.patients);
  await mustHold(clinic, at);
});

test("a declined card is asked again by the rule, told once each, and paid on a page that keeps the new card", async () => {
  const { clinic, patient } = await running("is refused");
  const at = plus(clinic.now, 14 * day);
  await round(clinic, at);
  const [, failed] = await rowsOf(clinic);
  expect(failed).toMatchObject({ status: "failed", failure: "declined", refusals: 1 });
  expect(failed!.askAgainOn).toBe(dateIn(plus(at, 3 * day), "America/Vancouver"));
  const subject = "An instalment to Harbour Test Clinic is still open";
  const told = () => desk.mailbox.mails(asha.email).filter((mail) => mail.subject === subject);
  expect(told()).toHaveLength(1);
  expect(told()[0]!.text).toContain("declined");
  expect(await round(clinic, plus(at, day))).toBe(0);
  expect(await round(clinic, plus(at, 3 * day))).toBe(1);
  expect((await rowsOf(clinic))[1]).toMatchObject({ status: "failed", refusals: 2, askAgainOn: null });
  expect(told()).toHaveLength(2);
  expect(await round(clinic, plus(at, 9 * day))).toBe(0);
  cardDoes("passes");
  const { url } = await openInstalmentPage(patient, { instalmentId: failed!.id, returnPath: "/plan" });
  await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  expect((await rowsOf(clinic))[1]).toMatchObject({ status: "paid", failure: null });
  await expect(openInstalmentPage(patient, { instalmentId: failed!.id, returnPath: "/plan" })).rejects.toMatchObject({
    code: "already_done",
  });
  expect(await round(clinic, plus(clinic.now, 28 * day))).toBe(1);
  await mustHold(clinic, plus(clinic.now, 28 * day));
});

test("where the bank wants to ask, no card is asked again, and the desk can take it by hand", async () => {
  const { clinic } = await running("asks");
  const at = plus(clinic.now, 14 * day);
  await round(clinic, at);
  const [, failed] = await rowsOf(clinic);
  expect(failed).toMatchObject({ status: "failed", failure: "authentication_required", askAgainOn: null });
  expect(desk.mailbox.mails(asha.email).some((mail) => mail.text.includes("Confirm and pay"))).toBe(true);
  const input = { instalmentId: failed!.id, method: "cash" as const, idempotencyKey: newId() };
  const front = clinic.memberCtx("front_desk", at);
  const taken = await takeInstalment(front, input);
  expect(await takeInstalment(front, input)).toEqual(taken);
  await expect(takeInstalment(front, { ...input, idempotencyKey: newId() })).rejects.toMatchObject({
    code: "already_done",
  });
  await expect(takeInstalment(clinic.patientCtx(clinic.ids.asha, at), input)).rejects.toMatchObject({
    code: "forbidden",
  });
  expect((await viewInstalments(front, { patientId: clinic.ids.asha }))[1]).toMatchObject({
    status: "paid",
    method: "cash",
  });
  await mustHold(clinic, at);
});

test("a page that is paid after the desk took the money sends it back", async () => {
  const { clinic, patient } = await running();
  const [, second] = await rowsOf(clinic);
  const { url, checkoutId } = await openInstalmentPage(patient, { instalmentId: second!.id, returnPath: "/plan" });
  // While somebody stands on its page the card is not asked.
  expect(await round(clinic, plus(clinic.now, 14 * day))).toBe(0);
  await takeInstalment(clinic.memberCtx("front_desk"), {
    instalmentId: second!.id,
    method: "terminal",
    idempotencyKey: newId(),
  });
  await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  const [page] = await clinic.inside((tx) => tx.select().from(checkouts).where(eq(checkouts.id, checkoutId)));
  expect(page?.status).toBe("refunded_late");
  await desk.relay(clinic.now);
  await desk.standIn.webhooksDone();
  await mustHold(clinic, clinic.now);
});

test("a cancelled visit makes the open instalments less, and stopping gives back what was not used and asks for nothing more", async () => {
  const { clinic, planId, patient } = await running();
  const before = await rowsOf(clinic);
  const sum = (rows: typeof before) =>
    rows.reduce((total, row) => total + (row.status === "dropped" ? 0 : row.amountMinor), 0);
  const [first] = await visitsOf(clinic, planId);
  const { id: appointmentId, patientMinor, taxMinor, endsAt } = first!.appointment;
  await finishVisit(clinic.memberCtx("clinical_lead", endsAt), { appointmentId });
  const last = (await visitsOf(clinic, planId)).findLast(({ appointment: one }) => one.patientMinor > 0)!.appointment;
  await cancelBooking(patient, { appointmentId: last.id, byWhom: "patient", reason: "" });
  const provisional = await clinic.inside((tx) => tx.select().from(visits).where(eq(visits.id, last.visitId!)));
  const less = provisional[0]!.provisional ? 0 : last.patientMinor + last.taxMinor;
  expect(sum(before) - sum(await rowsOf(clinic))).toBe(less);
  const ended = await endPlan(clinic.memberCtx("clinical_lead", endsAt), { planId, reason: "referred" });
  expect(ended.refundMinor).toBe(before[0]!.amountMinor - patientMinor - taxMinor);
  expect((await rowsOf(clinic)).map(({ status }) => status)).toEqual(["paid", "dropped", "dropped"]);
  expect(await round(clinic, plus(clinic.now, 40 * day))).toBe(0);
  await mustHold(clinic, endsAt);
});

test("planning the rest anew says first what the instalments become, and does exactly that", async () => {
  const { clinic, planId, patient } = await running();
  const coming = await visitsOf(clinic, planId);
  await cancelBooking(patient, { appointmentId: coming[2]!.appointment.id, byWhom: "patient", reason: "" });
  const less = await rowsOf(clinic);
  const view = await proposeReflow(patient, { planId });
  const outlook = await previewInstalments(patient, view);
  expect(outlook.changes.length).toBe(2);
  expect(outlook.changes.every(({ fromMinor, toMinor }) => toMinor > fromMinor)).toBe(true);
  const seen = view.course.proposal.flatMap(({ visitId, start, practitionerId }) =>
    start && practitionerId ? [{ visitId, start, practitionerId }] : [],
  );
  await expect(replanCourse(patient, { planId, seen, stamp: view.stamp })).rejects.toMatchObject({
    code: "plan_changed",
  });
  expect(await rowsOf(clinic)).toEqual(less);
  await replanCourse(patient, { planId, seen, stamp: view.stamp, instalments: outlook.stamp });
  expect((await rowsOf(clinic)).slice(1).map(({ number, amountMinor }) => ({ number, amountMinor }))).toEqual(
    outlook.changes.map(({ number, toMinor }) => ({ number, amountMinor: toMinor })),
  );
  await mustHold(clinic, clinic.now);
});

test("the whole course at once takes off what the rule says, and every visit of it costs that much less", async () => {
  const { clinic, planId, patient } = await offered();
  const { course } = await viewOffer(patient, { planId });
  const answer = await acceptPlan(patient, yes(planId, { payChoice: "whole" }));
  if (answer.changed) throw new Error("nothing had changed");
  expect(course.ahead.savedMinor).toBeGreaterThan(0);
  expect(answer.amountDueMinor).toBe(course.totals.dueMinor - course.ahead.savedMinor);
  const { url } = await openCheckout(patient, {
    purpose: "plan",
    planId,
    amountMinor: answer.amountDueMinor,
    returnPath: "/plan",
  });
  await payWith(url, PAYS);
  await desk.standIn.webhooksDone();
  const [first, ...rest] = await visitsOf(clinic, planId);
  const full = course.proposal.find(({ start }) => start?.getTime() === first!.appointment.startsAt.getTime())!;
  expect(first!.appointment.priceMinor).toBe(full.priceMinor - Math.round(full.priceMinor / 10));
  const at = first!.appointment.endsAt;
  await finishVisit(clinic.memberCtx("clinical_lead", at), { appointmentId: first!.appointment.id });
  // What comes back of the rest is what its visits cost at that price, to the cent.
  const ended = await endPlan(clinic.memberCtx("clinical_lead", at), { planId, reason: "referred" });
  const firm = await clinic.inside((tx) => tx.select().from(visits).where(eq(visits.provisional, false)));
  const unused = rest
    .filter(({ appointment: one }) => firm.some(({ id }) => id === one.visitId))
    .reduce((sum, { appointment: one }) => sum + one.patientMinor + one.taxMinor, 0);
  expect(ended.refundMinor).toBe(unused);
  await mustHold(clinic, at);
});

test("an offer that ends before its first instalment is paid leaves none to ask for", async () => {
  const { clinic, planId } = await accepted();
  const late = plus(clinic.now, 8 * day);
  desk.setNow(late);
  await desk.minute(clinic, late);
  await desk.relay(late);
  const rows = await clinic.inside((tx) => tx.select().from(instalments).where(eq(instalments.planId, planId)));
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.filter(({ status }) => status !== "dropped")).toEqual([]);
  await mustHold(clinic, late);
});

test("a way to pay that the offer did not hold is refused", async () => {
  const { planId, patient } = await offered({ instalments: false, prepay: false });
  for (const payChoice of ["instalments", "whole"] as const)
    await expect(acceptPlan(patient, yes(planId, { payChoice }))).rejects.toMatchObject({ code: "invalid" });
});

test("another clinic's instalments and another patient's are not found", async () => {
  const { clinic } = await running();
  const [, second] = await rowsOf(clinic);
  const stranger = await desk.clinic(planClinic, { connections: 4 });
  const missing = { code: "not_found" };
  const page = { instalmentId: second!.id, returnPath: "/plan" };
  await expect(openInstalmentPage(stranger.patientCtx(stranger.ids.asha), page)).rejects.toMatchObject(missing);
  await expect(openInstalmentPage(clinic.patientCtx(newId()), page)).rejects.toMatchObject(missing);
  await expect(viewInstalments(clinic.patientCtx(newId()), { patientId: clinic.ids.asha })).rejects.toMatchObject(
    missing,
  );
  const taken = { instalmentId: second!.id, method: "cash" as const, idempotencyKey: newId() };
  await expect(takeInstalment(stranger.memberCtx("front_desk"), taken)).rejects.toMatchObject(missing);
});

test("an answer that was lost is asked for again under the same key, and pays once", async () => {
  const { clinic } = await running();
  const at = plus(clinic.now, 14 * day);
  desk.standIn.control({ dropWebhooksPercent: 100 });
  await round(clinic, at);
  desk.standIn.control({ dropWebhooksPercent: 0 });
  const asked = await clinic.inside((tx) => tx.select().from(cardCharges));
  expect(asked).toMatchObject([{ status: "succeeded", chargeId: null }]);
  expect(await clinic.inside((tx) => tx.select().from(payments))).toHaveLength(2);
});

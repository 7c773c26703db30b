// What can happen to the money of a course that a patient pays ahead, at once or in instalments; steps of a random life.
import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { appointments, cardCharges, instalments, payments, plans, visits } from "../../db/schema/index.ts";
import { newId } from "../../lib/ids.ts";
import { cancelBooking } from "../../lib/payments/cancel-booking.ts";
import { chargeInstalments } from "../../lib/payments/charge-instalments.ts";
import { endPlan } from "../../lib/payments/end-plan.ts";
import { expireCheckouts } from "../../lib/payments/expire-checkouts.ts";
import { finishVisit } from "../../lib/payments/finish-visit.ts";
import { restOfPlan, comingMinor } from "../../lib/payments/instalments.ts";
import { missVisit } from "../../lib/payments/miss-visit.ts";
import { openCheckout } from "../../lib/payments/open-checkout.ts";
import { openInstalmentPage, openInstalments, takeInstalment } from "../../lib/payments/pay-instalments.ts";
import { previewInstalments } from "../../lib/payments/preview-instalments.ts";
import { reconcile } from "../../lib/payments/reconcile.ts";
import { replanCourse } from "../../lib/payments/replan-course.ts";
import { inTransaction } from "../../lib/context/context.ts";
import { acceptPlan } from "../../lib/plans/accept-plan.ts";
import { draftPlan } from "../../lib/plans/draft-plan.ts";
import { offerPlan } from "../../lib/plans/offer-plan.ts";
import { proposeReflow } from "../../lib/plans/reflow.ts";
import { setPayRule } from "../../lib/plans/set-pay-rule.ts";
import { dateIn } from "../../lib/time/zone.ts";
import { DECLINED, PAYS, payWith } from "../unit/gateways/payments-desk.ts";
import type { TestClinic } from "./clinic.ts";
import { plus, type MoneyDesk } from "./money-desk.ts";
import { assessed, whiplashDraft, yes } from "./plan-clinic.ts";

const day = 24 * 60;
const weeksApart = 2;

export type Course = { planId: string; name: string; email: string; patientId: string; now: Date };
export type CourseLife = {
  desk: MoneyDesk;
  clinic: TestClinic;
  person: { name: string; email: string };
  course: Course | null;
};
type Pick = { which: number; share: number };

export const courseWhats = [
  "an instalment's day comes",
  "an instalment's day comes",
  "an instalment's day comes, the card is refused",
  "an instalment's day comes, the bank asks",
  "an instalment's day comes while Stripe fails",
  "pay an instalment on its page",
  "pay an instalment at the desk",
  "pay an instalment on its page and at the desk",
  "finish a visit of the course",
  "finish a visit of the course",
  "finish a visit of the course",
  "cancel a visit of the course",
  "cancel a visit of the course late",
  "miss a visit of the course",
  "plan the rest of the course anew",
  "stop the course",
] as const;

export const acceptWhats = ["accept a course in instalments", "accept a course, paid at once"] as const;

/** Half of a course can be paid ahead for less, and all of it in up to four parts. */
export const offerInstalments = (clinic: TestClinic): Promise<unknown> =>
  setPayRule(clinic.memberCtx("owner"), {
    templateCode: "",
    prepay: true,
    discount: 333,
    instalments: true,
    most: 4,
    weeksApart,
    least: 1000,
    retryDays: [3],
    from: dateIn(clinic.now, "America/Vancouver"),
  });

const phase = (visitsOfIt: number, gap: number) => [
  { name: "intensive", visits: visitsOfIt, minGap: gap - 2, targetGap: gap, maxGap: gap + 5, minutes: 45 },
];

/** Drafted, offered and accepted; null for somebody who has one, or is not a patient yet. */
async function accept(life: CourseLife, patientId: string | null, payChoice: "instalments" | "whole") {
  const { clinic, person } = life;
  if (!patientId || life.course) return null;
  const lead = clinic.memberCtx("clinical_lead");
  const found = await assessed(clinic, patientId, {
    episode: { condition: "Neck pain since a fall", onset: "sudden", payer: "self" },
  });
  const { planId } = await draftPlan(
    lead,
    whiplashDraft(clinic, patientId, found, {
      // After the days of single visits.
      startOn: dateIn(plus(clinic.now, 30 * day), "America/Vancouver"),
      phases: [phase(4, 7), phase(3, 9)],
      reason: "a shorter one",
    }),
  );
  await offerPlan(lead, { planId });
  const answer = await acceptPlan(clinic.patientCtx(patientId), yes(planId, { payChoice }));
  if (answer.changed) throw new Error("nothing was shown that could have changed");
  life.desk.setNow(plus(clinic.now, 2));
  life.course = { planId, patientId, ...person, now: clinic.now };
  return { planId, patientId, amountMinor: answer.amountDueMinor };
}

/** By the address on the page, so that each life's card does what the life says. */
const payPage = async ({ desk, person }: CourseLife, url: string, number: string) => {
  await payWith(url, number, { email: person.email });
  await desk.standIn.webhooksDone();
};

const isRunning = async ({ clinic, course }: CourseLife): Promise<Course | null> => {
  if (!course) return null;
  const [row] = await clinic.inside((tx) =>
    tx.select({ status: plans.status }).from(plans).where(eq(plans.id, course.planId)),
  );
  return row?.status === "active" ? course : null;
};

const openOnes = (clinic: TestClinic, planId: string) =>
  clinic.inside((tx) =>
    tx
      .select()
      .from(instalments)
      .where(and(eq(instalments.planId, planId), inArray(instalments.status, ["due", "failed"])))
      .orderBy(asc(instalments.number)),
  );

/** Some weeks on, the worker asks the card that is kept. */
async function dayComes(life: CourseLife, chargedLater: "passes" | "asks" | "is refused", fails?: "before" | "after") {
  const course = await isRunning(life);
  if (!course) return false;
  const { desk, clinic } = life;
  if (!(await openOnes(clinic, course.planId)).length) return false;
  course.now = plus(course.now, 7 * weeksApart * day);
  desk.setNow(course.now);
  desk.standIn.control({ keptCards: { email: course.email, chargedLater } });
  if (fails) desk.standIn.control({ fail: { times: 9, when: fails, how: 503, path: "/v1/payment_intents" } });
  await chargeInstalments(clinic.systemCtx(course.now)).finally(() => desk.standIn.control({ fail: null }));
  // The worker's next round, which asks again under the same key.
  if (fails) await reconcile(clinic.systemCtx(plus(course.now, 1)));
  await desk.standIn.webhooksDone();
  await desk.relay(course.now);
  return true;
}

async function payPart(life: CourseLife, { which }: Pick, how: "page" | "desk" | "both") {
  const course = await isRunning(life);
  const open = course ? await openOnes(life.clinic, course.planId) : [];
  const one = open[which % Math.max(1, open.length)];
  if (!course || !one) return false;
  const page =
    how === "desk"
      ? null
      : await openInstalmentPage(life.clinic.patientCtx(course.patientId, course.now), {
          instalmentId: one.id,
          returnPath: "/plan",
        });
  if (how !== "page")
    await takeInstalment(life.clinic.memberCtx("front_desk", course.now), {
      instalmentId: one.id,
      method: which % 2 ? "cash" : "terminal",
      idempotencyKey: newId(),
    });
  if (page) await payPage(life, page.url, how === "page" && which === 5 ? DECLINED : PAYS);
  return true;
}

async function ofVisit(life: CourseLife, which: number, act: (visit: Booked, course: Course) => Promise<unknown>) {
  const course = await isRunning(life);
  if (!course) return false;
  const booked = await life.clinic.inside((tx) =>
    tx
      .select({ appointmentId: appointments.id, startsAt: appointments.startsAt, endsAt: appointments.endsAt })
      .from(appointments)
      .innerJoin(visits, and(eq(visits.id, appointments.visitId), eq(visits.planId, course.planId)))
      .where(eq(appointments.status, "booked"))
      .orderBy(asc(appointments.startsAt)),
  );
  const visit = booked[which % Math.max(1, booked.length)];
  if (!visit) return false;
  await act(visit, course);
  return true;
}
type Booked = { appointmentId: string; startsAt: Date; endsAt: Date };

type CourseWhat = (typeof courseWhats)[number] | (typeof acceptWhats)[number];
type Deed = (life: CourseLife, step: Pick, patientId: string | null) => Promise<boolean>;

export const courseDeeds: Record<CourseWhat, Deed> = {
  "accept a course in instalments": async (life, { which }, patientId) => {
    const accepted = await accept(life, patientId, "instalments");
    if (!accepted) return false;
    const page = await openInstalments(life.clinic.patientCtx(accepted.patientId), {
      planId: accepted.planId,
      returnPath: "/plan",
    });
    if (which === 4) {
      // Too late: what was held is free again.
      life.desk.setNow(plus(life.clinic.now, 30));
      await expireCheckouts(life.clinic.systemCtx(plus(life.clinic.now, 30)));
    }
    await payPage(life, page.url, which === 5 ? DECLINED : PAYS);
    return true;
  },
  "accept a course, paid at once": async (life, { which }, patientId) => {
    const accepted = await accept(life, patientId, "whole");
    if (!accepted) return false;
    const { planId, amountMinor } = accepted;
    const page = await openCheckout(life.clinic.patientCtx(accepted.patientId), {
      purpose: "plan",
      planId,
      amountMinor,
      returnPath: "/plan",
    });
    await payPage(life, page.url, which < 5 ? PAYS : DECLINED);
    return true;
  },
  "an instalment's day comes": (life) => dayComes(life, "passes"),
  "an instalment's day comes, the card is refused": (life) => dayComes(life, "is refused"),
  "an instalment's day comes, the bank asks": (life) => dayComes(life, "asks"),
  "an instalment's day comes while Stripe fails": (life, { which }) =>
    dayComes(life, "passes", which % 2 ? "before" : "after"),
  "pay an instalment on its page": (life, step) => payPart(life, step, "page"),
  "pay an instalment at the desk": (life, step) => payPart(life, step, "desk"),
  "pay an instalment on its page and at the desk": (life, step) => payPart(life, step, "both"),
  "finish a visit of the course": (life) =>
    ofVisit(life, 0, ({ appointmentId, endsAt }) =>
      finishVisit(life.clinic.memberCtx("clinical_lead", endsAt), { appointmentId }),
    ),
  "cancel a visit of the course": (life, { which }) =>
    ofVisit(life, which, ({ appointmentId }, { patientId }) =>
      cancelBooking(life.clinic.patientCtx(patientId), { appointmentId, byWhom: "patient", reason: "" }),
    ),
  "cancel a visit of the course late": (life) =>
    ofVisit(life, 0, ({ appointmentId, startsAt }, { patientId }) =>
      cancelBooking(life.clinic.patientCtx(patientId, plus(startsAt, -60)), {
        appointmentId,
        byWhom: "patient",
        reason: "",
      }),
    ),
  "miss a visit of the course": (life, { which }) =>
    ofVisit(life, 0, ({ appointmentId, startsAt }) =>
      missVisit(life.clinic.memberCtx("front_desk", plus(startsAt, 20)), {
        appointmentId,
        waiveFee: which % 2 === 1,
        waiveReason: "snow",
      }),
    ),
  "plan the rest of the course anew": async (life) => {
    const course = await isRunning(life);
    if (!course) return false;
    const { planId, patientId } = course;
    const patient = life.clinic.patientCtx(patientId);
    const view = await proposeReflow(patient, { planId });
    const outlook = await previewInstalments(patient, view);
    const seen = view.course.proposal.flatMap(({ visitId, start, practitionerId }) =>
      start && practitionerId ? [{ visitId, start, practitionerId }] : [],
    );
    await replanCourse(patient, { planId, seen, stamp: view.stamp, instalments: outlook.stamp });
    return true;
  },
  "stop the course": async (life) => {
    const course = await isRunning(life);
    if (!course) return false;
    await endPlan(life.clinic.memberCtx("clinical_lead"), { planId: course.planId, reason: "referred" });
    await life.desk.relay(plus(course.now, day));
    return true;
  },
};

/** What is not as it must be with the instalments of the clinic's courses. */
export async function wrongInstalments(clinic: TestClinic): Promise<string[]> {
  const { rows, paid, asked } = await clinic.inside(async (tx) => ({
    rows: await tx
      .select({ row: instalments, status: plans.status })
      .from(instalments)
      .innerJoin(plans, and(eq(plans.id, instalments.planId), isNotNull(plans.activatedAt))),
    paid: await tx
      .select({
        id: payments.instalmentId,
        times: sql<number>`count(*)::int`,
        minor: sql<number>`sum(amount_minor)::int`,
      })
      .from(payments)
      .where(sql`${payments.instalmentId} is not null`)
      .groupBy(payments.instalmentId),
    asked: await tx.select().from(cardCharges).where(eq(cardCharges.status, "pending")),
  }));
  const wrong = asked.map(({ id }) => `a card is being asked for ever: ${id}`);
  for (const { row, status } of rows) {
    const money = paid.find(({ id }) => id === row.id);
    if ((row.status === "paid") !== (money !== undefined)) wrong.push(`instalment ${row.number} is ${row.status}`);
    if (money && (money.times !== 1 || money.minor !== row.amountMinor))
      wrong.push(`instalment ${row.number} was paid ${money.times} times, ${money.minor} of ${row.amountMinor}`);
    if (["revoked", "completed"].includes(status) && ["due", "failed"].includes(row.status))
      wrong.push(`instalment ${row.number} of a plan that is over is ${row.status}`);
  }
  for (const planId of new Set(rows.filter(({ status }) => status === "active").map(({ row }) => row.planId))) {
    const open = rows.filter(({ row }) => row.planId === planId && ["due", "failed"].includes(row.status));
    const sum = open.reduce((minor, { row }) => minor + row.amountMinor, 0);
    const rest = await inTransaction(clinic.systemCtx(), async (t) =>
      restOfPlan(t, planId, await comingMinor(t, planId)),
    );
    if (sum > Math.max(0, rest)) wrong.push(`instalments of ${sum} are open where ${rest} is left to pay`);
  }
  return wrong;
}

// Random lives of a patient's money, run through the product's verbs against the local payment server, and judged by the books.
import fc from "fast-check";
import { connectAccount } from "../../lib/payments/connect-account.ts";
import { lookAtAccount } from "../../lib/payments/settle-account.ts";
import { viewOnlinePayments } from "../../lib/payments/view-online-payments.ts";
import { and, eq, inArray } from "drizzle-orm";
import { appointments, disputes, patients, payments, refunds } from "../../db/schema/index.ts";
import { bookAppointment } from "../../lib/booking/book-appointment.ts";
import { rescheduleAppointment } from "../../lib/booking/reschedule-appointment.ts";
import type { Ctx } from "../../lib/context/context.ts";
import { Refusal } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { cancelBooking } from "../../lib/payments/cancel-booking.ts";
import {
  askOwnCover,
  enterRemittance,
  listClaims,
  passClaimOn,
  rejectClaim,
  sendClaims,
  type Claim,
} from "../../lib/payments/claims.ts";
import { enterCoverage, listCoverages } from "../../lib/plans/coverages.ts";
import { chargeKeptCard } from "../../lib/payments/charge-card.ts";
import { layGiftCard, payGiftCard } from "../../lib/payments/buy-gift-card.ts";
import { endGiftCard } from "../../lib/payments/end-gift-card.ts";
import { endPackage } from "../../lib/payments/end-package.ts";
import { expireCheckouts } from "../../lib/payments/expire-checkouts.ts";
import { finishVisit } from "../../lib/payments/finish-visit.ts";
import { openCardSetup } from "../../lib/payments/keep-card.ts";
import { changeMembershipCard, joinMembership } from "../../lib/payments/join-membership.ts";
import { lapsePackages } from "../../lib/payments/lapse-packages.ts";
import { missVisit } from "../../lib/payments/miss-visit.ts";
import { moneyOf } from "../../lib/payments/money-of.ts";
import { offerMembership } from "../../lib/payments/offer-membership.ts";
import { offerPackage } from "../../lib/payments/offer-package.ts";
import { openCheckout } from "../../lib/payments/open-checkout.ts";
import { listPackages } from "../../lib/payments/packages.ts";
import { reconcile } from "../../lib/payments/reconcile.ts";
import { reduceCharge } from "../../lib/payments/reduce-charge.ts";
import { refundPayment } from "../../lib/payments/refund-payment.ts";
import { buyPackage, sellPackage } from "../../lib/payments/sell-package.ts";
import { setGiftTerms } from "../../lib/payments/set-gift-terms.ts";
import { stopMembership } from "../../lib/payments/stop-membership.ts";
import { takePayment } from "../../lib/payments/take-payment.ts";
import { leftOnCard, payBookingByGiftCard, payOwedByGiftCard } from "../../lib/payments/use-gift-card.ts";
import { giftCode } from "../../lib/money/gift-code.ts";
import { dateIn } from "../../lib/time/zone.ts";
import { DECLINED, KEPT_THEN_DECLINED, PAYS, payWith } from "../unit/gateways/payments-desk.ts";
import { asha, clearScreen, type TestClinic } from "./clinic.ts";
import { accountsOf, brokenRules, massageMinor, nine, pageFor, plus, type MoneyDesk } from "./money-desk.ts";
import {
  acceptWhats,
  courseDeeds,
  courseWhats,
  offerInstalments,
  wrongInstalments,
  type CourseLife,
} from "./course-steps.ts";
import { planClinic } from "./plan-clinic.ts";
import { stripeLines } from "./stripe-lines.ts";

const day = 24 * 60;
const visitsADay = 3;

/** What can happen; `which` picks among what is there, `share` is a part of an amount in thousandths. */
export type Step = { what: (typeof whats)[number]; which: number; share: number };

const whats = [
  "book",
  "book",
  "book and pay",
  "book and pay",
  "book and be declined",
  "book and leave the page",
  "pay after the hold",
  "pay at the desk",
  "move",
  "cancel in time",
  "cancel late",
  "cancel by the clinic",
  "miss",
  "miss, fee waived",
  "finish",
  "finish",
  "take off, back",
  "take off, credit",
  "give credit back",
  "dispute",
  "decide for the clinic",
  "decide for the payer",
  "sell a package",
  "buy a package",
  "give a package back",
  "join a membership",
  "a month is over at Stripe",
  "a month is refused",
  "pay a month with another card",
  "end the membership",
  "visits paid ahead lapse",
  "keep a card",
  "keep a card that declines",
  "charge the card",
  "webhooks come late",
  "buy a gift card",
  "buy a gift card",
  "pay a booking by gift card",
  "pay a booking by gift card",
  "pay all by gift card",
  "pay at the desk by gift card",
  "two use a gift card at once",
  "give a gift card back",
  "dispute a gift card",
  "the minute passes",
  "restrict the account",
  "free the account",
  "finish, a payer shares it",
  "finish, a payer shares it",
  "enter a plan of their own",
  "send the claims",
  "the payer refuses",
  "the payer refuses, the next is asked",
  "the payer pays a part",
  "the payer pays a part, the next is asked for the rest",
  "give up asking the payer",
  "ask their own plan",
  ...acceptWhats,
  ...courseWhats,
] as const;

/** What needs no course. */
const usual = whats.slice(0, whats.indexOf(acceptWhats[0]));

const step = (from: readonly (typeof whats)[number][]): fc.Arbitrary<Step> =>
  fc.record({ what: fc.constantFrom(...from), which: fc.nat(5), share: fc.integer({ min: 1, max: 1000 }) });

/** Lives in which payers share a visit; among all that can happen they would be rare. */
const payerLife: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.tuple(step(["book", "book and pay"]), step(["enter a plan of their own"]), step(["finish, a payer shares it"])),
    fc.array(step(usual.slice(usual.indexOf("finish, a payer shares it"))), {
      minLength: 2,
      maxLength: 6,
      size: "max",
    }),
    fc.array(step(usual), { minLength: 1, maxLength: 6, size: "max" }),
  )
  .map((parts) => parts.flat());

const besidesACourse = [
  "dispute",
  "decide for the payer",
  "decide for the clinic",
  "give credit back",
  "take off, back",
  "take off, credit",
  "keep a card",
  "charge the card",
  "pay at the desk",
  "pay all by gift card",
  "webhooks come late",
  "restrict the account",
] as const;

/** Lives with a course that is paid ahead, mostly in instalments. */
const courseLife: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.tuple(step(["book"]), step([acceptWhats[0], acceptWhats[0], ...acceptWhats])),
    fc.array(fc.oneof({ arbitrary: step(courseWhats), weight: 3 }, { arbitrary: step(besidesACourse), weight: 1 }), {
      minLength: 4,
      maxLength: 14,
      size: "max",
    }),
  )
  .map((parts) => parts.flat());

const memberSteps = [
  "a month is over at Stripe",
  "a month is over at Stripe",
  "a month is refused",
  "pay a month with another card",
  "end the membership",
  "join a membership",
  "visits paid ahead lapse",
  "give a package back",
  "webhooks come late",
] as const;

/** Lives with a membership; among all that can happen its months would be rare. */
const memberLife: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.tuple(step(["book"]), step(["join a membership"])),
    fc.array(
      fc.oneof(
        { arbitrary: step(memberSteps), weight: 2 },
        { arbitrary: step(["book", "finish", "dispute", "decide for the payer", "take off, back"]), weight: 1 },
      ),
      { minLength: 4, maxLength: 12, size: "max" },
    ),
  )
  .map((parts) => parts.flat());

/** A life begins with a booking, for nothing can happen to nobody's money. */
const anyLife: fc.Arbitrary<Step[]> = fc
  .tuple(
    step(["book", "book and pay", "book and pay", "book and leave the page"]),
    fc.array(step(usual), { minLength: 3, maxLength: 14, size: "max" }),
  )
  .map(([first, rest]) => [first, ...rest]);

export const history: fc.Arbitrary<Step[]> = fc.oneof(
  { arbitrary: anyLife, weight: 3 },
  { arbitrary: payerLife, weight: 1 },
  { arbitrary: courseLife, weight: 1 },
  { arbitrary: memberLife, weight: 1 },
);

type Visit = { appointmentId: string; chainId: string; start: Date; url: string | null };

type Life = CourseLife & {
  patientId: string | null;
  offerId: string;
  membershipOfferId: string;
  /** The clinic's own account at Stripe; null where the key's own serves. */
  account: string | null;
  /** The life's own day. */
  from: Date;
  visits: Visit[];
  disputes: string[];
  giftCards: string[];
};

/** Whether a step was done, refused, or had nothing to be done to. */
export type Done = "done" | "refused" | "nothing";

/** One clinic's lives, some at once, none touching another; and the books of all of them afterwards. */
export async function live(
  desk: MoneyDesk,
  histories: readonly Step[][],
): Promise<{ done: Record<string, number>; faults: string[]; wrong: string[] }> {
  const clinic = await desk.clinic(planClinic, { horizonDays: 400, connections: 4 });
  await offerInstalments(clinic);
  const { offerId } = await offerPackage(clinic.memberCtx("owner"), {
    serviceId: clinic.ids.massage,
    sessions: 3,
    total: 30_001,
    validMonths: 2,
    online: true,
  });
  const membership = await offerMembership(clinic.memberCtx("owner"), {
    name: "Maintenance",
    month: 20_003,
    sessions: 2,
    rollMonths: 1,
    serviceIds: [clinic.ids.massage],
    online: true,
  });
  await setGiftTerms(clinic.memberCtx("owner"), {
    amounts: [5_000, 13_440],
    least: 1_000,
    most: 30_000,
    from: dateIn(clinic.now, "America/Vancouver"),
  });
  // Every other clinic has an account of its own.
  const account = (histories[0]?.[0]?.which ?? 0) % 2 ? await connect(desk, clinic) : null;
  const done: Record<string, number> = {};
  const faults: string[] = [];
  const lives: Life[] = [];
  for (const [index, steps] of histories.entries()) {
    const life: Life = {
      desk,
      clinic,
      person: { name: `Patient Number ${index}`, email: `patient-${index}@example.org` },
      patientId: null,
      course: null,
      offerId,
      membershipOfferId: membership.offerId,
      account,
      from: plus(nine, index * day),
      visits: [],
      disputes: [],
      giftCards: [],
    };
    lives.push(life);
    for (const step of steps) {
      try {
        const outcome = await take(life, step);
        done[`${step.what}: ${outcome}`] = (done[`${step.what}: ${outcome}`] ?? 0) + 1;
      } catch (error) {
        faults.push(`life ${index}, ${step.what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    if (account) await setDue(desk, clinic, account, []);
    desk.standIn.control({ dropWebhooksPercent: 5, webhookCopies: 2, shuffleWebhooksMs: 20, seed: index });
  }
  desk.standIn.control({ dropWebhooksPercent: 0, webhookCopies: 1, shuffleWebhooksMs: 0 });
  // After the last visit of a course, and after the last instalment's day.
  const ends = [plus(nine, 150 * day), ...lives.flatMap(({ course }) => (course ? [course.now] : []))];
  const end = plus(new Date(Math.max(...ends.map((at) => at.getTime()))), 2 * day);
  await comeToRest(desk, clinic, end);
  const wrong = await judge(desk, clinic, end);
  await clinic.close();
  return { done, faults, wrong };
}

async function connect(desk: MoneyDesk, clinic: TestClinic): Promise<string> {
  const owner = clinic.memberCtx("owner");
  await connectAccount(owner, { returnPath: "/x" });
  const { accountId } = await viewOnlinePayments(owner);
  await setDue(desk, clinic, accountId!, []);
  return accountId!;
}

/** What Stripe asks for now, and the look that finds it when its event is lost. */
async function setDue(desk: MoneyDesk, clinic: TestClinic, account: string, due: string[]): Promise<void> {
  desk.standIn.changeAccount({ account, due });
  await lookAtAccount(clinic.systemCtx());
}

async function comeToRest(desk: MoneyDesk, clinic: TestClinic, end: Date): Promise<void> {
  desk.setNow(end);
  await desk.standIn.webhooksDone();
  for (let turn = 0; turn < 3; turn++) {
    await desk.relay(end);
    await expireCheckouts(clinic.systemCtx(end));
    await reconcile(clinic.systemCtx(end));
    await desk.standIn.webhooksDone();
  }
}

/** Everything that is not as it must be. */
async function judge(desk: MoneyDesk, clinic: TestClinic, end: Date): Promise<string[]> {
  const wrong = (await brokenRules(clinic, end)).map((rule) => `broken: ${rule}`);
  const sums = await accountsOf(clinic);
  if (Object.values(sums).reduce((sum, minor) => sum + minor, 0) !== 0)
    wrong.push("the ledger does not add up to nothing");
  if ((sums["credit:patient"] ?? 0) > 0) wrong.push("patients' credit is below nothing");
  for (const who of ["patient", "icbc", "worksafebc", "msp", "extended"])
    if ((sums[`receivable:${who}`] ?? 0) < 0) wrong.push(`${who} owes less than nothing`);
  const [backs, fights] = await clinic.inside((tx) =>
    Promise.all([tx.select().from(refunds), tx.select().from(disputes)]),
  );
  const open = new Set(fights.filter((row) => row.status === "open").map((row) => row.paymentId));
  if (backs.some((row) => row.status === "pending" && !open.has(row.paymentId)))
    wrong.push("a refund never came to its end");
  wrong.push(...(await wrongInstalments(clinic)));
  const { missing, surplus } = await stripeLines(desk, clinic);
  return [
    ...wrong,
    ...missing.map((line) => `Stripe's alone: ${line}`),
    ...surplus.map((line) => `ours alone, or twice: ${line}`),
  ];
}

async function take(life: Life, step: Step): Promise<Done> {
  try {
    return (await deeds[step.what](life, step)) ? "done" : "nothing";
  } catch (error) {
    if (error instanceof Refusal) return "refused";
    throw error;
  }
}

const pick = <T>(list: readonly T[], which: number): T | undefined => list[which % Math.max(1, list.length)];
const part = (minor: number, share: number) => Math.max(1, Math.floor((minor * share) / 1000));
/** Somebody of the desk, who has just proved that it is them: much is given back. */
const front = ({ clinic, from }: Life, at = plus(from, 8 * 60)): Ctx => {
  const ctx = clinic.memberCtx("front_desk", at);
  return { ...ctx, actor: { ...ctx.actor, provedAt: at } as Ctx["actor"] };
};

async function book(life: Life, pay: "now" | "clinic"): Promise<Visit | null> {
  const { clinic, from, person } = life;
  if (life.visits.length >= visitsADay) return null;
  const start = plus(from, life.visits.length * 90);
  const booked = await bookAppointment(clinic.guestCtx(), {
    idempotencyKey: newId(),
    slot: { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya, start },
    patient: { ...asha, guardianName: undefined, guardianRelation: undefined, ...person },
    screen: clearScreen,
    consent: true,
    pay,
    via: "online",
  });
  const visit: Visit = { ...booked, start, url: null };
  life.visits.push(visit);
  if (pay === "now") {
    life.desk.setNow(plus(clinic.now, 2));
    visit.url = (await openCheckout(clinic.guestCtx(), pageFor(clinic, booked.chainId))).url;
  }
  return visit;
}

/** The patient exists from their first booking on. */
async function patientOf(life: Life): Promise<string | null> {
  life.patientId ??= await life.clinic.inside(async (tx) => {
    const [row] = await tx.select({ id: patients.id }).from(patients).where(eq(patients.email, life.person.email));
    return row?.id ?? null;
  });
  return life.patientId;
}

/** The stand-in knows whose month it is by the card's address. */
const billedTo = ({ clinic, person }: Life) => `${clinic.slug}-${person.email}`;

async function nextMonth(life: Life, chargedLater: "passes" | "asks" | "is refused"): Promise<boolean> {
  if (!(await patientOf(life))) return false;
  life.desk.standIn.control({ keptCards: { email: billedTo(life), chargedLater } });
  life.desk.standIn.control({ endMonthOf: billedTo(life) });
  await life.desk.standIn.webhooksDone();
  return true;
}

const cardPayments = async (life: Life) => {
  const patientId = await patientOf(life);
  if (!patientId) return [];
  const mine = await life.clinic.inside((tx) => tx.select().from(payments).where(eq(payments.patientId, patientId)));
  return mine.filter((row) => row.stripePaymentIntentId !== null);
};

async function moneyOfLife(life: Life) {
  const patientId = await patientOf(life);
  return patientId ? moneyOf(front(life), { patientId }) : null;
}

async function cancel(life: Life, which: number, at: (start: Date) => Date, byWhom: "patient" | "clinic") {
  const visit = pick(life.visits, which);
  if (!visit) return false;
  const ctx = byWhom === "clinic" ? front(life, at(visit.start)) : life.clinic.guestCtx(at(visit.start));
  await cancelBooking(ctx, { appointmentId: visit.appointmentId, byWhom, reason: "" });
  return true;
}

async function miss(life: Life, which: number, waiveFee: boolean) {
  const visit = pick(life.visits, which);
  if (!visit) return false;
  const ctx = front(life, plus(visit.start, 20));
  await missVisit(ctx, { appointmentId: visit.appointmentId, waiveFee, waiveReason: "snow" });
  return true;
}

async function takeOff(life: Life, { which, share }: Step, paidPart: "back" | "credit") {
  const charge = pick((await moneyOfLife(life))?.charges.filter((one) => one.totalMinor > 0) ?? [], which);
  if (!charge) return false;
  await reduceCharge(front(life), {
    chargeId: charge.chargeId,
    amountMinor: share > 700 ? charge.totalMinor : part(charge.totalMinor, share),
    reason: "as agreed",
    paidPart,
    method: "cash",
    idempotencyKey: newId(),
  });
  return true;
}

async function keep(life: Life, which: number, number: string) {
  const visit = pick(life.visits, which);
  if (!visit) return false;
  const { url } = await openCardSetup(life.clinic.guestCtx(), { chainId: visit.chainId, returnPath: "/x" });
  await payWith(url, number);
  await life.desk.standIn.webhooksDone();
  return true;
}

async function buyGiftCard(life: Life, amountMinor: number, number: string, forOthers = false): Promise<string> {
  const guest = life.clinic.guestCtx();
  const { giftCardId } = await layGiftCard(guest, {
    amountMinor,
    buyerName: "Gift Buyer",
    buyerEmail: "buyer@example.org",
    recipientName: undefined,
    recipientEmail: forOthers ? "given@example.org" : undefined,
    message: undefined,
    idempotencyKey: newId(),
  });
  const { url } = await payGiftCard(guest, { giftCardId, returnPath: "/x" });
  life.giftCards.push(giftCardId);
  await payWith(url, number);
  await life.desk.standIn.webhooksDone();
  return giftCardId;
}

/** One of theirs, bought now where there is none. */
const giftCardOf = async (life: Life, which: number): Promise<string> =>
  pick(life.giftCards, which) ?? buyGiftCard(life, which % 2 ? 5_000 : 30_000, PAYS);

const codeOf = (life: Life, giftCardId: string) => giftCode(life.clinic.guestCtx().secret, giftCardId);

async function disputeOf(life: Life, intent: string | null | undefined): Promise<boolean> {
  if (!intent) return false;
  try {
    life.disputes.push(life.desk.standIn.openDispute({ paymentIntentId: intent }));
  } catch {
    // Given back whole, or disputed before: there is nothing to dispute.
    return false;
  }
  await life.desk.standIn.webhooksDone();
  return true;
}

async function decide(life: Life, which: number, outcome: "won" | "lost") {
  const id = pick(life.disputes, which);
  if (!id) return false;
  life.disputes.splice(life.disputes.indexOf(id), 1);
  life.desk.standIn.closeDispute(id, outcome);
  await life.desk.standIn.webhooksDone();
  return true;
}

async function shareAndFinish(life: Life, { which, share }: Step) {
  const visit = pick(life.visits, which);
  if (!visit) return false;
  const payer = pick(["icbc", "worksafebc", "msp", "extended"], which)!;
  await life.clinic.inside((tx) =>
    tx
      .update(appointments)
      .set({ payer, patientMinor: payer === "worksafebc" ? 0 : part(10_000, share) })
      .where(and(eq(appointments.id, visit.appointmentId), inArray(appointments.status, ["booked", "arrived"]))),
  );
  const ctx = life.clinic.memberCtx("practitioner", plus(visit.start, 60));
  await finishVisit(ctx, { appointmentId: visit.appointmentId });
  return true;
}

/** The patient's claims with something open, in one state. */
async function claimsIn(life: Life, ...states: Claim["state"][]): Promise<Claim[]> {
  const patientId = await patientOf(life);
  const claims = await listClaims(front(life), {});
  return claims.filter((one) => one.patientId === patientId && states.includes(one.state));
}

async function refuse(life: Life, which: number, step: "again" | "next") {
  const unsent = await claimsIn(life, "to_send");
  if (unsent.length) await sendClaims(front(life), { chargeIds: unsent.map((one) => one.chargeId) });
  const claim = pick(await claimsIn(life, "waiting"), which);
  if (!claim) return false;
  await rejectClaim(front(life), { chargeId: claim.chargeId, reason: "not on file", step });
  return true;
}

async function remit(life: Life, { which, share }: Step, rest: "open" | "next") {
  const claim = pick(await claimsIn(life, "waiting", "to_send", "short"), which);
  if (!claim) return false;
  const amountMinor = part(claim.openMinor, share);
  await enterRemittance(front(life), { chargeId: claim.chargeId, amountMinor, rest, idempotencyKey: newId() });
  return true;
}

/** A course is for somebody who is a patient already. */
const ofCourse = Object.fromEntries(
  Object.entries(courseDeeds).map(([what, deed]) => [
    what,
    async (life: Life, step: Step) => deed(life, step, await patientOf(life)),
  ]),
) as Record<keyof typeof courseDeeds, (life: Life, step: Step) => Promise<boolean>>;

const deeds: Record<Step["what"], (life: Life, step: Step) => Promise<boolean>> = {
  book: async (life) => (await book(life, "clinic")) !== null,
  "book and pay": async (life) => {
    const visit = await book(life, "now");
    if (!visit?.url) return false;
    await payWith(visit.url, PAYS);
    await life.desk.standIn.webhooksDone();
    return true;
  },
  "book and be declined": async (life) => {
    const visit = await book(life, "now");
    if (!visit?.url) return false;
    await payWith(visit.url, DECLINED);
    return true;
  },
  "book and leave the page": async (life) => (await book(life, "now")) !== null,
  "pay after the hold": async (life, { which }) => {
    const visit = pick(
      life.visits.filter((one) => one.url),
      which,
    );
    if (!visit) return false;
    life.desk.setNow(plus(life.clinic.now, 30));
    await payWith(visit.url!, PAYS);
    await life.desk.standIn.webhooksDone();
    return true;
  },
  "pay at the desk": async (life, { share, which }) => {
    const patientId = await patientOf(life);
    if (!patientId) return false;
    const visit = which > 2 ? pick(life.visits, which) : undefined;
    await takePayment(front(life), {
      patientId,
      ...(visit ? { chainId: visit.chainId } : {}),
      method: which % 2 ? "cash" : "terminal",
      amountMinor: part(massageMinor, share),
      idempotencyKey: newId(),
    });
    return true;
  },
  move: async (life, { which }) => {
    const visit = pick(life.visits, which);
    if (!visit) return false;
    const start = plus(visit.start, 5 * 60);
    const moved = await rescheduleAppointment(life.clinic.guestCtx(), { appointmentId: visit.appointmentId, start });
    visit.appointmentId = moved.appointmentId;
    visit.start = start;
    return true;
  },
  "cancel in time": (life, { which }) => cancel(life, which, (start) => plus(start, -25 * 60), "patient"),
  "cancel late": (life, { which }) => cancel(life, which, (start) => plus(start, -60), "patient"),
  "cancel by the clinic": (life, { which }) => cancel(life, which, (start) => plus(start, -30), "clinic"),
  miss: (life, { which }) => miss(life, which, false),
  "miss, fee waived": (life, { which }) => miss(life, which, true),
  finish: async (life, { which }) => {
    const visit = pick(life.visits, which);
    if (!visit) return false;
    const ctx = life.clinic.memberCtx("practitioner", plus(visit.start, 60));
    await finishVisit(ctx, { appointmentId: visit.appointmentId });
    return true;
  },
  "take off, back": (life, step) => takeOff(life, step, "back"),
  "take off, credit": (life, step) => takeOff(life, step, "credit"),
  "give credit back": async (life, { which, share }) => {
    const payment = pick((await moneyOfLife(life))?.payments.filter((one) => one.creditMinor > 0) ?? [], which);
    if (!payment) return false;
    await refundPayment(front(life), {
      paymentId: payment.paymentId,
      amountMinor: share > 500 ? payment.creditMinor : part(payment.creditMinor, share),
      reason: "asked for",
      method: "cash",
      idempotencyKey: newId(),
    });
    await life.desk.relay(plus(life.from, 8 * 60));
    return true;
  },
  dispute: async (life, { which }) => {
    return disputeOf(life, pick(await cardPayments(life), which)?.stripePaymentIntentId);
  },
  "decide for the clinic": (life, { which }) => decide(life, which, "won"),
  "decide for the payer": (life, { which }) => decide(life, which, "lost"),
  "sell a package": async (life) => {
    const patientId = await patientOf(life);
    if (!patientId) return false;
    const { offerId } = life;
    await sellPackage(front(life, life.clinic.now), { patientId, offerId, method: "cash", idempotencyKey: newId() });
    return true;
  },
  "buy a package": async (life, { which }) => {
    const visit = pick(life.visits, which);
    if (!visit) return false;
    const { chainId } = visit;
    const { url } = await buyPackage(life.clinic.guestCtx(), { chainId, offerId: life.offerId, returnPath: "/x" });
    await payWith(url, which === 5 ? DECLINED : PAYS);
    await life.desk.standIn.webhooksDone();
    return true;
  },
  "give a package back": async (life, { which }) => {
    const patientId = await patientOf(life);
    const sold = patientId ? await listPackages(front(life), { patientId }) : [];
    const one = pick(sold, which);
    if (!one) return false;
    await endPackage(front(life), { packageId: one.packageId, reason: "moves away", method: "cash" });
    return true;
  },
  "join a membership": async (life, { which }) => {
    const patientId = await patientOf(life);
    if (!patientId) return false;
    const of = { patientId, offerId: life.membershipOfferId, returnPath: "/x" };
    const { url } = await joinMembership(life.clinic.patientCtx(patientId), of);
    await payWith(url, which === 5 ? DECLINED : PAYS, { email: billedTo(life) });
    await life.desk.standIn.webhooksDone();
    return true;
  },
  "a month is over at Stripe": (life) => nextMonth(life, "passes"),
  "a month is refused": (life, { which }) => nextMonth(life, which % 2 ? "is refused" : "asks"),
  "pay a month with another card": async (life) => {
    const patientId = await patientOf(life);
    if (!patientId) return false;
    life.desk.standIn.control({ keptCards: { email: billedTo(life), chargedLater: "passes" } });
    const { url } = await changeMembershipCard(life.clinic.patientCtx(patientId), { patientId, returnPath: "/x" });
    await payWith(url, PAYS, { email: billedTo(life) });
    await life.desk.standIn.webhooksDone();
    return true;
  },
  "end the membership": async (life) => {
    const patientId = await patientOf(life);
    if (!patientId) return false;
    await stopMembership(life.clinic.patientCtx(patientId), { patientId, stop: true });
    return true;
  },
  "visits paid ahead lapse": async (life) =>
    (await lapsePackages(life.clinic.systemCtx(plus(life.from, 90 * day)))) > 0,
  "keep a card": (life, { which }) => keep(life, which, PAYS),
  "keep a card that declines": (life, { which }) => keep(life, which, KEPT_THEN_DECLINED),
  "charge the card": async (life, { which }) => {
    const charge = pick((await moneyOfLife(life))?.charges.filter((one) => one.openMinor > 0) ?? [], which);
    if (!charge) return false;
    await chargeKeptCard(front(life), { chargeId: charge.chargeId });
    return true;
  },
  "buy a gift card": async (life, { which, share }) => {
    await buyGiftCard(life, which % 2 ? 5_000 : 1_000 + part(29_000, share), which === 5 ? DECLINED : PAYS, which > 3);
    return true;
  },
  "pay a booking by gift card": async (life, { which }) => {
    const visit = pick(life.visits, which);
    if (!visit) return false;
    const card = await giftCardOf(life, which);
    await payBookingByGiftCard(life.clinic.guestCtx(), { chainId: visit.chainId, code: codeOf(life, card) });
    return true;
  },
  "pay all by gift card": async (life, { which }) => {
    const patientId = await patientOf(life);
    if (!patientId) return false;
    const card = await giftCardOf(life, which);
    await payOwedByGiftCard(life.clinic.patientCtx(patientId), { patientId, code: codeOf(life, card) });
    return true;
  },
  "pay at the desk by gift card": async (life, { which, share }) => {
    const patientId = await patientOf(life);
    if (!patientId) return false;
    const card = await giftCardOf(life, which);
    await takePayment(front(life), {
      patientId,
      method: "gift_card",
      code: codeOf(life, card),
      amountMinor: part(massageMinor, share),
      idempotencyKey: newId(),
    });
    return true;
  },
  "two use a gift card at once": async (life, { which }) => {
    const patientId = await patientOf(life);
    if (!patientId) return false;
    const card = await giftCardOf(life, which);
    const { leftMinor } = await leftOnCard(life.clinic.guestCtx(), { code: codeOf(life, card) });
    if (leftMinor === 0) return false;
    const spend = () =>
      takePayment(front(life), {
        patientId,
        method: "gift_card",
        code: codeOf(life, card),
        amountMinor: leftMinor,
        idempotencyKey: newId(),
      });
    const both = await Promise.allSettled([spend(), spend()]);
    const won = both.filter(({ status }) => status === "fulfilled").length;
    if (won !== 1) throw new Error(`${won} of two had the last of a gift card`);
    return true;
  },
  "give a gift card back": async (life, { which }) => {
    const card = pick(life.giftCards, which);
    if (!card) return false;
    await endGiftCard(front(life), { giftCardId: card, reason: "not wanted" });
    await life.desk.relay(plus(life.from, 8 * 60));
    return true;
  },
  "dispute a gift card": async (life, { which }) => {
    const card = pick(life.giftCards, which);
    if (!card) return false;
    const paid = await life.clinic.inside((tx) => tx.select().from(payments).where(eq(payments.giftCardId, card)));
    return disputeOf(life, paid.find((row) => row.patientId === null)?.stripePaymentIntentId);
  },
  "the minute passes": async (life) => {
    await expireCheckouts(life.clinic.systemCtx(plus(life.clinic.now, 30)));
    return true;
  },
  "finish, a payer shares it": shareAndFinish,
  "enter a plan of their own": async (life, { share, which }) => {
    const patientId = await patientOf(life);
    if (!patientId) return false;
    await enterCoverage(front(life), {
      patientId,
      ...(which === 0
        ? { payer: "msp", insurer: "" }
        : {
            payer: "extended",
            insurer: `Plan ${which}`,
            planLimits: { percentBp: 10 * share, ...(which % 2 ? { annualMaxMinor: 20_000 } : {}) },
          }),
      validFrom: "2020-01-01",
    });
    return true;
  },
  "send the claims": async (life) => {
    const claims = await claimsIn(life, "to_send", "rejected", "short");
    if (!claims.length) return false;
    await sendClaims(front(life), { chargeIds: claims.map((one) => one.chargeId) });
    return true;
  },
  "the payer refuses": (life, { which }) => refuse(life, which, "again"),
  "the payer refuses, the next is asked": (life, { which }) => refuse(life, which, "next"),
  "the payer pays a part": (life, step) => remit(life, step, "open"),
  "the payer pays a part, the next is asked for the rest": (life, step) => remit(life, step, "next"),
  "give up asking the payer": async (life, { which }) => {
    const claim = pick(await claimsIn(life, "to_send", "rejected", "short"), which);
    if (!claim) return false;
    await passClaimOn(front(life), { chargeId: claim.chargeId, reason: "gave it up" });
    return true;
  },
  "ask their own plan": async (life, { which }) => {
    const patientId = await patientOf(life);
    if (!patientId) return false;
    const charge = pick(
      (await moneyOfLife(life))!.charges.filter((one) => one.payer === "self" && one.openMinor > 0),
      which,
    );
    const cover = pick(await listCoverages(front(life), { patientId }), which);
    if (!charge || !cover) return false;
    await askOwnCover(front(life), { chargeId: charge.chargeId, coverageId: cover.coverageId });
    return true;
  },
  "restrict the account": (life) => changeAccount(life, ["external_account"]),
  "free the account": (life) => changeAccount(life, []),
  ...ofCourse,
  "webhooks come late": async (life, { which }) => {
    life.desk.standIn.control({
      dropWebhooksPercent: which === 0 ? 100 : 5,
      webhookCopies: 1 + which,
      shuffleWebhooksMs: 30,
      seed: which,
    });
    return true;
  },
};

async function changeAccount({ desk, clinic, account }: Life, due: string[]): Promise<boolean> {
  if (!account) return false;
  await setDue(desk, clinic, account, due);
  return true;
}

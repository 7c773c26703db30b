// The rest of a running course planned again: each policy after a miss, pauses, absences, cancellations and changes of phase; nothing
// moves before the difference is accepted, and then all of it or nothing does.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eq } from "drizzle-orm";
import {
  closures,
  outbox,
  practitionerServices,
  serviceNeeds,
  servicePrices,
  services,
  visitTerms,
  visits,
} from "../../../db/schema/index.ts";
import { cancelAppointment } from "../../../lib/booking/cancel-appointment.ts";
import { recordScore } from "../../../lib/charting/record-score.ts";
import { newId } from "../../../lib/ids.ts";
import { recordScreen } from "../../../lib/intake/record-screen.ts";
import { chainMoney } from "../../../lib/payments/chain-money.ts";
import { replanCourse } from "../../../lib/payments/replan-course.ts";
import { takePayment } from "../../../lib/payments/take-payment.ts";
import { decideReassessment } from "../../../lib/plans/decide-reassessment.ts";
import { moveVisit } from "../../../lib/plans/move-visit.ts";
import { pausePlan, resumePlan } from "../../../lib/plans/pause-plan.ts";
import type { ReflowPolicy } from "../../../lib/plans/plan-views.ts";
import { proposeDecision } from "../../../lib/plans/propose-decision.ts";
import { acceptReflow, proposeReflow, weighPolicies } from "../../../lib/plans/reflow.ts";
import type { ReflowView } from "../../../lib/plans/reflow-views.ts";
import { addTravel, removeTravel } from "../../../lib/plans/travel-dates.ts";
import { addDays } from "../../../lib/time/dates.ts";
import { clearScreen, type TestClinic } from "../../support/clinic.ts";
import { mustHold } from "../../support/money-desk.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { planClinic } from "../../support/plan-clinic.ts";
import { phase, runningCourse, shown, type RunningCourse } from "../../support/running-course.ts";

let database: FreshDatabase;
let clinic: TestClinic;

beforeAll(async () => {
  database = await freshDatabase();
});
// An empty calendar each time: the days of a course are then always the same.
beforeEach(async () => {
  clinic = await planClinic(database.appUrl, { connections: 6 });
});
afterEach(async () => {
  await mustHold(clinic, morning("2027-03-01"));
  await clinic.close();
});
afterAll(() => database.drop());

const day = 86_400_000;
const later = (at: Date, days: number) => new Date(at.getTime() + days * day);
const morning = (date: string) => new Date(`${date}T16:30:00Z`);

/** Numbers of visits in each group, and the days of the rest. */
async function inNumbers(course: RunningCourse, { difference, course: { proposal } }: ReflowView, now: Date) {
  const { visits } = await course.view(now);
  const number = (visitId: string) => visits.find((visit) => visit.visitId === visitId)!.number;
  const sorted = (ids: readonly string[]) => ids.map(number).toSorted((a, b) => a - b);
  return {
    kept: sorted(difference.kept),
    moved: sorted(difference.moved.map(({ visitId }) => visitId)),
    new: sorted(difference.new.map(({ visitId }) => visitId)),
    dropped: sorted(difference.dropped.map(({ visitId }) => visitId)),
    days: Object.fromEntries(proposal.map((visit) => [visit.number, visit.onDate])),
  };
}

/** A red thread through all of these: looking changes no row, and accepting touches nothing that was. */
async function acceptUntouched(course: RunningCourse, now: Date, view: ReflowView) {
  const before = await course.rows();
  const again = await proposeReflow(course.lead(now), { planId: course.planId, policy: view.policy });
  expect(again.stamp).toBe(view.stamp);
  expect(await course.rows()).toEqual(before);
  const done = await acceptReflow(course.lead(now), shown(view));
  const after = await course.rows();
  const past = (rows: Awaited<ReturnType<RunningCourse["rows"]>>) =>
    rows.appointments.filter(
      ({ startsAt, status }) => startsAt <= now || status === "noshow" || status === "fulfilled",
    );
  expect(past(after)).toEqual(past(before));
  const kept = new Set(view.difference.kept);
  const live = (rows: typeof before) =>
    rows.appointments.filter(({ visitId, status }) => status === "booked" && kept.has(visitId!)).map(({ id }) => id);
  expect(live(after)).toEqual(live(before));
  expect(after.facts.at(-1)).toMatchObject({ fact: "reflowed", figures: { policy: view.policy } });
  return done;
}

describe("after a missed visit", () => {
  const outcome = async (policy: ReflowPolicy) => {
    const course = await runningCourse(clinic);
    await course.attend(1, 2, 3, 4, 5, 6, 7, 8);
    const now = later(await course.miss(9), 1);
    expect((await course.view(now)).trouble).toMatchObject([{ kind: "missed" }]);
    const view = await proposeReflow(course.lead(now), { planId: course.planId, policy });
    const numbers = await inNumbers(course, view, now);
    await acceptUntouched(course, now, view);
    const plan = await course.view(now);
    expect(plan.reflowPolicy).toBe(policy);
    expect(plan.trouble).toEqual([]);
    return { numbers, plan, course, now };
  };

  test("keeping the cadence lets it be and brings the next one to its distance from the last one had", async () => {
    const { numbers, plan } = await outcome("keep_cadence");
    expect(numbers).toMatchObject({ kept: [], moved: [10], new: [], dropped: [], days: { 10: "2027-01-20" } });
    expect(plan.visits.find(({ number }) => number === 9)).toMatchObject({ state: "missed" });
    expect(plan.visits.find(({ number }) => number === 10)).toMatchObject({ onDate: "2027-01-20" });
  });

  test("keeping the end lets it be and leaves the rest where it is", async () => {
    const { numbers, plan } = await outcome("keep_end");
    expect(numbers).toMatchObject({ kept: [10], moved: [], new: [], dropped: [], days: { 10: "2027-02-02" } });
    expect(plan.visits.find(({ number }) => number === 9)).toMatchObject({ state: "missed" });
  });

  test("making up gives it a new time before the next one, and the missed appointment stays a fact", async () => {
    const { numbers, plan, course } = await outcome("make_up");
    expect(numbers).toMatchObject({ kept: [10], new: [9], days: { 9: "2027-01-20", 10: "2027-02-02" } });
    expect(plan.visits.find(({ number }) => number === 9)?.start).toBeInstanceOf(Date);
    const { appointments } = await course.rows();
    const visitId = plan.visits.find(({ number }) => number === 9)!.visitId;
    expect(appointments.filter((row) => row.visitId === visitId).map(({ status }) => status)).toEqual([
      "noshow",
      "booked",
    ]);
  });

  test("the three are weighed side by side, and only those who build plans choose another one", async () => {
    const course = await runningCourse(clinic);
    await course.attend(1, 2, 3, 4, 5, 6, 7, 8);
    const now = later(await course.miss(9), 1);
    expect(await weighPolicies(course.patient(now), { planId: course.planId })).toEqual([
      { policy: "keep_cadence", lastOn: "2027-01-20", kept: 0, moved: 1, new: 0, dropped: 0, open: 0 },
      { policy: "keep_end", lastOn: "2027-02-02", kept: 1, moved: 0, new: 0, dropped: 0, open: 0 },
      { policy: "make_up", lastOn: "2027-02-02", kept: 1, moved: 0, new: 1, dropped: 0, open: 0 },
    ]);
    const view = await proposeReflow(course.patient(now), { planId: course.planId, policy: "make_up" });
    for (const ctx of [course.patient(now), clinic.memberCtx("front_desk", now)])
      await expect(acceptReflow(ctx, shown(view))).rejects.toMatchObject({ code: "forbidden" });
    const own = await proposeReflow(course.patient(now), { planId: course.planId });
    expect((await acceptReflow(clinic.memberCtx("front_desk", now), shown(own))).difference.moved).toHaveLength(1);
  });
});

describe("a pause", () => {
  const paused = async () => {
    const course = await runningCourse(clinic);
    await course.attend(1, 2, 3, 4);
    const now = morning("2026-12-09");
    const span = { planId: course.planId, fromDate: "2026-12-09", toDate: "2026-12-22" };
    const { bookedInside } = await pausePlan(course.lead(now), { ...span, reason: "" });
    expect(bookedInside).toHaveLength(2);
    expect((await course.view(now)).trouble).toMatchObject([
      { kind: "paused", visitIds: bookedInside.map((one) => one.visitId) },
    ]);
    return { course, now };
  };

  test("is planned around: the rest follows it, and ends later", async () => {
    const { course, now } = await paused();
    const view = await proposeReflow(course.lead(now), { planId: course.planId });
    const { moved, days } = await inNumbers(course, view, now);
    expect(moved).toEqual([5, 6, 7, 8, 9, 10]);
    expect(days).toMatchObject({ 5: "2026-12-23", 6: "2026-12-29", 10: "2027-02-05" });
    await acceptUntouched(course, now, view);
    const plan = await course.view(now);
    // The pause is a fact of its own, and no wish of the patient's.
    expect(plan).toMatchObject({ status: "on_hold", trouble: [], preferences: { away: [] } });
    const back = morning("2026-12-22");
    await resumePlan(course.lead(back), { planId: course.planId });
    expect((await course.view(back)).trouble).toEqual([{ kind: "resumed", visitIds: [] }]);
    const after = await proposeReflow(course.lead(back), { planId: course.planId });
    expect(after.difference).toMatchObject({ moved: [], new: [], dropped: [] });
    await acceptReflow(course.lead(back), shown(after));
    expect((await course.view(back)).trouble).toEqual([]);
  });

  test("that must not move the end costs the visit that no longer fits before it, and never a second one later", async () => {
    const { course, now } = await paused();
    const view = await proposeReflow(course.lead(now), { planId: course.planId, policy: "keep_end" });
    const { moved, dropped, days } = await inNumbers(course, view, now);
    expect({ moved, dropped }).toEqual({ moved: [5, 6, 7, 8, 9], dropped: [10] });
    expect(days[9]! <= "2027-02-02").toBe(true);
    expect(view.difference.dropped).toMatchObject([{ leaves: true, feeMinor: 0 }]);
    await acceptUntouched(course, now, view);
    const { visits } = await course.rows();
    expect(visits.filter(({ droppedAt }) => droppedAt !== null).map(({ number }) => number)).toEqual([10]);
    expect((await course.view(now)).visits).toHaveLength(9);
    const again = await proposeReflow(course.lead(now), { planId: course.planId });
    expect(again.difference).toMatchObject({ moved: [], new: [], dropped: [] });
  });

  test("taken up early lets the rest follow from today", async () => {
    const { course, now } = await paused();
    await acceptReflow(course.lead(now), shown(await proposeReflow(course.lead(now), { planId: course.planId })));
    const back = morning("2026-12-14");
    await resumePlan(course.lead(back), { planId: course.planId });
    const view = await proposeReflow(course.lead(back), { planId: course.planId });
    const { days } = await inNumbers(course, view, back);
    expect(days[5]! < "2026-12-23").toBe(true);
  });

  test("after a lapse is taken up only once the health questions were asked again", async () => {
    const { course, now } = await paused();
    const { planId, patientId } = course;
    expect((await course.view(now)).askAgain).toBe(false);
    const back = morning("2027-01-15");
    expect((await course.view(back)).askAgain).toBe(true);
    await expect(resumePlan(course.lead(back), { planId })).rejects.toMatchObject({ code: "plan_not_ready" });
    await recordScreen(course.lead(back), { ...clearScreen, patientId, askedHow: "desk" });
    expect((await course.view(back)).askAgain).toBe(false);
    await resumePlan(course.lead(back), { planId });
  });

  test("whose last day is over is no pause", async () => {
    const course = await runningCourse(clinic);
    const span = { planId: course.planId, fromDate: "2026-11-01", toDate: "2026-11-20" };
    await expect(pausePlan(course.lead(), { ...span, reason: "" })).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("travel", () => {
  const week = { from: "2026-12-13", to: "2026-12-20" };

  test("is said by the patient, moves nothing by itself, and is planned around for one yes", async () => {
    const course = await runningCourse(clinic);
    const { planId } = course;
    await course.attend(1, 2, 3, 4);
    const now = morning("2026-12-09");
    const before = await course.rows();
    expect(await addTravel(course.patient(now), { planId, ...week })).toEqual({ planId, bookedInside: 1 });
    // Said twice is said once.
    await addTravel(course.patient(now), { planId, ...week });
    const said = await course.rows();
    expect({ ...said, facts: [] }).toEqual({ ...before, facts: [] });
    expect(said.facts.at(-1)).toMatchObject({ fact: "travel_said", fromDate: week.from, toDate: week.to });
    expect(said.facts).toHaveLength(before.facts.length + 1);
    expect((await course.view(now)).trouble).toMatchObject([{ kind: "away" }]);
    const view = await proposeReflow(course.patient(now), { planId });
    const { kept, moved, days } = await inNumbers(course, view, now);
    expect(moved).toContain(5);
    expect(days[5]! > week.to).toBe(true);
    expect(kept.length + moved.length).toBe(6);
    await acceptReflow(course.patient(now), shown(view));
    const plan = await course.view(now);
    expect(plan.trouble).toEqual([]);
    for (const { onDate } of plan.visits) expect(onDate < week.from || onDate > week.to).toBe(true);
    await removeTravel(course.patient(now), { planId, ...week });
    expect((await course.view(now)).preferences.away).toEqual([]);
    await expect(removeTravel(course.patient(now), { planId, ...week })).rejects.toMatchObject({ code: "not_found" });
  });

  test("is refused turned round, when it is over, and for somebody else's plan", async () => {
    const course = await runningCourse(clinic);
    const { planId } = course;
    const add = (from: string, to: string) => addTravel(course.lead(), { planId, from, to });
    for (const [from, to] of [
      ["2026-12-20", "2026-12-13"],
      ["2026-10-01", "2026-10-09"],
      ["soon", "2026-12-13"],
    ] as const)
      await expect(add(from, to)).rejects.toMatchObject({ code: "invalid" });
    const stranger = clinic.patientCtx(clinic.ids.asha);
    await expect(addTravel(stranger, { planId, ...week })).rejects.toMatchObject({ code: "not_found" });
    await expect(proposeReflow(stranger, { planId })).rejects.toMatchObject({ code: "not_found" });
  });
});

test("a cancelled visit finds another time, and one moved out of its window is noticed", async () => {
  const course = await runningCourse(clinic);
  const { planId } = course;
  await course.attend(1, 2);
  const now = morning("2026-12-03");
  const third = await course.byNumber(3);
  await cancelAppointment(course.patient(now), { appointmentId: third.appointmentId!, byWhom: "patient", reason: "" });
  expect((await course.view(now)).trouble).toMatchObject([{ kind: "open", visitIds: [third.visitId] }]);
  const view = await proposeReflow(course.lead(now), { planId });
  const numbers = await inNumbers(course, view, now);
  expect(numbers).toMatchObject({ new: [3], dropped: [] });
  expect(numbers.kept).toEqual([4, 5, 6, 7, 8, 9, 10]);
  await acceptUntouched(course, now, view);
  const fifth = await course.byNumber(5);
  await moveVisit(course.lead(now), { planId, visitId: fifth.visitId, start: later(fifth.start!, 5) });
  const trouble = (await course.view(now)).trouble;
  expect(trouble).toMatchObject([{ kind: "outside" }]);
  expect(trouble[0]!.visitIds).toContain(fifth.visitId);
  // What the visits after it stood for until then is kept, and nothing of those that stand for the same.
  const kept = await clinic.inside((tx) =>
    tx.select().from(visitTerms).innerJoin(visits, eq(visits.id, visitTerms.visitId)).where(eq(visits.planId, planId)),
  );
  expect(kept.length).toBeGreaterThan(0);
  for (const { visit_terms: was, visits: is } of kept) {
    expect(was.replacedAt).toEqual(now);
    expect([was.targetOn, was.priceMinor]).not.toEqual([is.targetOn, is.priceMinor]);
  }
});

test("days on which the clinic has closed since are planned around like an absence", async () => {
  const course = await runningCourse(clinic, [[phase("intensive", 6, [3, 4, 5])]]);
  const { planId } = course;
  await course.attend(1, 2, 3);
  const now = morning("2026-12-05");
  // The fifth visit, 12 December, may stand from the 11th to the 13th.
  const [startsAt, endsAt] = [new Date("2026-12-11T08:00:00Z"), new Date("2026-12-15T08:00:00Z")];
  await clinic.inside((tx) =>
    tx.insert(closures).values({ clinicId: clinic.clinicId, id: newId(), startsAt, endsAt, reason: "Water damage" }),
  );
  const view = await proposeReflow(course.lead(now), { planId });
  const { days, kept, moved, dropped } = await inNumbers(course, view, now);
  expect({ kept, moved, dropped }).toEqual({ kept: [4], moved: [5, 6], dropped: [] });
  expect(days).toMatchObject({ 5: "2026-12-15" });
  expect(view.course.open).toEqual([]);
});

test("where the end is kept, a last visit that finds no time before it leaves the plan; otherwise it follows later", async () => {
  const course = await runningCourse(clinic);
  const { planId } = course;
  await course.attend(1, 2, 3, 4, 5, 6, 7, 8, 9);
  const now = morning("2027-01-20");
  const tenth = await course.byNumber(10);
  await cancelAppointment(course.lead(now), { appointmentId: tenth.appointmentId!, byWhom: "clinic", reason: "" });
  // Until its day, a Tuesday, there is no Friday in its window.
  const preferences = { weekdays: [5], onlyThese: true };
  const end = await proposeReflow(course.lead(now), { planId, preferences, policy: "keep_end" });
  expect(end.course).toMatchObject({ proposal: [], open: [] });
  expect(end.difference.dropped).toEqual([{ visitId: tenth.visitId, from: null, leaves: true, feeMinor: 0 }]);
  const cadence = await proposeReflow(course.lead(now), { planId, preferences });
  expect(await inNumbers(course, cadence, now)).toMatchObject({ new: [10], days: { 10: "2027-02-05" } });
  await acceptReflow(course.lead(now), { ...shown(end), preferences });
  expect((await course.view(now)).visits).toHaveLength(9);
  expect((await course.rows()).visits[9]).toMatchObject({ dropReason: "after the end of the plan" });
});

describe("a change of phase", () => {
  test("moves nothing by itself; accepted, the gaps are those of the phase decided on", async () => {
    const course = await runningCourse(clinic);
    const { planId } = course;
    await course.attend(1, 2);
    const now = morning("2026-12-03");
    const before = await course.rows();
    const decided = await decideReassessment(course.lead(now), {
      planId,
      decision: "progress",
      reason: "Pain 6 to 3.",
    });
    expect(decided.rephased).toHaveLength(6);
    expect((await course.rows()).appointments).toEqual(before.appointments);
    const plan = await course.view(now);
    expect(plan.trouble).toMatchObject([{ kind: "decided" }]);
    expect(plan.visits.map(({ phaseName }) => phaseName).slice(0, 5)).toEqual([
      "intensive",
      "intensive",
      "stabilising",
      "stabilising",
      "spacing_out",
    ]);
    const view = await proposeReflow(course.lead(now), { planId });
    const { moved, days } = await inNumbers(course, view, now);
    expect(moved).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    expect(days).toMatchObject({ 3: "2026-12-07", 4: "2026-12-14" });
    await acceptUntouched(course, now, view);
    expect((await course.view(now)).trouble).toEqual([]);
  });

  test("is proposed by the first scores against the latest, once there are two", async () => {
    const course = await runningCourse(clinic);
    const { planId, patientId } = course;
    const now = morning("2026-12-17");
    expect(await proposeDecision(course.lead(now), { planId })).toBeNull();
    const { episodeId } = await course.view(now);
    const measured = async (instrument: "nprs" | "psfs", value: number) =>
      recordScore(course.lead(now), { patientId, episodeId, instrument, value });
    await measured("nprs", 3);
    await measured("psfs", 6);
    const proposed = await proposeDecision(course.lead(now), { planId });
    expect(proposed).toMatchObject({
      proposal: "progress",
      figures: { baseline: { nprs: 6, psfs: 4 }, now: { nprs: 3, psfs: 6 } },
    });
    await measured("nprs", 6);
    expect(await proposeDecision(course.lead(now), { planId })).toMatchObject({ proposal: "change_approach" });
    await expect(proposeDecision(clinic.memberCtx("front_desk", now), { planId })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("held, the phase goes on until the next reassessment", async () => {
    const course = await runningCourse(clinic);
    await course.attend(1, 2, 3, 4);
    const now = morning("2026-12-09");
    await decideReassessment(course.lead(now), {
      planId: course.planId,
      decision: "hold",
      reason: "A flare last week.",
    });
    const names = (await course.view(now)).visits.map(({ phaseName }) => phaseName);
    expect(names.slice(4, 8)).toEqual(["intensive", "intensive", "intensive", "intensive"]);
    expect(names.slice(8)).toEqual(["stabilising", "stabilising"]);
  });

  test("with shorter visits keeps their starts, and books them anew at that length", async () => {
    await longPhysio();
    const course = await runningCourse(clinic, [
      [phase("intensive", 4, [6, 7, 8], 45), phase("stabilising", 2, [6, 7, 8], 30)],
    ]);
    const { planId } = course;
    await course.attend(1, 2);
    const now = later((await course.byNumber(2)).start!, 1);
    const [third] = (await course.view(now)).visits.filter(({ number }) => number === 3);
    await decideReassessment(course.lead(now), { planId, decision: "progress", reason: "Much better." });
    expect((await course.byNumber(3)).minutes).toBe(45);
    const view = await proposeReflow(course.lead(now), { planId });
    expect(view.difference.resized).toContainEqual({ visitId: third!.visitId, fromMinutes: 45, toMinutes: 30 });
    await acceptReflow(course.lead(now), shown(view));
    const after = await course.byNumber(3);
    expect(after).toMatchObject({ start: third!.start, chainId: third!.chainId, minutes: 30 });
    expect((await proposeReflow(course.lead(now), { planId })).difference).toMatchObject({ moved: [], resized: [] });
  });
});

/** Physiotherapy of 45 minutes, with Tom. */
async function longPhysio(): Promise<void> {
  const { clinicId, ids } = clinic;
  const serviceId = newId();
  const own = { clinicId, serviceId };
  await clinic.inside(async (tx) => {
    await tx.insert(services).values({
      clinicId,
      id: serviceId,
      disciplineId: ids.physioDiscipline,
      name: "Physiotherapy, 45 minutes",
      kind: "follow_up",
      durationMin: 45,
      position: 4,
      stepMin: 15,
      bufferBeforeMin: 0,
      bufferAfterMin: 10,
      online: true,
    });
    await tx.insert(serviceNeeds).values({ ...own, id: newId(), kind: "room", qty: 1 });
    const price = { effectiveFrom: "2026-01-01", priceMinor: 12_000, taxCode: "exempt" };
    await tx.insert(servicePrices).values({ ...own, id: newId(), ...price });
    await tx.insert(practitionerServices).values({ ...own, id: newId(), practitionerId: ids.tom });
  });
}

describe("money", () => {
  test("moves with the visit: its chain, what was paid for it, and who pays on the new day", async () => {
    const course = await runningCourse(clinic);
    const { planId, patientId } = course;
    await course.attend(1, 2, 3, 4);
    const now = morning("2026-12-09");
    const tenth = await course.byNumber(10);
    expect(tenth).toMatchObject({ payer: "icbc" });
    const paid = { patientId, chainId: tenth.chainId!, method: "cash" as const, amountMinor: 3_000 };
    await takePayment(course.lead(now), { ...paid, idempotencyKey: newId() });
    // Behind day 84 from the crash, 5 February, ICBC does not pay any more.
    await addTravel(course.lead(now), { planId, from: "2027-01-25", to: "2027-02-06" });
    const view = await proposeReflow(course.lead(now), { planId });
    await replanCourse(course.lead(now), shown(view));
    const after = await course.byNumber(10);
    expect(after.onDate > "2027-02-06").toBe(true);
    expect(after).toMatchObject({ chainId: tenth.chainId, payerMinor: 0, patientMinor: after.priceMinor });
    expect(after.appointmentId).not.toBe(tenth.appointmentId);
    expect(await chainMoney(course.patient(now), { chainId: tenth.chainId! })).toMatchObject({
      paidMinor: 3_000,
      refundedMinor: 0,
      totalMinor: after.patientMinor + after.patientTaxMinor,
    });
  });

  const lastDayBefore = async (decisions: number) => {
    const course = await runningCourse(clinic);
    const { planId } = course;
    await course.attend(1, 2, 3, 4, 5, 6, 7, 8, 9);
    const tenth = await course.byNumber(10);
    const now = new Date(tenth.start!.getTime() - 20 * 3_600_000);
    for (let turn = 0; turn < decisions; turn++)
      await decideReassessment(course.lead(now), { planId, decision: "change", reason: "Another approach." });
    const keep = await proposeReflow(course.lead(now), { planId, policy: "keep_end" });
    await acceptReflow(course.lead(now), shown(keep));
    await addTravel(course.patient(now), { planId, from: addDays(tenth.onDate, -1), to: "2027-03-01" });
    return { course, now };
  };

  test("a visit that a patient drops inside its notice costs the fee that was shown", async () => {
    const { course, now } = await lastDayBefore(3);
    const view = await proposeReflow(course.patient(now), { planId: course.planId });
    expect(view).toMatchObject({ feeMinor: 5_000, difference: { dropped: [{ leaves: true, feeMinor: 5_000 }] } });
    // For the clinic it costs nothing: another difference, so that one is not accepted for the other.
    const ofClinic = await proposeReflow(course.lead(now), { planId: course.planId });
    expect(ofClinic.feeMinor).toBe(0);
    await expect(replanCourse(course.patient(now), shown(ofClinic))).rejects.toMatchObject({ code: "plan_changed" });
    expect(await replanCourse(course.patient(now), shown(view))).toMatchObject({ feeMinor: 5_000, refundMinor: 0 });
  });

  test("one beyond the next reassessment costs nothing", async () => {
    const { course, now } = await lastDayBefore(0);
    const view = await proposeReflow(course.patient(now), { planId: course.planId });
    expect(view).toMatchObject({ feeMinor: 0, difference: { dropped: [{ leaves: true, feeMinor: 0 }] } });
  });
});

describe("accepting", () => {
  test("sends one letter with all dates, and one for each visit that lost its time", async () => {
    const course = await runningCourse(clinic);
    const { planId } = course;
    await course.attend(1, 2, 3, 4);
    const now = morning("2026-12-09");
    await pausePlan(course.lead(now), { planId, fromDate: "2026-12-09", toDate: "2026-12-22", reason: "" });
    const written = async () => {
      const rows = await clinic.inside((tx) => tx.select().from(outbox).where(eq(outbox.clinicId, clinic.clinicId)));
      const own = new Set((await course.rows()).appointments.map(({ id }) => id));
      const about = rows.filter(
        ({ payload }) => payload["planId"] === planId || own.has(String(payload["appointmentId"])),
      );
      const counted = (kind: string) => about.filter((row) => row.kind === kind).length;
      return [counted("plan.booked"), counted("appointment.moved"), counted("appointment.cancelled")];
    };
    expect(await written()).toEqual([1, 0, 0]);
    const view = await proposeReflow(course.lead(now), { planId, policy: "keep_end" });
    expect(view.difference.moved).toHaveLength(5);
    await acceptReflow(course.lead(now), shown(view));
    expect(await written()).toEqual([2, 0, 1]);
  });

  test("at once at the desk and at home: one wins, the other gets a fresh difference", async () => {
    const course = await runningCourse(clinic);
    const { planId } = course;
    await course.attend(1, 2, 3, 4, 5, 6, 7, 8);
    const now = later(await course.miss(9), 1);
    const view = await proposeReflow(course.patient(now), { planId });
    const answers = await Promise.allSettled([
      acceptReflow(course.patient(now), shown(view)),
      acceptReflow(course.lead(now), shown(view)),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const lost = answers.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: "plan_changed" });
    const fresh = await proposeReflow(course.lead(now), { planId });
    expect(fresh.stamp).not.toBe(view.stamp);
    expect(fresh.difference).toMatchObject({ moved: [], new: [], dropped: [] });
    const { facts, appointments } = await course.rows();
    expect(facts.filter(({ fact }) => fact === "reflowed")).toHaveLength(1);
    expect(appointments.filter(({ status }) => status === "booked")).toHaveLength(1);
  });

  test("two courses that want one time: one has it, the other is left exactly as it was", async () => {
    const both = [await runningCourse(clinic), await runningCourse(clinic)];
    const now = morning("2026-12-03");
    const views: ReflowView[] = [];
    const preferences = { away: [{ from: "2026-12-04", to: "2026-12-20" }] };
    for (const course of both) {
      await course.attend(1, 2);
      // Both are away on the same days, and come on the same ones.
      views.push(await proposeReflow(course.lead(now), { planId: course.planId, preferences }));
    }
    const starts = views.map(({ course }) => new Set(course.proposal.map(({ start }) => start?.getTime() ?? 0)));
    const shared = [...starts[0]!].filter((start) => start > 0 && starts[1]!.has(start));
    expect(shared.length).toBeGreaterThan(0);
    const before = await Promise.all(both.map((course) => course.rows()));
    const answers = await Promise.allSettled(
      both.map((course, index) => acceptReflow(course.lead(now), { ...shown(views[index]!), preferences })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const lost = answers.findIndex(({ status }) => status === "rejected");
    expect((answers[lost] as PromiseRejectedResult).reason).toMatchObject({ code: "plan_changed" });
    expect(await both[lost]!.rows()).toEqual(before[lost]);
  });

  test("what was not asked for, or not seen, is refused", async () => {
    const course = await runningCourse(clinic);
    await course.attend(1, 2);
    const now = morning("2026-12-03");
    const view = await proposeReflow(course.lead(now), { planId: course.planId });
    const before = await course.rows();
    const fourth = await course.byNumber(4);
    for (const other of [
      { ...shown(view), stamp: "another" },
      {
        ...shown(view),
        seen: shown(view).seen.map((one) =>
          one.visitId === fourth.visitId ? { ...one, start: later(one.start, 1) } : one,
        ),
      },
    ])
      await expect(acceptReflow(course.lead(now), other)).rejects.toMatchObject({ code: "plan_changed" });
    expect(await course.rows()).toEqual(before);
  });
});

// A visit without a time: its patient is sent some that are really free, books with one press, and is left alone when that is asked for.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { appointments, outbox, patients } from "../../../db/schema/index.ts";
import { addCallTask } from "../../../db/queries/screens.ts";
import { newId } from "../../../lib/ids.ts";
import { logCall } from "../../../lib/insights/log-call.ts";
import { recordScreen } from "../../../lib/intake/record-screen.ts";
import { announceCheckIns } from "../../../lib/messages/announce-check-ins.ts";
import { announceNudges } from "../../../lib/messages/announce-nudges.ts";
import { cancelBooking } from "../../../lib/payments/cancel-booking.ts";
import { bookNextVisit, declineNextVisit, viewNextVisit } from "../../../lib/plans/next-visit.ts";
import { pausePlan } from "../../../lib/plans/pause-plan.ts";
import { screenWith } from "../../support/clinic.ts";
import { plus, type MoneyDesk } from "../../support/money-desk.ts";
import { planClinic } from "../../support/plan-clinic.ts";
import { runningCourse } from "../../support/running-course.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((one) => (desk = one));

const day = 24 * 60;

/** A running course whose second visit was given up a day ago. */
async function openVisit() {
  const clinic = await desk.clinic(planClinic, { connections: 6 });
  const course = await runningCourse(clinic);
  await course.attend(1);
  const second = await course.byNumber(2);
  const cancelledAt = plus(second.start!, -2 * day);
  await cancelBooking(course.patient(cancelledAt), {
    appointmentId: second.appointmentId!,
    byWhom: "patient",
    reason: "",
  });
  const { visitId } = second;
  const [patient] = await clinic.inside((tx) => tx.select().from(patients).where(eq(patients.id, course.patientId)));
  const now = plus(cancelledAt, day);
  const nudge = async (at: Date) => {
    await announceNudges(clinic.systemCtx(at));
    await desk.relay(at);
  };
  const mails = () => desk.mailbox.mails(patient!.email!).filter(({ subject }) => subject.startsWith("Times for"));
  const outcomes = async () =>
    (await clinic.inside((tx) => tx.select().from(outbox).where(eq(outbox.kind, "plan.nudge")))).map(
      ({ outcome }) => outcome,
    );
  return { clinic, course, visitId, now, nudge, mails, outcomes };
}

test("the mail names times that can be booked; one press books one, and messages end by themselves", async () => {
  const { clinic, course, visitId, now, nudge, mails, outcomes } = await openVisit();
  await nudge(now);
  await nudge(plus(now, 60));
  expect(mails()).toHaveLength(1);
  expect(mails()[0]!.text).toMatch(/Free: \w+day, .+\nOr: .+\nOr else: /);
  expect(`${mails()[0]!.subject} ${mails()[0]!.text.replace(/https?:\S+/g, "")}`).not.toMatch(
    /whiplash|neck|massage|physio|plan\b|icbc/i,
  );
  const view = await viewNextVisit(clinic.guestCtx(now), { visitId });
  const starts = view.state === "open" ? view.starts : [];
  expect(starts.length).toBeGreaterThan(2);
  const { start, practitionerId } = starts[1]!;
  await bookNextVisit(clinic.guestCtx(now), { visitId, start, practitionerId });
  const [row] = await clinic.inside((tx) => tx.select().from(appointments).where(eq(appointments.startsAt, start)));
  expect(row).toMatchObject({ status: "booked", visitId, patientId: course.patientId });
  expect(await viewNextVisit(clinic.guestCtx(now), { visitId })).toMatchObject({ state: "booked", start });
  await expect(bookNextVisit(clinic.guestCtx(now), { visitId, start, practitionerId })).rejects.toMatchObject({
    code: "already_done",
  });
  await nudge(plus(now, 3 * day));
  expect(mails()).toHaveLength(1);
  expect(await outcomes()).toEqual(["sent"]);
});

test("it is written about three times at most, on the days of the rule", async () => {
  const { now, nudge, mails } = await openVisit();
  for (let after = 0; after <= 20; after++) await nudge(plus(now, after * day));
  expect(mails().length).toBeGreaterThan(0);
  expect(mails().length).toBeLessThanOrEqual(3);
});

test("what was asked for meanwhile is heeded when the message would go out", async () => {
  const heeded = {
    "asked to be left": (of: Awaited<ReturnType<typeof openVisit>>) =>
      declineNextVisit(of.clinic.guestCtx(of.now), { visitId: of.visitId }),
    "the plan does not run": ({ clinic, course, now }: Awaited<ReturnType<typeof openVisit>>) =>
      pausePlan(clinic.memberCtx("clinical_lead", now), {
        planId: course.planId,
        fromDate: "2026-12-20",
        toDate: "2026-12-27",
        reason: "travel",
      }),
    "waits for a review": ({ course, now }: Awaited<ReturnType<typeof openVisit>>) =>
      recordScreen(course.lead(now), {
        ...screenWith({ sudden_headache: "yes" }),
        patientId: course.patientId,
        askedHow: "desk",
      }),
  };
  for (const [reason, work] of Object.entries(heeded)) {
    const of = await openVisit();
    expect(await announceNudges(of.clinic.systemCtx(of.now))).toBe(1);
    await work(of);
    await desk.relay(of.now);
    expect(await of.outcomes()).toEqual([`skipped: ${reason}`]);
    expect(of.mails()).toEqual([]);
  }
});

test("who told the desk that they want no contact is not written to", async () => {
  const { clinic, course, now, nudge, mails, outcomes } = await openVisit();
  await logCall(clinic.memberCtx("manager", now), {
    planId: course.planId,
    kind: "behind_pace",
    outcome: "no_contact",
    note: "",
  });
  await nudge(now);
  expect(mails()).toEqual([]);
  expect(await outcomes()).toEqual(["skipped: asked to be left"]);
});

test("nor is who said so about another plan of theirs", async () => {
  const { clinic, course, now, nudge, mails, outcomes } = await openVisit();
  const about = {
    kind: "nothing_booked",
    reason: "",
    name: "Asha Rao",
    phone: null,
    email: null,
    planId: null,
    screenId: null,
  };
  const call = { ...about, createdAt: now, dueAt: now, closedAt: now, closedBy: null, outcome: "no_contact" };
  await clinic.inside((tx) =>
    addCallTask(tx, { ...call, clinicId: clinic.clinicId, id: newId(), patientId: course.patientId }),
  );
  await nudge(now);
  expect(mails()).toEqual([]);
  expect(await outcomes()).toEqual(["skipped: asked to be left"]);
});

test("a day after a visit of a plan its patient is asked once how it went, and not by night", async () => {
  const { clinic, course } = await openVisit();
  const { end } = await course.byNumber(1).then((visit) => ({ end: plus(visit.start!, 60) }));
  const [patient] = await clinic.inside((tx) => tx.select().from(patients).where(eq(patients.id, course.patientId)));
  const asked = () => desk.mailbox.mails(patient!.email!).filter(({ subject }) => subject.startsWith("How are you"));
  const ask = async (at: Date) => {
    await announceCheckIns(clinic.systemCtx(at));
    await desk.relay(at);
  };
  await ask(plus(end, day - 120));
  expect(asked()).toEqual([]);
  await ask(plus(end, day + 60));
  await ask(plus(end, day + 120));
  expect(asked()).toHaveLength(1);
  expect(asked()[0]!.text).toContain(`/${clinic.slug}/me/check-in`);
});

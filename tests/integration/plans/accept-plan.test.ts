// A course from draft to booked: placed in the real calendar, accepted in one transaction, or answered with what changed.
import { and, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, openDatabase } from "../../../db/client.ts";
import { appointments, consents, outbox, planFacts, plans, visits } from "../../../db/schema/index.ts";
import { holdSlot } from "../../../lib/booking/hold-slot.ts";
import { inTransaction } from "../../../lib/context/context.ts";
import { newId } from "../../../lib/ids.ts";
import { acceptPlan } from "../../../lib/plans/accept-plan.ts";
import { adjustPlan } from "../../../lib/plans/adjust-plan.ts";
import { bookCourse } from "../../../lib/plans/book-course.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import { extendCourseHold } from "../../../lib/plans/extend-course-hold.ts";
import { offerPlan } from "../../../lib/plans/offer-plan.ts";
import type { ShownStart } from "../../../lib/plans/plan-views.ts";
import { proposeCourse } from "../../../lib/plans/propose-course.ts";
import { visitStarts } from "../../../lib/plans/visit-starts.ts";
import { viewOffer, viewPlan } from "../../../lib/plans/view-plan.ts";
import { daysBetween } from "../../../lib/time/dates.ts";
import { dateIn } from "../../../lib/time/zone.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { shownOf } from "../../support/course-clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { assessed, newPatient, planClinic, whiplashDraft, yes } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
const open: TestClinic[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  await Promise.all(open.map((clinic) => clinic.close()));
  await database.drop();
});

async function offered(clinic: TestClinic, patientId = clinic.ids.asha) {
  const lead = clinic.memberCtx("clinical_lead");
  const found = await assessed(clinic, patientId);
  const { planId } = await draftPlan(lead, whiplashDraft(clinic, patientId, found));
  await offerPlan(lead, { planId });
  return planId;
}

async function clinicWith() {
  const clinic = await planClinic(database.appUrl, { connections: 6 });
  open.push(clinic);
  return clinic;
}

const byVisit = (a: ShownStart, b: ShownStart) => (a.visitId < b.visitId ? -1 : 1);

const liveOf = (clinic: TestClinic, planId: string) =>
  clinic.inside((tx) =>
    tx
      .select({ appointment: appointments, visit: visits })
      .from(appointments)
      .innerJoin(visits, and(eq(visits.clinicId, clinic.clinicId), eq(visits.id, appointments.visitId)))
      .where(
        and(
          eq(appointments.clinicId, clinic.clinicId),
          eq(visits.planId, planId),
          inArray(appointments.status, ["held", "booked"]),
        ),
      ),
  );

/** Gaps inside the phase's window, and nothing of the plan at one time. */
async function mustBeSound(clinic: TestClinic, planId: string) {
  const rows = await liveOf(clinic, planId);
  const plan = await viewPlan(clinic.memberCtx("clinical_lead"), { planId });
  for (const track of plan.tracks) {
    const own = rows
      .filter(({ visit }) => visit.trackId === track.trackId)
      .toSorted((a, b) => a.visit.number - b.visit.number);
    own.forEach(({ visit, appointment }, index) => {
      const day = dateIn(appointment.startsAt, "America/Vancouver");
      expect(day >= visit.windowFrom && day <= visit.windowTo).toBe(true);
      const before = own[index - 1];
      if (!before || before.visit.number !== visit.number - 1) return;
      const phase = track.phases.find(({ phaseId }) => phaseId === visit.phaseId)!;
      const gap = daysBetween(dateIn(before.appointment.startsAt, "America/Vancouver"), day);
      expect(gap).toBeGreaterThanOrEqual(phase.minGap);
      expect(gap).toBeLessThanOrEqual(phase.maxGap);
    });
  }
  const times = rows
    .map(({ appointment }) => appointment)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  times.slice(1).forEach((row, index) => {
    expect(times[index]!.endsAt.getTime()).toBeLessThanOrEqual(row.startsAt.getTime());
  });
  return rows;
}

describe("a whole whiplash course", () => {
  test("is proposed with windows, payers and provisional visits", async () => {
    const clinic = await clinicWith();
    const planId = await offered(clinic);
    const { plan, course } = await viewOffer(clinic.patientCtx(clinic.ids.asha), { planId });
    expect(plan.status).toBe("offered");
    expect(plan.missing).toEqual([]);
    expect(course.proposal).toHaveLength(21);
    expect(course.open).toEqual([]);
    expect(course.totals).toMatchObject({ count: 21, openCount: 0, currency: "CAD" });
    expect(course.reassessments.map(({ label }) => label)).toEqual([
      "Reassessment, day 21",
      "Reassessment, day 42",
      "Reassessment, day 84",
    ]);
    const first = course.reassessments[0]!.onDate;
    for (const visit of course.proposal) {
      expect(visit.provisional).toBe(visit.onDate > first);
      expect(visit.payerMinor + visit.patientMinor).toBe(visit.priceMinor);
      const inTime = daysBetween("2026-11-13", visit.onDate) <= 84;
      expect(visit.payer).toBe(inTime ? "icbc" : "self");
    }
    const physio = course.proposal.filter(({ disciplineCode }) => disciplineCode === "physiotherapy");
    expect(physio.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(physio[0]).toMatchObject({ payerMinor: 9500, patientMinor: 0, practitionerName: "Tom Okafor" });
    // Only Priya holds a massage therapist's licence.
    const massage = course.proposal.filter(({ disciplineCode }) => disciplineCode === "massage_therapy");
    expect(new Set(massage.map(({ practitionerId }) => practitionerId))).toEqual(new Set([clinic.ids.priya]));
    expect(massage.slice(0, 2).map(({ payerMinor }) => payerMinor)).toEqual([12_800, 10_500]);
    const due = course.proposal
      .filter(({ provisional }) => !provisional)
      .reduce((sum, visit) => sum + visit.patientMinor + visit.patientTaxMinor, 0);
    expect(course.totals.dueMinor).toBe(due);
    expect(course.dueNow.whole).toBe(due);
  });

  test("is accepted at the clinic and booked in one transaction", async () => {
    const clinic = await clinicWith();
    const planId = await offered(clinic);
    const desk = clinic.memberCtx("front_desk");
    const course = await proposeCourse(desk, { planId });
    const accepted = await acceptPlan(desk, yes(planId, { seen: shownOf(course) }));
    expect(accepted).toMatchObject({ changed: false, status: "booked", amountDueMinor: 0, holdExpiresAt: null });
    const rows = await mustBeSound(clinic, planId);
    expect(rows).toHaveLength(21);
    for (const { appointment } of rows) {
      const shown = course.proposal.find(({ visitId }) => visitId === appointment.visitId)!;
      expect(appointment).toMatchObject({
        status: "booked",
        startsAt: shown.start,
        practitionerId: shown.practitionerId,
        patientMinor: shown.patientMinor,
        payer: shown.payer,
        bookedVia: "plan",
      });
    }
    const view = await viewPlan(clinic.patientCtx(clinic.ids.asha), { planId });
    expect(view.status).toBe("active");
    expect(view.facts).toEqual([]);
    const counts = Object.groupBy(view.visits, ({ state }) => state);
    expect((counts.booked?.length ?? 0) + (counts.provisional?.length ?? 0)).toBe(21);
    const kinds = await clinic.inside((tx) =>
      tx.select({ kind: outbox.kind }).from(outbox).where(eq(outbox.clinicId, clinic.clinicId)),
    );
    expect(kinds.filter(({ kind }) => kind === "plan.booked")).toHaveLength(1);
    expect(kinds.some(({ kind }) => kind === "appointment.booked")).toBe(false);
    const facts = await clinic.inside((tx) =>
      tx
        .select({ fact: planFacts.fact })
        .from(planFacts)
        .where(and(eq(planFacts.clinicId, clinic.clinicId), eq(planFacts.planId, planId))),
    );
    expect(facts.map(({ fact }) => fact)).toEqual(["drafted", "offered", "accepted", "activated"]);
    const signed = await clinic.inside((tx) => tx.select().from(consents).where(eq(consents.planId, planId)));
    expect(signed).toMatchObject([{ purpose: "plan", signedName: "Asha Rao", signedHow: "clinic_screen" }]);
    await expect(acceptPlan(desk, yes(planId))).rejects.toMatchObject({ code: "already_done" });
  });

  test("accepted twice under one key is accepted once", async () => {
    const clinic = await clinicWith();
    const planId = await offered(clinic);
    const ctx = clinic.patientCtx(clinic.ids.asha);
    const seen = shownOf(await proposeCourse(ctx, { planId }));
    const input = yes(planId, { seen, payChoice: "whole", signedHow: "online" });
    const first = await acceptPlan(ctx, input);
    expect(first).toMatchObject({ changed: false, status: "held" });
    expect(await acceptPlan(ctx, input)).toEqual(first);
    expect(await liveOf(clinic, planId)).toHaveLength(21);
    await expect(acceptPlan(ctx, { ...input, payChoice: "clinic" })).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
  });

  test("waits for its payment and is booked by it, even after the hold ran out", async () => {
    const clinic = await clinicWith();
    const planId = await offered(clinic);
    const ctx = clinic.patientCtx(clinic.ids.asha);
    const course = await proposeCourse(ctx, { planId });
    const accepted = await acceptPlan(ctx, yes(planId, { seen: shownOf(course), payChoice: "first_visit" }));
    if (accepted.changed) throw new Error("nothing had changed");
    const first = course.proposal[0]!;
    // The payer takes the first visit whole, so nothing is due and it is booked at once.
    expect(first.patientMinor).toBe(0);
    expect(accepted).toMatchObject({ status: "booked", amountDueMinor: 0 });

    const other = await clinicWith();
    const paid = await offered(other);
    const patient = other.patientCtx(other.ids.asha);
    const held = await acceptPlan(patient, yes(paid, { payChoice: "deposit" }));
    if (held.changed) throw new Error("nothing had changed");
    expect(held.status).toBe("held");
    expect(held.amountDueMinor).toBeGreaterThan(0);
    const until = new Date(other.now.getTime() + 25 * 60_000);
    await inTransaction(other.systemCtx(), (t) => extendCourseHold(t, { planId: paid, until }));
    const later = other.systemCtx(new Date(other.now.getTime() + 60 * 60_000));
    const booked = await inTransaction(later, (t) => bookCourse(t, { planId: paid }));
    expect(booked.booked).toHaveLength(held.appointmentIds.length);
    expect((await inTransaction(later, (t) => bookCourse(t, { planId: paid }))).already).toBe(true);
    await mustBeSound(other, paid);
  });
});

describe("when the calendar changes between proposal and yes", () => {
  async function beatenTo() {
    const clinic = await clinicWith();
    const planId = await offered(clinic);
    const ctx = clinic.patientCtx(clinic.ids.asha);
    const course = await proposeCourse(ctx, { planId });
    const lost = course.proposal.filter(
      ({ number, disciplineCode }) => (number === 3 || number === 9) && disciplineCode === "physiotherapy",
    );
    for (const { start } of lost)
      await holdSlot(clinic.guestCtx(), {
        serviceId: clinic.ids.physio,
        practitionerId: clinic.ids.tom,
        start: start!,
      });
    const answer = await acceptPlan(ctx, yes(planId, { seen: shownOf(course) }));
    if (!answer.changed) throw new Error("a lost time must be told");
    return { clinic, planId, ctx, course, lost, answer };
  }

  test("only what was lost is planned again, all of it is held, and one more yes books it", async () => {
    const { clinic, planId, ctx, course, lost, answer } = await beatenTo();
    const lostIds = lost.map(({ visitId }) => visitId);
    expect(answer.difference.moved.map(({ visitId }) => visitId).toSorted()).toEqual(lostIds.toSorted());
    expect(answer.difference.kept).toHaveLength(19);
    expect(answer.difference.dropped).toEqual([]);
    const others = (starts: ShownStart[]) =>
      starts.filter(({ visitId }) => !lostIds.includes(visitId)).toSorted(byVisit);
    expect(others(shownOf(answer.proposal))).toEqual(others(shownOf(course)));
    expect(answer.holdExpiresAt).toEqual(new Date(clinic.now.getTime() + 10 * 60_000));
    const held = await mustBeSound(clinic, planId);
    expect(held.map(({ appointment }) => appointment.status)).toEqual(Array.from({ length: 21 }, () => "held"));
    const startsOf = (rows: { visitId: string | null; start: Date | null }[]) =>
      Object.fromEntries(rows.map(({ visitId, start }) => [visitId, start]));
    expect(startsOf(held.map(({ appointment: { visitId, startsAt: start } }) => ({ visitId, start })))).toEqual(
      startsOf(answer.proposal.proposal),
    );
    const signed = await clinic.inside((tx) => tx.select().from(consents).where(eq(consents.planId, planId)));
    expect(signed).toEqual([]);
    // The page shows exactly that again.
    const { course: again, plan } = await viewOffer(ctx, { planId, again: true });
    expect(plan.status).toBe("offered");
    expect(shownOf(again)).toEqual(shownOf(answer.proposal));
    const booked = await acceptPlan(ctx, yes(planId, { seen: shownOf(again) }));
    expect(booked).toMatchObject({ changed: false, status: "booked" });
    const rows = await mustBeSound(clinic, planId);
    expect(rows.map(({ appointment }) => appointment.status)).toEqual(Array.from({ length: 21 }, () => "booked"));
  });

  test("what is held for one more yes cannot be taken meanwhile, and is free after ten minutes", async () => {
    const { clinic, planId, answer, lost } = await beatenTo();
    const moved = answer.proposal.proposal.find(({ visitId }) => visitId === lost[0]!.visitId)!;
    const wish = { serviceId: clinic.ids.physio, practitionerId: clinic.ids.tom, start: moved.start! };
    await expect(holdSlot(clinic.guestCtx(), wish)).rejects.toMatchObject({ code: "slot_taken" });
    const later = new Date(clinic.now.getTime() + 11 * 60_000);
    await holdSlot(clinic.guestCtx(later), wish);
    // A yes that comes too late is told once more.
    const late = await acceptPlan(
      clinic.patientCtx(clinic.ids.asha, later),
      yes(planId, { seen: shownOf(answer.proposal) }),
    );
    if (!late.changed) throw new Error("the time was gone");
    expect(late.difference.moved.map(({ visitId }) => visitId)).toEqual([moved.visitId]);
  });

  test("a plan that is only held for one more yes can still be changed, and lets its times go", async () => {
    const { clinic, planId, answer } = await beatenTo();
    const lead = clinic.memberCtx("clinical_lead");
    await adjustPlan(lead, { planId, startOn: "2026-11-27" });
    expect((await viewPlan(lead, { planId })).status).toBe("draft");
    expect(await liveOf(clinic, planId)).toEqual([]);
    const { start, practitionerId, serviceId } = answer.proposal.proposal[0]!;
    await holdSlot(clinic.guestCtx(), { serviceId, practitionerId: practitionerId!, start: start! });
    await offerPlan(lead, { planId });
    const course = await proposeCourse(lead, { planId });
    expect(await acceptPlan(lead, yes(planId, { seen: shownOf(course) }))).toMatchObject({ changed: false });
    await expect(adjustPlan(lead, { planId, startOn: "2026-11-28" })).rejects.toMatchObject({ code: "already_done" });
  });

  test("a payment for what was accepted before comes first", async () => {
    const clinic = await clinicWith();
    const planId = await offered(clinic);
    const ctx = clinic.patientCtx(clinic.ids.asha);
    const course = await proposeCourse(ctx, { planId });
    const held = await acceptPlan(ctx, yes(planId, { seen: shownOf(course), payChoice: "deposit" }));
    expect(held).toMatchObject({ changed: false, status: "held" });
    // The patient goes back, wishes a visit where it cannot be, and is shown something else; then the payment arrives.
    const [first] = shownOf(course);
    const wished = { ...first!, start: new Date(first!.start.getTime() + 7 * 60_000) };
    const again = await acceptPlan(ctx, yes(planId, { seen: shownOf(course), chosen: [wished] }));
    expect(again.changed).toBe(true);
    const { booked } = await inTransaction(clinic.systemCtx(), (t) => bookCourse(t, { planId }));
    expect(booked).toHaveLength(21);
    const rows = await mustBeSound(clinic, planId);
    expect(
      rows
        .map(({ appointment: { visitId, startsAt: start, practitionerId } }) => ({
          visitId: visitId!,
          start,
          practitionerId,
        }))
        .toSorted(byVisit),
    ).toEqual(shownOf(course).toSorted(byVisit));
  });

  test("two patients who accept the same times at one moment both end whole with one more yes", async () => {
    const clinic = await clinicWith();
    const second = await newPatient(clinic, "Leo Martin");
    const [one, two] = [await offered(clinic), await offered(clinic, second)];
    const [a, b] = [clinic.patientCtx(clinic.ids.asha), clinic.patientCtx(second)];
    const [courseA, courseB] = [await proposeCourse(a, { planId: one }), await proposeCourse(b, { planId: two })];
    // The other one at another process: within one they are served in turn.
    const db = openDatabase(database.appUrl, { max: 1, name: "taper-test" });
    const answers = await Promise.all([
      acceptPlan(a, yes(one, { seen: shownOf(courseA) })),
      acceptPlan({ ...b, db }, yes(two, { seen: shownOf(courseB) })),
    ]);
    await closeDatabase(db);
    expect(answers.filter(({ changed }) => changed)).toHaveLength(1);
    const changed = answers.find((answer) => answer.changed)!;
    const [ctx, planId] = answers[0]!.changed ? [a, one] : [b, two];
    if (!changed.changed) throw new Error("one of them must see a difference");
    const again = await acceptPlan(ctx, yes(planId, { seen: shownOf(changed.proposal) }));
    expect(again.changed).toBe(false);
    expect(await mustBeSound(clinic, one)).toHaveLength(21);
    expect(await mustBeSound(clinic, two)).toHaveLength(21);
  });

  test("a single visit that the patient moved stays where it was put", async () => {
    const clinic = await clinicWith();
    const planId = await offered(clinic);
    const ctx = clinic.patientCtx(clinic.ids.asha);
    const course = await proposeCourse(ctx, { planId });
    const visit = course.proposal.find(
      ({ number, disciplineCode }) => number === 2 && disciplineCode === "physiotherapy",
    )!;
    const starts = await visitStarts(ctx, { planId, visitId: visit.visitId, others: shownOf(course) });
    const other = starts.find(({ start }) => start.getTime() !== visit.start!.getTime())!;
    const chosen = [{ visitId: visit.visitId, start: other.start, practitionerId: other.practitionerId }];
    const answer = await acceptPlan(ctx, yes(planId, { seen: shownOf(course), chosen }));
    expect(answer.changed).toBe(false);
    const rows = await mustBeSound(clinic, planId);
    expect(rows.find((row) => row.visit.id === visit.visitId)?.appointment.startsAt).toEqual(other.start);
  });
});

describe("whose plan it is", () => {
  test("another clinic's and another patient's plan is not found", async () => {
    const clinic = await clinicWith();
    const stranger = await clinicWith();
    const planId = await offered(clinic);
    const missing = { code: "not_found" };
    await expect(viewPlan(stranger.memberCtx("clinical_lead"), { planId })).rejects.toMatchObject(missing);
    await expect(proposeCourse(stranger.memberCtx("clinical_lead"), { planId })).rejects.toMatchObject(missing);
    await expect(acceptPlan(stranger.memberCtx("front_desk"), yes(planId))).rejects.toMatchObject(missing);
    const other = await newPatient(clinic, "Nora Klein");
    await expect(viewPlan(clinic.patientCtx(other), { planId })).rejects.toMatchObject(missing);
    await expect(acceptPlan(clinic.patientCtx(other), yes(planId))).rejects.toMatchObject(missing);
    await expect(viewPlan(clinic.guestCtx(), { planId })).rejects.toMatchObject({ code: "sign_in_needed" });
    await expect(acceptPlan(clinic.memberCtx("front_desk"), yes(newId()))).rejects.toMatchObject(missing);
  });

  test("an offer that has run out is not accepted", async () => {
    const clinic = await clinicWith();
    const planId = await offered(clinic);
    const late = new Date(clinic.now.getTime() + 8 * 86_400_000);
    await expect(acceptPlan(clinic.patientCtx(clinic.ids.asha, late), yes(planId))).rejects.toMatchObject({
      code: "plan_not_offered",
    });
    const [row] = await clinic.inside((tx) => tx.select().from(plans).where(eq(plans.id, planId)));
    expect(row?.status).toBe("offered");
  });
});

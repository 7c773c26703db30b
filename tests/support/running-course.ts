// A running course of one discipline on a calendar that is open every day, and what befalls it: visits attended, missed, seen again.
import { and, eq } from "drizzle-orm";
import { appointments, planFacts, visits } from "../../db/schema/index.ts";
import { markNoShow, fulfilAppointment } from "../../lib/booking/record-attendance.ts";
import { inTransaction } from "../../lib/context/context.ts";
import { acceptPlan } from "../../lib/plans/accept-plan.ts";
import { draftPlan } from "../../lib/plans/draft-plan.ts";
import { offerPlan } from "../../lib/plans/offer-plan.ts";
import type { PlanVisitView } from "../../lib/plans/plan-views.ts";
import type { DraftInput } from "../../lib/plans/plans-input.ts";
import type { ReflowView } from "../../lib/plans/reflow-views.ts";
import { viewPlan } from "../../lib/plans/view-plan.ts";
import type { TestClinic } from "./clinic.ts";
import { assessed, newPatient, whiplashDraft, yes } from "./plan-clinic.ts";

const hour = 3_600_000;

export const phase = (
  name: string,
  visits: number,
  [minGap, targetGap, maxGap]: [number, number, number],
  minutes = 30,
) => ({
  name,
  visits,
  minGap,
  targetGap,
  maxGap,
  minutes,
});

/** Ten visits of physiotherapy: 26, 30 Nov; 4, 8, 15, 22, 29 Dec; 5, 19 Jan; 2 Feb. */
export const tenVisits: DraftInput["phases"] = [
  [phase("intensive", 4, [3, 4, 5]), phase("stabilising", 4, [6, 7, 9]), phase("spacing_out", 2, [12, 14, 18])],
];

let patients = 0;

export async function runningCourse(clinic: TestClinic, phases = tenVisits) {
  const lead = (now?: Date) => clinic.memberCtx("clinical_lead", now);
  const patientId = await newPatient(clinic, `Course Number${++patients}`);
  const found = await assessed(clinic, patientId);
  const draft = whiplashDraft(clinic, patientId, found, {
    templateCode: "T5",
    reason: "low risk since the second look",
    techniques: ["therapeutic_exercise"],
    phases,
  });
  const { planId } = await draftPlan(lead(), draft);
  await offerPlan(lead(), { planId });
  const accepted = await acceptPlan(clinic.patientCtx(patientId), yes(planId));
  if (accepted.changed) throw new Error("nothing had changed");
  const view = (now?: Date) => viewPlan(lead(now), { planId });
  const byNumber = async (number: number): Promise<PlanVisitView> => {
    const { visits: all } = await view();
    return all.find((visit) => visit.number === number)!;
  };
  const after = (visit: PlanVisitView) => new Date(visit.start!.getTime() + hour);
  return {
    planId,
    patientId,
    lead,
    view,
    patient: (now?: Date) => clinic.patientCtx(patientId, now),
    byNumber,
    /** Records that these visits took place, each on its day. */
    async attend(...numbers: number[]) {
      for (const number of numbers) {
        const visit = await byNumber(number);
        await inTransaction(lead(after(visit)), (t) => fulfilAppointment(t, { appointmentId: visit.appointmentId! }));
      }
    },
    /** Records that a visit was missed; answers the evening of its day. */
    async miss(number: number): Promise<Date> {
      const visit = await byNumber(number);
      await markNoShow(lead(after(visit)), { appointmentId: visit.appointmentId! });
      return after(visit);
    },
    /** Everything kept of the course: its appointments, visits and facts. */
    rows: () =>
      clinic.inside(async (tx) => ({
        appointments: await tx
          .select()
          .from(appointments)
          .where(and(eq(appointments.clinicId, clinic.clinicId), eq(appointments.patientId, patientId)))
          .orderBy(appointments.createdAt, appointments.id),
        visits: await tx.select().from(visits).where(eq(visits.planId, planId)).orderBy(visits.number),
        facts: await tx
          .select()
          .from(planFacts)
          .where(eq(planFacts.planId, planId))
          .orderBy(planFacts.at, planFacts.id),
      })),
  };
}

export type RunningCourse = Awaited<ReturnType<typeof runningCourse>>;

/** What the page sends back when its difference is accepted. */
export const shown = ({ planId, policy, course, stamp }: ReflowView) => ({
  planId,
  policy,
  stamp,
  seen: course.proposal.flatMap(({ visitId, start, practitionerId }) =>
    start && practitionerId ? [{ visitId, start, practitionerId }] : [],
  ),
});

// Writes the visits of a course into the calendar, held or booked, all or none; and keeps their windows and money with the plan.
import { releaseHolds } from "../../db/queries/appointments.ts";
import { changeVisits } from "../../db/queries/plans.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import { lockForWriting } from "../booking/lock-for-writing.ts";
import type { CalendarRead } from "../booking/read-search.ts";
import { writeAppointments } from "../booking/write-appointments.ts";
import { policyNow } from "../clinic/price-on.ts";
import type { TxCtx } from "../context/context.ts";
import { actsForClinic } from "../permissions/permissions.ts";
import type { PlanState } from "./plan-state.ts";
import type { ProposedVisit } from "./plan-views.ts";

/** Until the payment, or the next yes, is there; booked when nothing is waited for. */
export type CourseHold = { holdKey: string; holdExpiresAt: Date | null };

/** Windows, money and the provisional mark of every visit of a proposal become the plan's own. */
export const keepProposal = (ctx: TxCtx, proposal: readonly ProposedVisit[]): Promise<void> =>
  changeVisits(
    ctx.tx,
    ctx.clinicId,
    proposal.map((visit) => ({
      id: visit.visitId,
      targetOn: visit.targetOn,
      windowFrom: visit.windowFrom,
      windowTo: visit.windowTo,
      provisional: visit.provisional,
      payer: visit.payer,
      priceMinor: visit.priceMinor,
      payerMinor: visit.payerMinor,
      patientMinor: visit.patientMinor,
      taxMinor: visit.taxMinor,
      taxCode: visit.taxCode,
    })),
    ctx.now,
  );

/**
 * Refuses with `slot_taken` or `patient_busy` when a start is not free any more. What was held for the plan before is let go in the same
 * moment. Answers the appointments in the order of `visits`; `calendar` is the one they were placed in.
 */
export async function holdCourse(
  ctx: TxCtx,
  state: PlanState,
  visits: readonly ProposedVisit[],
  how: CourseHold & { calendar: CalendarRead },
): Promise<string[]> {
  const { plan, episode, standing } = state;
  const { cancelNoticeHours, lateFeeMinor, depositMinor } = await policyNow(ctx);
  await letGoOfHolds(ctx, state, visits);
  const written = await writeAppointments(
    ctx,
    visits.map((visit) => ({
      serviceId: visit.serviceId,
      practitionerId: visit.practitionerId ?? undefined,
      start: visit.start!,
      durationMin: visit.minutes,
      patientId: plan.patientId,
      episodeId: episode.id,
      visitId: visit.visitId,
      screenId: standing?.screenId ?? null,
      ...(how.holdExpiresAt === null
        ? { status: "booked" as const }
        : { status: "held" as const, holdExpiresAt: how.holdExpiresAt }),
      holdKey: how.holdKey,
      via: "plan",
      terms: {
        priceMinor: visit.priceMinor,
        taxMinor: visit.taxMinor,
        taxCode: visit.taxCode,
        currency: plan.currency,
        patientMinor: visit.patientMinor,
        payer: visit.payer,
        policy: { cancelNoticeHours, lateFeeMinor, depositMinor },
      },
      rules: actsForClinic(ctx.actor) ? "staff" : "public",
    })),
    how.calendar,
  );
  return written.map(({ id }) => id);
}

/** What is held for the plan is let go: somebody who says yes again holds their visits once, not twice. `visits`: what comes instead. */
export async function letGoOfHolds(ctx: TxCtx, state: PlanState, visits: readonly ProposedVisit[] = []): Promise<void> {
  const held = state.appointments.filter(({ status }) => status === "held");
  if (!held.length) return;
  // The locks come before the rows, here as everywhere.
  await lockForWriting(ctx, {
    practitionerIds: [...held, ...visits].flatMap(({ practitionerId }) => practitionerId ?? []),
    serviceIds: [...held, ...visits].map(({ serviceId }) => serviceId),
    patientIds: [state.plan.patientId],
  });
  await releaseHolds(
    ctx.tx,
    ctx.clinicId,
    held.map(({ id }) => id),
    { now: ctx.now, actorKind: ctx.actor.kind, reason: visits.length ? "accepted anew" : "planned anew" },
  );
  await calendarChanged(ctx);
}

// Writes the visits of a course into the calendar as holds, all or none, and keeps their windows and money with the plan.
import { changeVisit } from "../../db/queries/plans.ts";
import { writeAppointments } from "../booking/write-appointments.ts";
import { policyNow } from "../clinic/price-on.ts";
import type { TxCtx } from "../context/context.ts";
import type { PlanState } from "./plan-state.ts";
import type { ProposedVisit } from "./plan-views.ts";

export type CourseHold = { holdExpiresAt: Date; holdKey: string; rules: "public" | "staff" };

/** Windows, money and the provisional mark of every visit of a proposal become the plan's own. */
export async function keepProposal(ctx: TxCtx, proposal: readonly ProposedVisit[]): Promise<void> {
  const { tx, clinicId } = ctx;
  for (const visit of proposal)
    await changeVisit(tx, clinicId, visit.visitId, {
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
    });
}

/** Refuses with `slot_taken` or `patient_busy` when a start is not free any more. Answers the appointments in the order of `booked`. */
export async function holdCourse(
  ctx: TxCtx,
  state: PlanState,
  proposal: readonly ProposedVisit[],
  booked: readonly ProposedVisit[],
  how: CourseHold,
): Promise<string[]> {
  const { plan, episode, standing } = state;
  const { cancelNoticeHours, lateFeeMinor, depositMinor } = await policyNow(ctx);
  const written = await writeAppointments(
    ctx,
    booked.map((visit) => ({
      serviceId: visit.serviceId,
      practitionerId: visit.practitionerId ?? undefined,
      start: visit.start!,
      durationMin: visit.minutes,
      patientId: plan.patientId,
      episodeId: episode.id,
      visitId: visit.visitId,
      screenId: standing?.screenId ?? null,
      status: "held",
      holdExpiresAt: how.holdExpiresAt,
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
      rules: how.rules,
    })),
  );
  await keepProposal(ctx, proposal);
  return written.map(({ id }) => id);
}

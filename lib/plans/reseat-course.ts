// Moves several booked visits of a plan at once: all old times are given up first, so that visits may change places.
import { lockAppointments } from "../../db/queries/appointments.ts";
import { changeTerms } from "../../db/queries/plans.ts";
import { cancelAppointment } from "../booking/cancel-appointment.ts";
import { lockForWriting } from "../booking/lock-for-writing.ts";
import { giveUpTimes } from "../booking/move-appointments.ts";
import { writeAppointments } from "../booking/write-appointments.ts";
import { policyNow } from "../clinic/price-on.ts";
import type { TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { actsForClinic } from "../permissions/permissions.ts";
import { everyVisit, type PlanState } from "./plan-state.ts";
import type { ProposedVisit } from "./plan-views.ts";
import type { ReflowDifference } from "./reflow-views.ts";

/** A visit that lost its time, for its money. */
export type GivenUp = { appointmentId: string; chainId: string; late: boolean; feeMinor: number };

/**
 * Moves, books and cancels what the difference says, all or nothing; a moved visit keeps its chain, and with it its money. Refuses with
 * `slot_taken`, `patient_busy` or `plan_changed`.
 */
export async function reseatCourse(
  ctx: TxCtx,
  state: PlanState,
  proposal: readonly ProposedVisit[],
  difference: ReflowDifference,
): Promise<GivenUp[]> {
  const { tx, clinicId } = ctx;
  const appointmentOf = new Map(everyVisit(state).map((visit) => [visit.row.id, visit.appointment]));
  const ids = (of: readonly { visitId: string }[]) => of.flatMap(({ visitId }) => appointmentOf.get(visitId)?.id ?? []);
  const reseated = [...difference.moved, ...difference.resized];
  const changed = [...reseated, ...difference.new];
  const rows = proposal.filter(({ visitId }) => changed.some((one) => one.visitId === visitId));
  await lockForWriting(ctx, {
    practitionerIds: [
      ...rows.flatMap(({ practitionerId }) => practitionerId ?? []),
      ...[...reseated, ...difference.dropped].flatMap(
        ({ visitId }) => appointmentOf.get(visitId)?.practitionerId ?? [],
      ),
    ],
    serviceIds: rows.map(({ serviceId }) => serviceId),
    patientIds: [state.plan.patientId],
    visitIds: rows.map(({ visitId }) => visitId),
  });
  const old = await lockAppointments(tx, clinicId, ids(reseated));
  if (old.some((row) => row.status !== "booked" || row.startsAt <= ctx.now))
    throw new Refusal("plan_changed", "A visit has changed meanwhile. Look at the new times and say yes again.");
  if (old.length) await giveUpTimes(ctx, old, "planned anew");
  const givenUp: GivenUp[] = [];
  for (const { visitId, from, feeMinor } of difference.dropped) {
    const appointment = appointmentOf.get(visitId);
    if (from === null || !appointment) continue;
    const { id: appointmentId, chainId } = appointment;
    const { late } = await cancelAppointment(ctx, { appointmentId, byWhom: "clinic", reason: "planned anew" });
    givenUp.push({ appointmentId, chainId, late, feeMinor });
  }
  await keepTerms(ctx, state, proposal, new Set(difference.kept));
  const { cancelNoticeHours, lateFeeMinor, depositMinor } = await policyNow(ctx);
  const { plan, episode, standing } = state;
  await writeAppointments(
    ctx,
    rows.map((visit) => {
      const before = old.find(({ visitId }) => visitId === visit.visitId);
      return {
        ...(before ? { chain: { id: before.chainId, sequence: before.sequence + 1 } } : {}),
        serviceId: visit.serviceId,
        practitionerId: visit.practitionerId ?? undefined,
        start: visit.start!,
        durationMin: visit.minutes,
        patientId: plan.patientId,
        episodeId: episode.id,
        visitId: visit.visitId,
        screenId: before?.screenId ?? standing?.screenId ?? null,
        status: "booked" as const,
        reviewRequired: before?.reviewRequired ?? false,
        via: "plan" as const,
        quiet: true,
        terms: {
          priceMinor: visit.priceMinor,
          taxMinor: visit.taxMinor,
          taxCode: visit.taxCode,
          currency: plan.currency,
          patientMinor: visit.patientMinor,
          payer: visit.payer,
          policy: before?.policy ?? { cancelNoticeHours, lateFeeMinor, depositMinor },
        },
        rules: actsForClinic(ctx.actor) ? ("staff" as const) : ("public" as const),
      };
    }),
  );
  return givenUp;
}

/** What other visits take from, or leave of, a payer's limits changes who pays a visit that stays where it is. */
async function keepTerms(
  { tx, clinicId }: TxCtx,
  state: PlanState,
  proposal: readonly ProposedVisit[],
  kept: ReadonlySet<string>,
): Promise<void> {
  const visits = new Map(everyVisit(state).map((visit) => [visit.row.id, visit]));
  for (const { visitId, priceMinor, taxMinor, taxCode, patientMinor, payer } of proposal) {
    const { row, appointment } = visits.get(visitId)!;
    const same =
      row.priceMinor === priceMinor &&
      row.taxMinor === taxMinor &&
      row.taxCode === taxCode &&
      row.patientMinor === patientMinor &&
      row.payer === payer;
    if (kept.has(visitId) && appointment && !same)
      await changeTerms(tx, clinicId, appointment.id, { priceMinor, taxMinor, taxCode, patientMinor, payer });
  }
}

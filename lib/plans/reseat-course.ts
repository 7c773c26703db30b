// Moves several booked visits of a plan at once: all old times are given up first, so that visits may change places.
import {
  addFacts,
  lockAppointments,
  setUnitsLive,
  updateAppointment,
  type AppointmentRow,
} from "../../db/queries/appointments.ts";
import { cancelAppointment } from "../booking/cancel-appointment.ts";
import { lockForWriting } from "../booking/lock-for-writing.ts";
import { writeAppointments } from "../booking/write-appointments.ts";
import { policyNow } from "../clinic/price-on.ts";
import { memberIdOf, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { byStaff } from "./plan-doors.ts";
import { everyVisit, type PlanState } from "./plan-state.ts";
import type { CourseDifference, ProposedVisit } from "./plan-views.ts";

/** Moves, books and cancels what the difference says, all or nothing. Refuses with `slot_taken` or `plan_changed`. */
export async function reseatCourse(
  ctx: TxCtx,
  state: PlanState,
  proposal: readonly ProposedVisit[],
  difference: CourseDifference,
): Promise<void> {
  const { tx, clinicId } = ctx;
  const appointmentOf = new Map(everyVisit(state).map((visit) => [visit.row.id, visit.appointment]));
  const ids = (of: readonly { visitId: string }[]) => of.flatMap(({ visitId }) => appointmentOf.get(visitId)?.id ?? []);
  const changed = [...difference.moved, ...difference.new];
  const rows = proposal.filter(({ visitId }) => changed.some((one) => one.visitId === visitId));
  await lockForWriting(ctx, {
    practitionerIds: [
      ...rows.flatMap(({ practitionerId }) => practitionerId ?? []),
      ...[...difference.moved, ...difference.dropped].flatMap(
        ({ visitId }) => appointmentOf.get(visitId)?.practitionerId ?? [],
      ),
    ],
    serviceIds: rows.map(({ serviceId }) => serviceId),
    patientIds: [state.plan.patientId],
    visitIds: rows.map(({ visitId }) => visitId),
  });
  const old = await lockAppointments(tx, clinicId, ids(difference.moved));
  for (const row of old) await giveUp(ctx, row);
  for (const appointmentId of ids(difference.dropped))
    await cancelAppointment(ctx, { appointmentId, byWhom: "clinic", reason: "planned anew" });
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
        terms: {
          priceMinor: visit.priceMinor,
          taxMinor: visit.taxMinor,
          taxCode: visit.taxCode,
          currency: plan.currency,
          patientMinor: visit.patientMinor,
          payer: visit.payer,
          policy: before?.policy ?? { cancelNoticeHours, lateFeeMinor, depositMinor },
        },
        rules: byStaff(ctx) ? ("staff" as const) : ("public" as const),
      };
    }),
  );
}

async function giveUp(ctx: TxCtx, row: AppointmentRow): Promise<void> {
  const { tx, clinicId, now } = ctx;
  if (row.status !== "booked" || row.startsAt <= now)
    throw new Refusal("plan_changed", "A visit has changed meanwhile. Look at the new times and say yes again.");
  await updateAppointment(tx, clinicId, row.id, { status: "cancelled" });
  await setUnitsLive(tx, clinicId, [row.id], false);
  await addFacts(tx, [
    {
      clinicId,
      id: newId(),
      appointmentId: row.id,
      fact: "moved",
      at: now,
      actorKind: ctx.actor.kind,
      memberId: memberIdOf(ctx),
      reason: "planned anew",
      byWhom: byStaff(ctx) ? "clinic" : "patient",
      late: false,
    },
  ]);
}

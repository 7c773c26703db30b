// Brings windows and money of a plan's coming visits up to date with the days they now stand on.
import { changeTerms, changeVisit } from "../../db/queries/plans.ts";
import { pricesOn } from "../clinic/price-on.ts";
import type { TxCtx } from "../context/context.ts";
import { moneyOfCourse } from "./course-money.ts";
import { windowsOf } from "./cadence.ts";
import { fundingOf } from "./plan-funding.ts";
import { gapsOf, isComing, type PlanState } from "./plan-state.ts";

/** Windows follow from the days of the visits before; what took place keeps the window it was given. */
export async function keepWindows(ctx: TxCtx, state: PlanState): Promise<void> {
  for (const track of state.tracks) {
    const windows = windowsOf(
      state.plan.startOn,
      track.visits.map(gapsOf),
      track.visits.map(({ day }) => day),
    );
    for (const [index, visit] of track.visits.entries()) {
      const window = windows[index]!;
      const { row } = visit;
      const settled = visit.state === "attended" || visit.state === "missed" || row.number === 1;
      if (settled || row.targetOn === window.targetOn) continue;
      await changeVisit(ctx.tx, ctx.clinicId, row.id, window, ctx.now);
    }
  }
}

/** Who pays one visit on the day it now stands, after all that comes before it; its appointment is told. */
export async function keepMoney(ctx: TxCtx, state: PlanState, visitId: string): Promise<void> {
  const { plan, episode, clinic } = state;
  const visits = state.tracks.flatMap((track) =>
    track.visits.map((visit) => ({ visit, track, date: visit.day ?? visit.row.targetOn })),
  );
  const [prices, funding] = await Promise.all([
    pricesOn(
      ctx,
      visits.map(({ visit, track, date }) => ({
        serviceId: visit.phase.serviceId,
        practitionerId: visit.appointment?.practitionerId ?? track.primaryPractitionerId ?? undefined,
        date,
      })),
    ),
    fundingOf(ctx, { plan, episode, timeZone: clinic.timeZone }),
  ]);
  const money = moneyOfCourse(
    visits.map(({ visit, track, date }, index) => ({
      visitId: visit.row.id,
      disciplineCode: track.disciplineCode,
      date,
      price: prices[index]!,
    })),
    funding,
  ).get(visitId);
  const visit = visits.find((one) => one.visit.row.id === visitId)?.visit;
  if (!money || !visit) return;
  const { payer, priceMinor, payerMinor, patientMinor, taxMinor, taxCode } = money;
  await changeVisit(
    ctx.tx,
    ctx.clinicId,
    visitId,
    {
      payer,
      priceMinor,
      payerMinor,
      patientMinor,
      taxMinor,
      taxCode,
    },
    ctx.now,
  );
  if (visit.appointment && isComing(visit, ctx.now))
    await changeTerms(ctx.tx, ctx.clinicId, visit.appointment.id, {
      priceMinor,
      taxMinor,
      taxCode,
      patientMinor,
      payer,
    });
}

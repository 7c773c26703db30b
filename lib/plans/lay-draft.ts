// Writes a course on paper into its plan, priced as if each visit fell on its target day. Nothing is in a calendar yet.
import { addCourse } from "../../db/queries/plans.ts";
import type { Catalogue } from "../clinic/catalogue-views.ts";
import { pricesOn } from "../clinic/price-on.ts";
import type { TxCtx } from "../context/context.ts";
import { newId } from "../ids.ts";
import type { LocalDate } from "../time/dates.ts";
import { moneyOfCourse } from "./course-money.ts";
import { layTracks, type DraftTrack } from "./paper-course.ts";
import { fundingOf, type FundedPlan } from "./plan-funding.ts";
import { firmUntil, reassessmentsOf, type ReassessPoint } from "./reassessment.ts";

export type Draft = FundedPlan & {
  startOn: LocalDate;
  reassess: readonly ReassessPoint[];
  tracks: readonly DraftTrack[];
  catalogue: Catalogue;
};

/** Writes the rows. Refuses with `invalid` when a practitioner does not offer the track's visits. */
export async function layDraft(ctx: TxCtx, draft: Draft): Promise<void> {
  const { tx, clinicId } = ctx;
  const { plan, catalogue, startOn } = draft;
  const laid = layTracks(draft.tracks, catalogue, startOn, newId);
  const visits = laid.flatMap((track) => track.visits.map((visit) => ({ ...visit, track })));
  const prices = await pricesOn(
    ctx,
    visits.map(({ track, phase, window }) => ({
      serviceId: phase.serviceId,
      practitionerId: track.primaryPractitionerId ?? undefined,
      date: window.targetOn,
    })),
  );
  const money = moneyOfCourse(
    visits.map(({ visitId, track, window }, index) => ({
      visitId,
      disciplineCode: track.discipline.code,
      date: window.targetOn,
      price: prices[index]!,
    })),
    await fundingOf(ctx, draft),
  );
  const lead = laid[0]?.visits.map(({ window }) => window.targetOn) ?? [];
  const firm = firmUntil(reassessmentsOf(draft.reassess, startOn, lead), 0);
  await addCourse(tx, {
    tracks: laid.map(({ discipline, trackId, primaryPractitionerId }, position) => ({
      clinicId,
      id: trackId,
      planId: plan.id,
      disciplineId: discipline.id,
      deep: discipline.deep,
      primaryPractitionerId,
      position,
    })),
    phases: laid.flatMap((track) =>
      track.laid.map((phase, position) => ({
        clinicId,
        id: phase.phaseId,
        trackId: track.trackId,
        serviceId: phase.serviceId,
        name: phase.name,
        position,
        visits: phase.visits,
        minGap: phase.minGap,
        targetGap: phase.targetGap,
        maxGap: phase.maxGap,
        minutes: phase.minutes,
      })),
    ),
    visits: visits.map(({ visitId, track, phase, number, window }) => {
      const { payer, priceMinor, payerMinor, patientMinor, taxMinor, taxCode } = money.get(visitId)!;
      return {
        clinicId,
        id: visitId,
        planId: plan.id,
        createdAt: ctx.now,
        trackId: track.trackId,
        phaseId: phase.phaseId,
        number,
        ...window,
        provisional: firm !== null && window.targetOn > firm,
        payer,
        priceMinor,
        payerMinor,
        patientMinor,
        taxMinor,
        taxCode,
      };
    }),
  });
}

// Lays a course on paper: tracks, phases and visits on their target days, priced as if each fell on its own. Nothing is in a calendar yet.
import { addCourse } from "../../db/queries/plans.ts";
import type { Catalogue, DisciplineView, ServiceView } from "../clinic/catalogue-views.ts";
import { pricesOn } from "../clinic/price-on.ts";
import type { TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import type { LocalDate } from "../time/dates.ts";
import { gapsOfEach, phaseOfEach, windowsOf, type Gaps } from "./cadence.ts";
import { moneyOfCourse } from "./course-money.ts";
import { fundingOf, type FundedPlan } from "./plan-funding.ts";
import { firmUntil, reassessmentsOf, type ReassessPoint } from "./reassessment.ts";

export type DraftPhase = Gaps & { name: string; visits: number; minutes: number };
export type DraftTrack = { discipline: DisciplineView; primaryPractitionerId: string | null; phases: DraftPhase[] };

export type Draft = FundedPlan & {
  startOn: LocalDate;
  reassess: readonly ReassessPoint[];
  tracks: readonly DraftTrack[];
  catalogue: Catalogue;
};

/** The follow-up of the discipline whose length comes nearest; the longer one among equals. */
export function serviceFor(catalogue: Catalogue, disciplineCode: string, minutes: number): ServiceView {
  const able = catalogue.services.filter(
    (service) => service.disciplineCode === disciplineCode && service.kind === "follow_up",
  );
  const best = able.toSorted(
    (a, b) => Math.abs(a.durationMin - minutes) - Math.abs(b.durationMin - minutes) || b.durationMin - a.durationMin,
  )[0];
  if (!best)
    throw new Refusal("invalid", `This clinic has no follow-up visit in ${disciplineCode.replaceAll("_", " ")}.`);
  return best;
}

/** Writes the rows. Refuses with `invalid` when a practitioner does not offer the track's visits. */
export async function layDraft(ctx: TxCtx, draft: Draft): Promise<void> {
  const { tx, clinicId } = ctx;
  const { plan, catalogue, startOn } = draft;
  const laid = draft.tracks.map((track) => {
    const phases = track.phases.map((phase) => ({
      ...phase,
      id: newId(),
      service: serviceFor(catalogue, track.discipline.code, phase.minutes),
    }));
    refuseStranger(track, phases);
    const windows = windowsOf(startOn, gapsOfEach(phases), []);
    return { track, trackId: newId(), phases, each: phaseOfEach(phases), windows };
  });
  const visits = laid.flatMap(({ track, trackId, each, windows }) =>
    each.map((phase, index) => ({
      track,
      trackId,
      phase,
      number: index + 1,
      window: windows[index]!,
      visitId: newId(),
    })),
  );
  const prices = await pricesOn(
    ctx,
    visits.map(({ track, phase, window }) => ({
      serviceId: phase.service.id,
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
  const lead = laid[0]?.windows.map(({ targetOn }) => targetOn) ?? [];
  const firm = firmUntil(reassessmentsOf(draft.reassess, startOn, lead), 0);
  await addCourse(tx, {
    tracks: laid.map(({ track, trackId }, position) => ({
      clinicId,
      id: trackId,
      planId: plan.id,
      disciplineId: track.discipline.id,
      deep: track.discipline.deep,
      primaryPractitionerId: track.primaryPractitionerId,
      position,
    })),
    phases: laid.flatMap(({ trackId, phases }) =>
      phases.map(({ id: phaseId, service, name, visits: count, minGap, targetGap, maxGap }, position) => ({
        clinicId,
        id: phaseId,
        trackId,
        serviceId: service.id,
        name,
        position,
        visits: count,
        minGap,
        targetGap,
        maxGap,
        minutes: service.durationMin,
      })),
    ),
    visits: visits.map(({ visitId, trackId, phase, number, window }) => {
      const { payer, priceMinor, payerMinor, patientMinor, taxMinor, taxCode } = money.get(visitId)!;
      return {
        clinicId,
        id: visitId,
        planId: plan.id,
        trackId,
        phaseId: phase.id,
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

function refuseStranger(track: DraftTrack, phases: readonly { service: ServiceView }[]): void {
  const who = track.primaryPractitionerId;
  if (who === null || phases.every(({ service }) => service.practitionerIds.includes(who))) return;
  throw new Refusal(
    "invalid",
    `The chosen practitioner does not offer ${track.discipline.name.toLowerCase()} visits.`,
    {
      fields: [{ field: "trackPractitioners", message: "Choose somebody of this discipline, or leave it open." }],
    },
  );
}

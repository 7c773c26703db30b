// Reads a plan with everything around it, and judges who may see it and whether it may go on.
import {
  factsOfPlan,
  phaseRows,
  planAppointments,
  planRow,
  planSetting,
  practitionerNames,
  trackRows,
  visitRows,
} from "../../db/queries/plans.ts";
import type { PlanTemplate } from "../../db/seed/rows/plan-templates.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import type { Ctx, TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import { standingScreen } from "../intake/standing-screen.ts";
import { stops } from "../intake/standing.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import type { Payer } from "./funding.ts";
import { preferencesOf } from "./parse-plan.ts";
import { countingOf, standingDay, stateOf, type PlanState, type StatePhase, type StateTrack } from "./plan-state.ts";

/** A patient sees their own plans once offered; a draft, and anybody else's plan, is not found. */
export function mustOwn(ctx: Ctx, plan: { patientId: string; status: string }): void {
  const own = ownPatientOf(ctx.actor);
  if (own !== null && (own !== plan.patientId || plan.status === "draft")) throw notFound("plan");
}

/** Refuses with `review_first` while a red flag stands unreleased. */
export function mustNotBeStopped(state: Pick<PlanState, "standing">): void {
  if (stops(state.standing))
    throw new Refusal("review_first", "A clinician must look at the health answers before this plan goes on.");
}

/** The whole plan. Refuses with `not_found`, also to a patient whose plan it is not. */
export async function loadPlan(ctx: TxCtx, planId: string): Promise<PlanState> {
  const { tx, clinicId, now } = ctx;
  if (!isId(planId)) throw notFound("plan");
  const plan = await planRow(tx, clinicId, planId);
  if (!plan) throw notFound("plan");
  mustOwn(ctx, plan);
  const [setting, trackList, phaseList, visitList, appointments, facts, names, clinic, standing] = await Promise.all([
    planSetting(tx, clinicId, planId),
    trackRows(tx, clinicId, planId),
    phaseRows(tx, clinicId, planId),
    visitRows(tx, clinicId, planId),
    planAppointments(tx, clinicId, planId),
    factsOfPlan(tx, clinicId, planId),
    practitionerNames(tx, clinicId),
    loadClinic(ctx),
    standingScreen(ctx, plan.patientId),
  ]);
  if (!setting) throw notFound("plan");
  const { episode, assessment, template } = setting;
  const tracks = trackList.map(({ track, discipline }): StateTrack => {
    const phases = phaseList
      .filter(({ phase }) => phase.trackId === track.id)
      .map(({ phase, serviceName }): StatePhase => {
        const { id: phaseId, name, visits, minutes, minGap, targetGap, maxGap, serviceId } = phase;
        return { phaseId, name, visits, minutes, minGap, targetGap, maxGap, serviceId, serviceName };
      });
    const visits = visitList
      .filter((row) => row.trackId === track.id && row.droppedAt === null)
      .map((row) => {
        const appointment = countingOf(
          appointments.filter((one) => one.visitId === row.id),
          now,
        );
        return {
          row,
          phase: phases.find((phase) => phase.phaseId === row.phaseId)!,
          appointment,
          state: stateOf(row, appointment, now),
          day: standingDay(appointment, now, clinic.timeZone),
        };
      });
    return {
      trackId: track.id,
      disciplineId: discipline.id,
      disciplineCode: discipline.code,
      disciplineName: discipline.name,
      letter: discipline.letter,
      hue: discipline.hue,
      profession: discipline.profession,
      deep: track.deep,
      primaryPractitionerId: track.primaryPractitionerId,
      phases,
      visits,
    };
  });
  return {
    plan,
    clinic,
    patientName: setting.patientName,
    leadName: setting.leadName,
    episode: {
      id: episode.id,
      condition: episode.condition,
      payer: episode.payer as Payer,
      crashDate: episode.crashDate,
      planLimits: episode.planLimits,
    },
    assessment,
    template: { code: template.code, name: template.name, body: template.body as unknown as PlanTemplate },
    preferences: preferencesOf(plan.preferences),
    tracks,
    droppedCount: visitList.filter((row) => row.droppedAt !== null).length,
    appointments,
    facts: facts.map(({ row, memberName }) => ({
      fact: row.fact,
      at: row.at,
      by: memberName ?? row.actorKind,
      reason: row.reason,
      fromDate: row.fromDate,
      toDate: row.toDate,
      rephased: Number(row.figures?.["rephased"] ?? 0),
      proposed: typeof row.figures?.["proposed"] === "string" ? row.figures["proposed"] : null,
    })),
    names,
    standing,
  };
}

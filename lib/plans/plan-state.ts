// A plan as it stands: its rows, the appointment that counts for each visit, and what follows from both.
import type { PlanAppointment, PlanRow, VisitRow } from "../../db/queries/plans.ts";
import type { PlanTemplate } from "../../db/seed/rows/plan-templates.ts";
import type { ClinicView } from "../clinic/catalogue-views.ts";
import type { StandingScreen } from "../intake/screen-views.ts";
import type { LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { firstGaps, type Gaps } from "./cadence.ts";
import type { Payer, PlanLimits } from "./funding.ts";
import type { PlanPreferences, VisitState } from "./plan-views.ts";

export type StatePhase = Gaps & {
  phaseId: string;
  name: string;
  visits: number;
  minutes: number;
  serviceId: string;
  serviceName: string;
};

export type StateVisit = {
  row: VisitRow;
  phase: StatePhase;
  /** The live appointment, else the last one; null when there never was one. */
  appointment: PlanAppointment | null;
  state: VisitState;
  /** Local day of an appointment that stands or took place. */
  day: LocalDate | null;
};

export type StateTrack = {
  trackId: string;
  disciplineId: string;
  disciplineCode: string;
  disciplineName: string;
  letter: string;
  hue: number;
  profession: string;
  deep: boolean;
  primaryPractitionerId: string | null;
  phases: StatePhase[];
  /** By number; dropped ones left out. */
  visits: StateVisit[];
};

export type PlanState = {
  plan: PlanRow;
  clinic: ClinicView;
  patientName: string;
  leadName: string;
  episode: {
    id: string;
    condition: string;
    payer: Payer;
    crashDate: LocalDate | null;
    planLimits: PlanLimits | null;
  };
  assessment: {
    muscles: string;
    joints: string;
    posture: string;
    movement: string;
    classification: string;
    triggerPointRole: string;
    maintainingFactors: string[];
  };
  template: { code: string; name: string; body: PlanTemplate };
  preferences: PlanPreferences;
  tracks: StateTrack[];
  droppedCount: number;
  appointments: PlanAppointment[];
  facts: PlanFact[];
  names: Map<string, string>;
  standing: StandingScreen | null;
};

export type PlanFact = {
  fact: string;
  at: Date;
  by: string;
  reason: string;
  fromDate: LocalDate | null;
  toDate: LocalDate | null;
  /** Of a decision: how many visits to come it put into another phase. */
  rephased: number;
  /** Of a decision: what the figures had proposed. */
  proposed: string | null;
};

/** A visit as far as placing it goes; one on paper has no more. */
export type CourseVisitState = Omit<StateVisit, "row"> & { row: Pick<VisitRow, "id" | "number" | "targetOn"> };

export type CourseTrackState = Omit<StateTrack, "visits"> & { visits: CourseVisitState[] };

/** What placing a course asks of its plan, whether that is kept in the database or only on paper. */
export type CourseState = Pick<PlanState, "clinic" | "preferences" | "names" | "facts"> & {
  plan: Pick<
    PlanRow,
    "id" | "startOn" | "reassess" | "techniques" | "currency" | "depositMinor" | "reflowPolicy" | "activatedAt"
  > &
    Partial<Pick<PlanRow, "payTerms" | "discountBp">>;
  tracks: CourseTrackState[];
};

const liveNow = (row: PlanAppointment, now: Date): boolean =>
  row.status === "booked" ||
  row.status === "arrived" ||
  row.status === "fulfilled" ||
  (row.status === "held" && row.holdExpiresAt !== null && row.holdExpiresAt > now);

/** The appointment that counts for a visit; `rows` oldest first. */
export const countingOf = (rows: readonly PlanAppointment[], now: Date): PlanAppointment | null =>
  rows.findLast((row) => liveNow(row, now)) ?? rows.findLast((row) => row.status === "noshow") ?? rows.at(-1) ?? null;

export function stateOf(row: VisitRow, appointment: PlanAppointment | null, now: Date): VisitState {
  if (appointment?.status === "fulfilled") return "attended";
  if (appointment?.status === "noshow") return "missed";
  if (appointment?.status === "arrived") return "booked";
  if (appointment?.status === "held" && liveNow(appointment, now)) return "held";
  if (row.provisional) return "provisional";
  return appointment?.status === "booked" ? "booked" : "open";
}

/** Local day of an appointment that stands or took place. */
export const standingDay = (appointment: PlanAppointment | null, now: Date, zone: string): LocalDate | null =>
  appointment !== null && liveNow(appointment, now) ? dateIn(appointment.startsAt, zone) : null;

/** Whether the appointment is still to come and may be moved or given up. */
export const isComing = (visit: Pick<StateVisit, "appointment">, now: Date): boolean =>
  visit.appointment !== null &&
  (visit.appointment.status === "booked" || visit.appointment.status === "held") &&
  liveNow(visit.appointment, now) &&
  visit.appointment.startsAt > now;

/** Gaps of a visit from the one before it in its track; the first one of a track has none before it. */
export const gapsOf = (visit: StateVisit): Gaps => (visit.row.number === 1 ? firstGaps : visit.phase);

export const everyVisit = <Visit>(state: { tracks: readonly { visits: readonly Visit[] }[] }): Visit[] =>
  state.tracks.flatMap((track) => track.visits);

/** Place of the phase of the last visit that took place, or stood; null before the first one. */
export function currentPhase(track: StateTrack, now: Date): number | null {
  const had = track.visits.filter((visit) => visit.day !== null && !isComing(visit, now));
  const last = had.toSorted((a, b) => (a.day! < b.day! ? -1 : 1)).at(-1);
  return last ? placeOf(track, last) : null;
}

export const placeOf = (track: StateTrack, visit: StateVisit): number =>
  track.phases.findIndex(({ phaseId }) => phaseId === visit.phase.phaseId);

/** Visits that are still to take place, whether they have a time or not. */
export const stillToCome = (track: StateTrack, now: Date): StateVisit[] =>
  track.visits.filter((visit) => isComing(visit, now) || (visit.day === null && visit.state !== "missed"));

/** How many reassessments have been decided. */
export const decidedCount = (state: Pick<PlanState, "facts">): number =>
  state.facts.filter(({ fact }) => fact === "decided").length;

// The append-only facts of plans and of their visits' bookings, as counted by insights: whatever changed, and when.
import type { LocalDate } from "../time/dates.ts";
import type { EndReason } from "./adherence-facts.ts";

export type BookingFact = {
  /** held, booked, confirmed, arrived, fulfilled, noshow, cancelled, moved, expired. */
  fact: string;
  on: LocalDate;
  byWhom: "patient" | "clinic" | null;
  late: boolean;
};

export type BookingHistory = {
  practitionerId: string;
  /** Local day on which it was to take place. */
  day: LocalDate;
  /** In their order. */
  facts: readonly BookingFact[];
};

export type VisitHistory = {
  visitId: string;
  trackId: string;
  disciplineId: string;
  /** Of the track; the plan's lead where it names nobody. */
  plannedPractitionerId: string;
  phase: string;
  targetGap: number;
  minGap: number;
  maxGap: number;
  targetOn: LocalDate;
  windowFrom: LocalDate;
  windowTo: LocalDate;
  priceMinor: number;
  /** Days on which it came into the plan, and was taken out of it. */
  addedOn: LocalDate;
  droppedOn?: LocalDate;
  /** Oldest first. */
  bookings: readonly BookingHistory[];
  /** What it stood for up to the day before `until`, oldest first; only where several days are looked at. */
  past?: readonly { until: LocalDate; stoodFor: VisitTerms }[];
};

export type VisitTerms = Pick<
  VisitHistory,
  "phase" | "targetGap" | "minGap" | "maxGap" | "targetOn" | "windowFrom" | "windowTo" | "priceMinor"
>;

export type PlanHistory = {
  planId: string;
  patientId: string;
  patientName: string;
  patientMobile: string | null;
  currency: string;
  /** Where plans are told apart by them. */
  templateCode?: string;
  payer?: string;
  startedOn: LocalDate;
  ended?: { on: LocalDate; reason: EndReason };
  /** With the day on which the clinic learned of each. */
  pauses: readonly { saidOn: LocalDate; from: LocalDate; to?: LocalDate; resumedOn?: LocalDate }[];
  /** By track, then number. */
  visits: readonly VisitHistory[];
};

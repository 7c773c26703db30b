// What plans show: a template to choose, a plan with its visits and money, a course placed in the calendar, and what a change alters.
import type { Payer } from "./funding.ts";

export type PlanStatus = "draft" | "offered" | "active" | "on_hold" | "completed" | "revoked";

/** `provisional`: beyond the next reassessment, whether booked or not; its appointment says which. */
export type VisitState = "attended" | "booked" | "held" | "open" | "missed" | "provisional";

/** How the rest of a course stretches after something fell out. */
export type ReflowPolicy = "keep_cadence" | "keep_end" | "make_up";

export type PartOfDay = "morning" | "afternoon" | "evening";

/** What the patient asked for. Days and parts are wishes unless `onlyThese`; absences, `notBefore` and `notAfter` always hold. */
export type PlanPreferences = {
  /** 1 Monday … 7 Sunday; empty = any. */
  weekdays: number[];
  /** Until noon, until 5 p.m., after it; empty = any. */
  partsOfDay: PartOfDay[];
  /** Nothing but these weekdays and parts of the day. */
  onlyThese: boolean;
  /** Minute of the day at which a visit may begin at the earliest. */
  notBefore: number | null;
  /** Minute of the day by which a visit must be over. */
  notAfter: number | null;
  /** Local dates, both included. */
  away: { from: string; to: string }[];
  /** Two disciplines on one day: back to back, never, or as it comes. */
  sameDay: "together" | "apart" | "either";
  /** `same`: nobody else of the discipline at all; `prefer_same`: others where the one has no time. */
  practitioner: "same" | "prefer_same" | "any";
};

export type TemplateView = {
  templateId: string;
  code: string;
  version: number;
  name: string;
  /** Offered for this assessment as it stands. */
  eligible: boolean;
  /** May be drafted, with a reason. */
  needsReason: boolean;
  /** May not be drafted for this assessment at all. */
  blocked: boolean;
  /** Why it is not simply eligible, in sentences. */
  why: string[];
  tracks: TemplateTrackView[];
  reassess: ReassessPoint[];
  capText: string | null;
  outcomes: string[];
  sources: string[];
  totalVisits: number;
};

export type TemplateTrackView = {
  /** More than one: the practitioner picks. */
  disciplines: { code: string; name: string }[];
  phases: TemplatePhaseView[];
};

export type TemplatePhaseView = {
  name: string;
  visits: number;
  minGap: number;
  targetGap: number;
  maxGap: number;
  minutes: number;
};

export type ReassessPoint = { kind: "visit" | "day"; at: number };

/** Money of a visit in whole minor units; `priceMinor` = `payerMinor` + `patientMinor`, tax apart. */
export type VisitMoney = {
  payer: Payer;
  priceMinor: number;
  payerMinor: number;
  patientMinor: number;
  /** On the whole price. */
  taxMinor: number;
  /** The patient's part of it. */
  patientTaxMinor: number;
  taxCode: string;
  /** Who pays and why, in words. */
  because: string;
};

/** A visit where the planner puts it; `start` null when it found no place. Windows follow from the days placed before it. */
export type ProposedVisit = VisitMoney & {
  visitId: string;
  trackId: string;
  disciplineCode: string;
  number: number;
  phaseName: string;
  serviceId: string;
  serviceName: string;
  minutes: number;
  /** Local dates. */
  targetOn: string;
  windowFrom: string;
  windowTo: string;
  /** Local date: of the start, or the day reckoned with for a visit left open. */
  onDate: string;
  start: Date | null;
  end: Date | null;
  practitionerId: string | null;
  practitionerName: string | null;
  /** After the next reassessment: booked, unpaid, free to drop. */
  provisional: boolean;
};

export type OpenReason = {
  visitId: string;
  trackId: string;
  number: number;
  windowFrom: string;
  windowTo: string;
  kind: string;
  /** One plain sentence, with the single change that would place it when there is one. */
  text: string;
  relaxations: { kind: string; text: string; onDate: string }[];
};

export type CourseTotals = {
  /** Without provisional visits: what the patient pays, before tax. */
  patientMinor: number;
  payerMinor: number;
  /** The patient's tax. */
  taxMinor: number;
  /** patientMinor + taxMinor. */
  dueMinor: number;
  currency: string;
  /** Visits with a place, provisional ones included. */
  count: number;
  provisionalCount: number;
  openCount: number;
};

export type CourseProposal = {
  planId: string;
  timeZone: string;
  /** In order of their days. */
  proposal: ProposedVisit[];
  open: OpenReason[];
  cost: number;
  optimal: boolean;
  totals: CourseTotals;
  firstOn: string | null;
  lastOn: string | null;
  reassessments: { onDate: string; label: string }[];
  /** What each way of paying asks for now. */
  dueNow: { deposit: number; first_visit: number; whole: number; instalments: number; clinic: number };
  /** Of paying it ahead: what that saves, and the instalments with their weeks apart, as of the plan's offer. */
  ahead: { savedMinor: number; instalments: number[]; weeksApart: number };
  preferences: PlanPreferences;
};

export type PlanPhaseView = TemplatePhaseView & { phaseId: string; serviceId: string; serviceName: string };

export type PlanTrackView = {
  trackId: string;
  disciplineCode: string;
  disciplineName: string;
  letter: string;
  hue: number;
  deep: boolean;
  primaryPractitionerId: string | null;
  primaryPractitionerName: string | null;
  phases: PlanPhaseView[];
};

export type PlanVisitView = VisitMoney & {
  visitId: string;
  trackId: string;
  number: number;
  phaseName: string;
  minutes: number;
  state: VisitState;
  provisional: boolean;
  targetOn: string;
  windowFrom: string;
  windowTo: string;
  /** Local date of the appointment, else the target. */
  onDate: string;
  appointmentId: string | null;
  chainId: string | null;
  start: Date | null;
  end: Date | null;
  practitionerId: string | null;
  practitionerName: string | null;
  /** A red flag stands: nothing happens on this visit until a clinician has looked. */
  reviewFirst: boolean;
};

export type PlanFactView = {
  fact: string;
  at: Date;
  by: string;
  reason: string;
  fromDate: string | null;
  toDate: string | null;
};

/** Why the rest of a course should be planned again, and the visits it is about. */
export type CourseTrouble = {
  kind: "missed" | "open" | "outside" | "away" | "paused" | "resumed" | "decided";
  visitIds: string[];
};

export type PlanView = {
  planId: string;
  patientId: string;
  patientName: string;
  episodeId: string;
  assessmentId: string;
  /** Whether the reader may read the patient's chart, and build the plan when their role does; a patient always. */
  chartOpen: boolean;
  /** Null for staff who may not read the chart, to whom reasons are not said either. */
  condition: string | null;
  payer: Payer;
  crashDate: string | null;
  templateCode: string;
  templateName: string;
  status: PlanStatus;
  leadPractitionerId: string;
  leadPractitionerName: string;
  startOn: string;
  timeZone: string;
  currency: string;
  preferences: PlanPreferences;
  strands: string[];
  techniques: string[];
  templateReason: string;
  reflowPolicy: ReflowPolicy;
  textVersion: string;
  consentVersion: string;
  payChoice: PayChoice | null;
  depositMinor: number;
  offeredAt: Date | null;
  offerExpiresAt: Date | null;
  acceptedAt: Date | null;
  activatedAt: Date | null;
  endedAt: Date | null;
  endReason: string | null;
  /** A red flag stands unreleased: the plan rests until a clinician has looked. */
  suspended: boolean;
  tracks: PlanTrackView[];
  visits: PlanVisitView[];
  droppedCount: number;
  reassessments: { onDate: string; label: string }[];
  totals: CourseTotals;
  facts: PlanFactView[];
  /** What is still missing before it may be offered; staff only, empty for patients. */
  missing: { field: string; message: string }[];
  /** Worth a look, never a block; staff only. */
  warnings: string[];
  /** Why the rest should be planned again; empty when it stands well. */
  trouble: CourseTrouble[];
  /** Whether the health questions come before the plan is taken up again. */
  askAgain: boolean;
  /** The days of a pause, while the plan is in one. */
  pause: { from: string; to: string } | null;
};

export type PayChoice = "deposit" | "first_visit" | "whole" | "instalments" | "clinic";
export type SignedHow = "online" | "clinic_screen" | "phone";

/** `viewOffer`: the plan, and its course as the calendar stands now. */
export type OfferView = { plan: PlanView; course: CourseProposal };

/** A start as shown to, or chosen by, the patient. */
export type ShownStart = { visitId: string; start: Date; practitionerId: string };

/** What changed between two placements of a course, visit by visit. */
export type CourseDifference = {
  kept: string[];
  moved: { visitId: string; from: Date; to: Date }[];
  new: { visitId: string; to: Date }[];
  dropped: { visitId: string; from: Date }[];
};

export type AcceptedPlan =
  | {
      changed: false;
      planId: string;
      /** `held` until the online payment settles. */
      status: "booked" | "held";
      appointmentIds: string[];
      amountDueMinor: number;
      currency: string;
      holdExpiresAt: Date | null;
    }
  | {
      changed: true;
      proposal: CourseProposal;
      difference: CourseDifference;
      /** Until then the proposal is kept for one more yes. */
      holdExpiresAt: Date;
    };

export type PlanLine = {
  planId: string;
  patientId: string;
  patientName: string;
  templateCode: string;
  templateName: string;
  status: PlanStatus;
  leadPractitionerName: string;
  startOn: string;
  createdAt: Date;
  offerExpiresAt: Date | null;
  attended: number;
  planned: number;
  nextStart: Date | null;
};

export type StoppedPlan = {
  planId: string;
  status: "completed" | "revoked";
  cancelled: { appointmentId: string; chainId: string; late: boolean; feeMinor: number }[];
};

export type MovedVisit = {
  visitId: string;
  appointmentId: string;
  start: Date;
  end: Date;
  practitionerId: string;
  /** The new gap against the visit's window. */
  window: "early" | "on_time" | "late" | "lapsed";
};

/** An open start for one visit that keeps every rule beside the other visits. */
export type VisitStart = { start: Date; end: Date; practitionerId: string; practitionerName: string };

// What the owner's pages show: shares with what they are drawn from, and people by name, never anything clinical.
import type { FundingLine } from "../plans/view-funding.ts";
import type { LocalDate } from "../time/dates.ts";
import type { Figure, Payer } from "./insights-input.ts";

/** `n` of `of`, and the share to six decimals; null where so few say nothing. */
export type Share = { n: number; of: number; rate: number | null };

export type OwnerFigures = {
  /** Plan visits that took place, of those due. */
  attendance: Share;
  /** Gaps inside their window, of gaps closed. */
  interval: Share;
  /** Of bookings that ended as attended, missed or cancelled late; each booking counts, a rebooked one too. */
  noShow: Share;
  arrival: Share;
  lateCancel: Share;
  /** Plans with a second visit, of those that had a first and for which a second was due. */
  conversion12: Share;
  /** Active plans with nothing ahead and nobody seen for too long, of active plans. */
  dropOut: Share;
  /** Visits after which the next one stood in the calendar that day, of visits after which the plan went on. */
  rebooked: Share;
  /** Visits that took place, of those planned in phases whose time is over; paused weeks and clinic cancellations count. */
  dose: Share;
  /** Plans that ended with goals met or by a reassessment, of plans that ended. */
  completion: Share;
};

export type DisciplineName = { id: string; name: string; letter: string; hue: number };
export type PersonName = { id: string; name: string };

/** What a page can be narrowed to; templates by their code. */
export type PlanChoices = { disciplines: DisciplineName[]; practitioners: PersonName[]; templates: PersonName[] };

export type PhaseLine = { phase: string; name: string; planned: number; attended: number };

/** The outcome is a code of ours, or what the desk wrote when it closed the call. */
export type LoggedCall = { outcome: string; at: Date; by: string; note: string };

/** An active plan with visits left and none of them booked. */
export type NothingBooked = {
  planId: string;
  patientId: string;
  patientName: string;
  patientMobile: string | null;
  /** Of the visits left, in the clinic's order. */
  disciplines: DisciplineName[];
  nextDueOn: LocalDate;
  lastSeenOn: LocalDate | null;
  visitsLeft: number;
  /** Fees of the visits left, before tax, minor units. */
  plannedMinor: number;
  /** A clinician has to look at the health answers first. */
  reviewFirst: boolean;
  lastCall: LoggedCall | null;
};

/** Whom a plan is about, who treats them, and what came of the last call. */
type Person = {
  planId: string;
  patientId: string;
  patientName: string;
  patientMobile: string | null;
  practitioner: string;
  lastCall: LoggedCall | null;
};

/** An active plan with visits due that did not take place. */
export type BehindLine = Person & {
  due: number;
  missing: number;
  /** Day the first of the missing was meant for. */
  since: LocalDate;
};

/** An active plan with nothing ahead and nobody seen for longer than care may pause. */
export type LapsedLine = Person & {
  /** The last visit that took place; null before the first. */
  seenOn: LocalDate | null;
  days: number;
};

/** An active plan whose day of a reassessment is over without a decision. */
export type OverdueLine = Person & { dueOn: LocalDate; label: string };

/** The first of each, and how many there are of all. */
export type FollowView = {
  behind: BehindLine[];
  behindPlans: number;
  lapsed: LapsedLine[];
  lapsedPlans: number;
  overdue: OverdueLine[];
  overduePlans: number;
  funding: (FundingLine & { lastCall: LoggedCall | null })[];
  fundingLines: number;
};

export type OwnerView = {
  asOf: LocalDate;
  today: LocalDate;
  compare: LocalDate;
  sentence: string;
  /** The longest due of them. */
  nothingBooked: NothingBooked[];
  /** All of them. */
  unbookedPlans: number;
  plannedMinor: number;
  currency: string;
  /** Active plans that have had all their visits and await a decision. */
  allVisitsHad: number;
  activePlans: number;
  figures: {
    all: OwnerFigures;
    byDiscipline: (DisciplineName & { figures: OwnerFigures; before: OwnerFigures })[];
    byPractitioner: (PersonName & { figures: OwnerFigures; before: OwnerFigures })[];
  };
  phases: PhaseLine[];
  /** The same for the earlier day. */
  before: OwnerFigures;
  /** Templates only when they were asked for. */
  choices: PlanChoices;
};

/** One visit behind a figure, or for the figures of whole plans the plan's last day seen. */
export type Miss = {
  what:
    | "not_booked"
    | "no_show"
    | "late_cancel"
    | "cancelled"
    | "clinic_cancelled"
    | "not_recorded"
    | "early"
    | "late"
    | "no_second"
    | "away"
    | "left_unbooked"
    | "ended_early";
  discipline: string;
  practitioner: string;
  phase: string;
  /** Day it was meant for, or on which the gap closed. */
  on: LocalDate;
  /** Whole days and the window they were planned with. */
  gap?: { days: number; min: number; max: number };
};

export type PersonBehind = {
  planId: string;
  patientId: string;
  patientName: string;
  ended: boolean;
  misses: Miss[];
};

export type BehindView = {
  figure: Figure;
  asOf: LocalDate;
  share: Share;
  discipline: string | null;
  practitioner: string | null;
  phase: string | null;
  template: string | null;
  payer: Payer | null;
  /** Those whose plan goes on first, by name. */
  people: PersonBehind[];
};

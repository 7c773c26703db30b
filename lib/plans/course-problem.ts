// The course planner's question and answer: what must be placed, what it costs, and what was found.

/** One bookable start: minutes of the local day, half-open, with its preference points already summed. */
export type CourseSlot = { start: number; end: number; practitioner: string; cost: number };

/** An appointment that is already booked for a visit; the planner may leave it (free) or move it (`points.moved`). */
export type CourseKeep = { day: number; start: number; practitioner: string };

/** Gaps are whole local days from the track's previous visit (from the anchor, or day 0, for the first one). */
export type CourseVisit = {
  id: string;
  minGap: number;
  targetGap: number;
  maxGap: number;
  /** Points a day off target; default `max(1, round(40 / targetGap))`, 10 at target 0. */
  weight?: number;
  keep?: CourseKeep;
};

/** One thing a patient could give up so that more openings exist. */
export type CourseLeniency =
  | { kind: "weekday"; value: string }
  | { kind: "part-of-day"; value: string }
  | { kind: "practitioner"; value: string }
  | { kind: "absence"; value: string };

/** The openings that would be added to a track if that one thing were given up; `slots[day]` like a track's own. */
export type CourseAlternative = CourseLeniency & { slots: CourseSlot[][] };

export type CourseTrack = {
  id: string;
  /** Hands-on deep work: needs rest from the deep visits of other tracks. */
  deep: boolean;
  /** Day of the last attended visit, possibly negative; `null` for a new track. */
  anchor: number | null;
  visits: CourseVisit[];
  slots: CourseSlot[][];
  /** A fixed primary practitioner; without it the planner chooses the one that costs least. */
  primary?: string;
  /** Last funded day, inclusive. */
  fundedUntil?: number;
  /** What each single relaxation would add; only read to explain an open visit. */
  alternatives?: CourseAlternative[];
};

export type CoursePairing = "together" | "apart" | "either";

export type CoursePoints = {
  open: number;
  notPrimary: number;
  together: number;
  apart: number;
  unfunded: number;
  moved: number;
};

export type CourseProblem = {
  /** Local date of day 0, YYYY-MM-DD. */
  startDate: string;
  /** Length of the horizon: days run from 0 to `days` − 1. */
  days: number;
  tracks: CourseTrack[];
  /** Default 2. */
  restDays?: number;
  pairGapMin: number;
  pairing: CoursePairing;
  /** Default 2. */
  maxPerDay?: number;
  points?: Partial<CoursePoints>;
  /** Days the patient is away, only read to explain an open visit. */
  away?: number[];
  /** Days the clinic is closed, only read to explain an open visit. */
  closed?: number[];
};

/** A visit in the calendar; an open one shows its virtual day with nulls. */
export type CoursePlacement = {
  track: string;
  visit: string;
  day: number;
  start: number | null;
  end: number | null;
  practitioner: string | null;
};

export type CourseParts = {
  cadence: number;
  preference: number;
  continuity: number;
  pairing: number;
  funding: number;
  moves: number;
  open: number;
};

/**
 * Why an opening inside the window could not be taken:
 * `rest` the rest rule, `day-full` the most visits a day, `clash` another visit at that time,
 * `not-next-to` deep work not back to back, `chain` a neighbouring visit of the track would be lost,
 * `points` leaving the visit open costs less.
 */
export type CourseBlock = "rest" | "day-full" | "clash" | "not-next-to" | "chain" | "points";

/** Why there is no opening in the window at all, or which block holds most of those there are. */
export type CourseReasonKind = "no-opening" | "only-with-others" | "absence" | "closure" | CourseBlock;

/**
 * A window that reaches further: `more-days` lets the visit stand that many days later; `wider-window` lets it stand
 * that many days earlier or later, and the visit after it too, so that the rest of the course need not shift.
 */
export type CourseWidening = { kind: "more-days" | "wider-window"; days: number };

/** One relaxation which, tried alone, places the visit at the shown start. */
export type CourseRelaxation = (CourseLeniency | CourseWidening) & {
  day: number;
  start: number;
  end: number;
  practitioner: string;
  /** Set when another visit could be placed just as well: plan with `prefer` to give this one the place. */
  preferred?: true;
};

export type CourseReason = {
  kind: CourseReasonKind;
  /** Openings in the window by what blocks them; empty when there is none. */
  blocks: { kind: CourseBlock; openings: number }[];
  /** Each was tried by planning again; cheapest patient effort first. Empty when no single one helps. */
  relaxations: CourseRelaxation[];
  /** The same in one plain sentence. */
  text: string;
};

export type CourseOpenVisit = {
  track: string;
  visit: string;
  /** First and last day of the window, both included. */
  window: { from: number; to: number };
  reason: CourseReason;
};

export type CourseAnswer = {
  cost: number;
  parts: CourseParts;
  /** By track, then visit, in the order of the problem. */
  placements: CoursePlacement[];
  /** Track id → primary practitioner; a track that has no opening at all and no fixed primary is left out. */
  primaries: Record<string, string>;
  /** True only when `bound` equals `cost`. */
  optimal: boolean;
  /** No plan of this problem costs less. */
  bound: number;
  open: CourseOpenVisit[];
  /** Search work done, in expansions. */
  expansions: number;
};

export type CourseOptions = {
  /** Most expansions before the best plan found is returned with its bound; default 200,000. */
  maxExpansions?: number;
  /**
   * A visit that goes before the others: leaving it open counts double when plans are compared. The answer's cost
   * stays as it is counted without, so its bound lies lower and `optimal` is mostly false.
   */
  prefer?: { track: string; visit: string };
  /** False leaves `relaxations` empty, for callers that only want the plan. Default true. */
  explain?: boolean;
};

export type CourseProblemCode = "course_too_long" | "course_invalid";

/** A problem that cannot be planned as asked; the message says what to change. */
export class CourseProblemError extends Error {
  readonly code: CourseProblemCode;
  readonly track: string | null;

  constructor(code: CourseProblemCode, message: string, track: string | null = null) {
    super(message);
    this.name = "CourseProblemError";
    this.code = code;
    this.track = track;
  }
}

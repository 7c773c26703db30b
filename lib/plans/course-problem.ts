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

/**
 * The openings that would be added to a track if that one thing were given up, or that and all of `also` together;
 * `slots[day]` like a track's own.
 */
export type CourseAlternative = CourseLeniency & { also?: CourseLeniency[]; slots: CourseSlot[][] };

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
  /** What could be given up, and what that would add; only read to explain an open visit. */
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

/** One thing that could give way so that a visit finds its place. */
export type CourseConcession = CourseLeniency | CourseWidening;

/**
 * One relaxation which, tried alone, places the visit at the shown start and leaves every other visit its place.
 * Where no single thing is enough, `also` are the others that have to give way with it.
 */
export type CourseRelaxation = CourseConcession & {
  also?: CourseConcession[];
  day: number;
  start: number;
  end: number;
  practitioner: string;
  /**
   * Set when a plan as cheap would leave another visit open instead: plan with `prefer` naming this visit and all that
   * had a place before.
   */
  preferred?: true;
};

/**
 * An opening that does not exist and would place the visit: hours to be opened, in minutes of the local day; `wider` when
 * the window has to reach that many days further on either side for it.
 */
export type CourseNeed = { day: number; start: number; end: number; wider?: number };

export type CourseReason = {
  kind: CourseReasonKind;
  /** Openings in the window by what blocks them; empty when there is none. */
  blocks: { kind: CourseBlock; openings: number }[];
  /**
   * Each was tried by planning again; cheapest patient effort first. When no single one helps, the smallest combination
   * found; empty when everything together does not help either.
   */
  relaxations: CourseRelaxation[];
  /**
   * Only when nothing in the calendar places the visit, whatever is given up and however wide its window: the opening
   * that would, or null when none near this window would.
   */
  needed?: CourseNeed | null;
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
   * Visits that go before the others: leaving one of them open counts more than leaving all others open when plans are
   * compared. The answer's cost stays as it is counted without, so its bound lies lower and `optimal` is mostly false.
   */
  prefer?: readonly { track: string; visit: string }[];
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

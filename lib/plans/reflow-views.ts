// What planning the rest of a course again shows: the difference in four groups, what it costs, and what each policy would come to.
import type { CourseDifference, CourseProposal, ReflowPolicy } from "./plan-views.ts";

export const reflowPolicies: readonly ReflowPolicy[] = ["keep_cadence", "keep_end", "make_up"];

export type ReflowDifference = Omit<CourseDifference, "dropped"> & {
  /** Visits that keep their start, and last longer or shorter from now on; they are among the kept ones. */
  resized: { visitId: string; fromMinutes: number; toMinutes: number }[];
  dropped: {
    visitId: string;
    /** Its time until now; null when it had none. */
    from: Date | null;
    /** Out of the plan for good; otherwise it stays without a time and needs somebody. */
    leaves: boolean;
    /** What giving it up now costs the patient. */
    feeMinor: number;
  }[];
};

export type ReflowView = {
  planId: string;
  policy: ReflowPolicy;
  course: CourseProposal;
  difference: ReflowDifference;
  feeMinor: number;
  /** Names exactly this difference; accepted with it. */
  stamp: string;
};

/** What the rest comes to under a policy. */
export type PolicyOutlook = {
  policy: ReflowPolicy;
  /** Day of the last visit with a time; null when none has one. */
  lastOn: string | null;
  kept: number;
  moved: number;
  new: number;
  dropped: number;
  /** Left without a time. */
  open: number;
};

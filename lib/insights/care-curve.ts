// How many visits people stay for: the share of plans that went on after each visit, and how sure that is.
import { hasDroppedOut, isActive } from "../figures/adherence.ts";
import type { CountedPlan } from "../figures/known-plan.ts";
import type { LocalDate } from "../time/dates.ts";
import { fewest } from "./owner-figures.ts";
import { retentionCurve } from "./retention.ts";

export type CurvePoint = {
  /** Visits had; 0 for those who never came. */
  visits: number;
  /** Plans that had as many and were still looked at. */
  atRisk: number;
  /** Of those, how many had no further one and were lost. */
  lost: number;
  share: number;
  lower: number | null;
  upper: number | null;
};

/** Discharge that was planned or agreed with a referral is no loss; nor is a plan that goes on or rests. */
const kept: readonly string[] = ["goals_met", "reassessment", "referred"];

export const isLost = (plan: CountedPlan, asOf: LocalDate): boolean =>
  plan.endedOn === undefined
    ? isActive(plan, asOf) && hasDroppedOut(plan, asOf)
    : !kept.includes(plan.endReason ?? "revoked");

export type CareCurve = {
  plans: number;
  lost: number;
  points: CurvePoint[];
  /** How many visits the last point shown stands for; beyond, fewer than five plans are left to look at. */
  upTo: number | null;
};

/** Kaplan–Meier over visits had, running plans censored; points drawn from fewer than five are left out. */
export function careCurve(plans: readonly CountedPlan[], asOf: LocalDate): CareCurve {
  const subjects = plans.map((plan) => ({
    had: plan.visits.filter(({ outcome }) => outcome === "attended").length,
    lost: isLost(plan, asOf),
  }));
  const curve = retentionCurve({
    durations: subjects.map(({ had }) => had),
    events: subjects.map(({ lost }) => (lost ? 1 : 0)),
  });
  const most = Math.max(0, ...subjects.map(({ had }) => had));
  const points: CurvePoint[] = [];
  let last = { share: 1, lower: null as number | null, upper: null as number | null };
  for (let visits = 0; visits <= most; visits++) {
    const atRisk = subjects.filter(({ had }) => had >= visits).length;
    if (atRisk < fewest) break;
    const place = curve.times.indexOf(visits);
    if (place >= 0) last = { share: curve.survival[place]!, lower: curve.lower[place]!, upper: curve.upper[place]! };
    const lost = subjects.filter((one) => one.had === visits && one.lost).length;
    points.push({ visits, atRisk, lost, ...last });
  }
  return {
    plans: subjects.length,
    lost: subjects.filter(({ lost }) => lost).length,
    points,
    upTo: points.at(-1)?.visits ?? null,
  };
}

/** Retention by Kaplan–Meier: the share still in care, with running plans censored. */

import { normalQuantile } from "./normal-quantile.ts";
import { toSixDecimals } from "../figures/rate.ts";

export type RetentionFacts = {
  /** Time (visit number, days) after which each subject left or was last seen; not negative. */
  durations: readonly number[];
  /** 1 for left, 0 for still there when last seen. As many as durations. */
  events: readonly (0 | 1)[];
  /** Strictly between 0 and 1. */
  confidence?: number;
};

/** One row a distinct time at which somebody left; figures to six decimals, bounds null where nobody remains. */
export type RetentionCurve = {
  times: number[];
  survival: number[];
  lower: (number | null)[];
  upper: (number | null)[];
};

/**
 * Kaplan–Meier estimate, Greenwood variance, log-log intervals (Kalbfleisch and Prentice). Whoever is censored at the time of an
 * event is still at risk in it.
 */
export function retentionCurve({ durations, events, confidence = 0.95 }: RetentionFacts): RetentionCurve {
  // The lower tail keeps its digits where 1 − tail would round to 1.
  const z = -normalQuantile((1 - confidence) / 2);
  const subjects = durations
    .map((time, index) => ({ time, left: events[index] === 1 }))
    .toSorted((a, b) => a.time - b.time);
  const curve: RetentionCurve = { times: [], survival: [], lower: [], upper: [] };
  let survival = 1;
  let greenwood = 0;
  for (let index = 0; index < subjects.length;) {
    const time = subjects[index]?.time ?? 0;
    const atRisk = subjects.length - index;
    let left = 0;
    for (; subjects[index]?.time === time; index++) if (subjects[index]?.left) left++;
    if (left === 0) continue;
    survival *= (atRisk - left) / atRisk;
    greenwood += left / (atRisk * (atRisk - left));
    const spread = Math.exp((z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival)));
    curve.times.push(time);
    curve.survival.push(toSixDecimals(survival));
    curve.lower.push(survival === 0 ? null : toSixDecimals(survival ** spread));
    curve.upper.push(survival === 0 ? null : toSixDecimals(survival ** (1 / spread)));
  }
  return curve;
}

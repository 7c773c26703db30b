import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adherenceOf } from "../../../lib/figures/adherence.ts";
import type { AdherencePlan, AdherenceVisit } from "../../../lib/figures/adherence.ts";
import { dateOfDay } from "../../../lib/time/dates.ts";

const START = 20_500;
const AS_OF = 60;
const date = (day: number) => dateOfDay(START + day);
const day = fc.nat(120);

const visit: fc.Arbitrary<AdherenceVisit> = fc
  .record({
    target: day,
    before: fc.nat(3),
    after: fc.nat(3),
    outcome: fc.constantFrom("attended", "no_show", "late_cancel", "cancelled", "clinic_cancelled", "open"),
    on: day,
    booked: fc.option(day, { nil: undefined }),
    gap: fc.option(fc.record({ days: fc.nat(20), min: fc.nat(8), max: fc.nat(14) }), { nil: undefined }),
  })
  .map(({ target, before, after, outcome, on, booked, gap }) => ({
    targetOn: date(target),
    windowFrom: date(target - before),
    windowTo: date(target + after),
    outcome,
    onDate: date(on),
    ...(booked === undefined ? {} : { bookedOn: date(booked) }),
    ...(gap ? { gap } : {}),
  }));

const plan: fc.Arbitrary<AdherencePlan> = fc
  .record({
    started: fc.nat(80),
    ended: fc.option(day, { nil: undefined }),
    reason: fc.constantFrom("goals_met", "reassessment", "patient_choice", "referred", "lapsed", "revoked"),
    targetGap: fc.nat(30),
    pauses: fc.array(fc.record({ from: day, length: fc.nat(30) }), { maxLength: 2 }),
    visits: fc.array(visit, { maxLength: 8 }),
  })
  .map(({ started, ended, reason, targetGap, pauses, visits }) => ({
    startedOn: date(started),
    ...(ended === undefined ? {} : { endedOn: date(ended), endReason: reason }),
    targetGap,
    pauses: pauses.map(({ from, length }) => ({ from: date(from), to: date(from + length) })),
    visits,
  }));

const asOf = date(AS_OF);

/** The same plans as somebody had them in hand on that day: no end, pause or outcome of a later day. */
function inHand(plans: readonly AdherencePlan[]): AdherencePlan[] {
  return plans
    .filter((one) => one.startedOn <= asOf)
    .map(({ endedOn, endReason, ...one }) => ({
      ...one,
      ...(endedOn !== undefined && endedOn <= asOf ? { endedOn, endReason } : {}),
      pauses: one.pauses
        .filter((pause) => pause.from <= asOf)
        .map(({ from, to }) => (to !== undefined && to <= asOf ? { from, to } : { from })),
      visits: one.visits.map(({ bookedOn, ...seen }) => ({
        ...seen,
        ...(bookedOn !== undefined && bookedOn <= asOf ? { bookedOn } : {}),
        ...((seen.onDate ?? "") > asOf ? { outcome: "open" as const } : {}),
      })),
    }));
}

describe("adherenceOf", () => {
  it("knows nothing of what happened after the day", () => {
    fc.assert(
      fc.property(fc.array(plan, { maxLength: 6 }), (plans) => {
        expect(adherenceOf(asOf, plans)).toEqual(adherenceOf(asOf, inHand(plans)));
      }),
      { numRuns: 400 },
    );
  });
  it("keeps counts in order and rates between 0 and 1", () => {
    fc.assert(
      fc.property(fc.array(plan, { maxLength: 6 }), (plans) => {
        const { due, attended, gapsClosed, gapsWithin, ...rates } = adherenceOf(asOf, plans);
        expect(attended).toBeLessThanOrEqual(due);
        expect(gapsWithin).toBeLessThanOrEqual(gapsClosed);
        for (const rate of Object.values(rates)) expect(rate === null || (rate >= 0 && rate <= 1)).toBe(true);
        expect(rates.attendance === null).toBe(due === 0);
      }),
    );
  });
  it("pools plans: the order of plans does not matter and counts add up", () => {
    fc.assert(
      fc.property(fc.array(plan, { maxLength: 4 }), fc.array(plan, { maxLength: 4 }), (some, others) => {
        const together = adherenceOf(asOf, [...some, ...others]);
        expect(adherenceOf(asOf, [...others, ...some])).toEqual(together);
        expect(together.due).toBe(adherenceOf(asOf, some).due + adherenceOf(asOf, others).due);
      }),
    );
  });
});

// Outcomes are counts: the first and last score of a plan or phase, bands by Wilson, and nothing of fewer than five.
import { describe, expect, it } from "vitest";
import { planOn } from "../../../lib/figures/known-plan.ts";
import type { PlanHistory, VisitHistory } from "../../../lib/figures/plan-history.ts";
import { outcomeResponse, type ScorePoint } from "../../../lib/insights/outcome-response.ts";
import { phaseFunnel } from "../../../lib/insights/phase-funnel.ts";
import { rebookedReckoning } from "../../../lib/insights/rebooked-at-visit.ts";
import { wilson } from "../../../lib/insights/wilson.ts";
import { addDays } from "../../../lib/time/dates.ts";

const asOf = "2026-11-24";

type Had = { phase: string; came?: boolean };

/** Visits a week apart from the first of September on. */
const visitOf = ({ phase, came = true }: Had, index: number): VisitHistory => {
  const day = addDays("2026-09-01", index * 7);
  return {
    visitId: `${index}`,
    trackId: "track",
    disciplineId: "massage",
    plannedPractitionerId: "priya",
    phase,
    targetGap: 7,
    minGap: 5,
    maxGap: 9,
    targetOn: day,
    windowFrom: day,
    windowTo: day,
    priceMinor: 10_000,
    addedOn: "2026-09-01",
    bookings: came
      ? [
          {
            practitionerId: "priya",
            day,
            facts: [
              { fact: "booked", on: day, byWhom: null, late: false },
              { fact: "fulfilled", on: day, byWhom: null, late: false },
            ],
          },
        ]
      : [],
  };
};

let plans = 0;
const plan = (visits: Had[], more: Partial<PlanHistory> = {}): PlanHistory => ({
  planId: `plan ${plans++}`,
  patientId: "somebody",
  patientName: "Somebody",
  patientMobile: null,
  currency: "CAD",
  templateCode: "T1",
  payer: "self",
  startedOn: "2026-09-01",
  pauses: [],
  visits: visits.map(visitOf),
  ...more,
});

const course: Had[] = [
  { phase: "intensive" },
  { phase: "intensive" },
  { phase: "spacing_out" },
  { phase: "spacing_out" },
];
const points = (...pain: [string, number][]): ScorePoint[] =>
  pain.map(([on, value]) => ({ instrument: "nprs", on, value }));
const templates = [
  { id: "T1", name: "One" },
  { id: "T2", name: "Two" },
];

describe("wilson", () => {
  it("gives the published interval of 81 in 263, and holds at the ends", () => {
    // Newcombe 1998, table I, method 3.
    expect(wilson(81, 263)).toMatchObject({ lower: expect.closeTo(0.2553, 4), upper: expect.closeTo(0.3662, 4) });
    expect(wilson(0, 20)).toMatchObject({ lower: 0, upper: expect.closeTo(0.1611, 4) });
  });
});

describe("outcomeResponse", () => {
  const several = Array.from({ length: 6 }, () => plan(course));
  const known = several.map((one) => planOn(one, asOf)!);
  const pain = points(["2026-08-20", 8], ["2026-09-01", 7], ["2026-09-15", 5], ["2026-09-22", 2]);
  const scores = new Map(several.map(({ planId }) => [planId, pain]));

  it("takes the last score before the plan as the first, and the last one of its time", () => {
    const [response] = outcomeResponse(known, scores, templates);
    expect(response!.all).toMatchObject({ plans: 6, meanBetter: 5, meaningful: { n: 6, of: 6, rate: 1 } });
    expect(response!.byTemplate.map(({ id }) => id)).toEqual(["T1"]);
  });

  it("takes each phase from its first visit until the next phase began", () => {
    const [response] = outcomeResponse(known, scores, templates);
    expect(response!.byPhase.map(({ id, meanBetter }) => [id, meanBetter])).toEqual([
      ["intensive", 2],
      ["spacing_out", 3],
    ]);
  });

  it("says nothing of fewer than five, and counts nobody with one score", () => {
    const few = known.slice(0, 4);
    const [response] = outcomeResponse(few, scores, templates);
    expect(response!.all).toMatchObject({ plans: 4, meanBetter: null, meaningful: { rate: null }, lower: null });
    const once = new Map(several.map(({ planId }) => [planId, points(["2026-09-01", 7])]));
    expect(outcomeResponse(known, once, templates)[0]!.all.plans).toBe(0);
  });

  it("leaves out what was measured after the plan ended", () => {
    const ended = Array.from({ length: 5 }, () => plan(course, { ended: { on: "2026-09-15", reason: "goals_met" } }));
    const all = new Map(ended.map(({ planId }) => [planId, pain]));
    const [response] = outcomeResponse(
      ended.map((one) => planOn(one, asOf)!),
      all,
      templates,
    );
    expect(response!.all.meanBetter).toBe(2);
  });
});

describe("phaseFunnel", () => {
  it("puts each plan in one column of each of its phases", () => {
    const early: Had[] = [{ phase: "intensive" }, { phase: "spacing_out", came: false }];
    const known = [
      plan(course),
      plan(early, { startedOn: "2026-11-20" }),
      plan(early, { ended: { on: "2026-09-20", reason: "goals_met" } }),
      plan(early, { ended: { on: "2026-09-20", reason: "patient_choice" } }),
    ].map((one) => planOn(one, asOf)!);
    expect(phaseFunnel(known, asOf)).toEqual([
      { phase: "intensive", name: "Intensive", planned: 4, reached: 4, onTheWay: 0, endedWell: 0, lost: 0 },
      { phase: "spacing_out", name: "Spacing out", planned: 4, reached: 1, onTheWay: 1, endedWell: 1, lost: 1 },
    ]);
  });
});

describe("rebookedReckoning", () => {
  /** Two visits, the second booked on the day of the first or later, had or not; a third one is left. */
  const pair = (bookedOn: string, had: boolean): PlanHistory => {
    const [first, second, third] = [
      { phase: "intensive" },
      { phase: "intensive" },
      { phase: "intensive", came: false },
    ].map(visitOf);
    const facts = [{ fact: "booked", on: bookedOn }, ...(had ? [{ fact: "fulfilled", on: "2026-09-08" }] : [])];
    const booking = {
      practitionerId: "priya",
      day: "2026-09-08",
      facts: facts.map((fact) => ({ ...fact, byWhom: null, late: false })),
    };
    return { ...plan([]), visits: [first!, { ...second!, bookings: [booking] }, third!] };
  };
  const many = (times: number, bookedOn: string, had: boolean) =>
    Array.from({ length: times }, () => pair(bookedOn, had));
  const reckon = (histories: PlanHistory[], day = asOf) =>
    rebookedReckoning(
      histories.map((one) => planOn(one, day)!),
      day,
    );

  it("moves those who left with nothing booked to the share of the others, with the chance of the draw", () => {
    const firsts = [
      ...many(18, "2026-09-01", true),
      ...many(2, "2026-09-01", false),
      ...many(8, "2026-09-05", true),
      ...many(12, "2026-09-05", false),
    ];
    const { booked, unbooked, more } = reckon(firsts);
    expect([booked.n, booked.of]).toEqual([18, 20]);
    // The second visits that were had left nothing booked either, and nobody came back after them.
    expect([unbooked.n, unbooked.of]).toEqual([8, 46]);
    expect(more!.visits).toBeCloseTo((0.9 - 8 / 46) * 46, 3);
    // Newcombe's method 10 for 18 of 20 against 8 of 46, reckoned apart: 0.485 to 0.836 of 46 visits, of which 38 can be won.
    expect(more!.lower / 46).toBeCloseTo(0.48486, 4);
    expect(more!.upper).toBeLessThanOrEqual(38);
    expect(more!.minor).toBe(Math.round(more!.visits * 10_000));
  });

  it("leaves out what is too young to know, and says nothing of few", () => {
    expect(reckon(many(10, "2026-09-01", true), "2026-09-15")).toMatchObject({
      booked: { of: 0 },
      unbooked: { of: 0 },
      more: null,
    });
    expect(reckon(many(4, "2026-09-01", false)).more).toBeNull();
  });
});

import { expect, test } from "vitest";
import { countedPlan, planOn } from "../../../lib/figures/known-plan.ts";
import type { PlanHistory, VisitHistory } from "../../../lib/figures/plan-history.ts";
import { careCurve } from "../../../lib/insights/care-curve.ts";
import { noShowsByLead } from "../../../lib/insights/lead-times.ts";
import { addDays } from "../../../lib/time/dates.ts";

const asOf = "2026-11-24";

type End = NonNullable<PlanHistory["ended"]>["reason"];

/** Had so many of six visits a week apart, the last two days before `asOf` unless it ended; missed one where said. */
function plan(had: number, end?: End, { missed = false, bookedBefore = 7 } = {}): PlanHistory {
  const start = addDays(asOf, end ? -90 : -7 * had - 2);
  const visits = Array.from({ length: 6 }, (_, index): VisitHistory => {
    const on = addDays(start, 7 * index);
    const fact = index < had ? "fulfilled" : missed && index === had ? "noshow" : null;
    return {
      visitId: `v${index}`,
      trackId: "t",
      disciplineId: "massage",
      plannedPractitionerId: "priya",
      phase: "intensive",
      targetGap: 7,
      minGap: 5,
      maxGap: 9,
      targetOn: on,
      windowFrom: addDays(on, -2),
      windowTo: addDays(on, 2),
      priceMinor: 12_000,
      addedOn: start,
      bookings:
        fact === null
          ? []
          : [
              {
                practitionerId: "priya",
                day: on,
                facts: [
                  { fact: "booked", on: addDays(on, -bookedBefore), byWhom: null, late: false },
                  { fact, on, byWhom: null, late: false },
                ],
              },
            ],
    };
  });
  return {
    planId: "p",
    patientId: "q",
    patientName: "Somebody",
    patientMobile: null,
    currency: "CAD",
    startedOn: start,
    ...(end ? { ended: { on: addDays(asOf, -10), reason: end } } : {}),
    pauses: [],
    visits,
  };
}

const known = (plans: readonly PlanHistory[]) => plans.map((one) => planOn(one, asOf)!);
const curve = (plans: readonly PlanHistory[]) =>
  careCurve(
    known(plans).map((one) => countedPlan(one)!),
    asOf,
  );
const times = (count: number, one: PlanHistory) => Array.from({ length: count }, () => one);

test("an early end is a loss where it came; goals met, a reassessment and a referral are none", () => {
  const { points, plans, lost } = curve([
    ...times(2, plan(1, "patient_choice")),
    ...times(3, plan(3, "goals_met")),
    ...times(2, plan(3, "referred")),
    ...times(3, plan(6, "reassessment")),
  ]);
  expect([plans, lost]).toEqual([10, 2]);
  expect(points.map(({ visits, atRisk, lost: here, share }) => [visits, atRisk, here, share])).toEqual([
    [0, 10, 0, 1],
    [1, 10, 2, 0.8],
    [2, 8, 0, 0.8],
    [3, 8, 0, 0.8],
  ]);
  // Greenwood and log-log, as R's survfit(conf.type = "log-log") has it for 8 of 10.
  expect(points[1]!.lower).toBeCloseTo(0.409, 3);
  expect(points[1]!.upper).toBeCloseTo(0.946, 3);
});

test("plans that go on count as far as they have come, and those away too long are lost", () => {
  const running = curve(times(6, plan(4)));
  expect([running.lost, running.upTo]).toEqual([0, 4]);
  expect(running.points.every(({ share }) => share === 1)).toBe(true);
  const away = { ...plan(2, "lapsed"), ended: undefined };
  delete (away as { ended?: unknown }).ended;
  const gone = curve([...times(5, away as PlanHistory), ...times(5, plan(4))]);
  expect(gone.points.find(({ visits }) => visits === 2)).toMatchObject({ atRisk: 10, lost: 5, share: 0.5 });
});

test("nothing is said of fewer than five plans", () => {
  expect(curve(times(4, plan(3, "lapsed")))).toMatchObject({ plans: 4, points: [], upTo: null });
});

test("a missed booking counts by how long before it had been made, small numbers hidden", () => {
  const lines = noShowsByLead(
    known([
      ...times(3, plan(2, "lapsed", { missed: true, bookedBefore: 1 })),
      plan(4, "goals_met", { bookedBefore: 20 }),
    ]),
    {},
  );
  expect(lines.map(({ share }) => share)).toEqual([
    { n: 3, of: 9, rate: 0.333333 },
    { n: 0, of: 0, rate: null },
    { n: 0, of: 0, rate: null },
    { n: 0, of: 4, rate: null },
    { n: 0, of: 0, rate: null },
  ]);
  expect(noShowsByLead(known(times(9, plan(1, "lapsed"))), { disciplineId: "physio" })[0]!.share.of).toBe(0);
});

import { describe, expect, it } from "vitest";
import { planOn } from "../../../lib/figures/known-plan.ts";
import { findUnbooked, sayAbout, sayUnbooked } from "../../../lib/insights/nothing-booked.ts";
import type { BookingFact, PlanHistory, VisitHistory } from "../../../lib/figures/plan-history.ts";

const asOf = "2026-11-24";

type Booking = { day: string; facts: string[] };

function visit(targetOn: string, ...bookings: Booking[]): VisitHistory {
  return {
    visitId: targetOn,
    trackId: "track",
    disciplineId: "massage",
    plannedPractitionerId: "priya",
    phase: "intensive",
    targetGap: 7,
    minGap: 5,
    maxGap: 9,
    targetOn,
    windowFrom: targetOn,
    windowTo: targetOn,
    priceMinor: 12_800,
    addedOn: "2026-01-01",
    bookings: bookings.map(({ day, facts }) => ({
      practitionerId: "priya",
      day,
      facts: facts.map((fact): BookingFact => ({ fact, on: "2026-11-01", byWhom: "patient", late: false })),
    })),
  };
}

const plan = (visits: VisitHistory[], more: Partial<PlanHistory> = {}): PlanHistory => ({
  planId: "plan",
  patientId: "asha",
  patientName: "Asha Rao",
  patientMobile: null,
  currency: "CAD",
  startedOn: "2026-10-01",
  pauses: [],
  visits,
  ...more,
});

const find = (...plans: PlanHistory[]) =>
  findUnbooked(
    plans.map((one) => planOn(one, asOf)!),
    asOf,
  );

const seen = visit("2026-11-10", { day: "2026-11-10", facts: ["booked", "fulfilled"] });
const missed = visit("2026-11-12", { day: "2026-11-12", facts: ["booked", "noshow"] });
const skipped = visit("2026-11-03");
const cancelled = visit("2026-11-17", { day: "2026-11-17", facts: ["booked", "cancelled"] });
const open = visit("2026-12-01");
const standing = visit("2026-12-08", { day: "2026-12-08", facts: ["booked"] });

describe("findUnbooked", () => {
  it("finds what is left of an active plan with nothing booked", () => {
    expect(find(plan([skipped, seen, missed, cancelled, open])).unbooked).toMatchObject([
      {
        nextDueOn: "2026-11-17",
        lastSeenOn: "2026-11-10",
        visits: [{}, {}, {}],
        plannedMinor: 38_400,
        disciplineIds: ["massage"],
      },
    ]);
  });
  it("reckons a visit that was passed over from the last one", () => {
    expect(find(plan([skipped, seen])).unbooked).toMatchObject([{ nextDueOn: "2026-11-17" }]);
  });
  it("leaves out plans with a visit ahead, that ended, that rest, or that have had all their visits", () => {
    const found = find(
      plan([seen, open, standing]),
      plan([seen, open], { ended: { on: "2026-11-20", reason: "patient_choice" } }),
      plan([seen, open], { pauses: [{ saidOn: "2026-11-20", from: "2026-11-21" }] }),
      plan([seen, missed]),
    );
    expect(found).toEqual({ activePlans: 2, allVisitsHad: 1, unbooked: [] });
    const confirmed = visit("2026-12-08", { day: "2026-12-08", facts: ["booked", "confirmed"] });
    expect(find(plan([seen, open, confirmed])).unbooked).toEqual([]);
  });
  it("narrows to plans with such a visit left", () => {
    const known = [planOn(plan([seen, open]), asOf)!];
    expect(findUnbooked(known, asOf, { disciplineId: "massage" }).unbooked).toHaveLength(1);
    expect(findUnbooked(known, asOf, { disciplineId: "physio" })).toMatchObject({ activePlans: 0, unbooked: [] });
  });
});

describe("the sentence", () => {
  const say = (people: number, past: string | null = null) =>
    sayUnbooked({ people, plannedMinor: 126_400, currency: "CAD", locale: "en-CA", past });
  it("counts people and says about how much", () => {
    expect(say(12)).toBe("12 patients have an active plan and nothing booked – about $1,300 of planned care.");
    expect(say(1)).toBe("One patient has an active plan and nothing booked – about $1,300 of planned care.");
    expect(say(0)).toBe("Everybody with an active plan has a visit booked.");
  });
  it("speaks of a past day in the past", () => {
    expect(say(2, "2026-10-30")).toMatch(/^On Fri.*Oct.* 30, 2 patients had an active plan and nothing booked/);
    expect(say(0, "2026-10-30")).toMatch(/, everybody with an active plan had a visit booked\.$/);
  });
  it("rounds to two figures", () => {
    expect(["$96", "$960", "$9,600"]).toEqual([9_570, 95_700, 957_000].map((minor) => sayAbout(minor, "CAD", "en-CA")));
  });
});

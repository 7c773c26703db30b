// Fees at risk: each visit ahead once, under the first risk that it has, as known on the day.
import { describe, expect, it } from "vitest";
import { planOn } from "../../../lib/figures/known-plan.ts";
import type { BookingFact, PlanHistory, VisitHistory } from "../../../lib/figures/plan-history.ts";
import { feesAtRisk } from "../../../lib/insights/fees-at-risk.ts";
import { addDays } from "../../../lib/time/dates.ts";

const asOf = "2026-11-24";

function visit(targetOn: string, facts: [string, string][] = [], more: Partial<VisitHistory> = {}): VisitHistory {
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
    windowFrom: addDays(targetOn, -2),
    windowTo: addDays(targetOn, 2),
    priceMinor: 10_000,
    addedOn: "2026-10-01",
    bookings: facts.length
      ? [
          {
            practitionerId: "priya",
            day: targetOn,
            facts: facts.map(([fact, on]): BookingFact => ({ fact, on, byWhom: "patient", late: false })),
          },
        ]
      : [],
    ...more,
  };
}

const plan = (planId: string, visits: VisitHistory[], more: Partial<PlanHistory> = {}): PlanHistory => ({
  planId,
  patientId: planId,
  patientName: planId,
  patientMobile: null,
  currency: "CAD",
  startedOn: "2026-10-01",
  pauses: [],
  visits,
  ...more,
});

const at = (day: string, ...plans: PlanHistory[]) =>
  feesAtRisk(
    plans.flatMap((one) => planOn(one, day) ?? []),
    day,
  );
const said = (day: string, ...plans: PlanHistory[]) =>
  at(day, ...plans).lines.map(({ risk, on, plan: { history } }) => `${history.planId} ${on} ${risk}`);
const booked: [string, string][] = [["booked", "2026-11-01"]];

describe("feesAtRisk", () => {
  const steady = plan("steady", [
    visit("2026-11-25", booked),
    visit("2026-12-02", booked),
    visit("2026-12-10"),
    visit("2027-01-20"),
  ]);

  it("counts what is due without a booking, and what is near and not confirmed", () => {
    expect(said(asOf, steady)).toEqual(["steady 2026-11-25 not_confirmed", "steady 2026-12-12 not_booked"]);
    const { plannedVisits, plannedMinor, until } = at(asOf, steady);
    expect([plannedVisits, plannedMinor, until]).toEqual([3, 30_000, "2026-12-21"]);
  });

  it("leaves out a booking from the day on which its patient said that they are coming", () => {
    const coming = plan("coming", [visit("2026-11-26", [...booked, ["confirmed", "2026-11-25"]])]);
    expect(said("2026-11-25", coming)).toEqual([]);
    expect(said("2026-11-24", plan("coming", [visit("2026-11-25", [...booked, ["confirmed", "2026-11-25"]])]))).toEqual(
      ["coming 2026-11-25 not_confirmed"],
    );
  });

  it("puts the bookings of a plan behind pace under that, however far ahead", () => {
    const missed: [string, string][] = [...booked, ["noshow", "2026-11-10"]];
    const behind = plan("behind", [
      visit("2026-11-03", missed),
      visit("2026-11-10", missed),
      visit("2026-11-25", booked),
      visit("2026-12-15", booked),
    ]);
    expect(said(asOf, behind)).toEqual(["behind 2026-11-25 behind_pace", "behind 2026-12-15 behind_pace"]);
  });

  it("leaves out plans that ended or rest, and what a narrowing leaves out", () => {
    const ended = plan("ended", [visit("2026-11-25")], { ended: { on: "2026-11-20", reason: "patient_choice" } });
    const rests = plan("rests", [visit("2026-11-25")], { pauses: [{ saidOn: "2026-11-20", from: "2026-11-21" }] });
    expect(said(asOf, ended, rests)).toEqual([]);
    const known = [planOn(steady, asOf)!];
    expect(feesAtRisk(known, asOf, { practitionerId: "tom" })).toMatchObject({ plannedVisits: 0, lines: [] });
  });
});

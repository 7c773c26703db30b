import { describe, expect, it } from "vitest";
import { adherenceOf } from "../../../lib/figures/adherence.ts";
import { countedPlan, planOn } from "../../../lib/figures/known-plan.ts";
import type { PlanHistory } from "../../../lib/figures/plan-history.ts";
import { readHistory, type BookingRow, type PlanRow, type VisitRow } from "../../../lib/figures/read-history.ts";

// The clinic of these tests lies seven hours behind.
const dayOf = (instant: Date) => new Date(instant.getTime() - 7 * 3_600_000).toISOString().slice(0, 10);

const planRow = (facts: Partial<PlanRow["facts"][number]>[]): PlanRow => ({
  planId: "plan",
  patientId: "asha",
  patientName: "Asha Rao",
  patientMobile: null,
  leadPractitionerId: "tom",
  currency: "CAD",
  facts: facts.map((fact) => ({ fact: "", at: "", reason: "", from: null, to: null, ...fact })),
});

const visitRow = (number: number, targetOn: string, more: Partial<VisitRow> = {}): VisitRow => ({
  visitId: `v${number}`,
  planId: "plan",
  trackId: "track",
  number,
  disciplineId: "massage",
  primaryPractitionerId: "priya",
  phaseName: "intensive",
  targetGap: 7,
  minGap: 5,
  maxGap: 9,
  targetOn,
  windowFrom: targetOn,
  windowTo: targetOn,
  priceMinor: 12_800,
  createdAt: new Date("2026-09-01T17:00:00Z"),
  droppedAt: null,
  ...more,
});

type Fact = [fact: string, at: string, byWhom?: "patient" | "clinic", late?: boolean];
const bookingRow = (visit: number, day: string, facts: Fact[], more: Partial<BookingRow> = {}): BookingRow => ({
  appointmentId: `${visit} on ${day}`,
  visitId: `v${visit}`,
  practitionerId: "priya",
  wallStart: `${day} 09:00:00`,
  facts: facts.map(([fact, at, byWhom, late]) => ({ fact, at, byWhom: byWhom ?? null, late: late ?? null })),
  ...more,
});

const activated = { fact: "activated", at: "2026-09-01T17:00:00Z" };
const booked: Fact = ["booked", "2026-09-01T17:00:00Z"];

function history(bookings: BookingRow[], facts: Partial<PlanRow["facts"][number]>[] = [], visits?: VisitRow[]) {
  const rows = visits ?? [visitRow(1, "2026-09-02"), visitRow(2, "2026-09-09"), visitRow(3, "2026-09-16")];
  const [plan] = readHistory({ plans: [planRow([activated, ...facts])], visits: rows, bookings }, dayOf);
  return plan!;
}

const outcomesOn = (plan: PlanHistory, asOf: string) =>
  planOn(plan, asOf)?.visits.map(({ outcome, onDate, standsOn }) => [outcome, onDate, standsOn]);

describe("what was known of a visit", () => {
  const visits = [visitRow(1, "2026-09-02")];
  const known = (facts: Fact[], asOf = "2026-10-01") =>
    outcomesOn(history([bookingRow(1, "2026-09-02", [booked, ...facts])], [], visits), asOf)?.[0];

  it.each<[string, Fact[], unknown[]]>([
    ["took place", [["fulfilled", "2026-09-02T18:00:00Z"]], ["attended", "2026-09-02", undefined]],
    ["was missed", [["noshow", "2026-09-02T16:20:00Z"]], ["no_show", "2026-09-02", undefined]],
    [
      "was given up late",
      [["cancelled", "2026-09-02T03:00:00Z", "patient", true]],
      ["late_cancel", "2026-09-01", undefined],
    ],
    [
      "was given up in time",
      [["cancelled", "2026-09-01T20:00:00Z", "patient"]],
      ["cancelled", "2026-09-01", undefined],
    ],
    [
      "was cancelled by the clinic",
      [["cancelled", "2026-09-02T15:00:00Z", "clinic", true]],
      ["clinic_cancelled", "2026-09-02", undefined],
    ],
    ["was moved and not booked again", [["moved", "2026-09-01T20:00:00Z", "patient"]], ["open", undefined, undefined]],
    [
      "was missed by mistake",
      [
        ["noshow", "2026-09-02T16:20:00Z"],
        ["booked", "2026-09-02T16:25:00Z"],
      ],
      ["open", "2026-09-02", "2026-09-02"],
    ],
  ])("%s", (_, facts, outcome) => {
    expect(known(facts)).toEqual(outcome);
  });

  it("says nothing of a later day", () => {
    const facts: Fact[] = [["fulfilled", "2026-09-03T18:00:00Z"]];
    expect(known(facts, "2026-09-02")).toEqual(["open", "2026-09-02", "2026-09-02"]);
    // Just before midnight in the clinic is the next day in Greenwich.
    expect(known([["fulfilled", "2026-09-03T06:59:00Z"]], "2026-09-02")).toEqual(["attended", "2026-09-02", undefined]);
    expect(known(facts, "2026-08-31")).toBeUndefined();
  });

  it("lets the booking count that took place, and keeps the missed one for the rate of misses", () => {
    const plan = planOn(
      history(
        [
          bookingRow(1, "2026-09-02", [booked, ["noshow", "2026-09-02T16:20:00Z"]]),
          bookingRow(1, "2026-09-04", [booked, ["fulfilled", "2026-09-04T18:00:00Z"]], { practitionerId: "tom" }),
        ],
        [],
        visits,
      ),
      "2026-10-01",
    )!;
    expect(plan.visits).toMatchObject([{ outcome: "attended", practitionerId: "tom", onDate: "2026-09-04" }]);
    expect(plan.outcomes.map(({ outcome, practitionerId }) => [outcome, practitionerId])).toEqual([
      ["no_show", "priya"],
      ["attended", "tom"],
    ]);
  });
});

describe("what was known of a plan", () => {
  const kept = (visit: number, day: string) => bookingRow(visit, day, [booked, ["fulfilled", `${day}T18:00:00Z`]]);

  it("measures gaps between visits of a track that took place, whatever lay between", () => {
    const plan = planOn(history([kept(1, "2026-09-02"), kept(3, "2026-09-16")]), "2026-10-01")!;
    expect(plan.visits.map(({ gap }) => gap)).toEqual([undefined, undefined, { days: 14, min: 5, max: 9 }]);
  });

  it("leaves out gaps in which care rested", () => {
    const facts = [{ fact: "paused", at: "2026-09-04T18:00:00Z", from: "2026-09-05", to: "2026-09-12" }];
    const plan = planOn(history([kept(1, "2026-09-02"), kept(2, "2026-09-16")], facts), "2026-10-01")!;
    expect(plan.visits.every(({ gap }) => gap === undefined)).toBe(true);
  });

  it("knows of a pause that has begun, and of its end once that is past or the plan is resumed", () => {
    const facts = [
      { fact: "paused", at: "2026-09-04T18:00:00Z", from: "2026-09-05", to: "2026-09-30" },
      { fact: "resumed", at: "2026-09-12T18:00:00Z" },
    ];
    const plan = history([], facts);
    expect(planOn(plan, "2026-09-04")?.pauses).toEqual([]);
    expect(planOn(plan, "2026-09-06")?.pauses).toEqual([{ from: "2026-09-05" }]);
    expect(planOn(plan, "2026-09-12")?.pauses).toEqual([{ from: "2026-09-05", to: "2026-09-11" }]);
    expect(planOn(plan, "2026-09-03")?.pauses).toEqual([]);
  });

  it("takes a visit out from the day it was dropped, but not one that had been due by then", () => {
    const rows = [
      visitRow(1, "2026-09-02", { droppedAt: new Date("2026-09-10T17:00:00Z") }),
      visitRow(2, "2026-09-20", { droppedAt: new Date("2026-09-10T17:00:00Z") }),
    ];
    const plan = history([], [], rows);
    expect(planOn(plan, "2026-09-09")?.visits).toHaveLength(2);
    expect(planOn(plan, "2026-09-10")?.visits.map(({ targetOn }) => targetOn)).toEqual(["2026-09-02"]);
    const counted = countedPlan(planOn(plan, "2026-10-01")!)!;
    expect(adherenceOf("2026-10-01", [counted])).toMatchObject({ due: 1, attended: 0 });
  });

  it("knows the end and its reason by code alone, from that day on", () => {
    const plan = history([], [{ fact: "completed", at: "2026-09-20T17:00:00Z", reason: "goals_met: sleeps through" }]);
    expect(planOn(plan, "2026-09-19")?.ended).toBeUndefined();
    expect(planOn(plan, "2026-09-20")?.ended).toEqual({ on: "2026-09-20", reason: "goals_met" });
    const other = history([], [{ fact: "revoked", at: "2026-09-20T17:00:00Z", reason: "moved to another city" }]);
    expect(planOn(other, "2026-09-20")?.ended?.reason).toBe("revoked");
  });

  it("has not started before it was activated", () => {
    expect(planOn(history([]), "2026-08-31")).toBeNull();
  });
});

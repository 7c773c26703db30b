// A course as a patient reads it.
import { expect, test } from "vitest";
import { phaseSteps } from "../../../lib/plans/phase-steps.ts";
import { windowStanding } from "../../../lib/plans/window-standing.ts";

const phase = (name: string, targetGap: number, visits: number) => ({
  phaseId: name,
  serviceId: "s",
  serviceName: "Visit",
  minutes: 30,
  minGap: 1,
  maxGap: 90,
  name,
  targetGap,
  visits,
});
const phases = [phase("intensive", 4, 4), phase("stabilising", 7, 3), phase("spacing_out", 14, 2)];

test("the next visit's phase is now, those before are past", () => {
  const visits = [
    { state: "attended" as const, phaseName: "intensive" },
    { state: "booked" as const, phaseName: "stabilising" },
  ];
  expect(phaseSteps({ phases }, visits)).toEqual([
    { every: "about every 4 days", visits: 4, at: "past" },
    { every: "about once a week", visits: 3, at: "now" },
    { every: "about every 2 weeks", visits: 2, at: "later" },
  ]);
  expect(phaseSteps({ phases }, []).map(({ at }) => at)).toEqual(["past", "past", "past"]);
});

test("a visit against its window, both days inside", () => {
  const at = (onDate: string) => windowStanding({ onDate, windowFrom: "2026-12-03", windowTo: "2026-12-05" });
  expect(["2026-12-02", "2026-12-03", "2026-12-05", "2026-12-06"].map(at)).toEqual([
    "early",
    "on_time",
    "on_time",
    "late",
  ]);
});

// The days a visit without a time may be put on, beside what its track has had and what is still to come.
import { expect, test } from "vitest";
import type { StateTrack, StateVisit } from "../../../lib/plans/plan-state.ts";
import { windowBetween } from "../../../lib/plans/visit-starts.ts";

const phase = {
  phaseId: "p",
  name: "intensive",
  visits: 4,
  minutes: 40,
  serviceId: "s",
  serviceName: "",
  minGap: 3,
  targetGap: 4,
  maxGap: 5,
};

type Some = Pick<StateVisit, "day" | "state" | "phase"> & { row: { number: number; targetOn: string } };
const visit = (number: number, targetOn: string, day: string | null): StateVisit => {
  const some: Some = { row: { number, targetOn }, day, state: day === null ? "open" : "attended", phase };
  return some as unknown as StateVisit;
};
const trackOf = (visits: StateVisit[]) => ({ visits }) as unknown as StateTrack;
const days = (one: StateVisit) => one.day ?? one.row.targetOn;

test("a visit follows the one before it and keeps its distance from the next booked one", () => {
  const open = visit(2, "2026-12-04", null);
  const track = trackOf([visit(1, "2026-11-30", "2026-11-30"), open, visit(3, "2026-12-08", "2026-12-08")]);
  expect(windowBetween(track, open, days, "2026-11-24")).toEqual({ from: "2026-12-03", to: "2026-12-05" });
});

test("a visit that was passed over comes one gap after the last one the patient had", () => {
  const open = visit(2, "2026-10-15", null);
  const track = trackOf([visit(1, "2026-10-11", "2026-10-11"), open, visit(3, "2026-11-22", "2026-11-22")]);
  expect(windowBetween(track, open, days, "2026-11-24")).toEqual({ from: "2026-11-25", to: "2026-11-27" });
});

// How a clinic stands with Taper: each state with its dates, and never an end before the day that was said.
import { describe, expect, it } from "vitest";
import {
  isLive,
  isReadOnly,
  standingOf,
  type SubscriptionFacts,
} from "../../../lib/subscription/subscription-state.ts";

const on = (day: string) => new Date(`${day}T08:00:00Z`);
const trial: SubscriptionFacts = {
  trialEndsAt: on("2026-12-28"),
  graceEndsAt: on("2027-01-11"),
  status: null,
  periodEndsAt: null,
  cancelled: false,
  endedAt: null,
  pastDueSince: null,
};
const active: SubscriptionFacts = { ...trial, graceEndsAt: null, status: "active", periodEndsAt: on("2027-01-20") };
const refused: SubscriptionFacts = {
  ...active,
  status: "past_due",
  pastDueSince: on("2027-01-20"),
  graceEndsAt: on("2027-02-04"),
};

describe("without a subscription", () => {
  it.each([
    ["2026-11-28", "trial", on("2026-12-28")],
    ["2026-12-27", "trial", on("2026-12-28")],
    ["2026-12-28", "trial_over", on("2027-01-11")],
    ["2027-01-10", "trial_over", on("2027-01-11")],
    ["2027-01-11", "read_only", null],
    ["2028-01-01", "read_only", null],
  ] as const)("on %s a trial is %s", (day, state, until) => {
    expect(standingOf(trial, on(day))).toEqual({ state, until });
    // A first bill that was never paid begins nothing.
    expect(standingOf({ ...trial, status: "unfinished" }, on(day))).toEqual({ state, until });
  });

  it("asks nothing of a clinic without a row, ever", () => {
    expect(standingOf(null, on("2040-01-01"))).toEqual({ state: "none", until: null });
    expect(isReadOnly(standingOf(null, on("2040-01-01")))).toBe(false);
  });
});

describe("with a subscription", () => {
  it("runs, also in what is left of the trial, to the end of its period", () => {
    expect(standingOf(active, on("2027-01-01"))).toEqual({ state: "active", until: on("2027-01-20") });
    expect(standingOf({ ...active, status: "trialing" }, on("2026-12-01")).state).toBe("active");
    // Stripe's word about the next month may be on its way.
    expect(standingOf(active, on("2027-01-21")).state).toBe("active");
  });

  it("says when it stops, and is stopped once Stripe has ended it", () => {
    const stopping = { ...active, cancelled: true };
    expect(standingOf(stopping, on("2027-01-10"))).toEqual({ state: "stopping", until: on("2027-01-20") });
    const ended = { ...stopping, status: "ended" as const, endedAt: on("2027-01-20") };
    expect(standingOf(ended, on("2027-01-20"))).toEqual({ state: "stopped", until: null });
    expect(isReadOnly(standingOf(ended, on("2027-01-20")))).toBe(true);
  });

  it.each(["past_due", "unpaid", "ended"] as const)(
    "goes on until the day that was said when a bill is refused (%s)",
    (status) => {
      const facts = { ...refused, status };
      expect(standingOf(facts, on("2027-01-21"))).toEqual({ state: "past_due", until: on("2027-02-04") });
      expect(isReadOnly(standingOf(facts, on("2027-02-03")))).toBe(false);
      expect(standingOf(facts, on("2027-02-04"))).toEqual({ state: "read_only", until: null });
      expect(isReadOnly(standingOf(facts, on("2027-02-04")))).toBe(true);
    },
  );

  it("is live as long as it bills, or will", () => {
    expect((["trialing", "active", "past_due", "unpaid", "paused"] as const).every(isLive)).toBe(true);
    expect(([null, "ended", "unfinished"] as const).some(isLive)).toBe(false);
  });
});

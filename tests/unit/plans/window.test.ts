import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lapseAfterDays } from "../../../lib/figures/lapse.ts";
import { windowState } from "../../../lib/plans/window.ts";

const ORDER = ["early", "on_time", "late", "lapsed"];

describe("windowState", () => {
  it("never lapses before three weeks", () => {
    expect(lapseAfterDays(7)).toBe(21);
    expect(lapseAfterDays(11)).toBe(22);
  });
  it("only ever moves on as the gap grows, and is on time exactly inside the window", () => {
    const days = fc.nat(120);
    fc.assert(
      fc.property(days, days, days, fc.nat(300), (a, b, c, gap) => {
        const [minGap = 0, targetGap = 0, maxGap = 0] = [a, b, c].toSorted((x, y) => x - y);
        const window = { minGap, targetGap, maxGap };
        const state = windowState(window, gap);
        expect(state === "on_time").toBe(minGap <= gap && gap <= maxGap);
        expect(ORDER.indexOf(windowState(window, gap + 1))).toBeGreaterThanOrEqual(ORDER.indexOf(state));
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { isId } from "../../../../lib/ids.ts";
import { drawFrom } from "../../../../scripts/seed/draw.ts";

describe("draw", () => {
  it("repeats with its seed and differs with another", () => {
    const numbers = (seed: string) =>
      Array.from(
        { length: 8 },
        (
          (draw) => () =>
            draw.float()
        )(drawFrom(seed)),
      );
    expect(numbers("1:harbour")).toEqual(numbers("1:harbour"));
    expect(numbers("2:harbour")).not.toEqual(numbers("1:harbour"));
  });

  it("makes ids of version 7 that sort by their moment", () => {
    const draw = drawFrom("ids");
    const [early, late] = [draw.id(new Date("2025-06-01T00:00:00Z")), draw.id(new Date("2026-06-01T00:00:00Z"))];
    expect([isId(early), early[14], "89ab".includes(early[19]!)]).toEqual([true, "7", true]);
    expect(early < late).toBe(true);
    expect(new Set(Array.from({ length: 5000 }, () => draw.id(new Date(0)))).size).toBe(5000);
  });

  it("keeps whole numbers inside both ends, evenly, and heeds weights", () => {
    const draw = drawFrom("range");
    const seen = Array.from({ length: 6000 }, () => draw.whole(3, 5));
    for (const value of [3, 4, 5]) expect(seen.filter((one) => one === value).length / 6000).toBeCloseTo(1 / 3, 1);
    const choices = Array.from({ length: 4000 }, () =>
      draw.weighted([
        ["a", 3],
        ["b", 1],
        ["never", 0],
      ] as const),
    );
    expect(choices.filter((one) => one === "a").length / 4000).toBeCloseTo(0.75, 1);
    expect(choices).not.toContain("never");
  });

  it("shuffles without losing anybody", () => {
    expect(
      drawFrom("cards")
        .shuffled([1, 2, 3, 4, 5])
        .toSorted((a, b) => a - b),
    ).toEqual([1, 2, 3, 4, 5]);
  });
});

import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../../lib/insights/normal-quantile.ts";

describe("normalQuantile", () => {
  // Reference values by bisection of the complementary error function of the C library.
  it.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798407],
    [1e-10, -6.3613409024040575],
    [1e-5, -4.2648907939228256],
    [0.005, -2.5758293035489013],
    [0.025, -1.9599639845400545],
    [0.05, -1.6448536269514729],
    [0.074, -1.446632067158979],
    [0.1, -1.2815515655446008],
    [0.25, -0.6744897501960818],
    [0.4, -0.2533471031357999],
    [0.5, 0],
    [0.6, 0.25334710313579967],
    [0.975, 1.9599639845400545],
  ])("at %d it is %d", (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-13 * Math.max(1, Math.abs(z)));
  });
  it.each([0, 1, -0.1, Number.NaN])("refuses %d", (p) => expect(() => normalQuantile(p)).toThrow(RangeError));
});

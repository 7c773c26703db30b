import { expect, it } from "vitest";
import { meaningfulFrom } from "../../../lib/outcomes/meaningful.ts";

it.each([
  ["nprs", 8, 6],
  ["nprs", 5, 3.5],
  // From a low baseline pain alone says nothing.
  ["nprs", 3, null],
  ["hd28", 20, 14],
  ["hd28", 0, null],
  ["psfs", 4, 6],
  ["psfs", 9, null],
  ["rom", 40, null],
] as const)("%s from %d on", (instrument, baseline, expected) => {
  const from = meaningfulFrom(instrument, baseline);
  expect(from === null ? null : Math.round(from * 1e6) / 1e6).toBe(expected);
});

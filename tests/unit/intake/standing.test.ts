import { expect, test } from "vitest";
import { standingOf, stops, type KeptScreen } from "../../../lib/intake/standing.ts";

let count = 0;
const screen = (tier: string, more: Partial<KeptScreen> = {}): KeptScreen => ({
  id: `screen-${++count}`,
  draftId: null,
  tier,
  answeredAt: new Date(Date.UTC(2026, 10, 1) + count * 60_000),
  released: false,
  ...more,
});

test("nobody asked: nothing stands, nothing stops", () => {
  expect(standingOf([])).toBeNull();
  expect(stops(null)).toBe(false);
});

test("the latest counts while no stop is open", () => {
  expect(standingOf([screen("C"), screen("clear")])).toMatchObject({ tier: "clear", changedAfterStop: false });
});

test("a stop stands over later clear answers until it is released", () => {
  const stop = screen("B");
  const standing = standingOf([stop, screen("clear")]);
  expect(standing).toMatchObject({ tier: "B", screenId: stop.id });
  expect(stops(standing)).toBe(true);
  expect(stops(standingOf([{ ...stop, released: true }, screen("clear")]))).toBe(false);
});

test("answers changed within one sitting take the place of the stop, and say so", () => {
  const draftId = "one sitting";
  const standing = standingOf([screen("A", { draftId }), screen("clear", { draftId })]);
  expect(standing).toMatchObject({ tier: "clear", changedAfterStop: true });
  expect(stops(standing)).toBe(false);
});

test("a sitting that ends with a stop is a stop", () => {
  const draftId = "one sitting";
  expect(stops(standingOf([screen("clear", { draftId }), screen("B", { draftId })]))).toBe(true);
});

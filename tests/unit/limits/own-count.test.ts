// Reads are counted in the process: the one after the last is told how long to wait, and nobody else is.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { limits, sayWait } from "../../../lib/limits/limits.ts";
import { countRead } from "../../../lib/limits/own-count.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-24T15:00:00Z") }));
afterEach(() => void vi.useRealTimers());

test("the read after the last waits until its minute is over", async () => {
  for (let read = 0; read < limits.read.most; read++) await countRead("203.0.113");
  await vi.advanceTimersByTimeAsync(20_000);
  await expect(countRead("203.0.113")).rejects.toMatchObject({
    code: "too_many",
    facts: { retryAfterSec: 40 },
    message: "Many requests came from this network. Please wait 40 seconds, then go on. Nothing is lost.",
  });
  await countRead("198.51.100");
  await vi.advanceTimersByTimeAsync(40_000);
  await countRead("203.0.113");
});

test("waits are said in seconds while they are short, and rounded up", () => {
  expect([1, 90, 91, 600].map(sayWait)).toEqual(["1 second", "90 seconds", "2 minutes", "10 minutes"]);
});

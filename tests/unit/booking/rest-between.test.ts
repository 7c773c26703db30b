// The time between two appointments is the larger of the buffers that meet there, as the slot search weighs them.
import { expect, test } from "vitest";
import { restBetween } from "../../../lib/booking/rest-between.ts";

const service = (bufferBefore: number, bufferAfter: number, duration = 45) => ({
  duration,
  step: 15,
  bufferBefore,
  bufferAfter,
  needs: [{ kind: "room", qty: 1 }],
});

test.each([
  ["none where there is none", service(0, 0), service(0, 0), 0],
  ["after the first", service(0, 10), service(0, 0), 10],
  ["before the second", service(0, 0), service(5, 20), 5],
  ["the larger one of two", service(30, 10), service(15, 0), 15],
  ["however long the visits are", service(0, 10, 240), service(0, 0, 240), 10],
])("%s", (_name, first, then, minutes) => {
  expect(restBetween(first, then)).toBe(minutes);
});

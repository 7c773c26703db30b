// Packed times come back as the database meant them, with owners who have none, too.
import { expect, test } from "vitest";
import { unpackSpans, unpackTaken } from "../../../lib/booking/packed-times.ts";

const since2000 = (instant: string) => (Date.parse(instant) - Date.UTC(2000, 0, 1)) / 60_000;

function packed(owners: readonly (readonly (readonly [start: string, end: string, ...buffers: number[]])[])[]): Buffer {
  const parts: Buffer[] = [];
  for (const records of owners) {
    const count = Buffer.alloc(4);
    count.writeInt32BE(records.length);
    parts.push(count);
    for (const [start, end, ...buffers] of records) {
      const record = Buffer.alloc(8 + buffers.length * 2);
      record.writeInt32BE(since2000(start), 0);
      record.writeInt32BE(since2000(end), 4);
      buffers.forEach((minutes, turn) => record.writeInt16BE(minutes, 8 + turn * 2));
      parts.push(record);
    }
  }
  // As a part of a larger buffer, as drivers hand them out.
  return Buffer.concat([Buffer.alloc(3), ...parts]).subarray(3);
}

const minute = (instant: string) => Date.parse(instant) / 60_000;

test("spans of each owner in turn, before and after 2000", () => {
  const text = packed([
    [["2026-11-25T17:00:00Z", "2026-11-25T18:00:00Z"]],
    [],
    [["1999-12-31T23:00:00Z", "2000-01-01T00:30:00Z"]],
  ]);
  expect(unpackSpans(text)).toEqual([
    [{ start: minute("2026-11-25T17:00:00Z"), end: minute("2026-11-25T18:00:00Z") }],
    [],
    [{ start: minute("1999-12-31T23:00:00Z"), end: minute("2000-01-01T00:30:00Z") }],
  ]);
});

test("buffers come with the time that they belong to", () => {
  const text = packed([[["2026-11-25T17:00:00Z", "2026-11-25T18:01:00Z", 5, 10]]]);
  expect(unpackTaken(text)).toEqual([
    [{ start: minute("2026-11-25T17:00:00Z"), end: minute("2026-11-25T18:01:00Z"), bufferBefore: 5, bufferAfter: 10 }],
  ]);
});

test("nothing packed is nobody's time", () => {
  expect(unpackTaken(new Uint8Array())).toEqual([]);
});

// Taken times as the database packs them: for each owner in turn a count, then so many records of big-endian numbers.
import type { Span, TakenTime } from "./search.ts";

/** PostgreSQL counts from 2000-01-01, in microseconds; the engine from 1970-01-01, in minutes. */
const EPOCH_MINUTES = 15_778_080;
const MICROSECONDS = 60_000_000;
const SPAN_BYTES = 16;
const TAKEN_BYTES = 20;

/** Records of start and end. Stray seconds only ever take more time, never less. */
export const unpackSpans = (packed: Uint8Array): Span[][] =>
  unpack(packed, SPAN_BYTES, (view, at) => ({ start: startAt(view, at), end: endAt(view, at + 8) }));

/** Records of start, end, buffer before and buffer after. */
export const unpackTaken = (packed: Uint8Array): TakenTime[][] =>
  unpack(packed, TAKEN_BYTES, (view, at) => ({
    start: startAt(view, at),
    end: endAt(view, at + 8),
    bufferBefore: view.getInt16(at + 16),
    bufferAfter: view.getInt16(at + 18),
  }));

function unpack<Record>(packed: Uint8Array, size: number, read: (view: DataView, at: number) => Record): Record[][] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const owners: Record[][] = [];
  for (let at = 0; at < packed.byteLength;) {
    const count = view.getInt32(at);
    at += 4;
    const records: Record[] = [];
    for (let i = 0; i < count; i++, at += size) records.push(read(view, at));
    owners.push(records);
  }
  return owners;
}

// A double holds every whole number below 2^53: microseconds until the year 2285.
const microseconds = (view: DataView, at: number) => view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4);
const startAt = (view: DataView, at: number) => Math.floor(microseconds(view, at) / MICROSECONDS) + EPOCH_MINUTES;
const endAt = (view: DataView, at: number) => Math.ceil(microseconds(view, at) / MICROSECONDS) + EPOCH_MINUTES;

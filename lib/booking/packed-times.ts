// Taken times as the database packs them: for each owner in turn a count, then so many records of big-endian numbers.
import type { Span, TakenTime } from "./search.ts";

/** The database counts the minutes from 2000-01-01 UTC, the engine from 1970-01-01. */
const EPOCH_MINUTES = 15_778_080;
const SPAN_BYTES = 8;
const TAKEN_BYTES = 12;

/** Records of start and end. */
export const unpackSpans = (packed: Uint8Array): Span[][] =>
  unpack(packed, SPAN_BYTES, (view, at) => ({
    start: view.getInt32(at) + EPOCH_MINUTES,
    end: view.getInt32(at + 4) + EPOCH_MINUTES,
  }));

/** Records of start, end, buffer before and buffer after. */
export const unpackTaken = (packed: Uint8Array): TakenTime[][] =>
  unpack(packed, TAKEN_BYTES, (view, at) => ({
    start: view.getInt32(at) + EPOCH_MINUTES,
    end: view.getInt32(at + 4) + EPOCH_MINUTES,
    bufferBefore: view.getInt16(at + 8),
    bufferAfter: view.getInt16(at + 10),
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

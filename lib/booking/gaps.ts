// The free gaps between taken times, for practitioners and for units of rooms and equipment.
import type { SearchResource, TakenTime } from "./search.ts";
import { FAR, grown } from "./spans.ts";
import type { SpanList } from "./spans.ts";

/**
 * A practitioner's gap, `GAP` numbers each. A visit of `[s, e)` fits when
 * `s ≥ max(clearFrom, lastEnd + bufferBefore)` and `e ≤ min(clearUntil, nextStart − bufferAfter)`:
 * `clearFrom`/`clearUntil` hold open time and the neighbours' own buffers, so the larger buffer of two counts.
 */
export const GAP = 5;
export const CLEAR_FROM = 0;
export const CLEAR_UNTIL = 1;
export const LAST_END = 2;
export const NEXT_START = 3;
export const OWNER = 4;

/** A unit's gap `[from, until)`, two numbers each. */
export const UNIT_GAP = 2;

/** Records of whole minutes laid end to end; the first two numbers of each bound the gap. */
export interface GapList {
  data: Int32Array<ArrayBuffer>;
  /** Numbers written, not records. */
  length: number;
}

/** Gaps as far as they have to be read for one question; as `GapList`, but not to be written. */
export interface Readable {
  readonly data: Int32Array;
  readonly length: number;
}

export function emptyGaps(capacity = 1024): GapList {
  return { data: new Int32Array(capacity), length: 0 };
}

/** Adds the gaps of one practitioner (index `owner`) that hold at least `shortest` minutes. */
export function practitionerGaps(
  open: SpanList,
  taken: readonly TakenTime[],
  owner: number,
  shortest: number,
  gaps: GapList,
): void {
  gaps.data = grown(gaps.data, gaps.length + (taken.length + open.count) * GAP);
  const swept = sweep(open, taken, owner, shortest, gaps);
  gaps.length = swept >= 0 ? swept : sweep(open, inTurn(taken), owner, shortest, gaps);
}

/**
 * Writes the gaps between taken times and returns the new length, or -1 when these are not in turn.
 * `| 0` tells the compiler that a minute is a whole number; without it this loop takes three times as long.
 */
function sweep(
  { starts, ends, count }: SpanList,
  taken: readonly TakenTime[],
  owner: number,
  shortest: number,
  { data, length }: GapList,
): number {
  let n = length;
  let o = 0;
  let closing = count > 0 ? ends[0]! : FAR;
  let free = count > 0 ? starts[0]! : FAR;
  let lastStart = -FAR | 0;
  let lastEnd = -FAR | 0;
  let lastUntil = -FAR | 0;
  let clearFrom = -FAR | 0;
  const most = taken.length;
  for (let i = 0; i <= most; i++) {
    const next = i < most ? taken[i]! : AFTER_ALL;
    const start = next.start | 0;
    const clearUntil = (start - (next.bufferBefore | 0)) | 0;
    if (start < lastStart || clearUntil < lastUntil) return -1;
    lastStart = start;
    lastUntil = clearUntil;
    while (start > free) {
      const from = free > clearFrom ? free : clearFrom;
      const until = clearUntil < closing ? clearUntil : closing;
      if (((until - from) | 0) >= shortest) {
        data[n] = from;
        data[n + 1] = until;
        data[n + 2] = lastEnd;
        data[n + 3] = start;
        data[n + 4] = owner;
        n = (n + GAP) | 0;
      }
      if (start < closing) break;
      // The open time is used up: on to the next that still has some left.
      do o++;
      while (o < count && ends[o]! <= lastEnd);
      closing = o < count ? ends[o]! : FAR;
      free = o < count ? starts[o]! : FAR;
      if (free < lastEnd) free = lastEnd;
    }
    const end = next.end | 0;
    if (end > lastEnd) lastEnd = end;
    const clear = (end + (next.bufferAfter | 0)) | 0;
    if (clear > clearFrom) clearFrom = clear;
    if (lastEnd > free) free = lastEnd;
  }
  return n;
}

/** Comes after every appointment and lets the last gap run to the end of open time. */
const AFTER_ALL: TakenTime = { start: FAR, end: FAR, bufferBefore: 0, bufferAfter: 0 };

/**
 * The same taken times ascending by start, each with a buffer before it that reaches back at least as far as those of
 * all later ones: a long buffer may reach past its predecessor.
 */
function inTurn(taken: readonly TakenTime[]): TakenTime[] {
  const sorted = [...taken].sort((a, b) => a.start - b.start);
  let clearUntil = FAR;
  for (let i = sorted.length - 1; i >= 0; i--) {
    const { start, end, bufferBefore, bufferAfter } = sorted[i]!;
    clearUntil = Math.min(clearUntil, start - bufferBefore);
    sorted[i] = { start, end, bufferBefore: start - clearUntil, bufferAfter };
  }
  return sorted;
}

// Busy spans of one resource while its gaps are collected. Scratch space, rewritten at each use.
let starts = new Int32Array(1024);
let ends = new Int32Array(1024);
let freeSince = new Int32Array(64);

/**
 * Adds the gaps of at least `shortest` minutes of each unit of a resource. Units are alike, so unit `k` is taken exactly
 * while `k` or more busy spans overlap; a unit is free for a whole visit when one of its gaps holds the visit.
 */
export function unitGaps(resource: SearchResource, shortest: number, gaps: GapList): void {
  const { busy, capacity } = resource;
  starts = grown(starts, busy.length);
  ends = grown(ends, busy.length);
  let count = 0;
  let startsOrdered = true;
  let endsOrdered = true;
  for (let i = 0; i < busy.length; i++) {
    const span = busy[i]!;
    const start = span.start | 0;
    const end = span.end | 0;
    if (end <= start) continue;
    if (count > 0 && start < starts[count - 1]!) startsOrdered = false;
    if (count > 0 && end < ends[count - 1]!) endsOrdered = false;
    starts[count] = start;
    ends[count++] = end;
  }
  if (!startsOrdered) starts.subarray(0, count).sort();
  if (!endsOrdered) ends.subarray(0, count).sort();

  const units = Math.min(capacity, count);
  gaps.data = grown(gaps.data, gaps.length + (count + capacity) * UNIT_GAP);
  freeSince = grown(freeSince, units + 1).fill(-FAR, 0, units + 1);
  let level = 0;
  let ended = 0;
  let n = gaps.length;
  const { data } = gaps;
  for (let i = 0; i < count; i++) {
    const start = starts[i]!;
    for (; ends[ended]! <= start; ended++) if (level-- <= units) freeSince[level + 1] = ends[ended]!;
    if (++level > units) continue;
    if (start - freeSince[level]! >= shortest) {
      data[n++] = freeSince[level]!;
      data[n++] = start;
    }
  }
  for (; ended < count; ended++) if (level-- <= units) freeSince[level + 1] = ends[ended]!;
  for (let unit = 1; unit <= capacity; unit++) {
    data[n++] = unit <= units ? freeSince[unit]! : -FAR;
    data[n++] = FAR;
  }
  gaps.length = n;
}

/** Lengths told apart when gaps are sorted; longer ones share the last class. */
const LONGEST = 1440;

/** Gaps of `stride` numbers sorted longest first; `longer[m]` numbers hold every gap of at least `m ≤ 1440` minutes. */
export interface SortedGaps {
  readonly data: Int32Array;
  readonly longer: Int32Array;
}

/** Sorts by length in one counting pass, so that a search reads only the gaps its duration can use. */
export function longestFirst({ data, length }: GapList, stride: number): SortedGaps {
  const longer = new Int32Array(LONGEST + 2);
  const classOf = (at: number) => Math.min(data[at + 1]! - data[at]!, LONGEST);
  for (let at = 0; at < length; at += stride) longer[classOf(at)]! += stride;
  for (let m = LONGEST - 1; m >= 0; m--) longer[m]! += longer[m + 1]!;
  const next = longer.slice(1);
  const sorted = new Int32Array(length);
  for (let at = 0; at < length; at += stride) {
    const length = classOf(at);
    for (let k = 0; k < stride; k++) sorted[next[length]! + k] = data[at + k]!;
    next[length]! += stride;
  }
  return { data: sorted, longer };
}

/** How many numbers of sorted gaps a visit of `duration` minutes has to read. */
export function usable(gaps: SortedGaps, duration: number): number {
  return gaps.longer[Math.min(duration, LONGEST)]!;
}

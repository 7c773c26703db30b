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

export function emptyGaps(capacity = 1024): GapList {
  return { data: new Int32Array(capacity), length: 0 };
}

// Taken times of one practitioner or resource while its gaps are collected. Scratch space, rewritten at each use.
let starts = new Int32Array(1024);
let ends = new Int32Array(1024);
let clearFroms = new Int32Array(1024);
let clearUntils = new Int32Array(1024);

function reserveTaken(size: number): void {
  starts = grown(starts, size);
  ends = grown(ends, size);
  clearFroms = grown(clearFroms, size);
  clearUntils = grown(clearUntils, size);
}

function byStart(taken: readonly TakenTime[]): TakenTime[] {
  return [...taken].sort((a, b) => a.start - b.start);
}

/** Reads taken times into the scratch arrays; false when they are not ascending by start. */
function readTaken(taken: readonly TakenTime[]): boolean {
  const count = taken.length;
  reserveTaken(count);
  const [s, e, from, until] = [starts, ends, clearFroms, clearUntils];
  let last = -FAR;
  let lastUntil = -FAR;
  let inTurn = true;
  for (let i = 0; i < count; i++) {
    const { start, end, bufferBefore, bufferAfter } = taken[i]!;
    if (start < last) return false;
    last = s[i] = start;
    e[i] = end;
    from[i] = end + bufferAfter;
    const clear = (until[i] = start - bufferBefore);
    if (clear < lastUntil) inTurn = false;
    lastUntil = clear;
  }
  // A later appointment with a long buffer before it may reach back past its predecessor's.
  if (!inTurn) for (let i = count - 2; i >= 0; i--) until[i] = Math.min(until[i]!, until[i + 1]!);
  return true;
}

/** Adds the gaps of one practitioner (index `owner`) that hold at least `shortest` minutes. */
export function practitionerGaps(
  open: SpanList,
  taken: readonly TakenTime[],
  owner: number,
  shortest: number,
  gaps: GapList,
): void {
  if (!readTaken(taken)) readTaken(byStart(taken));
  const count = taken.length;
  gaps.data = grown(gaps.data, gaps.length + (count + open.count) * GAP);
  const { data } = gaps;
  const [s, e, from, until] = [starts, ends, clearFroms, clearUntils];
  const { starts: openStarts, ends: openEnds } = open;
  let n = gaps.length;
  let i = 0;
  let lastEnd = -FAR;
  let clearFrom = -FAR;
  for (let o = 0; o < open.count; o++) {
    const opening = openStarts[o]!;
    const closing = openEnds[o]!;
    let free = opening > lastEnd ? opening : lastEnd;
    for (; i < count; i++) {
      const start = s[i]!;
      if (start >= closing) break;
      if (start > free) {
        const p = free > clearFrom ? free : clearFrom;
        const q = until[i]!;
        if (q - p >= shortest) {
          data[n] = p;
          data[n + 1] = q;
          data[n + 2] = lastEnd;
          data[n + 3] = start;
          data[n + 4] = owner;
          n += GAP;
        }
      }
      if (e[i]! > lastEnd) lastEnd = e[i]!;
      if (from[i]! > clearFrom) clearFrom = from[i]!;
      if (lastEnd > free) free = lastEnd;
    }
    if (free >= closing) continue;
    const p = free > clearFrom ? free : clearFrom;
    const next = i < count;
    const q = next && until[i]! < closing ? until[i]! : closing;
    if (q - p >= shortest) {
      data[n] = p;
      data[n + 1] = q;
      data[n + 2] = lastEnd;
      data[n + 3] = next ? s[i]! : FAR;
      data[n + 4] = owner;
      n += GAP;
    }
  }
  gaps.length = n;
}

/**
 * Adds the gaps of at least `shortest` minutes of each unit of a resource. Units are alike, so unit `k` is taken exactly
 * while `k` or more busy spans overlap; a unit is free for a whole visit when one of its gaps holds the visit.
 */
export function unitGaps(resource: SearchResource, shortest: number, gaps: GapList): void {
  const { busy, capacity } = resource;
  reserveTaken(busy.length);
  let count = 0;
  let startsOrdered = true;
  let endsOrdered = true;
  for (let i = 0; i < busy.length; i++) {
    const { start, end } = busy[i]!;
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
  const freeSince = clearFroms.fill(-FAR, 0, units + 1);
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

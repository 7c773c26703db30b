// Lists the starts that fit into gaps, with who can take each.
import type { OffsetTable } from "../time/offset-table.ts";
import { CLEAR_FROM, CLEAR_UNTIL, GAP, LAST_END, NEXT_START, OWNER } from "./gaps.ts";
import type { Readable } from "./gaps.ts";
import { onStep } from "./grid.ts";
import type { Grid } from "./grid.ts";
import type { SearchService, Slot } from "./search.ts";
import { teamOf, teamOfWords } from "./teams.ts";
import type { Teams } from "./teams.ts";

/** Starts are looked through in blocks, so that nights and weekends cost nothing. */
const BLOCK_BITS = 3;

// Working space of a single call, rewritten at each use and never read across calls.
let changesScratch = new Int32Array(8192);
let changedScratch = new Uint8Array(8192);

/** The slots of a grid: `fitting` says where rooms allow a start, `asked` which practitioners are meant (null = any). */
export function slotsOf<Id extends number | string>(
  grid: Grid,
  transitions: OffsetTable,
  service: SearchService,
  teams: Teams<Id>,
  gaps: Readable,
  fitting: Uint8Array | null,
  asked: Uint8Array | null,
): Slot<Id>[] {
  const { first, grain, size, exact } = grid;
  const slots: Slot<Id>[] = [];
  const words = (teams.ids.length + 31) >> 5;
  if (size === 0 || words === 0) return slots;
  const changes = markChanges(grid, service, words, gaps, asked);
  const changed = changedScratch;
  const taking = words === 1 ? null : new Int32Array(words);
  let some = 0;
  let team: readonly Id[] = [];
  for (let block = 0; block << BLOCK_BITS < size; block++) {
    if (some === 0 && changed[block] === 0) continue;
    const stop = Math.min(size, (block + 1) << BLOCK_BITS);
    for (let k = block << BLOCK_BITS; k < stop; k++) {
      if (taking === null) {
        const change = changes[k]!;
        some ^= change;
        if (change !== 0 && some !== 0) team = teamOf(teams, some);
      } else if (turnOver(taking, changes, k * words)) {
        some = taking.some((word) => word !== 0) ? 1 : 0;
        team = teamOfWords(teams, taking);
      }
      if (some === 0 || (fitting !== null && fitting[k] === 0)) continue;
      const start = first + k * grain;
      if (exact || onStep(transitions, start, service.step)) slots.push({ start, practitionerIds: team });
    }
  }
  return slots;
}

/**
 * Where practitioners begin and cease to be able to take a start: one bit each, `words` words of 32 a start. Taking
 * them in turn with exclusive or gives who can, for the stretches of one practitioner never meet.
 */
function markChanges(
  { first, grain, size }: Grid,
  { duration, bufferBefore, bufferAfter }: SearchService,
  words: number,
  { data, length }: Readable,
  asked: Uint8Array | null,
): Int32Array {
  if (changesScratch.length < (size + 1) * words) changesScratch = new Int32Array((size + 1) * words);
  if (changedScratch.length < size) changedScratch = new Uint8Array(size);
  const changes = changesScratch.fill(0, 0, (size + 1) * words);
  const changed = changedScratch.fill(0, 0, (size >> BLOCK_BITS) + 1);
  const last = first + (size - 1) * grain;
  // Half a minute more keeps a multiple of the grain from falling just short of itself.
  const perMinute = 1 / grain;
  for (let at = 0; at < length; at += GAP) {
    const owner = data[at + OWNER]!;
    if (asked !== null && asked[owner] === 0) continue;
    let from = data[at + CLEAR_FROM]!;
    const afterLast = (data[at + LAST_END]! + bufferBefore) | 0;
    if (afterLast > from) from = afterLast;
    if (from < first) from = first;
    let until = data[at + CLEAR_UNTIL]!;
    const beforeNext = (data[at + NEXT_START]! - bufferAfter) | 0;
    if (beforeNext < until) until = beforeNext;
    until = (until - duration) | 0;
    if (until > last) until = last;
    if (until < from) continue;
    const begin = ((from - first + grain - 0.5) * perMinute) | 0;
    const cease = (((until - first + 0.5) * perMinute) | 0) + 1;
    if (cease <= begin) continue;
    const bit = 1 << (owner & 31);
    changes[begin * words + (owner >> 5)]! ^= bit;
    changes[cease * words + (owner >> 5)]! ^= bit;
    changed[begin >> BLOCK_BITS] = 1;
    changed[cease >> BLOCK_BITS] = 1;
  }
  return changes;
}

/** Applies the changes of one start to who can take it; false when there are none. */
function turnOver(taking: Int32Array, changes: Int32Array, from: number): boolean {
  let any = 0;
  for (let w = 0; w < taking.length; w++) {
    const change = changes[from + w]!;
    taking[w]! ^= change;
    any |= change;
  }
  return any !== 0;
}

// Slot search: the one rule that both lists the bookable starts and checks a single one.
import { teamOf, teamOfWords, teamsOf } from "./teams.ts";
import type { Teams } from "./teams.ts";
import { offsetAt } from "../time/offset-table.ts";
import type { OffsetTable } from "../time/offset-table.ts";
import {
  CLEAR_FROM,
  CLEAR_UNTIL,
  emptyGaps,
  GAP,
  LAST_END,
  longestFirst,
  NEXT_START,
  OWNER,
  practitionerGaps,
  UNIT_GAP,
  unitGaps,
  usable,
} from "./gaps.ts";
import type { GapList, SortedGaps } from "./gaps.ts";
import { frameDays, openTime } from "./open-hours.ts";
import type { SearchCalendar, SearchRange, SearchService, Slot, SlotQuestion, SlotSearch } from "./search.ts";
import { emptySpans } from "./spans.ts";

/** A calendar packed for many questions: plain numbers in typed arrays, of no further use once the calendar changes. */
export interface PreparedSearch<Id extends number | string = number | string> {
  readonly range: SearchRange;
  readonly transitions: OffsetTable;
  /** The gaps name practitioners by their place among its ids. */
  readonly teams: Teams<Id>;
  readonly gaps: SortedGaps;
  readonly units: ReadonlyMap<string, SortedGaps>;
  /** Minutes; questions for longer services need a calendar prepared for them. */
  readonly longestDuration: number;
}

/** A question to a prepared calendar; without `practitionerIds` all its practitioners are meant. */
export interface PreparedQuestion<Id extends number | string = number | string> extends SlotQuestion {
  readonly practitionerIds?: readonly Id[] | undefined;
}

/** The starts a question may look at: `first + k · grain` for `k < size`. */
interface Grid {
  readonly first: number;
  readonly grain: number;
  readonly size: number;
  /** Whether every point lies on the service's step; else each has to be looked at. */
  readonly exact: boolean;
}

/** Gaps as far as they have to be read for one question. */
interface Readable {
  readonly data: Int32Array;
  readonly length: number;
}

/**
 * Every bookable start of the search, ascending, each with the ids (ascending) of those who can take it.
 * Pure: instants are UTC epoch minutes, intervals half-open. Throws `RangeError` when duration or step is not a
 * positive whole number.
 */
export function openSlots<Id extends number | string>(search: SlotSearch<Id>): Slot<Id>[] {
  const { service } = search;
  mustBeBookable(service);
  const practitioners = byId(search.practitioners);
  gapScratch.length = 0;
  collectGaps(search, practitioners, service.duration, service.duration, gapScratch);
  const teams = teamsOf(
    practitioners.map((practitioner) => practitioner.id),
    false,
  );
  const grid = gridOf(search.range, search.transitions, search);
  const fitting = fittingUnits(grid, service, (kind) => {
    unitScratch.length = 0;
    for (const resource of search.resources ?? [])
      if (resource.kind === kind) unitGaps(resource, service.duration, unitScratch);
    return unitScratch;
  });
  return slotsOf(grid, search.transitions, service, teams, gapScratch, fitting, null);
}

/**
 * Whether a practitioner can be booked at a start (UTC epoch minutes): asks {@link openSlots} for that minute alone,
 * so that what is listed is exactly what is accepted.
 */
export function isOpen<Id extends number | string>(search: SlotSearch<Id>, practitionerId: Id, start: number): boolean {
  const practitioners = search.practitioners.filter((practitioner) => practitioner.id === practitionerId);
  const earliest = Math.max(start, search.earliest ?? start);
  const latest = Math.min(start + 1, search.latest ?? start + 1);
  return openSlots({ ...search, practitioners, earliest, latest }).length > 0;
}

/** Packs a calendar once, for services of up to `longestDuration` minutes. */
export function prepareSearch<Id extends number | string>(
  calendar: SearchCalendar<Id>,
  longestDuration = 1440,
): PreparedSearch<Id> {
  const practitioners = byId(calendar.practitioners);
  const gaps = emptyGaps();
  collectGaps(calendar, practitioners, 1, longestDuration, gaps);
  const byKind = new Map<string, GapList>();
  for (const resource of calendar.resources ?? []) {
    const units = byKind.get(resource.kind) ?? emptyGaps();
    byKind.set(resource.kind, units);
    unitGaps(resource, 1, units);
  }
  return {
    range: calendar.range,
    transitions: calendar.transitions,
    teams: teamsOf(
      practitioners.map((practitioner) => practitioner.id),
      true,
    ),
    gaps: longestFirst(gaps, GAP),
    units: new Map([...byKind].map(([kind, units]) => [kind, longestFirst(units, UNIT_GAP)])),
    longestDuration,
  };
}

/** As {@link openSlots}, from a prepared calendar. Throws `RangeError` for a service longer than it was prepared for. */
export function openSlotsPrepared<Id extends number | string>(
  prepared: PreparedSearch<Id>,
  question: PreparedQuestion<Id>,
): Slot<Id>[] {
  const { range, transitions, teams, gaps, units, longestDuration } = prepared;
  const { service, practitionerIds } = question;
  mustBeBookable(service);
  if (service.duration > longestDuration)
    throw new RangeError(`the calendar is prepared for services of up to ${longestDuration} minutes`);
  const readable = (sorted: SortedGaps | undefined): Readable =>
    sorted ? { data: sorted.data, length: usable(sorted, service.duration) } : { data: gaps.data, length: 0 };
  const grid = gridOf(range, transitions, question);
  const fitting = fittingUnits(grid, service, (kind) => readable(units.get(kind)));
  const asked = practitionerIds ? Uint8Array.from(teams.ids, (id) => (practitionerIds.includes(id) ? 1 : 0)) : null;
  return slotsOf(grid, transitions, service, teams, readable(gaps), fitting, asked);
}

/** Starts are looked through in blocks, so that nights and weekends cost nothing. */
const BLOCK_BITS = 3;

// Working space of a single call, rewritten at each use and never read across calls.
const gapScratch = emptyGaps();
const unitScratch = emptyGaps();
const openScratch = emptySpans();
let changedScratch = new Uint8Array(8192);
let changesScratch = new Int32Array(8192);

function mustBeBookable({ duration, step }: SearchService): void {
  if (!Number.isInteger(duration) || duration < 1)
    throw new RangeError("duration must be a positive number of minutes");
  if (!Number.isInteger(step) || step < 1) throw new RangeError("step must be a positive number of minutes");
}

function byId<P extends { readonly id: number | string }>(practitioners: readonly P[]): readonly P[] {
  for (let i = 1; i < practitioners.length; i++)
    if (!(practitioners[i - 1]!.id < practitioners[i]!.id))
      return [...practitioners].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return practitioners;
}

function collectGaps<Id extends number | string>(
  calendar: SearchCalendar<Id>,
  practitioners: SearchCalendar<Id>["practitioners"],
  shortest: number,
  longest: number,
  gaps: GapList,
): void {
  const frame = frameDays(calendar, longest);
  for (let owner = 0; owner < practitioners.length; owner++) {
    const practitioner = practitioners[owner]!;
    openTime(frame, practitioner, openScratch);
    practitionerGaps(openScratch, practitioner.appointments, owner, shortest, gaps);
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return Math.abs(a);
}

function gridOf(range: SearchRange, transitions: OffsetTable, { service, earliest, latest }: SlotQuestion): Grid {
  const low = Math.max(range.from, earliest ?? range.from);
  const high = Math.min(range.to, latest ?? range.to);
  // Past the hour there are 60 minutes, so a longer step leaves the full hour alone.
  const step = Math.min(service.step, 60);
  const offset = offsetAt(transitions, low);
  let grain = greatestCommonDivisor(60, step);
  for (const change of transitions)
    if (change.at > low && change.at < high) grain = greatestCommonDivisor(grain, change.offset - offset);
  const past = (((low + offset) % grain) + grain) % grain;
  const first = past === 0 ? low : low + grain - past;
  return { first, grain, size: Math.max(0, Math.ceil((high - first) / grain)), exact: grain === step };
}

/** Whether enough units of every needed kind are free for the whole visit, by point of the grid; null = nothing needed. */
function fittingUnits(grid: Grid, service: SearchService, gapsOf: (kind: string) => Readable): Uint8Array | null {
  const { first, grain, size } = grid;
  const wanted = new Map<string, number>();
  for (const { kind, qty } of service.needs) if (qty > 0) wanted.set(kind, (wanted.get(kind) ?? 0) + qty);
  if (wanted.size === 0) return null;
  const fitting = new Uint8Array(size).fill(1);
  if (changesScratch.length <= size) changesScratch = new Int32Array(size * 2);
  const changes = changesScratch;
  const last = first + (size - 1) * grain;
  const perMinute = 1 / grain;
  for (const [kind, qty] of wanted) {
    const { data, length } = gapsOf(kind);
    changes.fill(0, 0, size + 1);
    for (let at = 0; at < length; at += UNIT_GAP) {
      let from = data[at]!;
      if (from < first) from = first;
      let until = (data[at + 1]! - service.duration) | 0;
      if (until > last) until = last;
      if (until < from) continue;
      changes[((from - first + grain - 0.5) * perMinute) | 0]!++;
      changes[(((until - first + 0.5) * perMinute) | 0) + 1]!--;
    }
    let free = 0;
    for (let k = 0; k < size; k++) {
      free += changes[k]!;
      if (free < qty) fitting[k] = 0;
    }
  }
  return fitting;
}

function slotsOf<Id extends number | string>(
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

function onStep(transitions: OffsetTable, start: number, step: number): boolean {
  const local = start + offsetAt(transitions, start);
  return (((local % 60) + 60) % 60) % step === 0;
}

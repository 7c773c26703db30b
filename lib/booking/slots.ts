// Slot search: the one rule that both lists the bookable starts and checks a single one.
import type { OffsetTable } from "../time/offset-table.ts";
import { fittingUnits } from "./fitting-units.ts";
import { emptyGaps, GAP, longestFirst, practitionerGaps, UNIT_GAP, unitGaps, usable } from "./gaps.ts";
import type { GapList, Readable, SortedGaps } from "./gaps.ts";
import { gridOf } from "./grid.ts";
import { slotsOf } from "./listing.ts";
import { frameDays, openTime } from "./open-hours.ts";
import type {
  SearchCalendar,
  SearchPractitioner,
  SearchRange,
  SearchService,
  Slot,
  SlotQuestion,
  SlotSearch,
} from "./search.ts";
import { emptySpans } from "./spans.ts";
import { teamsOf } from "./teams.ts";
import type { Teams } from "./teams.ts";
import { withinLimits } from "./work-limits.ts";

/** A calendar packed for many questions: plain numbers in typed arrays, of no further use once the calendar changes. */
export interface PreparedSearch<Id extends number | string = number | string> {
  readonly range: SearchRange;
  readonly transitions: OffsetTable;
  readonly practitioners: readonly SearchPractitioner<Id>[];
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
  const slots = slotsOf(grid, search.transitions, service, teams, gapScratch, fitting, null);
  return withinLimits(slots, practitioners, service, search.transitions);
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
    practitioners,
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
  const { range, transitions, practitioners, teams, gaps, units, longestDuration } = prepared;
  const { service, practitionerIds } = question;
  mustBeBookable(service);
  if (service.duration > longestDuration)
    throw new RangeError(`the calendar is prepared for services of up to ${longestDuration} minutes`);
  const readable = (sorted: SortedGaps | undefined): Readable =>
    sorted ? { data: sorted.data, length: usable(sorted, service.duration) } : { data: gaps.data, length: 0 };
  const grid = gridOf(range, transitions, question);
  const fitting = fittingUnits(grid, service, (kind) => readable(units.get(kind)));
  const asked = practitionerIds ? Uint8Array.from(teams.ids, (id) => (practitionerIds.includes(id) ? 1 : 0)) : null;
  const slots = slotsOf(grid, transitions, service, teams, readable(gaps), fitting, asked);
  return withinLimits(slots, practitioners, service, transitions);
}

// Working space of a single call, rewritten at each use and never read across calls.
const gapScratch = emptyGaps();
const unitScratch = emptyGaps();
const openScratch = emptySpans();

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

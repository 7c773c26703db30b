// The shape of a slot search: what is asked for, who works when, and what is already taken.
import type { OffsetTable } from "../time/offset-table.ts";
import type { WorkLimits } from "./work-limits.ts";

/** Half-open `[start, end)` in UTC epoch minutes. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Half-open `[start, end)` in minutes after local midnight, 0–1440. */
export interface DayHours {
  readonly start: number;
  readonly end: number;
}

/** Hours that come back every week; `dow` 0 = Sunday … 6 = Saturday. */
export interface WeeklyHours extends DayHours {
  readonly dow: number;
}

/** Replaces the weekly hours of one local date (`YYYY-MM-DD`); no intervals = closed. The last one of a date counts. */
export interface HoursOverride {
  readonly date: string;
  readonly intervals: readonly DayHours[];
}

/** A held or booked appointment; buffers in minutes. `resource` is information only. */
export interface TakenTime extends Span {
  readonly bufferBefore: number;
  readonly bufferAfter: number;
  readonly resource?: number | string;
  /** A patient's first visit. */
  readonly first?: boolean;
}

export interface SearchPractitioner<Id extends number | string = number | string> {
  readonly id: Id;
  readonly weekly: readonly WeeklyHours[];
  readonly overrides: readonly HoursOverride[];
  readonly timeOff: readonly Span[];
  readonly appointments: readonly TakenTime[];
  /** None: as much as the hours hold. */
  readonly limits?: WorkLimits;
}

/** A room or a piece of equipment: `capacity` like units, of which each busy span takes one. */
export interface SearchResource {
  readonly id: number | string;
  readonly kind: string;
  readonly capacity: number;
  readonly busy: readonly Span[];
}

export interface ResourceNeed {
  readonly kind: string;
  readonly qty: number;
}

/** What is to be booked; minutes. Starts lie on multiples of `step` past the local hour. */
export interface SearchService {
  readonly duration: number;
  readonly step: number;
  readonly bufferBefore: number;
  readonly bufferAfter: number;
  readonly needs: readonly ResourceNeed[];
  /** Whether it is a first visit. */
  readonly first?: boolean;
}

/** Local midnight of `fromDate` up to local midnight `days` later, as instants `from` and `to`. */
export interface SearchRange {
  readonly fromDate: string;
  readonly days: number;
  readonly from: number;
  readonly to: number;
}

/** The calendar of a clinic over a range, whatever service is asked for. */
export interface SearchCalendar<Id extends number | string = number | string> {
  readonly range: SearchRange;
  readonly transitions: OffsetTable;
  readonly practitioners: readonly SearchPractitioner<Id>[];
  readonly resources?: readonly SearchResource[];
}

/** A service and the notice asked for it: starts `s` with `earliest ≤ s < latest` (UTC epoch minutes). */
export interface SlotQuestion {
  readonly service: SearchService;
  readonly earliest?: number | undefined;
  readonly latest?: number | undefined;
}

export interface SlotSearch<Id extends number | string = number | string> extends SearchCalendar<Id>, SlotQuestion {}

/** A bookable start (UTC epoch minutes) and who can take it, ids ascending. */
export interface Slot<Id extends number | string = number | string> {
  readonly start: number;
  readonly practitionerIds: readonly Id[];
}

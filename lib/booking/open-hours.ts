// When a practitioner works: weekly hours and dated overrides as instants, less time off.
import { dayNumber } from "../time/dates.ts";
import { instantOfLocal } from "../time/offset-table.ts";
import type { OffsetTable } from "../time/offset-table.ts";
import type { DayHours, SearchCalendar, SearchPractitioner } from "./search.ts";
import { cutOut, reserve, sortAndJoin } from "./spans.ts";
import type { SpanList } from "./spans.ts";

/** The local days of a search, one entry a day, shared by all its practitioners. */
export interface DayFrame {
  readonly table: OffsetTable;
  readonly firstDay: number;
  readonly count: number;
  /** Instant of each local midnight. */
  readonly midnights: Int32Array;
  readonly weekdays: Uint8Array;
  /** 1 where a clock change is near, so that minutes cannot simply be added to midnight. */
  readonly bent: Uint8Array;
  /** For one practitioner at a time: 1 + index of the day's override, 0 = weekly hours. */
  readonly overridden: Int32Array;
}

/** Days from the eve of the range until every start in it has its whole `duration` (minutes) covered. */
export function frameDays(calendar: SearchCalendar, duration: number): DayFrame {
  const { range, transitions: table } = calendar;
  // A late hour of the eve can be moved into the range by a clock change before midnight.
  const firstDay = dayNumber(range.fromDate) - 1;
  const until = range.to + duration;
  const midnights: number[] = [];
  for (let day = firstDay; ; day++) {
    const midnight = instantOfLocal(table, day * 1440);
    if (midnight >= until) break;
    midnights.push(midnight);
  }
  const count = midnights.length;
  const frame = {
    table,
    firstDay,
    count,
    midnights: Int32Array.from(midnights),
    weekdays: new Uint8Array(count),
    bent: new Uint8Array(count),
    overridden: new Int32Array(count),
  };
  for (let i = 0; i < count; i++) {
    // Day 0 was a Thursday.
    frame.weekdays[i] = (((firstDay + i + 4) % 7) + 7) % 7;
    for (let t = 1; t < table.length; t++) {
      const distance = table[t]!.at - midnights[i]!;
      if (distance >= -1440 && distance <= 2880) frame.bent[i] = 1;
    }
  }
  return frame;
}

// Weekly hours in order of weekday: offsets into the list by weekday. Scratch space, rewritten at each use.
const weekFirst = new Int32Array(8);
const weekNext = new Int32Array(8);
let weekStarts = new Int32Array(64);
let weekEnds = new Int32Array(64);

function sortWeek(weekly: SearchPractitioner["weekly"]): void {
  if (weekStarts.length < weekly.length) {
    weekStarts = new Int32Array(weekly.length * 2);
    weekEnds = new Int32Array(weekly.length * 2);
  }
  weekFirst.fill(0);
  for (const { dow } of weekly) weekFirst[dow + 1]!++;
  for (let dow = 1; dow < 8; dow++) weekFirst[dow]! += weekFirst[dow - 1]!;
  weekNext.set(weekFirst);
  for (const hours of weekly) {
    const at = weekNext[hours.dow]!++;
    weekStarts[at] = hours.start;
    weekEnds[at] = hours.end;
  }
}

/** Writes the practitioner's open time into `open`: ascending, disjoint, adjoining intervals joined, time off cut out. */
export function openTime(frame: DayFrame, practitioner: SearchPractitioner, open: SpanList): void {
  const { midnights, weekdays, bent, overridden, count, firstDay, table } = frame;
  const { weekly, overrides, timeOff } = practitioner;
  sortWeek(weekly);
  let most = weekly.length * (((count / 7) | 0) + 1);
  for (let i = 0; i < overrides.length; i++) {
    const day = dayNumber(overrides[i]!.date) - firstDay;
    if (day < 0 || day >= count) continue;
    overridden[day] = i + 1;
    most += overrides[i]!.intervals.length;
  }
  reserve(open, most);
  const { starts, ends } = open;
  let n = 0;
  let lastStart = -1;
  let lastEnd = -1;
  let ordered = true;
  for (let i = 0; i < count; i++) {
    const dated = overridden[i]!;
    let intervals: readonly DayHours[] | null = null;
    let at = 0;
    let stop: number;
    if (dated > 0) {
      overridden[i] = 0;
      intervals = overrides[dated - 1]!.intervals;
      stop = intervals.length;
    } else {
      at = weekFirst[weekdays[i]!]!;
      stop = weekFirst[weekdays[i]! + 1]!;
    }
    for (; at < stop; at++) {
      let start = intervals === null ? weekStarts[at]! : intervals[at]!.start | 0;
      let end = intervals === null ? weekEnds[at]! : intervals[at]!.end | 0;
      if (end <= start) continue;
      if (bent[i] === 0) {
        start = (start + midnights[i]!) | 0;
        end = (end + midnights[i]!) | 0;
      } else {
        start = instantOfLocal(table, (firstDay + i) * 1440 + start);
        end = instantOfLocal(table, (firstDay + i) * 1440 + end);
        if (end <= start) continue;
      }
      if (n > 0 && start <= lastEnd && start >= lastStart) {
        if (end > lastEnd) ends[n - 1] = lastEnd = end;
        continue;
      }
      if (start < lastStart) ordered = false;
      starts[n] = lastStart = start;
      ends[n++] = lastEnd = end;
    }
  }
  open.count = n;
  if (!ordered) sortAndJoin(open);
  for (const off of timeOff) cutOut(open, off.start, off.end);
}

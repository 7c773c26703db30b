// How long a practitioner needs between two appointments, asked of the slot search itself.
import { dayNumber } from "../time/dates.ts";
import { offsetTable } from "../time/zone.ts";
import type { SearchService } from "./search.ts";
import { openSlots } from "./slots.ts";

const fromDate = "2000-01-03";
const from = dayNumber(fromDate) * 1440;
const days = 2;
const range = { fromDate, days, from, to: from + days * 1440 };
const weekly = [0, 1, 2, 3, 4, 5, 6].map((dow) => ({ dow, start: 0, end: 1440 }));

/** Minutes from the end of `first` to the earliest start of `then`, both with one practitioner who is there day and night. */
export function restBetween(first: SearchService, then: SearchService): number {
  const { duration, bufferBefore, bufferAfter } = first;
  const end = from + duration;
  const taken = [{ start: from, end, bufferBefore, bufferAfter }];
  const [next] = openSlots({
    range,
    transitions: offsetTable("UTC", new Date(from * 60_000), new Date(range.to * 60_000)),
    practitioners: [{ id: 0, weekly, overrides: [], timeOff: [], appointments: taken }],
    service: { ...then, step: 1, needs: [] },
    earliest: end,
  });
  return next === undefined ? days * 1440 : next.start - end;
}

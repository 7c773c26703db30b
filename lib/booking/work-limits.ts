// How much somebody works: hands-on minutes in a day and without a break, and first visits in a day. Part of the slot rule.
import { offsetAt, instantOfLocal, type OffsetTable } from "../time/offset-table.ts";
import type { SearchPractitioner, SearchService, Slot, TakenTime } from "./search.ts";

/** A quarter of an hour between two visits is a break: the house's default. */
export const breakMin = 15;

/** Minutes of treatment, without buffers. Null is no limit. */
export interface WorkLimits {
  readonly maxMinutesADay: number | null;
  readonly maxMinutesInRow: number | null;
  readonly maxFirstADay: number | null;
}

type Work = Pick<SearchService, "duration" | "first">;
type Day = { minutes: number; firsts: number };

/** The slots without those who would work too much by taking them; a start that nobody can take is left out. */
export function withinLimits<Id extends number | string>(
  slots: Slot<Id>[],
  practitioners: readonly SearchPractitioner<Id>[],
  work: Work,
  transitions: OffsetTable,
): Slot<Id>[] {
  const limited = new Map(
    practitioners.flatMap((one) =>
      one.limits ? [[one.id, judgeOf(one, one.limits, work, transitions)] as const] : [],
    ),
  );
  if (!limited.size) return slots;
  return slots.flatMap((slot) => {
    const able = slot.practitionerIds.filter((id) => limited.get(id)?.(slot.start) ?? true);
    if (able.length === slot.practitionerIds.length) return [slot];
    return able.length ? [{ start: slot.start, practitionerIds: able }] : [];
  });
}

/** Whether one practitioner may begin at a minute; their days are added up once. */
function judgeOf({ appointments }: SearchPractitioner, limits: WorkLimits, work: Work, transitions: OffsetTable) {
  const { maxMinutesADay, maxMinutesInRow, maxFirstADay } = limits;
  const days = new Map<number, Day>();
  const dayOf = (start: number): Day => {
    const number = Math.floor((start + offsetAt(transitions, start)) / 1440);
    let day = days.get(number);
    if (!day) {
      const from = instantOfLocal(transitions, number * 1440);
      const to = instantOfLocal(transitions, (number + 1) * 1440);
      const own = appointments.filter((one) => one.start >= from && one.start < to);
      const minutes = own.reduce((sum, { start: begins, end }) => sum + end - begins, 0);
      days.set(number, (day = { minutes, firsts: own.filter(({ first }) => first).length }));
    }
    return day;
  };
  const inOrder = appointments.toSorted((a, b) => a.start - b.start);
  return (start: number): boolean => {
    const day = dayOf(start);
    if (maxMinutesADay !== null && day.minutes + work.duration > maxMinutesADay) return false;
    if (maxFirstADay !== null && work.first && day.firsts >= maxFirstADay) return false;
    return maxMinutesInRow === null || inRow(inOrder, start, start + work.duration) <= maxMinutesInRow;
  };
}

/** Minutes of treatment in the stretch without a break that a visit would lie in. */
function inRow(inOrder: readonly TakenTime[], start: number, end: number): number {
  let minutes = end - start;
  let from = start;
  for (const one of inOrder.toReversed()) {
    if (one.end > start || from - one.end >= breakMin) continue;
    minutes += one.end - one.start;
    from = Math.min(from, one.start);
  }
  let until = end;
  for (const one of inOrder) {
    if (one.start < end || one.start - until >= breakMin) continue;
    minutes += one.end - one.start;
    until = Math.max(until, one.end);
  }
  return minutes;
}

/**
 * What is offered where a clinic wants its days in one piece: of each stretch in which somebody is free, the first and the last start. On
 * a day on which they have nothing yet, every start.
 */
export function onlyBeside<Id extends number | string>(
  slots: readonly Slot<Id>[],
  practitioners: readonly SearchPractitioner<Id>[],
  { step }: Pick<SearchService, "step">,
  transitions: OffsetTable,
): Slot<Id>[] {
  const dayOf = (minute: number) => Math.floor((minute + offsetAt(transitions, minute)) / 1440);
  const offered = new Map<Id, Set<number>>();
  for (const { id, appointments } of practitioners) {
    const begins = appointments.map(({ start }) => start).toSorted((a, b) => a - b);
    const busy = new Set(begins.map(dayOf));
    const starts = slots.filter(({ practitionerIds }) => practitionerIds.includes(id)).map(({ start }) => start);
    const apart = (before: number | undefined, after: number | undefined): boolean =>
      before === undefined ||
      after === undefined ||
      after - before > step ||
      begins.some((begin) => before < begin && begin < after);
    offered.set(
      id,
      new Set(
        starts.filter(
          (start, at) => !busy.has(dayOf(start)) || apart(starts[at - 1], start) || apart(start, starts[at + 1]),
        ),
      ),
    );
  }
  return slots.flatMap(({ start, practitionerIds }) => {
    const able = practitionerIds.filter((id) => offered.get(id)?.has(start));
    return able.length ? [{ start, practitionerIds: able }] : [];
  });
}

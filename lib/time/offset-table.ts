// Turns local minutes into instants and back with a short table of zone offsets, in whole minutes.

/** From `at` (UTC epoch minutes) on, local time runs `offset` minutes east of UTC. */
export interface OffsetChange {
  readonly at: number;
  readonly offset: number;
}

/** Ascending by `at`; the first entry also serves every instant before it. Never empty. */
export type OffsetTable = readonly OffsetChange[];

/** The offset (minutes east of UTC) in force at an instant (UTC epoch minutes). */
export function offsetAt(table: OffsetTable, instant: number): number {
  let offset = table[0]!.offset;
  for (let i = 1; i < table.length && table[i]!.at <= instant; i++) offset = table[i]!.offset;
  return offset;
}

/**
 * The instant (UTC epoch minutes) of a local wall time given in minutes since 1970-01-01T00:00 local.
 * A time skipped by a clock change moves forward by the length of the gap; a time that happens twice is its first.
 */
export function instantOfLocal(table: OffsetTable, localMinutes: number): number {
  let before = table[0]!.offset;
  for (let i = 0; ; i++) {
    const { at, offset } = table[i]!;
    const instant = localMinutes - offset;
    const next = table[i + 1];
    if (next === undefined || instant < next.at) {
      const skipped = i > 0 && instant < at;
      return skipped ? localMinutes - before : instant;
    }
    before = offset;
  }
}

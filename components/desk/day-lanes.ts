// Packs visits that overlap into lanes side by side.
export type Timed = { startMin: number; endMin: number };
export type Laned<T> = { item: T; lane: number; lanes: number };

/**
 * Each item gets the first free lane; items that touch one another, directly or through others, share their number of lanes.
 * Intervals are half-open, in minutes of the day.
 */
export function lanesOf<T extends Timed>(items: readonly T[]): Laned<T>[] {
  const sorted = items.toSorted((a, b) => a.startMin - b.startMin || b.endMin - a.endMin);
  const placed: Laned<T>[] = [];
  let group: Laned<T>[] = [];
  let ends: number[] = [];
  let groupEnd = -Infinity;
  const close = () => {
    for (const one of group) one.lanes = ends.length;
    placed.push(...group);
    group = [];
    ends = [];
  };
  for (const item of sorted) {
    if (item.startMin >= groupEnd) close();
    const free = ends.findIndex((end) => end <= item.startMin);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = item.endMin;
    group.push({ item, lane, lanes: 1 });
    groupEnd = Math.max(groupEnd, item.endMin);
  }
  close();
  return placed;
}

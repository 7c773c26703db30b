// Where on the grid enough rooms and equipment are free for a whole visit.
import { UNIT_GAP } from "./gaps.ts";
import type { Readable } from "./gaps.ts";
import type { Grid } from "./grid.ts";
import type { SearchService } from "./search.ts";

// How the number of free units changes from start to start. Scratch space, rewritten at each use.
let changesScratch = new Int32Array(8192);

/** Whether enough units of every needed kind are free for the whole visit, by point of the grid; null = nothing needed. */
export function fittingUnits(
  grid: Grid,
  service: SearchService,
  gapsOf: (kind: string) => Readable,
): Uint8Array | null {
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

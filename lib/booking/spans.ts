// Growable lists of half-open spans in typed arrays: the arithmetic the slot search is made of.

/** Later (and, negated, earlier) than any instant; small enough for buffers to be added within 32 bits. */
export const FAR = 2 ** 30;

/** Spans `[starts[i], ends[i])` for `i < count`. */
export interface SpanList {
  starts: Int32Array<ArrayBuffer>;
  ends: Int32Array<ArrayBuffer>;
  count: number;
}

export function emptySpans(capacity = 256): SpanList {
  return { starts: new Int32Array(capacity), ends: new Int32Array(capacity), count: 0 };
}

export function grown(array: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  if (array.length >= size) return array;
  const larger = new Int32Array(Math.max(size, array.length * 2));
  larger.set(array);
  return larger;
}

export function reserve(list: SpanList, size: number): void {
  list.starts = grown(list.starts, size);
  list.ends = grown(list.ends, size);
}

/** Sorts by start and joins what overlaps or adjoins, in place. */
export function sortAndJoin(list: SpanList): void {
  const { starts, ends } = list;
  for (let i = 1; i < list.count; i++) {
    const start = starts[i]!;
    const end = ends[i]!;
    let j = i - 1;
    for (; j >= 0 && starts[j]! > start; j--) {
      starts[j + 1] = starts[j]!;
      ends[j + 1] = ends[j]!;
    }
    starts[j + 1] = start;
    ends[j + 1] = end;
  }
  let last = 0;
  for (let i = 1; i < list.count; i++) {
    if (starts[i]! <= ends[last]!) {
      if (ends[i]! > ends[last]!) ends[last] = ends[i]!;
    } else {
      last++;
      starts[last] = starts[i]!;
      ends[last] = ends[i]!;
    }
  }
  list.count = list.count === 0 ? 0 : last + 1;
}

/** Takes `[start, end)` out of a sorted list of disjoint spans, in place. */
export function cutOut(list: SpanList, start: number, end: number): void {
  if (end <= start) return;
  reserve(list, list.count + 1);
  const { starts, ends, count } = list;
  let first = 0;
  for (let high = count; first < high;) {
    const middle = (first + high) >> 1;
    if (ends[middle]! <= start) first = middle + 1;
    else high = middle;
  }
  if (first === count || starts[first]! >= end) return;
  if (starts[first]! < start && ends[first]! > end) {
    starts.copyWithin(first + 1, first, count);
    ends.copyWithin(first + 1, first, count);
    ends[first] = start;
    starts[first + 1] = end;
    list.count = count + 1;
    return;
  }
  if (starts[first]! < start) ends[first++] = start;
  let kept = first;
  while (kept < count && ends[kept]! <= end) kept++;
  if (kept < count && starts[kept]! < end) starts[kept] = end;
  starts.copyWithin(first, kept, count);
  ends.copyWithin(first, kept, count);
  list.count = count - (kept - first);
}

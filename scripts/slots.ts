/** `npm run -s slots < workload.json`: the slot search on standard input, with its time. */

import { pathToFileURL } from "node:url";
import { z } from "zod";
import { searchInput } from "../lib/booking/search-input.ts";
import type { Slot, SlotSearch } from "../lib/booking/search.ts";
import { openSlots, openSlotsPrepared, prepareSearch } from "../lib/booking/slots.ts";
import { answerInput, type Unanswered } from "./answer-input.ts";

const HELP = `Reads one slot search as JSON on standard input and writes its bookable starts on standard output:
{"slots": [{"start", "practitionerIds"}], "elapsedMs": {"cold", "warm"}}. What cannot be
answered gets {"error", "message"} and exit code 1.

  npm run -s slots < workload.json

A search (clinic-slots-workload/1): {range: {fromDate, days, from, to}, transitions: [{at, offset}],
service: {duration, step, bufferBefore, bufferAfter, needs: [{kind, qty}]},
practitioners: [{id, weekly: [{dow, start, end}], overrides: [{date, intervals}], timeOff: [{start, end}],
appointments: [{start, end, bufferBefore, bufferAfter}]}], resources?: [{id, kind, capacity, busy: [{start, end}]}],
earliest?, latest?}. Instants are minutes since 1970-01-01T00:00Z, hours minutes after local midnight (0-1440),
dow 0 is Sunday, dates YYYY-MM-DD; every interval leaves its end out.

elapsedMs are medians after warm-up: cold searches the plain objects as read, warm a calendar packed beforehand.
`;

export interface SlotsAnswer {
  readonly slots: Slot[];
  readonly elapsedMs: { readonly cold: number; readonly warm: number };
}

const WARM_UP_MS = 300;
const MEASURE_MS = 300;

/** Milliseconds of the median call, after warm-up; at least five calls, however long one takes. */
export function medianMs(call: () => unknown, warmUpMs = WARM_UP_MS, measureMs = MEASURE_MS): number {
  for (const stop = performance.now() + warmUpMs; performance.now() < stop;) call();
  const times: number[] = [];
  for (const stop = performance.now() + measureMs; times.length < 5 || performance.now() < stop;) {
    const before = performance.now();
    call();
    times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1]!;
}

/** The answer to one search, or why there is none. */
export function answerSearch(input: unknown): SlotsAnswer | Unanswered {
  const parsed = searchInput.safeParse(input);
  if (!parsed.success) return { error: "invalid", message: z.prettifyError(parsed.error) };
  const search: SlotSearch = parsed.data;
  const slots = openSlots(search);
  const cold = medianMs(() => openSlots(search));
  const prepared = prepareSearch(search, search.service.duration);
  const warm = medianMs(() => openSlotsPrepared(prepared, search));
  return { slots, elapsedMs: { cold, warm } };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await answerInput(HELP, answerSearch);
}

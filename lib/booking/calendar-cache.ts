// Keeps calendars that were read and packed, for as long as their version holds: one short read instead of the whole.
import { readCalendarVersion, versionOf } from "../../db/queries/availability.ts";
import { readRows, type Ctx } from "../context/context.ts";
import type { SlotsView } from "./booking-views.ts";
import { readSearches, type CalendarRead, type SearchQuestion } from "./read-search.ts";
import { prepareSearch, type PreparedSearch } from "./slots.ts";

export type KeptCalendar = {
  read: CalendarRead;
  prepared: PreparedSearch<string>;
  /** Answers given from this calendar, by what was asked; they go when it goes. */
  answers: Map<string, SlotsView>;
};

type Kept = KeptCalendar & { readAt: number };

const MOST = 200;
// Services retire, policies begin and people leave at a time of their own, without a write at that moment.
const LONGEST_MS = 60_000;

const kept = new Map<string, Kept>();

const keyOf = (clinicId: string, { serviceIds, fromDate, days, practitionerIds }: SearchQuestion): string =>
  [clinicId, serviceIds.join(","), fromDate, days, practitionerIds?.join(",") ?? ""].join("|");

/** Good from the moment of its reading until the next of its holds runs out, and while nothing was written. */
function stillGood({ read, readAt }: Kept, version: number, now: number): boolean {
  const until = Math.min(readAt + LONGEST_MS, read.holdsUntil?.getTime() ?? Number.POSITIVE_INFINITY);
  return read.version === version && readAt <= now && now < until;
}

/**
 * The calendar of a question, read anew unless the clinic's version says that nothing has changed. Never inside a transaction that may
 * have written: its own changes do not show in the version yet, so there it always reads.
 */
export async function keptCalendar(ctx: Ctx, question: SearchQuestion): Promise<KeptCalendar> {
  const key = keyOf(ctx.clinicId, question);
  const known = ctx.tx ? undefined : kept.get(key);
  if (known) {
    const version = versionOf(await readRows(ctx, readCalendarVersion(ctx.clinicId)));
    if (stillGood(known, version, ctx.now.getTime())) return known;
    kept.delete(key);
  }
  const read = await readSearches(ctx, question);
  const longest = Math.max(1, ...[...read.services.values()].map((service) => service.duration));
  const fresh = {
    read,
    prepared: prepareSearch({ ...read, resources: read.units }, longest),
    answers: new Map(),
    readAt: ctx.now.getTime(),
  };
  if (!ctx.tx) {
    const oldest = kept.size >= MOST ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(key, fresh);
  }
  return fresh;
}

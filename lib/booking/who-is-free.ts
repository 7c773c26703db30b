// Who else could take a visit at its time.
import type { CalendarRead } from "./read-search.ts";
import { searchOf } from "./read-search.ts";
import { openSlots } from "./slots.ts";

/** Practitioners who offer the service and are free for it at this start, in the order of their ids. */
export function whoIsFree(
  read: CalendarRead,
  visit: { serviceId: string; start: Date; durationMin: number },
): readonly string[] {
  const service = read.services.get(visit.serviceId);
  if (!service) return [];
  const start = visit.start.getTime() / 60_000;
  const search = searchOf(read, service, { durationMin: visit.durationMin });
  return openSlots({ ...search, earliest: start, latest: start + 1 })[0]?.practitionerIds ?? [];
}

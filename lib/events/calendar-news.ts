// Word between processes that a clinic's calendar has changed, for the desks that have it open.
import type { Database } from "../../db/client.ts";
import { hearNotices, sendNotice, type Hearing } from "../../db/notices.ts";

const channel = "calendar_changed";

/** A rush of changes is told of once. */
const gatherMs = 100;
const gathering = new Set<string>();

/**
 * Tells all processes, shortly after. Never inside the transaction that changes something: commits that notify wait for one another
 * in the whole database. What is not heard is seen at the next look.
 */
export function tellCalendar(db: Database, clinicId: string): void {
  if (gathering.has(clinicId)) return;
  gathering.add(clinicId);
  setTimeout(() => {
    gathering.delete(clinicId);
    sendNotice(db, channel, clinicId).catch(() => {});
  }, gatherMs).unref();
}

/** Calls `changed` with a clinic's id at each change, and with null when something may have been missed. */
export const hearCalendars = (db: Database, changed: (clinicId: string | null) => void): Promise<Hearing> =>
  hearNotices(db, channel, changed);

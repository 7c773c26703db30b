// What can be read before anybody waits: prices and policy for a booking, and whether a wish is plainly taken.
import { plainlyTaken, type WishedTime } from "../../db/queries/appointments.ts";
import { zoneOf } from "../../db/queries/availability.ts";
import { policyNow, readPrices } from "../clinic/price-on.ts";
import type { TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { addDays } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import type { AppointmentTerms, NewAppointment } from "./write-rows.ts";

export const takenRefusal = (row: NewAppointment, index: number) =>
  new Refusal("slot_taken", "This time has just been taken. Please choose another one.", {
    facts: {
      index,
      start: row.start.toISOString(),
      serviceId: row.serviceId,
      practitionerId: row.practitionerId ?? null,
    },
  });

export type TermsOf = (row: NewAppointment, practitionerId: string) => AppointmentTerms;

/** Rows that nobody placed over others on purpose, as far as it is known whose time they take. */
export const wishedTimes = (rows: readonly NewAppointment[]): WishedTime[] =>
  rows.flatMap(({ practitionerId, start, durationMin = 1, overbookReason }, n) =>
    practitionerId === undefined || overbookReason !== undefined
      ? []
      : [{ n, practitionerId, start, end: new Date(start.getTime() + durationMin * 60_000) }],
  );

/**
 * What can be read before anybody has to wait, for rows that bring no terms: prices of the visits' days and the policy of today; and
 * with them a quick look whether a wish is taken already, which spares the losers of a race the queue.
 */
export async function beforeLocking(ctx: TxCtx, rows: readonly NewAppointment[]): Promise<TermsOf> {
  if (rows.every((row) => row.terms)) return ({ terms }) => terms!;
  const { tx, clinicId, now } = ctx;
  // Days in UTC with one on either side hold the local days of any zone.
  const starts = rows.map((row) => row.start.getTime()).toSorted((a, b) => a - b);
  const days = {
    from: addDays(dateIn(new Date(starts[0]!), "UTC"), -1),
    to: addDays(dateIn(new Date(starts.at(-1)!), "UTC"), 1),
  };
  const [zone, priceOf, policy, taken] = await Promise.all([
    zoneOf(tx, clinicId),
    readPrices(ctx, days),
    policyNow(ctx),
    plainlyTaken(tx, clinicId, wishedTimes(rows), now),
  ]);
  if (zone === null) throw notFound("clinic");
  if (taken !== null) throw takenRefusal(rows[taken]!, taken);
  return (row, practitionerId) => {
    if (row.terms) return row.terms;
    const date = dateIn(row.start, zone);
    const price = priceOf({ serviceId: row.serviceId, practitionerId, date });
    const { cancelNoticeHours, lateFeeMinor, depositMinor } = policy;
    return {
      ...price,
      ...(row.split?.(price, date) ?? { patientMinor: price.priceMinor, payer: "self" }),
      policy: { cancelNoticeHours, lateFeeMinor, depositMinor },
    };
  };
}

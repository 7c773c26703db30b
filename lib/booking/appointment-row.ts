// The row of an appointment that has found its seat: ranges, wall time, lane and terms.
import { lanesInUse, rangeText, type NewAppointmentRow } from "../../db/queries/appointments.ts";
import type { TxCtx } from "../context/context.ts";
import { newId } from "../ids.ts";
import { wallStamp } from "../time/zone.ts";
import type { ServiceFacts } from "./read-search.ts";
import type { Seat } from "./seating.ts";
import type { AppointmentTerms, NewAppointment } from "./write-rows.ts";

const MINUTE = 60_000;

/** A row with its seat, and the times it then has. */
export type Placed = { row: NewAppointment; service: ServiceFacts; seat: Seat; start: Date; end: Date; zone: string };

export type FilledRow = NewAppointmentRow & { status: "held" | "booked" };

export async function toRow(ctx: TxCtx, placed: Placed, terms: AppointmentTerms): Promise<FilledRow> {
  const { row, service, seat: seated, start, end, zone } = placed;
  const { tx, clinicId, now } = ctx;
  const before = new Date(start.getTime() - service.bufferBefore * MINUTE);
  const after = new Date(end.getTime() + service.bufferAfter * MINUTE);
  const lanes = seated.clashes ? await lanesInUse(tx, clinicId, seated.practitionerId, before, after) : [];
  const lane = seated.clashes ? Math.max(0, ...lanes) + 1 : 0;
  const id = row.id ?? newId(now.getTime());
  return {
    clinicId,
    id,
    chainId: row.chain?.id ?? id,
    sequence: row.chain?.sequence ?? 0,
    practitionerId: seated.practitionerId,
    serviceId: row.serviceId,
    locationId: seated.locationId,
    patientId: row.patientId,
    episodeId: row.episodeId ?? null,
    visitId: row.visitId ?? null,
    screenId: row.screenId ?? null,
    status: row.status,
    startsAt: start,
    endsAt: end,
    bufferBeforeMin: service.bufferBefore,
    bufferAfterMin: service.bufferAfter,
    during: rangeText(start, end),
    busyAfter: rangeText(start, after),
    busyBefore: rangeText(before, end),
    lane,
    overbookReason: seated.allowed ? null : (row.overbookReason ?? null),
    wallStart: wallStamp(start, zone),
    timeZone: zone,
    holdExpiresAt: row.status === "held" ? (row.holdExpiresAt ?? null) : null,
    holdKey: row.holdKey ?? null,
    reviewRequired: row.reviewRequired ?? false,
    bookedVia: row.via,
    priceMinor: terms.priceMinor,
    taxMinor: terms.taxMinor,
    taxCode: terms.taxCode,
    currency: terms.currency,
    patientMinor: terms.patientMinor,
    payer: terms.payer,
    policy: terms.policy,
    createdAt: now,
  };
}

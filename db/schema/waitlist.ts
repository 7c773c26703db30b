// Who would rather come earlier, and the freed times that were offered to them.
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { appointments } from "./booking.ts";
import { practitioners, services } from "./clinic.ts";
import { patients } from "./patients.ts";
import { instant, tenantKey, tenantPk, within } from "./shapes.ts";

/** A wish for an earlier time than a booking has; one a booking, until it is fulfilled, taken back or over. */
export const waitWishes = pgTable(
  "wait_wishes",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    chainId: uuid("chain_id").notNull(),
    askedAt: instant("asked_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    tenantPk("wait_wishes", t),
    within("wait_wishes_patient_fk", t, t.patientId, patients),
    within("wait_wishes_chain_fk", t, t.chainId, appointments),
    uniqueIndex("wait_wishes_open_once")
      .on(t.clinicId, t.chainId)
      .where(sql`${t.endedAt} is null`),
    index("wait_wishes_by_patient").on(t.clinicId, t.patientId),
  ],
);

/** A freed time as it was offered to one of those who wait; the first yes takes it. */
export const slotOffers = pgTable(
  "slot_offers",
  {
    ...tenantKey(),
    wishId: uuid("wish_id").notNull(),
    patientId: uuid("patient_id").notNull(),
    /** The appointment that gave the time up. */
    freedId: uuid("freed_id").notNull(),
    serviceId: uuid("service_id").notNull(),
    practitionerId: uuid("practitioner_id").notNull(),
    startsAt: instant("starts_at").notNull(),
    offeredAt: instant("offered_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
    outcome: text("outcome"),
  },
  (t) => [
    tenantPk("slot_offers", t),
    within("slot_offers_wish_fk", t, t.wishId, waitWishes),
    within("slot_offers_patient_fk", t, t.patientId, patients),
    within("slot_offers_freed_fk", t, t.freedId, appointments),
    within("slot_offers_service_fk", t, t.serviceId, services),
    within("slot_offers_practitioner_fk", t, t.practitionerId, practitioners),
    unique("slot_offers_once").on(t.clinicId, t.freedId, t.wishId),
    uniqueIndex("slot_offers_taken_once")
      .on(t.clinicId, t.freedId)
      .where(sql`${t.outcome} = 'taken'`),
    index("slot_offers_by_patient").on(t.clinicId, t.patientId),
    check("slot_offers_outcome_known", sql`${t.outcome} in ('taken', 'lost', 'expired', 'declined')`),
    check("slot_offers_ended_whole", sql`(${t.endedAt} is null) = (${t.outcome} is null)`),
  ],
);

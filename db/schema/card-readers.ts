// Card readers that stand at a clinic's desks.
import { sql } from "drizzle-orm";
import { pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { locations, members } from "./clinic.ts";
import { clinics } from "./global.ts";
import { instant, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

/** One that was given up stays, because payments were made on it. */
export const cardReaders = pgTable(
  "card_readers",
  {
    ...tenantKey(),
    locationId: uuid("location_id").notNull(),
    /** As the desk knows it. */
    label: text("label").notNull(),
    /** The account at Stripe that takes its payments; empty for the key's own. */
    stripeAccount: text("stripe_account").notNull(),
    /** The place as Stripe knows it, `tml_…`. */
    stripePlaceId: text("stripe_place_id").notNull(),
    /** `tmr_…` */
    stripeReaderId: text("stripe_reader_id").notNull(),
    device: text("device").notNull(),
    serial: text("serial").notNull(),
    addedBy: uuid("added_by").notNull(),
    addedAt: instant("added_at").notNull(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    tenantPk("card_readers", t),
    ofClinic("card_readers_of_clinic", t, clinics),
    within("card_readers_location_fk", t, t.locationId, locations),
    within("card_readers_member_fk", t, t.addedBy, members),
    uniqueIndex("card_readers_once")
      .on(t.clinicId, t.stripeReaderId)
      .where(sql`${t.removedAt} is null`),
  ],
);

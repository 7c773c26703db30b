// Gift cards: what the clinic sells them for from which day, and those that were bought; their money is payments that name them.
import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { members } from "./clinic.ts";
import { clinics } from "./global.ts";
import { instant, minor, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

/** From the day on; the latest row that has begun counts, and one without amounts sells none. Never changed. */
export const giftCardTerms = pgTable(
  "gift_card_terms",
  {
    ...tenantKey(),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
    amountsMinor: integer("amounts_minor").array().notNull(),
    /** Between these the buyer may choose any amount; both or neither. */
    leastMinor: minor("least_minor"),
    mostMinor: minor("most_minor"),
    memberId: uuid("member_id"),
    setAt: instant("set_at").notNull(),
  },
  (t) => [
    tenantPk("gift_card_terms", t),
    ofClinic("gift_card_terms_of_clinic", t, clinics),
    within("gift_card_terms_member_fk", t, t.memberId, members),
    index("gift_card_terms_by_day").on(t.clinicId, t.effectiveFrom),
    check("gift_card_terms_limits", sql`(${t.leastMinor} is null) = (${t.mostMinor} is null)`),
    check("gift_card_terms_sane", sql`${t.leastMinor} > 0 and ${t.leastMinor} <= ${t.mostMinor}`),
  ],
);

/** What was bought, by whom, and for whom where they said so. Never expires. The code itself is not kept. */
export const giftCards = pgTable(
  "gift_cards",
  {
    ...tenantKey(),
    codeHash: text("code_hash").notNull(),
    /** The last four signs of the code, to tell cards apart by. */
    codeEnd: text("code_end").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency").notNull(),
    buyerName: text("buyer_name").notNull(),
    buyerEmail: text("buyer_email").notNull(),
    recipientName: text("recipient_name"),
    recipientEmail: text("recipient_email"),
    message: text("message"),
    status: text("status").notNull(),
    createdAt: instant("created_at").notNull(),
    soldAt: instant("sold_at"),
    /** Who sold it, where it was not bought online. */
    memberId: uuid("member_id"),
  },
  (t) => [
    tenantPk("gift_cards", t),
    ofClinic("gift_cards_of_clinic", t, clinics),
    within("gift_cards_member_fk", t, t.memberId, members),
    unique("gift_cards_code_once").on(t.clinicId, t.codeHash),
    check("gift_cards_positive", sql`${t.amountMinor} > 0`),
    check("gift_cards_status_known", sql`${t.status} in ('waiting', 'active', 'unpaid')`),
    check("gift_cards_sold", sql`(${t.soldAt} is not null) = (${t.status} = 'active')`),
  ],
);

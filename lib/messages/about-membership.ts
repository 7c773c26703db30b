// Decides what is told about a month of a membership that a card did not pay, and about its end.
import { membershipById, membershipOffersOf } from "../../db/queries/memberships.ts";
import type { TxCtx } from "../context/context.ts";
import { formatMoney } from "../money/money.ts";
import { sayDate } from "../time/say.ts";
import { dateIn } from "../time/zone.ts";
import type { OutboxJob } from "./message.ts";
import { membershipEndedLetter, monthRefusedLetter } from "./membership-letters.ts";
import { clinicFor } from "./spoken-clinic.ts";
import { named, type Decide } from "./message.ts";

async function told(t: TxCtx, job: OutboxJob) {
  const row = await membershipById(t.tx, t.clinicId, named(job, "membershipId"));
  const [found] = row ? await membershipOffersOf(t.tx, t.clinicId, { ids: [row.offerId] }) : [];
  if (!row || !found) return null;
  const clinic = await clinicFor(t, row.patientId);
  return { row, offer: found.offer, clinic, url: `${t.publicUrl}/${clinic.slug}/me/membership` };
}

/** Nothing once it is paid, or over. */
export const tellMonthRefused: Decide = async (t, job) => {
  const about = await told(t, job);
  if (about?.row.status !== "past_due") return { skip: "paid meanwhile, or over" };
  const { row, offer, clinic, url } = about;
  const letter = monthRefusedLetter(clinic, {
    amount: formatMoney(offer.monthMinor, row.currency, clinic.locale),
    why: row.refusal === "authentication_required" ? row.refusal : "declined",
    askAgainOn: row.askAgainAt && sayDate(dateIn(row.askAgainAt, clinic.timeZone), clinic.locale),
    url,
  });
  return { patientId: row.patientId, topic: "account", letter };
};

export const tellMembershipEnded: Decide = async (t, job) => {
  const about = await told(t, job);
  // Ended by hand, its month was let go of, and whoever did it knows.
  if (about?.row.status !== "ended" || !about.row.pastDueSince) return { skip: "goes on, or was ended by hand" };
  const { row, clinic, url } = about;
  return { patientId: row.patientId, topic: "account", letter: membershipEndedLetter(clinic, { url }) };
};

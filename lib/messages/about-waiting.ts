// Decides what is told about times that were offered to those who wait for an earlier one.
import { sentAbout } from "../../db/queries/messages.ts";
import { offerRow, offerStands } from "../../db/queries/waitlist.ts";
import * as letters from "./letters.ts";
import { clinicFor } from "./spoken-clinic.ts";
import { named, type Decide } from "./message.ts";
import { offerKey } from "./take-offer.ts";

export const tellOffer: Decide = async (t, job) => {
  const offer = await offerRow(t.tx, t.clinicId, named(job, "offerId"));
  if (!offer || offer.outcome !== null) return { skip: offer?.outcome ?? "no such offer" };
  if (offer.expiresAt <= t.now) return { skip: "expired" };
  if (!(await offerStands(t.tx, t.clinicId, offer.id))) return { skip: "nothing to move any more" };
  const clinic = await clinicFor(t, offer.patientId);
  const url = `${t.publicUrl}/${clinic.slug}/offer/${offerKey(t, offer.id)}`;
  const { patientId, startsAt, expiresAt } = offer;
  return { patientId, topic: "waitlist", letter: letters.offeredTimeLetter(clinic, startsAt, expiresAt, url) };
};

/** Only for those who heard of the offer, as far as anybody knows. */
export const tellClosed: Decide = async (t, job) => {
  const offer = await offerRow(t.tx, t.clinicId, named(job, "offerId"));
  if (offer?.outcome !== "lost") return { skip: "not lost" };
  const heard = await sentAbout(t.tx, t.clinicId, `waitlist.offer:${offer.id}`);
  if (heard === false) return { skip: "never heard of it" };
  if (heard !== true && heard > t.now) return { notBefore: heard };
  const clinic = await clinicFor(t, offer.patientId);
  return { patientId: offer.patientId, topic: "booking", letter: letters.lostTimeLetter(clinic, offer.startsAt) };
};

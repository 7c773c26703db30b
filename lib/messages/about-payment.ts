// Decides what is told of a payment that is asked for on a page.
import { checkoutRow } from "../../db/queries/checkouts.ts";
import { formatMoney } from "../money/money.ts";
import { payKey } from "../money/pay-key.ts";
import * as letters from "./letters.ts";
import { clinicFor } from "./spoken-clinic.ts";
import { named, type Decide } from "./message.ts";

/** Nothing once it is paid, or its page has closed. By the way that was chosen for bookings: nobody asked for it at a distance. */
export const tellAsked: Decide = async (t, job) => {
  const row = await checkoutRow(t.tx, t.clinicId, named(job, "checkoutId"));
  if (row?.status !== "open" || !row.patientId) return { skip: "not open any more" };
  const clinic = await clinicFor(t, row.patientId);
  const letter = letters.askedPaymentLetter(clinic, {
    amount: formatMoney(row.amountMinor, row.currency, clinic.locale),
    until: row.expiresAt,
    url: `${t.publicUrl}/${clinic.slug}/pay/${payKey(t, row.id)}`,
  });
  return { patientId: row.patientId, topic: "booking", letter };
};

// A month of a membership was paid: its visits can be used. The money is the patient's credit, and revenue only when a visit uses it or it lapses.
import { addMonth, membershipOffersOf, type MembershipRow } from "../../db/queries/memberships.ts";
import { record } from "../audit/audit.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import type { TxCtx } from "../context/context.ts";
import type { InvoicePaid } from "../gateways/stripe-subscription.ts";
import { newId } from "../ids.ts";
import { addMonths } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { receive } from "./book-money.ts";

/** Once a bill. A month that was paid late counts from the day on which it was paid: before, nobody could use it. */
export async function receiveMonth(t: TxCtx, row: MembershipRow, invoice: InvoicePaid): Promise<void> {
  const [found] = await membershipOffersOf(t.tx, t.clinicId, { ids: [row.offerId] });
  const { timeZone } = await loadClinic(t);
  const { sessions, rollMonths } = found!.offer;
  const packageId = newId();
  const { amountMinor, currency } = invoice;
  const added = await addMonth(t.tx, {
    clinicId: t.clinicId,
    id: packageId,
    membershipId: row.id,
    patientId: row.patientId,
    sessions,
    totalMinor: amountMinor,
    currency,
    status: "active",
    createdAt: t.now,
    soldAt: t.now,
    expiresOn: rollMonths === null ? null : addMonths(dateIn(t.now, timeZone), 1 + rollMonths),
    stripeInvoiceId: invoice.id,
  });
  if (!added) return;
  const { patientId } = row;
  const stripePaymentIntentId = invoice.paymentIntentId;
  await receive(t, { patientId, packageId, method: "stripe", amountMinor, currency, stripePaymentIntentId });
  await record(t, [
    { deed: "membership.month", subjectKind: "membership", subjectId: row.id, patientId, detail: { amountMinor } },
  ]);
}

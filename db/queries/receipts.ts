// Everything that stands on a receipt, read at the moment it is issued.
import { and, asc, eq, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import {
  appointments,
  chargeReductions,
  charges,
  clinics,
  disciplines,
  licences,
  locations,
  paymentAllocations,
  patients,
  payments,
  practitioners,
  services,
  suppliers,
} from "../schema/index.ts";

/** Whose profession and registration decide the tax of a fee. */
export async function feeParties(tx: Tx, clinicId: string, serviceId: string, supplierId: string) {
  const [row] = await tx
    .select({ profession: disciplines.profession, gstRegisteredFrom: suppliers.gstRegisteredFrom })
    .from(services)
    .innerJoin(disciplines, and(eq(disciplines.clinicId, clinicId), eq(disciplines.id, services.disciplineId)))
    .innerJoin(suppliers, and(eq(suppliers.clinicId, clinicId), eq(suppliers.id, supplierId)))
    .where(and(eq(services.clinicId, clinicId), eq(services.id, serviceId)));
  if (!row) throw new Error("a service or supplier of a fee is gone");
  return row;
}

export type ReceiptFacts = NonNullable<Awaited<ReturnType<typeof receiptFacts>>>;

/** As things are now: what was taken off the charge is off. */
export async function receiptFacts(tx: Tx, clinicId: string, chargeId: string) {
  const [row] = await tx
    .select({
      chargeId: charges.id,
      kind: charges.kind,
      payer: charges.payer,
      netMinor: charges.netMinor,
      taxMinor: charges.taxMinor,
      taxCode: charges.taxCode,
      currency: charges.currency,
      serviceOn: charges.serviceOn,
      patientId: patients.id,
      patientName: patients.name,
      appointmentId: appointments.id,
      appointmentPriceMinor: appointments.priceMinor,
      appointmentPatientMinor: appointments.patientMinor,
      appointmentPayer: appointments.payer,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
      serviceName: services.name,
      serviceKind: services.kind,
      disciplineName: disciplines.name,
      practitionerId: practitioners.id,
      practitionerName: practitioners.name,
      practitionerTitle: practitioners.title,
      profession: disciplines.profession,
      supplier: {
        name: suppliers.name,
        address: suppliers.address,
        phone: suppliers.phone,
        gstNumber: suppliers.gstNumber,
      },
      clinic: { name: clinics.name, phone: clinics.phone, email: clinics.email, timeZone: clinics.timeZone },
      place: { name: locations.name, address: locations.address },
    })
    .from(charges)
    .innerJoin(appointments, and(eq(appointments.clinicId, clinicId), eq(appointments.id, charges.appointmentId)))
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, charges.patientId)))
    .innerJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, appointments.serviceId)))
    .innerJoin(disciplines, and(eq(disciplines.clinicId, clinicId), eq(disciplines.id, services.disciplineId)))
    .innerJoin(
      practitioners,
      and(eq(practitioners.clinicId, clinicId), eq(practitioners.id, appointments.practitionerId)),
    )
    .innerJoin(suppliers, and(eq(suppliers.clinicId, clinicId), eq(suppliers.id, charges.supplierId)))
    .innerJoin(locations, and(eq(locations.clinicId, clinicId), eq(locations.id, appointments.locationId)))
    .innerJoin(clinics, eq(clinics.id, charges.clinicId))
    .where(and(eq(charges.clinicId, clinicId), eq(charges.id, chargeId)));
  if (!row) return null;
  const [licence] = await tx
    .select({ college: licences.college, number: licences.number })
    .from(licences)
    .where(
      and(
        eq(licences.clinicId, clinicId),
        eq(licences.practitionerId, row.practitionerId),
        eq(licences.profession, row.profession),
        sql`${licences.validFrom} <= ${row.serviceOn}::date and (${licences.validUntil} is null or ${licences.validUntil} >= ${row.serviceOn}::date)`,
      ),
    )
    .orderBy(asc(licences.validFrom))
    .limit(1);
  const paidMinor = sql<number>`sum(${paymentAllocations.amountMinor})::int`;
  const paid = await tx
    .select({ method: payments.method, amountMinor: paidMinor, receivedAt: payments.receivedAt })
    .from(paymentAllocations)
    .innerJoin(payments, and(eq(payments.clinicId, clinicId), eq(payments.id, paymentAllocations.paymentId)))
    .where(and(eq(paymentAllocations.clinicId, clinicId), eq(paymentAllocations.chargeId, chargeId)))
    .groupBy(payments.id, payments.method, payments.receivedAt)
    .having(sql`${paidMinor} > 0`)
    .orderBy(payments.receivedAt, payments.id);
  const [less] = await tx
    .select({
      netMinor: sql<number>`coalesce(sum(${chargeReductions.netMinor}), 0)::int`,
      taxMinor: sql<number>`coalesce(sum(${chargeReductions.taxMinor}), 0)::int`,
    })
    .from(chargeReductions)
    .where(and(eq(chargeReductions.clinicId, clinicId), eq(chargeReductions.chargeId, chargeId)));
  return {
    ...row,
    netMinor: row.netMinor - less!.netMinor,
    taxMinor: row.taxMinor - less!.taxMinor,
    licence: licence ?? null,
    paid,
  };
}

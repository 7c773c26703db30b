// Receipts as issued, and everything that stands on one, read at the moment it is issued.
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import {
  appointments,
  chargeReductions,
  charges,
  clinics,
  counters,
  disciplines,
  licences,
  locations,
  paymentAllocations,
  patients,
  payments,
  practitioners,
  receipts,
  services,
  suppliers,
} from "../schema/index.ts";
import { payerReferralFor } from "./payer-referrals.ts";

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
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
      serviceName: services.name,
      serviceKind: services.kind,
      disciplineId: disciplines.id,
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
  // What other payers are asked for of the same visit, as it stands now.
  const payers = await tx.execute<{ name: string; minor: number }>(sql`
    select m.payer as name, sum(m.net)::int as minor from (
      select k.payer, k.net_minor - coalesce((select sum(d.net_minor) from charge_reductions d
        where d.clinic_id = ${clinicId} and d.charge_id = k.id), 0) as net
      from charges k where k.clinic_id = ${clinicId} and k.appointment_id = ${row.appointmentId} and k.kind = 'visit'
        and k.payer <> 'self') m
    where m.net > 0 group by m.payer order by min(array_position(array['icbc', 'worksafebc', 'msp', 'extended'], m.payer))`);
  return {
    ...row,
    payers: [...payers],
    netMinor: row.netMinor - less!.netMinor,
    taxMinor: row.taxMinor - less!.taxMinor,
    licence: licence ?? null,
    referral: await payerReferralFor(tx, clinicId, {
      patientId: row.patientId,
      disciplineId: row.disciplineId,
      day: row.serviceOn,
    }),
    paid,
  };
}

/**
 * What a patient paid for their own visits and fees with money that came in within `[from, to)`, by the day of service. What a gift card
 * paid is not theirs: somebody else may have.
 */
export async function paidVisits(tx: Tx, clinicId: string, of: { patientId: string; from: Date; to: Date }) {
  const rows = await tx.execute<{
    chargeId: string;
    kind: string;
    serviceOn: string;
    service: string;
    practitioner: string;
    title: string;
    licence: string | null;
    totalMinor: number;
    taxMinor: number;
    paidMinor: number;
    receiptNumber: number | null;
  }>(sql`
    select k.id as "chargeId", k.kind, k.service_on::text as "serviceOn", s.name as service, w.name as practitioner, w.title,
      (select l.college || ' ' || l.number from licences l where l.clinic_id = ${clinicId} and l.practitioner_id = w.id
        and l.profession = d.profession and l.valid_from <= k.service_on
        and (l.valid_until is null or l.valid_until >= k.service_on) order by l.valid_from limit 1) as licence,
      (k.net_minor + k.tax_minor - less.net - less.tax)::int as "totalMinor", (k.tax_minor - less.tax)::int as "taxMinor",
      paid.minor::int as "paidMinor",
      (select max(r.number)::int from receipts r where r.clinic_id = ${clinicId} and r.charge_id = k.id) as "receiptNumber"
    from charges k
    join appointments a on a.clinic_id = ${clinicId} and a.id = k.appointment_id
    join services s on s.clinic_id = ${clinicId} and s.id = a.service_id
    join disciplines d on d.clinic_id = ${clinicId} and d.id = s.discipline_id
    join practitioners w on w.clinic_id = ${clinicId} and w.id = a.practitioner_id
    join lateral (select coalesce(sum(x.amount_minor), 0) as minor from payment_allocations x
      join payments p on p.clinic_id = ${clinicId} and p.id = x.payment_id and p.method <> 'gift_card'
        and p.received_at >= ${of.from.toISOString()}::timestamptz and p.received_at < ${of.to.toISOString()}::timestamptz
      where x.clinic_id = ${clinicId} and x.charge_id = k.id) paid on true
    join lateral (select coalesce(sum(c.net_minor), 0) as net, coalesce(sum(c.tax_minor), 0) as tax from charge_reductions c
      where c.clinic_id = ${clinicId} and c.charge_id = k.id) less on true
    where k.clinic_id = ${clinicId} and k.patient_id = ${of.patientId} and k.payer = 'self' and paid.minor > 0
    order by k.service_on, k.id`);
  return [...rows];
}

/** Calendar years of the zone in which the patient paid anything, the latest first. */
export async function paymentYears(tx: Tx, clinicId: string, patientId: string, zone: string): Promise<number[]> {
  const rows = await tx.execute<{ year: number }>(sql`
    select distinct extract(year from p.received_at at time zone ${zone})::int as year from payments p
    where p.clinic_id = ${clinicId} and p.patient_id = ${patientId} and p.method <> 'gift_card' order by 1 desc`);
  return [...rows].map((row) => row.year);
}

/** The next number of a gapless series; its row stays locked until the transaction ends. */
export async function nextNumber(tx: Tx, clinicId: string, name: string): Promise<number> {
  const [row] = await tx
    .insert(counters)
    .values({ clinicId, name, value: 1 })
    .onConflictDoUpdate({ target: [counters.clinicId, counters.name], set: { value: sql`${counters.value} + 1` } })
    .returning({ value: counters.value });
  return row!.value;
}

export const addReceipt = (tx: Tx, row: typeof receipts.$inferInsert) => tx.insert(receipts).values(row);

export async function receiptBy(tx: Tx, clinicId: string, id: string) {
  const [row] = await tx
    .select()
    .from(receipts)
    .where(and(eq(receipts.clinicId, clinicId), eq(receipts.id, id)));
  return row ?? null;
}

/** All receipts of a charge; the last one is the one that counts, the others were replaced. */
export const receiptsOfCharge = (tx: Tx, clinicId: string, chargeId: string) =>
  tx
    .select()
    .from(receipts)
    .where(and(eq(receipts.clinicId, clinicId), eq(receipts.chargeId, chargeId)))
    .orderBy(asc(receipts.number));

export async function receiptsOf(tx: Tx, clinicId: string, patientId: string) {
  return tx
    .select({
      id: receipts.id,
      number: receipts.number,
      kind: receipts.kind,
      issuedAt: receipts.issuedAt,
      chargeId: receipts.chargeId,
      paymentId: receipts.paymentId,
    })
    .from(receipts)
    .where(and(eq(receipts.clinicId, clinicId), eq(receipts.patientId, patientId)))
    .orderBy(desc(receipts.number));
}

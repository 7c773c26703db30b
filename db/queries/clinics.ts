// Reads of the clinic itself: its entry in the directory, and the rows its catalogue is made of.
import { and, desc, eq, isNull, lte, or, gt, sql } from "drizzle-orm";
import type { Handle, Tx } from "../client.ts";
import {
  clinics,
  disciplines,
  locations,
  policies,
  practitioners,
  practitionerServices,
  servicePrices,
  services,
  suppliers,
  taxRates,
} from "../schema/index.ts";

export type ClinicRow = typeof clinics.$inferSelect;

/** Global directory: by address, also those that are not published. */
export async function clinicRowBySlug(handle: Handle, slug: string): Promise<ClinicRow | null> {
  const [row] = await handle.select().from(clinics).where(eq(clinics.slug, slug));
  return row ?? null;
}

export async function clinicRow(tx: Tx, clinicId: string): Promise<ClinicRow | null> {
  const [row] = await tx.select().from(clinics).where(eq(clinics.id, clinicId));
  return row ?? null;
}

export const locationRows = (tx: Tx, clinicId: string) =>
  tx.select().from(locations).where(eq(locations.clinicId, clinicId)).orderBy(locations.name, locations.id);

export const disciplineRows = (tx: Tx, clinicId: string) =>
  tx.select().from(disciplines).where(eq(disciplines.clinicId, clinicId)).orderBy(disciplines.position, disciplines.id);

/** Services still offered at the instant. */
export const serviceRows = (tx: Tx, clinicId: string, at: Date) =>
  tx
    .select()
    .from(services)
    .where(and(eq(services.clinicId, clinicId), or(isNull(services.retiredAt), gt(services.retiredAt, at))))
    .orderBy(services.position, services.id);

/** People still there on the local date, with who bills for them. */
export const practitionerRows = (tx: Tx, clinicId: string, onDate: string) =>
  tx
    .select({
      id: practitioners.id,
      name: practitioners.name,
      title: practitioners.title,
      pronouns: practitioners.pronouns,
      gender: practitioners.gender,
      languages: practitioners.languages,
      about: practitioners.about,
      supplierId: practitioners.supplierId,
      gstRegisteredFrom: suppliers.gstRegisteredFrom,
    })
    .from(practitioners)
    .innerJoin(suppliers, and(eq(suppliers.clinicId, clinicId), eq(suppliers.id, practitioners.supplierId)))
    .where(
      and(
        eq(practitioners.clinicId, clinicId),
        or(isNull(practitioners.leftOn), gt(practitioners.leftOn, sql`${onDate}::date`)),
      ),
    )
    .orderBy(practitioners.position, practitioners.id);

export const offerRows = (tx: Tx, clinicId: string) =>
  tx
    .select({ serviceId: practitionerServices.serviceId, practitionerId: practitionerServices.practitionerId })
    .from(practitionerServices)
    .where(eq(practitionerServices.clinicId, clinicId));

/** Prices that have begun by the date. */
export const priceRows = (tx: Tx, clinicId: string, onDate: string) =>
  tx
    .select({
      serviceId: servicePrices.serviceId,
      effectiveFrom: servicePrices.effectiveFrom,
      priceMinor: servicePrices.priceMinor,
      taxCode: servicePrices.taxCode,
    })
    .from(servicePrices)
    .where(and(eq(servicePrices.clinicId, clinicId), lte(servicePrices.effectiveFrom, onDate)));

export const taxRateRows = (tx: Tx, clinicId: string) =>
  tx.select().from(taxRates).where(eq(taxRates.clinicId, clinicId));

/** Dates are local ones, `YYYY-MM-DD`. */
export type PriceGround = {
  currency: string;
  services: { id: string; name: string; profession: string }[];
  /** In the clinic's own order. */
  people: { id: string; gstRegisteredFrom: string | null }[];
  offers: { serviceId: string; practitionerId: string }[];
  prices: { serviceId: string; effectiveFrom: string; priceMinor: number; taxCode: string }[];
  taxRates: {
    effectiveFrom: string;
    profession: string;
    supply: string;
    code: string;
    rateBp: number;
    source: string;
  }[];
};

/**
 * All that prices of visits between two local dates depend on, in one statement: services offered at the instant, people still there on
 * the first date, prices that have begun by the last. Null when the clinic does not exist.
 */
export async function priceGround(
  tx: Tx,
  clinicId: string,
  q: { at: Date; from: string; to: string },
): Promise<PriceGround | null> {
  const clinic = sql`${clinicId}::uuid`;
  const rows = await tx.execute(sql`
    select c.currency,
      (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'profession', d.profession)), '[]')
        from services s join disciplines d on d.clinic_id = ${clinic} and d.id = s.discipline_id
        where s.clinic_id = ${clinic} and (s.retired_at is null or s.retired_at > ${q.at.toISOString()}::timestamptz)) as services,
      (select coalesce(json_agg(json_build_object('id', p.id, 'gstRegisteredFrom', u.gst_registered_from)
          order by p.position, p.id), '[]')
        from practitioners p join suppliers u on u.clinic_id = ${clinic} and u.id = p.supplier_id
        where p.clinic_id = ${clinic} and (p.left_on is null or p.left_on > ${q.from}::date)) as people,
      (select coalesce(json_agg(json_build_object('serviceId', o.service_id, 'practitionerId', o.practitioner_id)), '[]')
        from practitioner_services o where o.clinic_id = ${clinic}) as offers,
      (select coalesce(json_agg(json_build_object('serviceId', r.service_id, 'effectiveFrom', r.effective_from,
          'priceMinor', r.price_minor, 'taxCode', r.tax_code)), '[]')
        from service_prices r where r.clinic_id = ${clinic} and r.effective_from <= ${q.to}::date) as prices,
      (select coalesce(json_agg(json_build_object('effectiveFrom', t.effective_from, 'profession', t.profession,
          'supply', t.supply, 'code', t.code, 'rateBp', t.rate_bp, 'source', t.source)), '[]')
        from tax_rates t where t.clinic_id = ${clinic}) as "taxRates"
    from clinics c where c.id = ${clinic}`);
  const [row] = rows as unknown as PriceGround[];
  return row ?? null;
}

/** The policy in force on the date. */
export async function policyRow(tx: Tx, clinicId: string, onDate: string) {
  const [row] = await tx
    .select()
    .from(policies)
    .where(and(eq(policies.clinicId, clinicId), lte(policies.effectiveFrom, onDate)))
    .orderBy(desc(policies.effectiveFrom))
    .limit(1);
  return row ?? null;
}

/** The policy in force on the clinic's local date of an instant. */
export async function policyRowAt(tx: Tx, clinicId: string, at: Date) {
  const [row] = await tx
    .select({ policy: policies })
    .from(policies)
    .innerJoin(clinics, eq(clinics.id, clinicId))
    .where(
      and(
        eq(policies.clinicId, clinicId),
        sql`${policies.effectiveFrom} <= (${at.toISOString()}::timestamptz at time zone ${clinics.timeZone})::date`,
      ),
    )
    .orderBy(desc(policies.effectiveFrom))
    .limit(1);
  return row?.policy ?? null;
}

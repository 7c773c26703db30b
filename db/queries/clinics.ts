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

/** Global directory: by address, published ones only. */
export async function clinicRowBySlug(handle: Handle, slug: string): Promise<ClinicRow | null> {
  const [row] = await handle
    .select()
    .from(clinics)
    .where(and(eq(clinics.slug, slug), eq(clinics.published, true)));
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

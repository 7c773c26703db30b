// What a clinic sets up of itself: places, rooms, disciplines, services with their prices, people with their licences, and dated rules.
import { and, asc, count, desc, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import * as t from "../schema/index.ts";
import { addRows } from "./seed.ts";

type New<T extends { $inferInsert: unknown }> = T["$inferInsert"];

/** The rows a clinic begins with, table by table in the order in which they may be written. */
export type OpeningRows = {
  locations: New<typeof t.locations>[];
  resources: New<typeof t.resources>[];
  suppliers: New<typeof t.suppliers>[];
  policies: New<typeof t.policies>[];
  taxRates: New<typeof t.taxRates>[];
  retentionRules: New<typeof t.retentionRules>[];
  payerRules: New<typeof t.payerRules>[];
  scopeRules: New<typeof t.scopeRules>[];
  planTemplates: New<typeof t.planTemplates>[];
  calendarVersions: New<typeof t.calendarVersions>[];
};

export async function layOpening(tx: Tx, rows: OpeningRows): Promise<void> {
  await addRows(tx, t.locations, rows.locations);
  await addRows(tx, t.resources, rows.resources);
  await addRows(tx, t.suppliers, rows.suppliers);
  await addRows(tx, t.policies, rows.policies);
  await addRows(tx, t.taxRates, rows.taxRates);
  await addRows(tx, t.retentionRules, rows.retentionRules);
  await addRows(tx, t.payerRules, rows.payerRules);
  await addRows(tx, t.scopeRules, rows.scopeRules);
  await addRows(tx, t.planTemplates, rows.planTemplates);
  await addRows(tx, t.calendarVersions, rows.calendarVersions);
}

/** False when the address is another clinic's. */
export async function addClinic(tx: Tx, row: New<typeof t.clinics>): Promise<boolean> {
  const added = await tx.insert(t.clinics).values(row).onConflictDoNothing().returning({ id: t.clinics.id });
  return added.length > 0;
}

export async function updateClinic(
  tx: Tx,
  clinicId: string,
  change: Partial<Pick<New<typeof t.clinics>, "name" | "phone" | "email" | "about" | "published">>,
): Promise<void> {
  await tx.update(t.clinics).set(change).where(eq(t.clinics.id, clinicId));
}

export async function addLocation(tx: Tx, row: New<typeof t.locations>): Promise<void> {
  await tx.insert(t.locations).values(row);
}

export async function updateLocation(
  tx: Tx,
  clinicId: string,
  id: string,
  change: Pick<New<typeof t.locations>, "name" | "address" | "phone" | "arrival">,
): Promise<boolean> {
  const rows = await tx
    .update(t.locations)
    .set(change)
    .where(and(eq(t.locations.clinicId, clinicId), eq(t.locations.id, id)))
    .returning({ id: t.locations.id });
  return rows.length > 0;
}

/** Rooms and equipment still in use at the instant. */
export const roomRows = (tx: Tx, clinicId: string, at: Date) =>
  tx
    .select()
    .from(t.resources)
    .where(and(eq(t.resources.clinicId, clinicId), or(isNull(t.resources.retiredAt), gt(t.resources.retiredAt, at))))
    .orderBy(asc(t.resources.kind), asc(t.resources.name), asc(t.resources.id));

export async function addRoom(tx: Tx, row: New<typeof t.resources>): Promise<void> {
  await tx.insert(t.resources).values(row);
}

export async function renameRoom(tx: Tx, clinicId: string, id: string, name: string): Promise<boolean> {
  const rows = await tx
    .update(t.resources)
    .set({ name })
    .where(and(eq(t.resources.clinicId, clinicId), eq(t.resources.id, id)))
    .returning({ id: t.resources.id });
  return rows.length > 0;
}

/** False when it is retired already, or is none. */
export async function retireRoom(tx: Tx, clinicId: string, id: string, at: Date): Promise<boolean> {
  const rows = await tx
    .update(t.resources)
    .set({ retiredAt: at })
    .where(and(eq(t.resources.clinicId, clinicId), eq(t.resources.id, id), isNull(t.resources.retiredAt)))
    .returning({ id: t.resources.id });
  return rows.length > 0;
}

/** How many live appointments from the instant on take place in the room. */
export async function comingInRoom(tx: Tx, clinicId: string, id: string, from: Date): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(t.appointmentResources)
    .where(
      and(
        eq(t.appointmentResources.clinicId, clinicId),
        eq(t.appointmentResources.resourceId, id),
        eq(t.appointmentResources.live, true),
        sql`upper(${t.appointmentResources.during}) > ${from.toISOString()}::timestamptz`,
      ),
    );
  return row?.n ?? 0;
}

/** Every service still offered, with what it needs. */
export const serviceNeedRows = (tx: Tx, clinicId: string) =>
  tx.select().from(t.serviceNeeds).where(eq(t.serviceNeeds.clinicId, clinicId));

/** All prices of all services, the latest first. */
export const allPriceRows = (tx: Tx, clinicId: string) =>
  tx
    .select()
    .from(t.servicePrices)
    .where(eq(t.servicePrices.clinicId, clinicId))
    .orderBy(desc(t.servicePrices.effectiveFrom));

export type NewServices = {
  disciplines: New<typeof t.disciplines>[];
  services: New<typeof t.services>[];
  serviceNeeds: New<typeof t.serviceNeeds>[];
  servicePrices: New<typeof t.servicePrices>[];
};

export async function laySpecialties(tx: Tx, rows: NewServices): Promise<void> {
  await addRows(tx, t.disciplines, rows.disciplines);
  await addRows(tx, t.services, rows.services);
  await addRows(tx, t.serviceNeeds, rows.serviceNeeds);
  await addRows(tx, t.servicePrices, rows.servicePrices);
}

export async function addTemplates(tx: Tx, rows: New<typeof t.planTemplates>[]): Promise<void> {
  await addRows(tx, t.planTemplates, rows);
}

export async function updateService(
  tx: Tx,
  clinicId: string,
  id: string,
  change: Partial<
    Pick<
      New<typeof t.services>,
      "name" | "about" | "durationMin" | "stepMin" | "bufferBeforeMin" | "bufferAfterMin" | "online" | "retiredAt"
    >
  >,
): Promise<boolean> {
  const rows = await tx
    .update(t.services)
    .set(change)
    .where(and(eq(t.services.clinicId, clinicId), eq(t.services.id, id)))
    .returning({ id: t.services.id });
  return rows.length > 0;
}

/** What the service needs, in place of what it needed before. */
export async function setNeed(
  tx: Tx,
  clinicId: string,
  serviceId: string,
  row: New<typeof t.serviceNeeds> | null,
): Promise<void> {
  await tx
    .delete(t.serviceNeeds)
    .where(and(eq(t.serviceNeeds.clinicId, clinicId), eq(t.serviceNeeds.serviceId, serviceId)));
  if (row) await tx.insert(t.serviceNeeds).values(row);
}

/** The price from a day on, in place of one that was to begin on the same day. */
export async function putPrice(tx: Tx, row: New<typeof t.servicePrices>): Promise<void> {
  await tx
    .insert(t.servicePrices)
    .values(row)
    .onConflictDoUpdate({
      target: [t.servicePrices.clinicId, t.servicePrices.serviceId, t.servicePrices.effectiveFrom],
      set: { priceMinor: row.priceMinor, taxCode: row.taxCode },
    });
}

/** Who gives a service, in place of those who gave it before. */
export async function setGivers(
  tx: Tx,
  clinicId: string,
  serviceId: string,
  rows: New<typeof t.practitionerServices>[],
): Promise<void> {
  await tx
    .delete(t.practitionerServices)
    .where(and(eq(t.practitionerServices.clinicId, clinicId), eq(t.practitionerServices.serviceId, serviceId)));
  await addRows(tx, t.practitionerServices, rows);
}

export async function addGivers(tx: Tx, rows: New<typeof t.practitionerServices>[]): Promise<void> {
  await addRows(tx, t.practitionerServices, rows);
}

/** Everybody who ever worked here, in the clinic's own order. */
export const everyPractitioner = (tx: Tx, clinicId: string) =>
  tx
    .select({ practitioner: t.practitioners, supplier: t.suppliers })
    .from(t.practitioners)
    .innerJoin(t.suppliers, and(eq(t.suppliers.clinicId, clinicId), eq(t.suppliers.id, t.practitioners.supplierId)))
    .where(eq(t.practitioners.clinicId, clinicId))
    .orderBy(asc(t.practitioners.position), asc(t.practitioners.id));

export async function addPractitioner(
  tx: Tx,
  rows: { supplier: New<typeof t.suppliers> | null; practitioner: New<typeof t.practitioners> },
): Promise<void> {
  if (rows.supplier) await tx.insert(t.suppliers).values(rows.supplier);
  await tx.insert(t.practitioners).values(rows.practitioner);
}

export async function updatePractitioner(
  tx: Tx,
  clinicId: string,
  id: string,
  change: Partial<
    Pick<
      New<typeof t.practitioners>,
      "name" | "title" | "pronouns" | "gender" | "languages" | "about" | "leftOn" | "maxMinutesADay" | "maxMinutesInRow"
    >
  >,
): Promise<boolean> {
  const rows = await tx
    .update(t.practitioners)
    .set(change)
    .where(and(eq(t.practitioners.clinicId, clinicId), eq(t.practitioners.id, id)))
    .returning({ id: t.practitioners.id });
  return rows.length > 0;
}

/** Everybody's arrangements, the latest first. */
export const payoutRateRows = (tx: Tx, clinicId: string) =>
  tx
    .select()
    .from(t.payoutRates)
    .where(eq(t.payoutRates.clinicId, clinicId))
    .orderBy(desc(t.payoutRates.effectiveFrom));

/** The arrangement from a day on, in place of one that was to begin on the same day. */
export async function putPayoutRate(tx: Tx, row: New<typeof t.payoutRates>): Promise<void> {
  const { kind, feeBp, visitMinor } = row;
  await tx
    .insert(t.payoutRates)
    .values(row)
    .onConflictDoUpdate({
      target: [t.payoutRates.clinicId, t.payoutRates.practitionerId, t.payoutRates.effectiveFrom],
      set: { kind, feeBp, visitMinor },
    });
}

/** The supplier that is the clinic itself: the first there was. */
export async function ownSupplier(tx: Tx, clinicId: string) {
  const [row] = await tx
    .select()
    .from(t.suppliers)
    .where(eq(t.suppliers.clinicId, clinicId))
    .orderBy(asc(t.suppliers.id))
    .limit(1);
  return row ?? null;
}

export async function updateSupplier(
  tx: Tx,
  clinicId: string,
  id: string,
  change: Pick<New<typeof t.suppliers>, "name" | "address" | "gstNumber" | "gstRegisteredFrom">,
): Promise<boolean> {
  const rows = await tx
    .update(t.suppliers)
    .set(change)
    .where(and(eq(t.suppliers.clinicId, clinicId), eq(t.suppliers.id, id)))
    .returning({ id: t.suppliers.id });
  return rows.length > 0;
}

export const licenceRows = (tx: Tx, clinicId: string) =>
  tx
    .select()
    .from(t.licences)
    .where(eq(t.licences.clinicId, clinicId))
    .orderBy(asc(t.licences.validFrom), asc(t.licences.id));

export async function addLicence(tx: Tx, row: New<typeof t.licences>): Promise<void> {
  await tx.insert(t.licences).values(row);
}

/** False when there is no such licence. */
export async function endLicence(tx: Tx, clinicId: string, id: string, validUntil: string): Promise<boolean> {
  const rows = await tx
    .update(t.licences)
    .set({ validUntil })
    .where(and(eq(t.licences.clinicId, clinicId), eq(t.licences.id, id)))
    .returning({ id: t.licences.id });
  return rows.length > 0;
}

/** The practitioners who have any weekly hours. */
export async function withHours(tx: Tx, clinicId: string): Promise<Set<string>> {
  const rows = await tx
    .selectDistinct({ id: t.weeklyHours.practitionerId })
    .from(t.weeklyHours)
    .where(eq(t.weeklyHours.clinicId, clinicId));
  return new Set(rows.map(({ id }) => id));
}

/** All booking policies, the latest first. */
export const policyRows = (tx: Tx, clinicId: string) =>
  tx.select().from(t.policies).where(eq(t.policies.clinicId, clinicId)).orderBy(desc(t.policies.effectiveFrom));

/** The policy from a day on, in place of one that was to begin on the same day. */
export async function putPolicy(tx: Tx, row: New<typeof t.policies>): Promise<void> {
  const { clinicId: _clinic, id: _id, effectiveFrom: _from, ...set } = row;
  await tx
    .insert(t.policies)
    .values(row)
    .onConflictDoUpdate({ target: [t.policies.clinicId, t.policies.effectiveFrom], set });
}

/** The rate from a day on, in place of one that was to begin on the same day. */
export async function putTaxRate(tx: Tx, row: New<typeof t.taxRates>): Promise<void> {
  await tx
    .insert(t.taxRates)
    .values(row)
    .onConflictDoUpdate({
      target: [t.taxRates.clinicId, t.taxRates.profession, t.taxRates.supply, t.taxRates.effectiveFrom],
      set: { code: row.code, rateBp: row.rateBp, source: row.source },
    });
}

/** Live appointments of the practitioner from the instant on. */
export async function comingOfPractitioner(tx: Tx, clinicId: string, practitionerId: string, from: Date) {
  return tx
    .select({ id: t.appointments.id, start: t.appointments.startsAt })
    .from(t.appointments)
    .where(
      and(
        eq(t.appointments.clinicId, clinicId),
        eq(t.appointments.practitionerId, practitionerId),
        inArray(t.appointments.status, ["held", "booked", "arrived"]),
        sql`${t.appointments.startsAt} >= ${from.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(asc(t.appointments.startsAt));
}

// Rows of memberships: what is offered, who has joined, and the months that are paid.
import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import {
  disciplines,
  membershipOffers,
  membershipOfferServices,
  memberships,
  packages,
  patients,
  services,
} from "../schema/index.ts";

export type MembershipRow = typeof memberships.$inferSelect;
export type MembershipOfferRow = typeof membershipOffers.$inferSelect;

export async function addMembershipOffer(
  tx: Tx,
  row: typeof membershipOffers.$inferInsert,
  covered: (typeof membershipOfferServices.$inferInsert)[],
): Promise<void> {
  await tx.insert(membershipOffers).values(row);
  await tx.insert(membershipOfferServices).values(covered);
}

/** Offers with the services that they cover, the cheapest first; those that were taken back too when asked by id. */
export async function membershipOffersOf(
  tx: Tx,
  clinicId: string,
  of: { ids?: readonly string[]; online?: true } = {},
) {
  const offers = await tx
    .select()
    .from(membershipOffers)
    .where(
      and(
        eq(membershipOffers.clinicId, clinicId),
        of.ids ? inArray(membershipOffers.id, [...of.ids]) : isNull(membershipOffers.retiredAt),
        of.online ? eq(membershipOffers.online, true) : undefined,
      ),
    )
    .orderBy(asc(membershipOffers.monthMinor), asc(membershipOffers.id));
  if (!offers.length) return [];
  const covered = await tx
    .select({
      offerId: membershipOfferServices.offerId,
      serviceId: services.id,
      name: services.name,
      profession: disciplines.profession,
    })
    .from(membershipOfferServices)
    .innerJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, membershipOfferServices.serviceId)))
    .innerJoin(disciplines, and(eq(disciplines.clinicId, clinicId), eq(disciplines.id, services.disciplineId)))
    .where(
      and(
        eq(membershipOfferServices.clinicId, clinicId),
        inArray(
          membershipOfferServices.offerId,
          offers.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(services.position), asc(services.id));
  return offers.map((offer) => ({ offer, services: covered.filter(({ offerId }) => offerId === offer.id) }));
}

/** Whether there was one to take back. */
export const retireMembershipOffer = async (tx: Tx, clinicId: string, id: string, at: Date): Promise<boolean> =>
  (
    await tx
      .update(membershipOffers)
      .set({ retiredAt: at })
      .where(
        and(eq(membershipOffers.clinicId, clinicId), eq(membershipOffers.id, id), isNull(membershipOffers.retiredAt)),
      )
      .returning({ id: membershipOffers.id })
  ).length === 1;

/** False when the patient has one that has not ended. */
export const addMembership = async (tx: Tx, row: typeof memberships.$inferInsert): Promise<boolean> =>
  (await tx.insert(memberships).values(row).onConflictDoNothing().returning({ id: memberships.id })).length === 1;

/** The patient's that has not ended, or else the latest that ran. */
export async function membershipOf(tx: Tx, clinicId: string, patientId: string): Promise<MembershipRow | null> {
  const [row] = await tx
    .select()
    .from(memberships)
    .where(
      and(eq(memberships.clinicId, clinicId), eq(memberships.patientId, patientId), ne(memberships.status, "unpaid")),
    )
    .orderBy(sql`${memberships.endedAt} desc nulls first`, desc(memberships.id))
    .limit(1);
  return row ?? null;
}

export async function membershipById(tx: Tx, clinicId: string, id: string): Promise<MembershipRow | null> {
  const [row] = await tx
    .select()
    .from(memberships)
    .where(and(eq(memberships.clinicId, clinicId), eq(memberships.id, id)));
  return row ?? null;
}

/** The same, locked: whoever tells of it comes one after the other. */
export async function lockMembership(tx: Tx, clinicId: string, id: string): Promise<MembershipRow | null> {
  const [row] = await tx
    .select()
    .from(memberships)
    .where(and(eq(memberships.clinicId, clinicId), eq(memberships.id, id)))
    .for("update");
  return row ?? null;
}

/** A change of what is known: the version grows with it. */
export async function changeMembership(
  tx: Tx,
  clinicId: string,
  id: string,
  change: Partial<typeof memberships.$inferInsert>,
): Promise<void> {
  await tx
    .update(memberships)
    .set({ ...change, version: sql`${memberships.version} + 1` })
    .where(and(eq(memberships.clinicId, clinicId), eq(memberships.id, id)));
}

export async function membershipChecked(tx: Tx, clinicId: string, id: string, checkedAt: Date): Promise<void> {
  await tx
    .update(memberships)
    .set({ checkedAt })
    .where(and(eq(memberships.clinicId, clinicId), eq(memberships.id, id)));
}

/** Those that have not ended, refused ones first. */
export const openMemberships = (tx: Tx, clinicId: string) =>
  tx
    .select({ row: memberships, patientName: patients.name })
    .from(memberships)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, memberships.patientId)))
    .where(and(eq(memberships.clinicId, clinicId), isNull(memberships.endedAt)))
    .orderBy(asc(memberships.pastDueSince), asc(patients.name), asc(memberships.id));

/** Whether each of them has one that has not ended. */
export async function hasOpenMembership(tx: Tx, clinicId: string, patientIds: readonly string[]): Promise<boolean> {
  const open = await tx.$count(
    memberships,
    and(
      eq(memberships.clinicId, clinicId),
      inArray(memberships.patientId, [...patientIds]),
      isNull(memberships.endedAt),
    ),
  );
  return open === patientIds.length;
}

/** Of these bills, those that are booked. */
export async function bookedInvoices(tx: Tx, clinicId: string, invoiceIds: readonly string[]): Promise<Set<string>> {
  if (!invoiceIds.length) return new Set();
  const rows = await tx
    .select({ id: packages.stripeInvoiceId })
    .from(packages)
    .where(and(eq(packages.clinicId, clinicId), inArray(packages.stripeInvoiceId, [...invoiceIds])));
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

/** False when the month of this bill is booked already. */
export const addMonth = async (tx: Tx, row: typeof packages.$inferInsert): Promise<boolean> =>
  (await tx.insert(packages).values(row).onConflictDoNothing().returning({ id: packages.id })).length === 1;

/** Accounts at Stripe that bill any. */
export async function accountsOfMemberships(tx: Tx, clinicId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ account: memberships.stripeAccount })
    .from(memberships)
    .where(and(eq(memberships.clinicId, clinicId), or(isNull(memberships.endedAt), isNotNull(memberships.beganAt))));
  return rows.map(({ account }) => account);
}

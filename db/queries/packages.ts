// Rows of packages: what is offered, what was sold, who may use it, and which visits used it.
import { and, asc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import {
  disciplines,
  membershipOffers,
  membershipOfferServices,
  memberships,
  packageOffers,
  packageSharers,
  packageUses,
  packages,
  patients,
  payments,
  services,
} from "../schema/index.ts";

export type OfferRow = typeof packageOffers.$inferSelect;
export type PackageRow = typeof packages.$inferSelect;

export const addOffer = (tx: Tx, row: typeof packageOffers.$inferInsert) => tx.insert(packageOffers).values(row);

/** What is offered now, of one service or of all, the smallest first. */
export const offersOf = (tx: Tx, clinicId: string, of: { serviceId?: string; id?: string; online?: true } = {}) =>
  tx
    .select({ offer: packageOffers, serviceName: services.name })
    .from(packageOffers)
    .innerJoin(
      services,
      and(eq(services.clinicId, clinicId), eq(services.id, packageOffers.serviceId), isNull(services.retiredAt)),
    )
    .where(
      and(
        eq(packageOffers.clinicId, clinicId),
        isNull(packageOffers.retiredAt),
        of.serviceId ? eq(packageOffers.serviceId, of.serviceId) : undefined,
        of.id ? eq(packageOffers.id, of.id) : undefined,
        of.online ? eq(packageOffers.online, true) : undefined,
      ),
    )
    .orderBy(asc(services.name), asc(packageOffers.sessions), asc(packageOffers.id));

/** Whether there was one to take back. */
export const retireOffer = async (tx: Tx, clinicId: string, id: string, at: Date): Promise<boolean> =>
  (
    await tx
      .update(packageOffers)
      .set({ retiredAt: at })
      .where(and(eq(packageOffers.clinicId, clinicId), eq(packageOffers.id, id), isNull(packageOffers.retiredAt)))
      .returning({ id: packageOffers.id })
  ).length === 1;

export const addPackage = (tx: Tx, row: typeof packages.$inferInsert) => tx.insert(packages).values(row);

/** One of an offer that a patient began to buy and has not paid; locked. */
export async function waitingPackage(
  tx: Tx,
  clinicId: string,
  of: { offerId: string; patientId: string },
): Promise<string | null> {
  const [row] = await tx
    .select({ id: packages.id })
    .from(packages)
    .where(
      and(
        eq(packages.clinicId, clinicId),
        eq(packages.offerId, of.offerId),
        eq(packages.patientId, of.patientId),
        eq(packages.status, "waiting"),
      ),
    )
    .orderBy(asc(packages.createdAt))
    .limit(1)
    .for("update");
  return row?.id ?? null;
}

export async function changePackage(tx: Tx, clinicId: string, id: string, change: Partial<PackageRow>): Promise<void> {
  await tx
    .update(packages)
    .set(change)
    .where(and(eq(packages.clinicId, clinicId), eq(packages.id, id)));
}

/** Its page to pay on has ended; one that was sold meanwhile stays sold. */
export async function endWaitingPackage(tx: Tx, clinicId: string, id: string): Promise<void> {
  await tx
    .update(packages)
    .set({ status: "unpaid" })
    .where(and(eq(packages.clinicId, clinicId), eq(packages.id, id), eq(packages.status, "waiting")));
}

/** Locked, so that the last visit of a package is used by one. */
export async function lockPackage(tx: Tx, clinicId: string, id: string): Promise<PackageRow | null> {
  const [row] = await tx
    .select()
    .from(packages)
    .where(and(eq(packages.clinicId, clinicId), eq(packages.id, id)))
    .for("update");
  return row ?? null;
}

/** Sold packages of a patient, months of a membership among them, their own and those they share, oldest first, with what each covers and has used. */
export async function packagesOf(tx: Tx, clinicId: string, patientId: string) {
  const rows = await tx
    .select({
      row: packages,
      name: sql<string>`coalesce(${services.name}, ${membershipOffers.name}, '')`,
      membershipOfferId: memberships.offerId,
      ownerName: patients.name,
      paymentId: payments.id,
      paymentMethod: payments.method,
    })
    .from(packages)
    .leftJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, packages.serviceId)))
    .leftJoin(memberships, and(eq(memberships.clinicId, clinicId), eq(memberships.id, packages.membershipId)))
    .leftJoin(
      membershipOffers,
      and(eq(membershipOffers.clinicId, clinicId), eq(membershipOffers.id, memberships.offerId)),
    )
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, packages.patientId)))
    .innerJoin(payments, and(eq(payments.clinicId, clinicId), eq(payments.packageId, packages.id)))
    .where(
      and(
        eq(packages.clinicId, clinicId),
        inArray(packages.status, ["active", "refunded", "lapsed"]),
        sql`(${packages.patientId} = ${patientId} or exists (select 1 from ${packageSharers} s
          where s.clinic_id = ${clinicId} and s.package_id = ${packages.id} and s.patient_id = ${patientId} and s.removed_at is null))`,
      ),
    )
    .orderBy(asc(packages.soldAt), asc(packages.id));
  if (!rows.length) return [];
  const ids = rows.map(({ row }) => row.id);
  const used = await tx
    .select({ id: packageUses.packageId, number: packageUses.number })
    .from(packageUses)
    .where(
      and(eq(packageUses.clinicId, clinicId), inArray(packageUses.packageId, ids), isNull(packageUses.returnedAt)),
    );
  const sharers = await tx
    .select({
      id: packageSharers.packageId,
      sharerId: packageSharers.id,
      patientId: patients.id,
      name: patients.name,
    })
    .from(packageSharers)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, packageSharers.patientId)))
    .where(
      and(
        eq(packageSharers.clinicId, clinicId),
        inArray(packageSharers.packageId, ids),
        isNull(packageSharers.removedAt),
      ),
    )
    .orderBy(asc(packageSharers.addedAt));
  const offerIds = [...new Set(rows.flatMap((one) => one.membershipOfferId ?? []))];
  const covered = offerIds.length
    ? await tx
        .select({ offerId: membershipOfferServices.offerId, serviceId: membershipOfferServices.serviceId })
        .from(membershipOfferServices)
        .where(and(eq(membershipOfferServices.clinicId, clinicId), inArray(membershipOfferServices.offerId, offerIds)))
    : [];
  return rows.map((one) => ({
    ...one,
    serviceIds: one.row.serviceId
      ? [one.row.serviceId]
      : covered.filter(({ offerId }) => offerId === one.membershipOfferId).map(({ serviceId }) => serviceId),
    usedNumbers: used.filter(({ id }) => id === one.row.id).map(({ number }) => number),
    sharers: sharers.filter(({ id }) => id === one.row.id),
  }));
}

export const addUse = (tx: Tx, row: typeof packageUses.$inferInsert) => tx.insert(packageUses).values(row);

/** The visit of a package that a charge used, unless it was given back. */
export async function partUsedBy(tx: Tx, clinicId: string, chargeId: string) {
  const [row] = await tx
    .select()
    .from(packageUses)
    .where(and(eq(packageUses.clinicId, clinicId), eq(packageUses.chargeId, chargeId), isNull(packageUses.returnedAt)));
  return row ?? null;
}

/** The charges of visits that used a package and did not give their place back. */
export async function chargesOfPackage(tx: Tx, clinicId: string, packageId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: packageUses.chargeId })
    .from(packageUses)
    .where(
      and(eq(packageUses.clinicId, clinicId), eq(packageUses.packageId, packageId), isNull(packageUses.returnedAt)),
    );
  return rows.map(({ id }) => id);
}

export async function returnUse(tx: Tx, clinicId: string, id: string, at: Date): Promise<void> {
  await tx
    .update(packageUses)
    .set({ returnedAt: at })
    .where(and(eq(packageUses.clinicId, clinicId), eq(packageUses.id, id)));
}

export const addSharer = (tx: Tx, row: typeof packageSharers.$inferInsert) => tx.insert(packageSharers).values(row);

/** Whether there was one to remove. */
export const removeSharer = async (
  tx: Tx,
  clinicId: string,
  packageId: string,
  id: string,
  at: Date,
): Promise<boolean> =>
  (
    await tx
      .update(packageSharers)
      .set({ removedAt: at })
      .where(
        and(
          eq(packageSharers.clinicId, clinicId),
          eq(packageSharers.packageId, packageId),
          eq(packageSharers.id, id),
          isNull(packageSharers.removedAt),
        ),
      )
      .returning({ id: packageSharers.id })
  ).length === 1;

export type PackageOver = Awaited<ReturnType<typeof packagesOverOn>>[number];

/** Packages and months of memberships whose visits could be used before the day and no longer, with the payment of each and what it is of. */
export const packagesOverOn = (tx: Tx, clinicId: string, day: string) =>
  tx
    .select({
      id: packages.id,
      paymentId: payments.id,
      serviceId: packages.serviceId,
      membershipOfferId: memberships.offerId,
    })
    .from(packages)
    .leftJoin(memberships, and(eq(memberships.clinicId, clinicId), eq(memberships.id, packages.membershipId)))
    .innerJoin(payments, and(eq(payments.clinicId, clinicId), eq(payments.packageId, packages.id)))
    .where(and(eq(packages.clinicId, clinicId), eq(packages.status, "active"), lt(packages.expiresOn, day)))
    .orderBy(asc(packages.soldAt), asc(packages.id));

/** Who gives the services that it covers. */
export async function professionsOf(
  tx: Tx,
  clinicId: string,
  of: Pick<PackageOver, "serviceId" | "membershipOfferId">,
): Promise<string[]> {
  const covered = of.membershipOfferId
    ? inArray(
        services.id,
        tx
          .select({ id: membershipOfferServices.serviceId })
          .from(membershipOfferServices)
          .where(
            and(
              eq(membershipOfferServices.clinicId, clinicId),
              eq(membershipOfferServices.offerId, of.membershipOfferId),
            ),
          ),
      )
    : eq(services.id, of.serviceId!);
  const rows = await tx
    .selectDistinct({ profession: disciplines.profession })
    .from(services)
    .innerJoin(disciplines, and(eq(disciplines.clinicId, clinicId), eq(disciplines.id, services.disciplineId)))
    .where(and(eq(services.clinicId, clinicId), covered));
  return rows.map(({ profession }) => profession);
}

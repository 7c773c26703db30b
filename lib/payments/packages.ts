// What a patient has bought: packages with the visits that are left of each, never hidden.
import { offersOf, packagesOf } from "../../db/queries/packages.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { packageForMoney, paymentsWithCredit } from "../../db/queries/money.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { packageParts } from "../money/package-parts.ts";
import { mustMaySeeMoneyOf } from "./own-money.ts";
import { visitForMoney } from "./visit-for-money.ts";

export type PackageView = {
  packageId: string;
  /** A month of a membership: it covers several services, and is shared with nobody. */
  ofMembership: boolean;
  serviceIds: string[];
  /** Of the service, or of the membership. */
  serviceName: string;
  /** Somebody else's, shared with this patient. */
  sharedBy: string | null;
  sessions: number;
  left: number;
  totalMinor: number;
  /** What comes back when it is given up now; for the owner alone. */
  unusedMinor: number;
  paidBy: string;
  currency: string;
  soldAt: Date;
  expiresOn: string | null;
  /** `lapsed`: what was left could be used no longer. */
  status: "active" | "refunded" | "lapsed";
  sharers: { sharerId: string; patientId: string; name: string }[];
};

export type OfferView = {
  offerId: string;
  serviceId: string;
  serviceName: string;
  sessions: number;
  /** Tax included, of all and of one when shared out. */
  totalMinor: number;
  eachMinor: number;
  validMonths: number | null;
  online: boolean;
};

/** A patient's packages, for themselves or for the desk. */
export async function listPackages(ctx: Ctx, input: { patientId: string }): Promise<PackageView[]> {
  mustMaySeeMoneyOf(ctx, input.patientId);
  return inTransaction(ctx, async (t) => {
    if (!(await patientRow(t.tx, t.clinicId, input.patientId))) throw notFound("patient");
    return viewPackages(t, input.patientId);
  });
}

/** One package for the desk, as its owner sees it, and whose it is. */
export async function viewPackage(
  ctx: Ctx,
  input: { packageId: string },
): Promise<PackageView & { owner: { patientId: string; name: string } }> {
  mustMay(ctx, "take_payment");
  if (!isId(input.packageId)) throw notFound("package");
  return inTransaction(ctx, async (t) => {
    const row = await packageForMoney(t.tx, t.clinicId, input.packageId);
    const owner = row && (await patientRow(t.tx, t.clinicId, row.patientId));
    const view = owner && (await viewPackages(t, owner.id)).find((one) => one.packageId === input.packageId);
    if (!owner || !view) throw notFound("package");
    await record(t, [{ deed: "package.seen", subjectKind: "package", subjectId: row.id, patientId: owner.id }]);
    return { ...view, owner: { patientId: owner.id, name: owner.name } };
  });
}

/** What the clinic sells, the smallest package of each service first. */
export async function listOffers(ctx: Ctx, of: { serviceId?: string; online?: true } = {}): Promise<OfferView[]> {
  mustMay(ctx, "see_public_clinic");
  return inTransaction(ctx, (t) => viewOffers(t, of));
}

/** For whoever holds a booking's key: packages that cover its service, and those that could be bought. */
export async function packagesForBooking(
  ctx: Ctx,
  input: { chainId: string },
): Promise<{ packages: PackageView[]; offers: OfferView[] }> {
  mustMay(ctx, "manage_own_booking");
  return inTransaction(ctx, async (t) => {
    const { patientId, serviceId, payer } = await visitForMoney(t, input);
    if (!patientId || payer !== "self") return { packages: [], offers: [] };
    const packages = (await viewPackages(t, patientId)).filter((one) => one.serviceIds.includes(serviceId));
    return { packages, offers: await viewOffers(t, { serviceId, online: true }) };
  });
}

async function viewOffers(t: TxCtx, of: { serviceId?: string; online?: true }): Promise<OfferView[]> {
  return (await offersOf(t.tx, t.clinicId, of)).map(({ offer, serviceName }) => ({
    offerId: offer.id,
    serviceId: offer.serviceId,
    serviceName,
    sessions: offer.sessions,
    totalMinor: offer.totalMinor,
    eachMinor: packageParts(offer.totalMinor, offer.sessions)[0]!,
    validMonths: offer.validMonths,
    online: offer.online,
  }));
}

async function viewPackages(t: TxCtx, patientId: string): Promise<PackageView[]> {
  const rows = await packagesOf(t.tx, t.clinicId, patientId);
  const paid = await paymentsWithCredit(t.tx, t.clinicId, { paymentIds: rows.map((one) => one.paymentId) });
  return rows.map(({ row, name, serviceIds, ownerName, paymentId, paymentMethod, usedNumbers, sharers }) => {
    const own = row.patientId === patientId;
    return {
      packageId: row.id,
      ofMembership: row.membershipId !== null,
      serviceIds,
      serviceName: name,
      sharedBy: own ? null : ownerName,
      sessions: row.sessions,
      left: row.status === "active" ? row.sessions - usedNumbers.length : 0,
      totalMinor: row.totalMinor,
      unusedMinor: own ? (paid.find((one) => one.id === paymentId)?.creditMinor ?? 0) : 0,
      paidBy: paymentMethod,
      currency: row.currency,
      soldAt: row.soldAt!,
      expiresOn: row.expiresOn,
      status: row.status as PackageView["status"],
      sharers: own ? sharers.map(({ sharerId, patientId: who, name }) => ({ sharerId, patientId: who, name })) : [],
    };
  });
}

// A visit that was given uses up one of a package: it costs what it cost in the package, and is paid by it.
import { chargesWithOpen, paymentsWithCredit } from "../../db/queries/money.ts";
import { addUse, chargesOfPackage, lockPackage, packagesOf, returnUse, partUsedBy } from "../../db/queries/packages.ts";
import type { TxCtx } from "../context/context.ts";
import { newId } from "../ids.ts";
import { allocate } from "../money/money.ts";
import { nextPart, packageParts } from "../money/package-parts.ts";
import type { Share } from "../money/share.ts";
import { charge, settleFrom, type NewCharge } from "./book-money.ts";
import { settlePatient } from "./settle-patient.ts";

export type PackagePart = { packageId: string; paymentId: string; number: number; share: Share };

type OfVisit = { patientId: string; serviceId: string; serviceOn: string };

/** A patient's packages, or those they share, that cover the service on the day, the one that ends first; used up ones among them. */
export const usablePackages = async (t: TxCtx, { patientId, serviceId, serviceOn }: OfVisit) =>
  (await packagesOf(t.tx, t.clinicId, patientId))
    .filter(({ row, serviceIds }) => row.status === "active" && serviceIds.includes(serviceId))
    .filter(({ row }) => row.expiresOn === null || row.expiresOn >= serviceOn)
    .toSorted((a, b) => (a.row.expiresOn ?? "9999").localeCompare(b.row.expiresOn ?? "9999"));

/**
 * The next visit of a package that covers the service on the day, the one that ends first; null when there is none. The packages stay
 * locked until the transaction ends. `full` is the patient's share at the ordinary price: tax is in the package as it is there.
 */
export async function partFor(t: TxCtx, of: OfVisit & { full: Share }): Promise<PackagePart | null> {
  const usable = await usablePackages(t, of);
  if (!usable.length) return null;
  for (const { row } of usable) await lockPackage(t.tx, t.clinicId, row.id);
  // Asked again under the locks: another desk may have used the last one.
  const now = new Map((await packagesOf(t.tx, t.clinicId, of.patientId)).map((one) => [one.row.id, one]));
  for (const { row, paymentId } of usable) {
    const left = now.get(row.id);
    const number = left?.row.status === "active" ? nextPart(row.sessions, left.usedNumbers) : null;
    if (number === null) continue;
    const dueMinor = packageParts(row.totalMinor, row.sessions)[number - 1]!;
    const [netMinor = 0, taxMinor = 0] = allocate(dueMinor, [of.full.netMinor, of.full.taxMinor]);
    return { packageId: row.id, paymentId, number, share: { netMinor, taxMinor, dueMinor } };
  }
  return null;
}

/** Charges a visit at what it cost in the package, and pays it from there. */
export async function chargeToPackage(
  t: TxCtx,
  visit: Omit<NewCharge, "payer" | "netMinor" | "taxMinor">,
  part: PackagePart,
): Promise<void> {
  const { netMinor, taxMinor, dueMinor } = part.share;
  const chargeId = await charge(t, { ...visit, payer: "self", netMinor, taxMinor });
  if (!chargeId) return;
  const credit = await paymentsWithCredit(t.tx, t.clinicId, { paymentIds: [part.paymentId] });
  await settleFrom(t, credit, [{ id: chargeId, payer: "self", currency: visit.currency, openMinor: dueMinor }]);
  await addUse(t.tx, {
    clinicId: t.clinicId,
    id: newId(),
    packageId: part.packageId,
    number: part.number,
    chargeId,
    at: t.now,
  });
}

/** Money of a payment that has come back pays first the visits that used its package meanwhile, then whatever its patient owes. */
export async function settleComeBack(
  t: TxCtx,
  payment: { id: string; packageId: string | null; patientId: string | null },
): Promise<void> {
  // Of a gift card it stands on the card again.
  if (payment.patientId === null) return;
  if (payment.packageId) {
    const chargeIds = await chargesOfPackage(t.tx, t.clinicId, payment.packageId);
    const open = await chargesWithOpen(t.tx, t.clinicId, { chargeIds });
    await settleFrom(
      t,
      await paymentsWithCredit(t.tx, t.clinicId, { paymentIds: [payment.id] }),
      open.filter((row) => row.openMinor > 0),
    );
  }
  await settlePatient(t, payment.patientId);
}

/** The visit that a charge used is to be had again. */
export async function giveUseBack(t: TxCtx, chargeId: string): Promise<void> {
  const use = await partUsedBy(t.tx, t.clinicId, chargeId);
  if (use) await returnUse(t.tx, t.clinicId, use.id, t.now);
}

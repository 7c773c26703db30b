// Sells a package: at the desk for money that is taken there, or by a card, at the desk or online.
import { z } from "zod";
import { clinicRow } from "../../db/queries/clinics.ts";
import { lockPatient } from "../../db/queries/keeping.ts";
import { addPackage, offersOf, waitingPackage, type OfferRow } from "../../db/queries/packages.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { onceOnly } from "../booking/once.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { addMonths } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { handMethod } from "./hand-method.ts";
import { openCheckout } from "./open-checkout.ts";
import { receivePackage } from "./receive-package.ts";
import { usablePackages } from "./use-package.ts";
import { visitForMoney } from "./visit-for-money.ts";

export const sellPackageInput = z.object({
  patientId: z.string(),
  offerId: z.string().min(1, "Choose a package."),
  method: handMethod,
  idempotencyKey: z.string().min(8).max(200),
});

export async function sellPackage(ctx: Ctx, input: z.output<typeof sellPackageInput>): Promise<{ packageId: string }> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, (t) =>
    onceOnly(t, { verb: "sell-package", key: input.idempotencyKey, body: input }, async () => {
      if (!isId(input.patientId) || !(await patientRow(t.tx, t.clinicId, input.patientId))) throw notFound("patient");
      const offer = await offered(t, input.offerId);
      const packageId = await lay(t, offer, input.patientId);
      await receivePackage(t, { packageId, method: input.method });
      return { packageId };
    }),
  );
}

/**
 * The page to pay on, for whoever holds the key of a booking of its service. Refuses `payments_unavailable`, and `already_done` while
 * visits are left in a package: a page that was drawn before it was bought still offers another.
 */
export async function buyPackage(
  ctx: Ctx,
  input: { chainId: string; offerId: string; returnPath: string },
): Promise<{ url: string }> {
  mustMay(ctx, "manage_own_booking");
  const bought = await inTransaction(ctx, async (t) => {
    const visit = await visitForMoney(t, { chainId: input.chainId });
    const offer = await offered(t, input.offerId);
    const { patientId, serviceId } = visit;
    if (!patientId || !offer.online || offer.serviceId !== serviceId) throw notFound("package");
    const laid = await layOnce(t, offer, patientId);
    // Asked last: a payment that came in while this one waited counts.
    const usable = await usablePackages(t, { patientId, serviceId, serviceOn: dateIn(visit.startsAt, visit.timeZone) });
    if (usable.some(({ row, usedNumbers }) => usedNumbers.length < row.sessions))
      throw new Refusal("already_done", "You have visits of a package left. They are used first.");
    return laid;
  });
  return openCheckout(ctx, { purpose: "package", ...bought, returnPath: input.returnPath });
}

/** The page for a patient at the desk to pay on; it is theirs once that is paid. Refuses `payments_unavailable`. */
export async function sellPackageByCard(
  ctx: Ctx,
  input: { patientId: string; offerId: string },
): Promise<{ checkoutId: string; url: string }> {
  mustMay(ctx, "take_payment");
  const bought = await inTransaction(ctx, async (t) => {
    const { patientId } = input;
    if (!isId(patientId) || !(await patientRow(t.tx, t.clinicId, patientId))) throw notFound("patient");
    return layOnce(t, await offered(t, input.offerId), patientId);
  });
  return openCheckout(ctx, { purpose: "package", ...bought });
}

async function offered(t: TxCtx, offerId: string): Promise<OfferRow> {
  const [row] = isId(offerId) ? await offersOf(t.tx, t.clinicId, { id: offerId }) : [];
  if (!row) throw notFound("package");
  return row.offer;
}

/** Pressed again before it was paid, or in two tabs at once, it is the same package and so the same page. */
async function layOnce(
  t: TxCtx,
  offer: OfferRow,
  patientId: string,
): Promise<{ packageId: string; amountMinor: number }> {
  await lockPatient(t.tx, t.clinicId, patientId);
  const before = await waitingPackage(t.tx, t.clinicId, { offerId: offer.id, patientId });
  return { packageId: before ?? (await lay(t, offer, patientId)), amountMinor: offer.totalMinor };
}

async function lay(t: TxCtx, offer: OfferRow, patientId: string): Promise<string> {
  const clinic = await clinicRow(t.tx, t.clinicId);
  if (!clinic) throw notFound("clinic");
  const id = newId();
  await addPackage(t.tx, {
    clinicId: t.clinicId,
    id,
    offerId: offer.id,
    serviceId: offer.serviceId,
    patientId,
    sessions: offer.sessions,
    totalMinor: offer.totalMinor,
    currency: clinic.currency,
    status: "waiting",
    createdAt: t.now,
    expiresOn: offer.validMonths === null ? null : addMonths(dateIn(t.now, clinic.timeZone), offer.validMonths),
  });
  return id;
}

// Sells a package: at the desk for money that is taken there, or by a card, at the desk or online.
import { z } from "zod";
import { clinicRow } from "../../db/queries/clinics.ts";
import { addPackage, offersOf, waitingPackage, type OfferRow } from "../../db/queries/packages.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { onceOnly } from "../booking/once.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { addMonths } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { handMethod } from "./hand-method.ts";
import { openCheckout } from "./open-checkout.ts";
import { receivePackage } from "./receive-package.ts";
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

/** The page to pay on, for whoever holds the key of a booking of its service. Refuses `payments_unavailable`. */
export async function buyPackage(
  ctx: Ctx,
  input: { chainId: string; offerId: string; returnPath: string },
): Promise<{ url: string }> {
  mustMay(ctx, "manage_own_booking");
  const bought = await inTransaction(ctx, async (t) => {
    const { patientId, serviceId } = await visitForMoney(t, { chainId: input.chainId });
    const offer = await offered(t, input.offerId);
    if (!patientId || !offer.online || offer.serviceId !== serviceId) throw notFound("package");
    // Pressed again before it was paid, it is the same package and the same page.
    const before = await waitingPackage(t.tx, t.clinicId, { offerId: offer.id, patientId });
    return { packageId: before ?? (await lay(t, offer, patientId)), amountMinor: offer.totalMinor };
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
    const offer = await offered(t, input.offerId);
    const before = await waitingPackage(t.tx, t.clinicId, { offerId: offer.id, patientId });
    return { packageId: before ?? (await lay(t, offer, patientId)), amountMinor: offer.totalMinor };
  });
  return openCheckout(ctx, { purpose: "package", ...bought });
}

async function offered(t: TxCtx, offerId: string): Promise<OfferRow> {
  const [row] = isId(offerId) ? await offersOf(t.tx, t.clinicId, { id: offerId }) : [];
  if (!row) throw notFound("package");
  return row.offer;
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

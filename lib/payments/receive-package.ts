// The money of a package has come in.
import { changePackage, lockPackage } from "../../db/queries/packages.ts";
import { record } from "../audit/audit.ts";
import type { TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { receive } from "./book-money.ts";
import type { HandMethod } from "./hand-method.ts";

/** It can be used from now on. Null when this payment is booked already. Refuses with `already_done` what another payment has bought. */
export async function receivePackage(
  t: TxCtx,
  of: {
    packageId: string;
    method: "stripe" | HandMethod;
    checkoutId?: string;
    stripePaymentIntentId?: string | null;
  },
): Promise<string | null> {
  const { packageId, ...how } = of;
  const row = await lockPackage(t.tx, t.clinicId, packageId);
  if (!row) throw notFound("package");
  if (row.soldAt !== null) throw new Refusal("already_done", "This package is paid already.");
  const { patientId, totalMinor: amountMinor, currency } = row;
  const paymentId = await receive(t, { patientId, packageId, amountMinor, currency, ...how });
  if (!paymentId) return null;
  await changePackage(t.tx, t.clinicId, packageId, { status: "active", soldAt: t.now });
  await record(t, [
    {
      deed: "package.sold",
      subjectKind: "package",
      subjectId: packageId,
      patientId,
      detail: { amountMinor, method: of.method },
    },
  ]);
  return paymentId;
}

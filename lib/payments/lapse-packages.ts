// Closes packages and months of memberships whose last day is over: what of their money no visit used is revenue then, with the tax inside it.
//
// A gift card is not one of them: it never ends. Visits of named services may (British Columbia: Business Practices and Consumer Protection
// Act, section 56.2, and the Prepaid Purchase Cards Regulation, since 2008-11-01; Consumer Protection BC, "Gift cards", read 2026-11-28), and
// the day is said where they are bought.
import { taxRateRows } from "../../db/queries/clinics.ts";
import { isDisputed } from "../../db/queries/disputes.ts";
import { paymentsWithCredit } from "../../db/queries/money.ts";
import {
  changePackage,
  lockPackage,
  packagesOverOn,
  professionsOf,
  type PackageOver,
} from "../../db/queries/packages.ts";
import { ownSupplier } from "../../db/queries/setup.ts";
import type { Profession } from "../../db/seed/rows/scope-rules.ts";
import { record } from "../audit/audit.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { registeredOn, taxRatesOf } from "../clinic/price.ts";
import { taxOf } from "../clinic/tax.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { addDays } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { charge, settleFrom } from "./book-money.ts";

/** A visit of the last day may be finished some days later, and uses its package then. */
const lateDays = 7;

/** Answers how many were closed. */
export async function lapsePackages(ctx: Ctx): Promise<number> {
  mustMay(ctx, "run_jobs");
  return inTransaction(ctx, async (t) => {
    const { timeZone } = await loadClinic(t);
    const today = dateIn(t.now, timeZone);
    let closed = 0;
    for (const over of await packagesOverOn(t.tx, t.clinicId, addDays(today, -lateDays)))
      if (await lapse(t, over, today)) closed += 1;
    return closed;
  });
}

async function lapse(t: TxCtx, over: PackageOver, today: string): Promise<boolean> {
  const row = await lockPackage(t.tx, t.clinicId, over.id);
  // While the bank has the money, nobody knows whose it is.
  if (row?.status !== "active" || (await isDisputed(t.tx, t.clinicId, over.paymentId))) return false;
  const paid = await paymentsWithCredit(t.tx, t.clinicId, { paymentIds: [over.paymentId] });
  const leftMinor = paid[0]?.creditMinor ?? 0;
  if (leftMinor > 0) {
    const supplier = (await ownSupplier(t.tx, t.clinicId))!;
    const tax = await taxInside(t, over, { leftMinor, today, from: supplier.gstRegisteredFrom });
    const { patientId, currency } = row;
    const chargeId = await charge(t, {
      kind: "lapsed",
      patientId,
      supplierId: supplier.id,
      payer: "self",
      netMinor: leftMinor - tax.minor,
      taxMinor: tax.minor,
      taxCode: tax.code,
      currency,
      serviceOn: today,
    });
    if (chargeId) await settleFrom(t, paid, [{ id: chargeId, payer: "self", currency, openMinor: leftMinor }]);
  }
  await changePackage(t.tx, t.clinicId, row.id, { status: "lapsed", endedAt: t.now });
  await record(t, [
    {
      deed: "package.lapsed",
      subjectKind: "package",
      subjectId: row.id,
      patientId: row.patientId,
      detail: { amountMinor: leftMinor },
    },
  ]);
  return true;
}

/**
 * The tax in what is kept: of the clinic as supplier, on the day, as treatment. Of several services the highest rate, since nobody can say
 * which one was not used, and too little would be owed.
 */
async function taxInside(
  t: TxCtx,
  over: PackageOver,
  of: { leftMinor: number; today: string; from: string | null },
): Promise<{ minor: number; code: string }> {
  const rates = taxRatesOf(await taxRateRows(t.tx, t.clinicId));
  const [highest] = (await professionsOf(t.tx, t.clinicId, over))
    .map((profession) =>
      taxOf(rates, {
        profession: profession as Profession,
        supplier: { registeredForGst: registeredOn(of.from, of.today) },
        service: "treatment",
        date: of.today,
        amountMinor: of.leftMinor,
      }),
    )
    .toSorted((a, b) => b.rateBp - a.rateBp);
  const rateBp = highest?.rateBp ?? 0;
  return {
    minor: of.leftMinor - Math.round((of.leftMinor * 10_000) / (10_000 + rateBp)),
    code: highest?.code ?? "exempt",
  };
}

// For the worker's rounds: what Stripe told of memberships and nobody heard, and visits that have lapsed.
import { taxRateRows } from "../../db/queries/clinics.ts";
import { isDisputed } from "../../db/queries/disputes.ts";
import { monthsOverOn, membershipOffersOf, openMemberships, type MembershipRow } from "../../db/queries/memberships.ts";
import { paymentsWithCredit } from "../../db/queries/money.ts";
import { changePackage, lockPackage } from "../../db/queries/packages.ts";
import { ownSupplier } from "../../db/queries/setup.ts";
import { accountsGone } from "../../db/queries/stripe-accounts.ts";
import type { Profession } from "../../db/seed/rows/scope-rules.ts";
import { record } from "../audit/audit.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { registeredOn, taxRatesOf } from "../clinic/price.ts";
import { taxOf } from "../clinic/tax.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { addDays } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { charge, settleFrom } from "./book-money.ts";
import { oneByOne } from "./one-by-one.ts";
import { settleMembership, settleMembershipPage } from "./settle-membership.ts";

/** Asked of one that is quiet. */
const everyMs = 3_600_000;
/** A visit of the last day may be finished some days later, and uses its month then. */
const lateDays = 7;

export async function lookAtMemberships(ctx: Ctx): Promise<void> {
  mustMay(ctx, "run_jobs");
  const { rows, gone } = await inTransaction(ctx, async (t) => ({
    rows: await openMemberships(t.tx, t.clinicId),
    gone: new Set(await accountsGone(t.tx, t.clinicId)),
  }));
  await oneByOne(
    rows.flatMap(({ row }) => (gone.has(row.stripeAccount) ? [] : [row])),
    async (row) => {
      if (row.pageSessionId) await settleMembershipPage(ctx, row.id, row.pageSessionId);
      if (row.stripeSubscriptionId && isDue(row, ctx.now))
        await settleMembership(ctx, row.id, row.stripeSubscriptionId);
    },
  );
}

const isDue = ({ checkedAt, pastDueSince, periodEndsAt }: MembershipRow, now: Date): boolean =>
  !checkedAt || pastDueSince !== null || now.getTime() - checkedAt.getTime() >= everyMs || periodEndsAt! <= now;

/** Answers how many months were closed: what of their money no visit used is revenue now, tax inside it. */
export async function lapseMonths(ctx: Ctx): Promise<number> {
  mustMay(ctx, "run_jobs");
  return inTransaction(ctx, async (t) => {
    const { timeZone } = await loadClinic(t);
    const today = dateIn(t.now, timeZone);
    const over = await monthsOverOn(t.tx, t.clinicId, addDays(today, -lateDays));
    let closed = 0;
    for (const month of over) if (await lapse(t, month, today)) closed += 1;
    return closed;
  });
}

async function lapse(
  t: TxCtx,
  month: { id: string; paymentId: string; offerId: string },
  today: string,
): Promise<boolean> {
  const row = await lockPackage(t.tx, t.clinicId, month.id);
  // While the bank has the money, nobody knows whose it is.
  if (row?.status !== "active" || (await isDisputed(t.tx, t.clinicId, month.paymentId))) return false;
  const paid = await paymentsWithCredit(t.tx, t.clinicId, { paymentIds: [month.paymentId] });
  const leftMinor = paid[0]?.creditMinor ?? 0;
  if (leftMinor > 0) {
    const supplier = (await ownSupplier(t.tx, t.clinicId))!;
    const tax = await taxInside(t, month.offerId, { leftMinor, today, from: supplier.gstRegisteredFrom });
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
      deed: "membership.lapsed",
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
  offerId: string,
  of: { leftMinor: number; today: string; from: string | null },
): Promise<{ minor: number; code: string }> {
  const rates = taxRatesOf(await taxRateRows(t.tx, t.clinicId));
  const [found] = await membershipOffersOf(t.tx, t.clinicId, { ids: [offerId] });
  const [highest] = (found?.services ?? [])
    .map(({ profession }) =>
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

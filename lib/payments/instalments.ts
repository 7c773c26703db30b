// Instalments of a plan inside the money's transactions: what is left of its price, paid, refused, fitted to what changed, dropped.
import {
  changeInstalment,
  comingOfPlan,
  instalmentsOfPlan,
  isBeingAsked,
  paidForPlan,
  type InstalmentRow,
} from "../../db/queries/instalments.ts";
import { chargesWithOpen, paymentsWithCredit, planForMoney } from "../../db/queries/money.ts";
import { record } from "../audit/audit.ts";
import type { TxCtx } from "../context/context.ts";
import { sharesOf } from "../money/share.ts";
import { settleFrom } from "./book-money.ts";
import { fitted } from "./instalment-fit.ts";

export const isOpen = ({ status }: Pick<InstalmentRow, "status">): boolean => status === "due" || status === "failed";

/** What visits to come cost the patient, those of other ids left out. */
export async function comingMinor(t: TxCtx, planId: string, without: ReadonlySet<string> = new Set()): Promise<number> {
  const coming = await comingOfPlan(t.tx, t.clinicId, planId);
  return coming
    .filter(({ visitId }) => !without.has(visitId))
    .reduce((sum, visit) => sum + sharesOf(visit).patient.dueMinor, 0);
}

/** What of a plan's price nobody has paid yet; `coming`: what its visits to come cost. */
export async function restOfPlan(t: TxCtx, planId: string, coming: number): Promise<number> {
  const { chargedMinor, paidMinor } = await paidForPlan(t.tx, t.clinicId, planId);
  return chargedMinor + coming - paidMinor;
}

export type Fitting = { row: InstalmentRow; amountMinor: number }[];

/** The open instalments with the amounts they would have; one that a card is being asked for stays as it is. */
export async function fittingOf(t: TxCtx, planId: string, how: "less" | "anew", coming?: number): Promise<Fitting> {
  const open = (await instalmentsOfPlan(t.tx, t.clinicId, planId)).filter(isOpen);
  if (!open.length) return [];
  const asked = new Set<string>();
  for (const { id } of open) if (await isBeingAsked(t.tx, t.clinicId, id)) asked.add(id);
  const onItsWay = open.filter(({ id }) => asked.has(id)).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const free = open.filter(({ id }) => !asked.has(id));
  const rest = (await restOfPlan(t, planId, coming ?? (await comingMinor(t, planId)))) - onItsWay;
  const amounts = fitted(
    free.map(({ amountMinor }) => amountMinor),
    rest,
    how,
  );
  return free.map((row, index) => ({ row, amountMinor: amounts[index]! }));
}

/** Brings the open instalments to what is left. */
export async function fitInstalments(t: TxCtx, planId: string | null, how: "less" | "anew" = "less"): Promise<void> {
  if (planId === null) return;
  const changed = (await fittingOf(t, planId, how)).filter(({ row, amountMinor }) => row.amountMinor !== amountMinor);
  for (const { row, amountMinor } of changed)
    await changeInstalment(t.tx, t.clinicId, row.id, {
      changedAt: t.now,
      ...(amountMinor > 0 ? { amountMinor } : { status: "dropped", failure: null, askAgainOn: null }),
    });
  if (changed.length)
    await record(t, [
      {
        deed: "instalments.changed",
        subjectKind: "plan",
        subjectId: planId,
        patientId: (await planForMoney(t.tx, t.clinicId, planId))?.patientId ?? null,
        detail: {
          fromMinor: changed.reduce((sum, { row }) => sum + row.amountMinor, 0),
          toMinor: changed.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        },
      },
    ]);
}

/** Nothing of a plan that has ended is asked for any more by itself. */
export async function dropInstalments(t: TxCtx, planId: string): Promise<void> {
  for (const row of (await instalmentsOfPlan(t.tx, t.clinicId, planId)).filter(isOpen))
    await changeInstalment(t.tx, t.clinicId, row.id, {
      status: "dropped",
      failure: null,
      askAgainOn: null,
      changedAt: t.now,
    });
}

/** Its money has come in: the plan's open charges are paid from it, and what is left waits for the visits to come. */
export async function markPaid(
  t: TxCtx,
  row: InstalmentRow,
  of: { patientId: string; amountMinor: number; method: string },
): Promise<void> {
  await changeInstalment(t.tx, t.clinicId, row.id, {
    status: "paid",
    amountMinor: of.amountMinor,
    failure: null,
    askAgainOn: null,
    changedAt: t.now,
  });
  await settlePlan(t, row.planId);
  await fitInstalments(t, row.planId, of.amountMinor === row.amountMinor ? "less" : "anew");
  await record(t, [
    {
      deed: "instalment.paid",
      subjectKind: "instalment",
      subjectId: row.id,
      patientId: of.patientId,
      detail: { amountMinor: of.amountMinor, method: of.method },
    },
  ]);
}

/** Pays what the patient owes for a plan's visits from the plan's own money. */
export async function settlePlan(t: TxCtx, planId: string): Promise<void> {
  const open = await chargesWithOpen(t.tx, t.clinicId, { planId });
  await settleFrom(
    t,
    await paymentsWithCredit(t.tx, t.clinicId, { planId }),
    open.filter((row) => row.payer === "self" && row.openMinor > 0),
  );
}

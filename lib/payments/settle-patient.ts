// Pays a patient's open charges from money that is not promised to a package, or to a visit or plan to come.
import { chargesWithOpen, comingOf, paymentsWithCredit } from "../../db/queries/money.ts";
import type { TxCtx } from "../context/context.ts";
import { plansInInstalments } from "../../db/queries/instalments.ts";
import { settleFrom } from "./book-money.ts";
import { fitInstalments } from "./instalments.ts";

/** Oldest charges first. Credit of a visit or plan that is still to come stays with it; when that is over, it is free. */
export async function settlePatient(t: TxCtx, patientId: string): Promise<void> {
  const open = await chargesWithOpen(t.tx, t.clinicId, { patientId });
  const credits = await paymentsWithCredit(t.tx, t.clinicId, { patientId });
  const coming = await comingOf(t.tx, t.clinicId, patientId);
  const promised = (row: { chainId: string | null; planId: string | null; promised: boolean }) =>
    row.promised ||
    (row.chainId !== null && coming.chainIds.has(row.chainId)) ||
    (row.planId !== null && coming.planIds.has(row.planId));
  await settleFrom(
    t,
    credits.filter((row) => row.creditMinor > 0 && !promised(row)),
    open.filter((row) => row.payer === "self" && row.openMinor > 0),
  );
  for (const { planId } of await plansInInstalments(t.tx, t.clinicId, patientId)) await fitInstalments(t, planId);
}

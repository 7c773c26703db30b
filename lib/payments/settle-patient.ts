// Pays a patient's open charges from money that is not promised to a visit or plan to come.
import { chargesWithOpen, paymentsWithCredit } from "../../db/queries/money.ts";
import type { TxCtx } from "../context/context.ts";
import { settleFrom } from "./book-money.ts";

/** Oldest charges first. Credit of a chain or plan stays with it. */
export async function settlePatient(t: TxCtx, patientId: string): Promise<void> {
  const open = await chargesWithOpen(t.tx, t.clinicId, { patientId });
  const charged = new Set(open.map((row) => row.chainId));
  const credits = await paymentsWithCredit(t.tx, t.clinicId, { patientId });
  const free = credits.filter(
    (row) => row.creditMinor > 0 && !row.planId && (!row.chainId || charged.has(row.chainId)),
  );
  await settleFrom(
    t,
    free,
    open.filter((row) => row.payer === "self" && row.openMinor > 0),
  );
}

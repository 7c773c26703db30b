// From a certain amount on, whoever gives money back proves first that it is them: somebody may have left their desk open.
import { refundProofs } from "../../db/seed/rows/refund-proofs.ts";
import { clinicRow } from "../../db/queries/clinics.ts";
import { latestRow } from "../clinic/dated-rows.ts";
import type { TxCtx } from "../context/context.ts";
import { mustHaveProved } from "../staff/self.ts";
import { dateIn } from "../time/zone.ts";

/** Whether giving back so much, in minor units, asks for a fresh proof on the local day. */
export const asksForProof = (amountMinor: number, day: string): boolean => {
  const rule = latestRow(refundProofs, day);
  return rule !== undefined && amountMinor >= rule.fromMinor;
};

/** `amountMinor` is all that one deed gives back. Refuses people of the clinic with `proof_needed`. */
export async function mustProveRefund(t: TxCtx, amountMinor: number): Promise<void> {
  if (t.actor.kind !== "member") return;
  const clinic = await clinicRow(t.tx, t.clinicId);
  if (clinic && asksForProof(amountMinor, dateIn(t.now, clinic.timeZone))) mustHaveProved(t);
}

// From a certain amount on, whoever gives money back proves first that it is them: somebody may have left their desk open.
import { refundProofs } from "../../db/seed/rows/refund-proofs.ts";
import { clinicRow } from "../../db/queries/clinics.ts";
import { givenBackBy } from "../../db/queries/money.ts";
import { lockMember } from "../../db/queries/staff.ts";
import { latestRow } from "../clinic/dated-rows.ts";
import type { TxCtx } from "../context/context.ts";
import { mustHaveProved } from "../staff/self.ts";
import { dateIn } from "../time/zone.ts";

const dayMs = 86_400_000;

/** Whether giving back so much, in minor units, asks for a fresh proof on the local day. */
export const asksForProof = (amountMinor: number, day: string): boolean => {
  const rule = latestRow(refundProofs, day);
  return rule !== undefined && amountMinor >= rule.fromMinor;
};

/**
 * Last in a verb that gives money back, after its refunds are written. What the same person gave back within 24 hours and since they last
 * proved that it is them counts as one amount. Refuses people of the clinic with `proof_needed`, and the refunds are gone with it.
 */
export async function mustProveRefund(t: TxCtx): Promise<void> {
  const { tx, clinicId, actor, now } = t;
  if (actor.kind !== "member") return;
  const clinic = await clinicRow(tx, clinicId);
  // Of two at one moment the second sees what the first gave.
  await lockMember(tx, clinicId, actor.memberId);
  const since = new Date(Math.max(now.getTime() - dayMs, actor.provedAt?.getTime() ?? 0));
  const given = await givenBackBy(tx, clinicId, actor.memberId, since);
  if (clinic && asksForProof(given, dateIn(now, clinic.timeZone))) mustHaveProved(t);
}

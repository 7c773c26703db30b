// What payers owe: claims are sent, answered, put right and sent again, and what was paid settles the charge.
import { z } from "zod";
import { addClaims, changeClaim, lastClaims, openClaims, type ClaimLine } from "../../db/queries/claims.ts";
import { chargesWithOpen } from "../../db/queries/money.ts";
import { record } from "../audit/audit.ts";
import { onceOnly } from "../booking/once.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { payers } from "../plans/funding-input.ts";
import { receive, settleFrom } from "./book-money.ts";

/** Whom claims go to. */
export const claimPayers = payers.filter((one) => one !== "self");

/** `short`: the payer paid less than was asked for, and the rest is open. */
export type ClaimState = "to_send" | "waiting" | "rejected" | "short";

export type Claim = Omit<ClaimLine, "status"> & { state: ClaimState };

const mostShown = 500;

const stateOf = ({ status }: ClaimLine): ClaimState =>
  status === null ? "to_send" : status === "sent" ? "waiting" : status === "rejected" ? "rejected" : "short";

/** Everything that payers still owe something of, at most 500, the oldest service first. */
export async function listClaims(ctx: Ctx, input: { payer?: string | undefined }): Promise<Claim[]> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, async (t) => {
    const lines = await openClaims(t.tx, t.clinicId, { payer: input.payer, most: mostShown });
    await record(t, [{ deed: "claims.seen", subjectKind: "clinic", subjectId: t.clinicId }]);
    return lines.map(({ status, ...line }) => ({ ...line, state: stateOf({ status, ...line }) }));
  });
}

export const sendClaimsInput = z.object({
  chargeIds: z.array(z.uuid()).min(1, "Tick at least one claim.").max(mostShown),
});

/**
 * Marks them as sent, once more where a payer said no. One that waits for an answer or is no longer owed is left as it is and named in
 * `left`, and the others go. When none can go: refuses `not_found` where one is unknown or not owed, otherwise `already_done`.
 */
export async function sendClaims(
  ctx: Ctx,
  input: z.output<typeof sendClaimsInput>,
): Promise<{ sent: number; left: string[] }> {
  mustMay(ctx, "take_payment");
  const chargeIds = [...new Set(input.chargeIds)].toSorted();
  return inTransaction(ctx, async (t) => {
    const owed = (await chargesWithOpen(t.tx, t.clinicId, { chargeIds })).filter(isOwed);
    const last = await lastClaims(t.tx, t.clinicId, chargeIds);
    const going = owed.filter(({ id }) => last.get(id)?.status !== "sent");
    if (!going.length && owed.length < chargeIds.length) throw notFound("claim");
    if (!going.length) throw new Refusal("already_done", "It was sent already, and waits for an answer.");
    const memberId = memberIdOf(t);
    await addClaims(
      t.tx,
      going.map(({ id: chargeId }) => ({
        clinicId: t.clinicId,
        id: newId(),
        chargeId,
        attempt: (last.get(chargeId)?.attempt ?? 0) + 1,
        status: "sent",
        sentAt: t.now,
        memberId,
      })),
    );
    await say(t, "claim.sent", going);
    const gone = new Set(going.map(({ id }) => id));
    return { sent: going.length, left: chargeIds.filter((id) => !gone.has(id)) };
  });
}

export const rejectClaimInput = z.object({
  chargeId: z.string(),
  reason: z.string().trim().min(3, "Write what the payer said.").max(300),
});

/** Refuses `not_found` when it does not wait for an answer. */
export async function rejectClaim(ctx: Ctx, input: z.output<typeof rejectClaimInput>): Promise<void> {
  mustMay(ctx, "take_payment");
  await inTransaction(ctx, async (t) => {
    const [owed] = await lockOwed(t, [input.chargeId]);
    const claim = (await lastClaims(t.tx, t.clinicId, [input.chargeId])).get(input.chargeId);
    if (!owed || claim?.status !== "sent") throw notFound("claim");
    await changeClaim(t.tx, t.clinicId, claim.id, { status: "rejected", answeredAt: t.now, reason: input.reason });
    await say(t, "claim.rejected", [owed]);
  });
}

export const remittanceInput = z.object({
  chargeId: z.string(),
  amountMinor: z.number().int().positive().max(10_000_000),
  idempotencyKey: z.string().min(8).max(200),
});

/** What a payer paid of one charge; never more than is open of it. Answers what is still open. */
export async function enterRemittance(
  ctx: Ctx,
  input: z.output<typeof remittanceInput>,
): Promise<{ openMinor: number }> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, (t) =>
    onceOnly(t, { verb: "remittance", key: input.idempotencyKey, body: input }, () => settleClaim(t, input)),
  );
}

async function settleClaim(t: TxCtx, input: z.output<typeof remittanceInput>): Promise<{ openMinor: number }> {
  const [owed] = await lockOwed(t, [input.chargeId]);
  if (!owed) throw notFound("claim");
  const { amountMinor } = input;
  if (amountMinor > owed.openMinor)
    throw new Refusal("invalid", "That is more than is open of this claim.", {
      fields: [{ field: "amount", message: "Enter at most what is open." }],
    });
  const { patientId, chainId, planId, currency } = owed;
  const paymentId = await receive(t, { patientId, chainId, planId, method: "payer", amountMinor, currency });
  if (paymentId) await settleFrom(t, [{ id: paymentId, creditMinor: amountMinor }], [owed]);
  const claim = (await lastClaims(t.tx, t.clinicId, [owed.id])).get(owed.id);
  if (claim?.status === "sent") await changeClaim(t.tx, t.clinicId, claim.id, { status: "settled", answeredAt: t.now });
  await say(t, "claim.settled", [owed]);
  return { openMinor: owed.openMinor - amountMinor };
}

/** Charges of payers with something open, locked in one order. Refuses `not_found` for anything else. */
async function lockOwed(t: TxCtx, chargeIds: readonly string[]) {
  if (!chargeIds.every(isId)) throw notFound("claim");
  const owed = await chargesWithOpen(t.tx, t.clinicId, { chargeIds });
  if (owed.length !== chargeIds.length || !owed.every(isOwed)) throw notFound("claim");
  return owed;
}

const isOwed = (row: { payer: string; openMinor: number }) => row.payer !== "self" && row.openMinor > 0;

const say = (t: TxCtx, deed: string, owed: readonly { id: string; patientId: string }[]) =>
  record(
    t,
    owed.map(({ id, patientId }) => ({ deed, subjectKind: "charge", subjectId: id, patientId })),
  );

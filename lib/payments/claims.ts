// What payers owe: claims are sent, answered, put right and sent again, and what was paid settles the charge.
import { z } from "zod";
import {
  addClaims,
  changeClaim,
  lastClaims,
  openClaims,
  owedByPayers,
  type ClaimLine,
} from "../../db/queries/claims.ts";
import { chargesWithOpen } from "../../db/queries/money.ts";
import { record } from "../audit/audit.ts";
import { onceOnly } from "../booking/once.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { payers } from "../plans/funding-input.ts";
import { isDate } from "../time/dates.ts";
import { receive, settleFrom } from "./book-money.ts";
import { askCover, passOn, type OpenCharge, type PassedOn } from "./pass-on.ts";

/** Whom claims go to. */
export const claimPayers = payers.filter((one) => one !== "self");

/** `short`: the payer paid less than was asked for, and the rest is open. */
export type ClaimState = "to_send" | "waiting" | "rejected" | "short";

export type Claim = Omit<ClaimLine, "status"> & { state: ClaimState };

const mostShown = 500;

const stateOf = ({ status }: ClaimLine): ClaimState =>
  status === null ? "to_send" : status === "sent" ? "waiting" : status === "rejected" ? "rejected" : "short";

const claimOf = ({ status, ...line }: ClaimLine): Claim => ({ ...line, state: stateOf({ status, ...line }) });

/** Everything that payers still owe something of, the oldest service first. */
export async function listClaims(ctx: Ctx, input: { payer?: string | undefined }): Promise<Claim[]> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, async (t) => {
    const all: ClaimLine[] = [];
    let some: ClaimLine[];
    do {
      some = await openClaims(t.tx, t.clinicId, { payer: input.payer, after: all.at(-1) ?? null, most: mostShown });
      all.push(...some);
    } while (some.length === mostShown);
    await record(t, [{ deed: "claims.seen", subjectKind: "clinic", subjectId: t.clinicId }]);
    return all.map(claimOf);
  });
}

export type ClaimsPage = {
  claims: Claim[];
  /** Of all, on this page or not. */
  owedMinor: number;
  /** Where the next page begins, as its address says it; null on the last. */
  next: string | null;
};

/** A page of the same, of 500 unless `most` says less; anything that is no place of a list is its beginning. */
export async function viewClaims(
  ctx: Ctx,
  input: { payer?: string | undefined; after?: string | undefined; most?: number },
): Promise<ClaimsPage> {
  mustMay(ctx, "take_payment");
  const { payer, after = "", most = mostShown } = input;
  const [serviceOn = "", chargeId = ""] = after.split("_");
  const place = isDate(serviceOn) && isId(chargeId) ? { serviceOn, chargeId } : null;
  return inTransaction(ctx, async (t) => {
    const found = await openClaims(t.tx, t.clinicId, { payer, after: place, most: most + 1 });
    const claims = found.slice(0, most).map(claimOf);
    const last = claims.at(-1);
    await record(t, [{ deed: "claims.seen", subjectKind: "clinic", subjectId: t.clinicId }]);
    return {
      claims,
      owedMinor: await owedByPayers(t.tx, t.clinicId, { payer }),
      next: last && found.length > most ? `${last.serviceOn}_${last.chargeId}` : null,
    };
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
  /** Put right and sent once more, or asked of the next payer at once. */
  step: z.enum(["again", "next"]).default("again"),
});

/**
 * A payer said no. With `next` what is open goes on to the next payer, and at last to the patient; answers where it went. Refuses
 * `not_found` when it does not wait for an answer.
 */
export async function rejectClaim(ctx: Ctx, input: z.input<typeof rejectClaimInput>): Promise<PassedOn[]> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, async (t) => {
    const [owed] = await lockOwed(t, [input.chargeId]);
    const claim = (await lastClaims(t.tx, t.clinicId, [input.chargeId])).get(input.chargeId);
    if (!owed || claim?.status !== "sent") throw notFound("claim");
    await changeClaim(t.tx, t.clinicId, claim.id, { status: "rejected", answeredAt: t.now, reason: input.reason });
    await say(t, "claim.rejected", [owed]);
    return input.step === "next" ? goOn(t, owed, input.reason) : [];
  });
}

export const passClaimOnInput = z.object({
  chargeId: z.string(),
  reason: z.string().trim().min(3, "Write a short reason.").max(200),
});

/** Asks the next payers for what is open. Refuses `already_done` while this one has not answered. */
export async function passClaimOn(ctx: Ctx, input: z.output<typeof passClaimOnInput>): Promise<PassedOn[]> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, async (t) => {
    const [owed] = await lockOwed(t, [input.chargeId]);
    if (!owed) throw notFound("claim");
    if ((await lastClaims(t.tx, t.clinicId, [owed.id])).get(owed.id)?.status === "sent")
      throw new Refusal("already_done", "It was sent, and waits for an answer. Enter the answer first.");
    return goOn(t, owed, input.reason);
  });
}

export const askCoverInput = z.object({ chargeId: z.string(), coverageId: z.uuid("Choose who is asked.") });

/** Asks a plan of the patient's own for what they owe of a visit. Refuses `nothing_left` when it pays nothing of it. */
export async function askOwnCover(ctx: Ctx, input: z.output<typeof askCoverInput>): Promise<PassedOn> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, async (t) => {
    const owed = isId(input.chargeId)
      ? (await chargesWithOpen(t.tx, t.clinicId, { chargeIds: [input.chargeId] }))[0]
      : undefined;
    if (owed?.payer !== "self" || owed.openMinor <= 0) throw notFound("charge");
    const passed = await askCover(t, owed, input.coverageId);
    if (!passed)
      throw new Refusal("nothing_left", "This plan pays nothing of it: its limits leave nothing for this visit.");
    await say(t, "claim.passed_on", [owed]);
    return passed;
  });
}

async function goOn(t: TxCtx, owed: OpenCharge, reason: string): Promise<PassedOn[]> {
  const passed = await passOn(t, owed, reason.slice(0, 200));
  await say(t, "claim.passed_on", [owed]);
  return passed;
}

export const remittanceInput = z.object({
  chargeId: z.string(),
  amountMinor: z.number().int().positive().max(10_000_000),
  /** What becomes of a rest: it stays open, or the next payer is asked. */
  rest: z.enum(["open", "next"]).default("open"),
  idempotencyKey: z.string().min(8).max(200),
});

/** What a payer paid of one charge; never more than is open of it. Answers what is still open of it. */
export async function enterRemittance(
  ctx: Ctx,
  input: z.input<typeof remittanceInput>,
): Promise<{ openMinor: number }> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, (t) =>
    onceOnly(t, { verb: "remittance", key: input.idempotencyKey, body: input }, () => settleClaim(t, input)),
  );
}

async function settleClaim(t: TxCtx, input: z.input<typeof remittanceInput>): Promise<{ openMinor: number }> {
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
  const openMinor = owed.openMinor - amountMinor;
  if (input.rest !== "next" || openMinor === 0) return { openMinor };
  await goOn(t, { ...owed, openMinor, paidMinor: owed.paidMinor + amountMinor }, "what the payer left");
  return { openMinor: 0 };
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

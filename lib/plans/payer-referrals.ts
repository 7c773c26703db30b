// A doctor's referral that a payer asks for, as the patient brought it: entered at the desk, shown on receipts of the visits it holds for.
// WorkSafeBC pays massage therapy on a physician's referral, and benefit plans may ask for one (facts of both checked 2026-11).
import { z } from "zod";
import { disciplineRows } from "../../db/queries/clinics.ts";
import { addPayerReferral, endPayerReferralRow, payerReferralsOf } from "../../db/queries/payer-referrals.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { dateInput } from "../time/date-input.ts";

const mostReferrals = 20;

export const payerReferralInput = z
  .object({
    referredBy: z.string().trim().min(3, "Write who referred the patient, and what they are.").max(120),
    referrerNumber: z.string().trim().max(40).optional(),
    /** Empty: whatever the patient comes for. */
    disciplineId: z.string().optional(),
    writtenOn: dateInput,
    validUntil: dateInput.optional(),
  })
  .refine(({ writtenOn, validUntil }) => validUntil === undefined || validUntil >= writtenOn, {
    path: ["validUntil"],
    message: "The last day is not before the first.",
  });

export type PayerReferralView = {
  referralId: string;
  referredBy: string;
  referrerNumber: string | null;
  /** Null: whatever the patient comes for. */
  disciplineName: string | null;
  writtenOn: string;
  validUntil: string | null;
};

/** The latest first. */
export async function listPayerReferrals(ctx: Ctx, input: { patientId: string }): Promise<PayerReferralView[]> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, async (t) => {
    await mustBeOurs(t, input.patientId);
    const rows = await payerReferralsOf(t.tx, t.clinicId, input.patientId);
    return rows.map(({ row, disciplineName }) => ({
      referralId: row.id,
      referredBy: row.referredBy,
      referrerNumber: row.referrerNumber,
      disciplineName,
      writtenOn: row.writtenOn,
      validUntil: row.validUntil,
    }));
  });
}

export async function enterPayerReferral(
  ctx: Ctx,
  input: { patientId: string } & z.output<typeof payerReferralInput>,
): Promise<{ referralId: string }> {
  mustMay(ctx, "take_payment");
  const { patientId, disciplineId } = input;
  return inTransaction(ctx, async (t) => {
    await mustBeOurs(t, patientId);
    if (disciplineId && !(await disciplineRows(t.tx, t.clinicId)).some(({ id }) => id === disciplineId))
      throw notFound("discipline");
    if ((await payerReferralsOf(t.tx, t.clinicId, patientId)).length >= mostReferrals)
      throw new Refusal("too_many", `At most ${mostReferrals} are kept. Take off one that is over.`);
    const referralId = newId();
    await addPayerReferral(t.tx, {
      clinicId: t.clinicId,
      id: referralId,
      patientId,
      disciplineId: disciplineId ?? null,
      referredBy: input.referredBy,
      referrerNumber: input.referrerNumber ?? null,
      writtenOn: input.writtenOn,
      validUntil: input.validUntil ?? null,
      enteredBy: memberIdOf(t)!,
      enteredAt: t.now,
    });
    await say(t, "payer_referral.entered", patientId, referralId);
    return { referralId };
  });
}

/** A wrong one: it stands on no new receipt. Receipts that name it stay as they were issued. */
export async function endPayerReferral(ctx: Ctx, input: { patientId: string; referralId: string }): Promise<void> {
  mustMay(ctx, "take_payment");
  const { patientId, referralId } = input;
  await inTransaction(ctx, async (t) => {
    if (!isId(referralId) || !isId(patientId)) throw notFound("referral");
    if (!(await endPayerReferralRow(t.tx, t.clinicId, { id: referralId, patientId, at: t.now })))
      throw notFound("referral");
    await say(t, "payer_referral.ended", patientId, referralId);
  });
}

async function mustBeOurs(t: TxCtx, patientId: string): Promise<void> {
  if (!isId(patientId) || !(await patientRow(t.tx, t.clinicId, patientId))) throw notFound("patient");
}

const say = (t: TxCtx, deed: string, patientId: string, referralId: string) =>
  record(t, [{ deed, subjectKind: "payer_referral", subjectId: referralId, patientId }]);

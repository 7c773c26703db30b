// A person's second factor: begun with a seed for their app, on once a code of it was typed, off again; and its recovery codes.
import {
  confirmFactorRow,
  factorOfUser,
  putFactor,
  putRecoveryCodes,
  recoveryCodesLeft,
  removeFactor,
  userById,
} from "../../db/queries/sign-in.ts";
import { latestSignInRule } from "../../db/queries/staff.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import { countUse, forgetUses } from "../limits/count-use.ts";
import { seal, unseal } from "../seal.ts";
import { hashOf } from "../tokens.ts";
import { checkAppCode, seedPurpose } from "./check-code.ts";
import { newRecoveryCodes } from "./recovery-code.ts";
import { mustBeOneself, mustHaveProved, mustSignInHere, ownDeed, type Self } from "./self.ts";
import { leaveOnlyThisOne } from "./sessions.ts";
import { newSeed, seedAddress } from "./totp.ts";

export type FactorView =
  | { state: "off" }
  | { state: "begun"; seed: string; address: string }
  | { state: "on"; since: Date; codesLeft: number; required: boolean };

/** The seed is shown only until it is confirmed. */
export async function loadSecondFactor(ctx: Ctx, me: Self): Promise<FactorView> {
  mustBeOneself(ctx);
  return inTransaction(ctx, async ({ tx, clinicId }) => {
    const factor = await factorOfUser(tx, me.userId);
    if (!factor) return { state: "off" };
    if (factor.confirmedAt) {
      const [codesLeft, rule] = await Promise.all([recoveryCodesLeft(tx, me.userId), latestSignInRule(tx, clinicId)]);
      return { state: "on", since: factor.confirmedAt, codesLeft, required: rule?.secondFactorRequired ?? false };
    }
    const user = await userById(tx, me.userId);
    const seed = unseal(ctx.secret, seedPurpose, me.userId, { sealed: factor.sealedSeed, keyId: factor.keyId });
    return user && seed ? { state: "begun", seed, address: seedAddress(seed, user.email) } : { state: "off" };
  });
}

/** Makes a new seed; one that was begun before is forgotten. Refuses with `already_done` when the factor is on. */
export async function beginSecondFactor(ctx: Ctx, me: Self): Promise<void> {
  mustBeOneself(ctx);
  mustHaveProved(ctx);
  mustSignInHere(me);
  await inTransaction(ctx, async ({ tx }) => {
    if ((await factorOfUser(tx, me.userId))?.confirmedAt)
      throw new Refusal("already_done", "Your second factor is on already.");
    const { sealed, keyId } = seal(ctx.secret, seedPurpose, me.userId, newSeed());
    await putFactor(tx, { userId: me.userId, sealedSeed: sealed, keyId, createdAt: ctx.now });
  });
}

/** Turns it on. Answers the recovery codes, which nobody can read again. Sessions opened with the password alone end. */
export async function confirmSecondFactor(ctx: Ctx, me: Self, input: { code: string }): Promise<string[]> {
  mustBeOneself(ctx);
  mustSignInHere(me);
  await countUse(ctx.db, "sign-in-code", me.userId);
  const codes = await inTransaction(ctx, async (t) => {
    const right = await checkAppCode({ db: t.tx, secret: ctx.secret, now: ctx.now }, me.userId, input.code);
    if (!right || !(await confirmFactorRow(t.tx, me.userId, ctx.now)))
      throw new Refusal(
        "code_wrong",
        "This code does not fit. Check the time of your telephone, and try the next one.",
        {
          fields: [{ field: "code", message: "Type the six digits that your app shows now." }],
        },
      );
    await record(t, [ownDeed(t, "member.second_factor_on")]);
    await leaveOnlyThisOne(t, me);
    return layRecoveryCodes(t, me);
  });
  await forgetUses(ctx.db, "sign-in-code", me.userId);
  return codes;
}

/** Refuses with `forbidden` while the clinic asks everybody for one. */
export async function dropSecondFactor(ctx: Ctx, me: Self): Promise<void> {
  mustBeOneself(ctx);
  mustHaveProved(ctx);
  mustSignInHere(me);
  await inTransaction(ctx, async (t) => {
    if ((await latestSignInRule(t.tx, t.clinicId))?.secondFactorRequired)
      throw new Refusal("forbidden", "Your clinic asks everybody for a second factor. It stays on.");
    await removeFactor(t.tx, me.userId);
    await record(t, [ownDeed(t, "member.second_factor_off")]);
  });
}

/** New codes instead of the old ones. */
export async function renewRecoveryCodes(ctx: Ctx, me: Self): Promise<string[]> {
  mustBeOneself(ctx);
  mustHaveProved(ctx);
  mustSignInHere(me);
  return inTransaction(ctx, async (t) => {
    if (!(await factorOfUser(t.tx, me.userId))?.confirmedAt) throw notFound("second factor");
    return layRecoveryCodes(t, me);
  });
}

async function layRecoveryCodes(t: TxCtx, me: Self): Promise<string[]> {
  const codes = newRecoveryCodes();
  await putRecoveryCodes(
    t.tx,
    me.userId,
    codes.map((code) => ({ id: newId(), userId: me.userId, codeHash: hashOf(code), createdAt: t.now })),
  );
  await record(t, [ownDeed(t, "member.recovery_codes_made")]);
  return codes;
}

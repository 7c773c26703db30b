// Whether a typed text is the person's second factor: the app's code of now, or a recovery code; either is used up by it.
import type { Handle } from "../../db/client.ts";
import { factorOfUser, spendRecoveryCode, takeStep } from "../../db/queries/sign-in.ts";
import { unseal } from "../seal.ts";
import { hashOf } from "../tokens.ts";
import { readRecoveryCode } from "./recovery-code.ts";
import { stepOfCode } from "./totp.ts";

export const seedPurpose = "authenticator seed";

type Asked = { db: Handle; secret: string; now: Date };

/** The app's code alone; for a factor that is not confirmed yet too. */
export async function checkAppCode({ db, secret, now }: Asked, userId: string, code: string): Promise<boolean> {
  const factor = await factorOfUser(db, userId);
  if (!factor) return false;
  const seed = unseal(secret, seedPurpose, userId, { sealed: factor.sealedSeed, keyId: factor.keyId });
  const step = seed === null ? null : stepOfCode(seed, code, now, factor.lastStep);
  return step !== null && takeStep(db, userId, step);
}

export async function checkCode(asked: Asked, userId: string, typed: string): Promise<"app" | "recovery" | null> {
  if (await checkAppCode(asked, userId, typed)) return "app";
  const recovery = readRecoveryCode(typed);
  if (recovery && (await spendRecoveryCode(asked.db, userId, hashOf(recovery), asked.now))) return "recovery";
  return null;
}

// Signing in, step by step: password, code where a second factor is on, then the session. Nothing opens before all of it is proved.
import type { Handle } from "../../db/client.ts";
import { userByEmail } from "../../db/queries/directory.ts";
import { addLoginSession, renewLoginSession } from "../../db/queries/login-sessions.ts";
import {
  addProof,
  countProofTry,
  dropOldProofs,
  factorOfUser,
  openProof,
  readyProof,
  spendProof,
} from "../../db/queries/sign-in.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { countUse, forgetUses } from "../limits/count-use.ts";
import { verifyPassword } from "../passwords.ts";
import { hashOf, newToken } from "../tokens.ts";
import { checkCode } from "./check-code.ts";
import { recordAtPlaces, type Door } from "./places.ts";
import { lifeAt } from "./session-life.ts";

const proofMinutes = 10;
const triesAProof = 5;

/** `ready` opens a session; `code_needed` needs {@link proveCode} first. */
export type PasswordProved = { next: "ready" | "code_needed"; token: string };

const wrong = () =>
  new Refusal("invalid", "This e-mail and password do not belong together. Check both and try again.");

/** Refuses with `invalid`, the same for an account that is not there, or with `too_many`. */
export async function provePassword(
  door: Door,
  input: { email: string; password: string; device: string },
): Promise<PasswordProved> {
  const { db } = door;
  await countUse(db, "sign-in", input.email);
  const user = await userByEmail(db, input.email);
  const right = await verifyPassword(input.password, user?.passwordHash ?? null);
  if (!right || !user) throw wrong();
  await forgetUses(db, "sign-in", input.email);
  const codeNeeded = Boolean((await factorOfUser(db, user.id))?.confirmedAt);
  const token = await keepProof(door, { userId: user.id, device: input.device, method: "password" }, !codeNeeded);
  return { next: codeNeeded ? "code_needed" : "ready", token };
}

/** `onlyClinic`: the one clinic that the session may enter. */
type Proved = { userId: string; device: string; method: string; onlyClinic?: string; resumes?: string };
/** What keeping a proof needs of a doorway. */
type Keeper = { db: Handle; now: Date };

/** A proof that opens a session by itself; answers its token. */
export const keepReadyProof = (door: Keeper, proved: Proved): Promise<string> => keepProof(door, proved, true);

/** A proof that goes on with a session under a new id: one that was locked, or whose person proved themself again. */
export const keepResumingProof = (door: Keeper, proved: Proved & { resumes: string }): Promise<string> =>
  keepProof(door, proved, true);

async function keepProof({ db, now }: Keeper, proved: Proved, ready: boolean): Promise<string> {
  await dropOldProofs(db, proved.userId, now);
  const token = newToken();
  await addProof(db, {
    ...proved,
    id: newId(),
    tokenHash: hashOf(token),
    createdAt: now,
    expiresAt: new Date(now.getTime() + proofMinutes * 60_000),
    readyAt: ready ? now : null,
  });
  return token;
}

/** Refuses with `code_wrong`, `too_many`, or `sign_in_needed` when the password has to be typed again. */
export async function proveCode(door: Door, input: { token: string; code: string }): Promise<void> {
  const { db, now } = door;
  const again = () => new Refusal("sign_in_needed", "That took too long, or too many tries. Begin again.");
  const proof = await openProof(db, hashOf(input.token), now);
  if (!proof) throw again();
  await countUse(db, "sign-in-code", proof.userId);
  if ((await countProofTry(db, proof.id)) > triesAProof) throw again();
  const kind = await checkCode(door, proof.userId, input.code);
  if (!kind) {
    await recordAtPlaces(door, proof.userId, { deed: "member.code_refused" });
    throw new Refusal("code_wrong", "This code does not fit. Wait for the next one in your app, and type that.", {
      fields: [{ field: "code", message: "Type the code that your app shows now, or an unused recovery code." }],
    });
  }
  await forgetUses(db, "sign-in-code", proof.userId);
  if (kind === "recovery") await recordAtPlaces(door, proof.userId, { deed: "member.recovery_code_used" });
  await readyProof(db, proof.id, kind === "app" ? "password_app" : "password_recovery", now);
}

export type Opened = { userId: string; sessionId: string };

/** Spends a complete proof for a session with a new id; null when it is not complete, or was spent. */
export async function openSession(
  door: Door,
  input: { token: string; deskToken?: string | null },
): Promise<Opened | null> {
  const { db, now } = door;
  const proof = await spendProof(db, hashOf(input.token), now);
  if (!proof) return null;
  const { userId, method, device, onlyClinic, resumes } = proof;
  const sessionId = newId();
  if (resumes !== null) {
    const renewed = await renewLoginSession(db, { id: resumes, userId }, sessionId, now, lifeAt(now));
    return renewed ? { userId, sessionId } : null;
  }
  await recordAtPlaces(door, userId, { deed: "member.signed_in", detail: { method } });
  await addLoginSession(db, {
    id: sessionId,
    userId,
    method,
    device,
    onlyClinic,
    deskHash: input.deskToken ? hashOf(input.deskToken) : null,
    createdAt: now,
    lastSeenAt: now,
    // Somebody who came from the clinic's own sign-in may have proved themself there long ago.
    provedAt: onlyClinic === null ? now : null,
  });
  return { userId, sessionId };
}

// Opens a locked desk again, for who is signed in there or for somebody else who was: by PIN, or by the password.
import {
  dropPin,
  lockLoginSession,
  peopleAtDesk,
  pinSince,
  putPin,
  revokeLoginSession,
  unlockLoginSession,
} from "../../db/queries/login-sessions.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { countUse, forgetUses } from "../limits/count-use.ts";
import { hashPassword, verifyPassword } from "../passwords.ts";
import { hashOf } from "../tokens.ts";
import { pinProblem } from "./desk-lock.ts";
import { recordAtPlaces, type Door } from "./places.ts";
import { rightPassword } from "./prove-again.ts";
import { mustBeOneself, mustHaveProved, ownDeed, type Self } from "./self.ts";
import { lifeAt } from "./session-life.ts";
import { keepResumingProof } from "./sign-in.ts";

const wrongPin = (message: string) => new Refusal("invalid", message, { fields: [{ field: "pin", message }] });

/** For the sheet of a locked desk: who can open it by PIN, the one who is signed in first. */
export async function whoCanUnlock(
  door: Pick<Door, "db" | "now">,
  input: { deskToken: string | null; userId: string },
): Promise<{ userId: string; name: string }[]> {
  if (!input.deskToken) return [];
  const people = await peopleAtDesk(door.db, hashOf(input.deskToken), lifeAt(door.now));
  return people
    .filter(({ pinHash }) => pinHash !== null)
    .map(({ userId, name }) => ({ userId, name }))
    .toSorted((a, b) => Number(b.userId === input.userId) - Number(a.userId === input.userId));
}

/**
 * A PIN opens nothing but a session that was opened in full at this desk. Answers a proof when that is another session than the
 * browser's own, which is locked then. Five wrong ones in a quarter of an hour end the session. Refuses with `invalid` or `too_many`.
 */
export async function unlockByPin(
  door: Door,
  input: { deskToken: string | null; sessionId: string; userId: string; pin: string; device: string },
): Promise<{ token: string | null }> {
  const { db, now } = door;
  const life = lifeAt(now);
  const people = input.deskToken ? await peopleAtDesk(db, hashOf(input.deskToken), life) : [];
  const person = people.find(({ userId }) => userId === input.userId);
  if (!person?.pinHash) throw wrongPin("There is no PIN for this desk. Use your passkey or password.");
  try {
    await countUse(db, "desk-pin", person.sessionId);
  } catch (error) {
    await revokeLoginSession(db, person.sessionId, now);
    throw error;
  }
  if (!(await verifyPassword(input.pin, person.pinHash)))
    throw wrongPin("This is not the PIN. Check it and try again.");
  await forgetUses(db, "desk-pin", person.sessionId);
  await recordAtPlaces(door, person.userId, { deed: "member.unlocked", detail: { method: "pin" } });
  if (person.sessionId === input.sessionId) {
    await unlockLoginSession(db, person.sessionId, person.userId, now, life);
    return { token: null };
  }
  await lockLoginSession(db, input.sessionId, now);
  const { userId, sessionId: resumes } = person;
  return { token: await keepResumingProof(door, { userId, resumes, device: input.device, method: "pin" }) };
}

/** Refuses with `invalid` or `too_many`, as at the sign-in. */
export async function unlockByPassword(ctx: Ctx, me: Self, input: { password: string }): Promise<void> {
  mustBeOneself(ctx);
  await rightPassword(ctx, me, { password: input.password, field: "password" });
  await inTransaction(ctx, async (t) => {
    await unlockLoginSession(t.tx, me.sessionId, me.userId, t.now, lifeAt(t.now));
    await record(t, [{ ...ownDeed(t, "member.unlocked"), detail: { method: "password" } }]);
  });
}

/** Shows nothing any more until it is opened again. */
export const lockDesk = (ctx: Ctx, me: Self): Promise<void> => {
  mustBeOneself(ctx);
  return lockLoginSession(ctx.db, me.sessionId, ctx.now);
};

export async function loadPin(ctx: Ctx, me: Self): Promise<Date | null> {
  mustBeOneself(ctx);
  return pinSince(ctx.db, me.userId);
}

/** Refuses with `invalid` for one that is too easy. */
export async function setPin(ctx: Ctx, me: Self, input: { pin: string }): Promise<void> {
  mustBeOneself(ctx);
  mustHaveProved(ctx);
  const problem = pinProblem(input.pin);
  if (problem) throw wrongPin(problem);
  const pinHash = await hashPassword(input.pin);
  await inTransaction(ctx, async (t) => {
    await putPin(t.tx, { userId: me.userId, pinHash, setAt: t.now });
    await record(t, [ownDeed(t, "member.pin_set")]);
  });
}

export async function removePin(ctx: Ctx, me: Self): Promise<void> {
  mustBeOneself(ctx);
  mustHaveProved(ctx);
  await inTransaction(ctx, async (t) => {
    if (await dropPin(t.tx, me.userId)) await record(t, [ownDeed(t, "member.pin_removed")]);
  });
}

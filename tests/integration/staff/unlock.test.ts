// A locked desk: a PIN opens again what was opened in full there before, and nothing else.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { personOfSession } from "../../../db/queries/login-sessions.ts";
import { loginSessions } from "../../../db/schema/index.ts";
import type { MemberRole } from "../../../lib/permissions/permissions.ts";
import { isLocked } from "../../../lib/staff/desk-lock.ts";
import { lifeAt } from "../../../lib/staff/session-life.ts";
import { setSignInRule, loadSignInRule } from "../../../lib/staff/sign-in-rule.ts";
import { openSession, provePassword } from "../../../lib/staff/sign-in.ts";
import { lockDesk, removePin, setPin, unlockByPassword, unlockByPin, whoCanUnlock } from "../../../lib/staff/unlock.ts";
import { newToken } from "../../../lib/tokens.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { openMoneyDesk, type MoneyDesk } from "../../support/money-desk.ts";
import { openStaffDoor, password, type StaffDoorDesk } from "../../support/staff-door.ts";

let database: FreshDatabase;
let desk: MoneyDesk;
let clinic: TestClinic;
let staff: StaffDoorDesk;
let deskToken: string;
beforeAll(async () => {
  database = await freshDatabase();
  desk = await openMoneyDesk(database);
});
beforeEach(async () => {
  clinic = await desk.clinic();
  staff = await openStaffDoor(clinic);
  deskToken = newToken();
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const pin = "481592";

/** Signed in at the desk by the password, with a PIN. */
async function atDesk(role: MemberRole, at = deskToken) {
  const { email } = staff.who(role);
  const proved = await provePassword(staff.door(), { email, password, device: "Chrome" });
  const me = (await openSession(staff.door(), { token: proved.token, deskToken: at }))!;
  const ctx = staff.as(role, clinic.now, clinic.now);
  await setPin(ctx, me, { pin });
  return { me, ctx };
}
const row = async (sessionId: string) => (await personOfSession(clinic.db, sessionId, lifeAt(clinic.now)))[0];
const locked = async (sessionId: string) => isLocked((await row(sessionId))!, null, clinic.now);
const unlock = (sessionId: string, userId: string, typed = pin, token: string | null = deskToken) =>
  unlockByPin(staff.door(), { deskToken: token, sessionId, userId, pin: typed, device: "Chrome" });

test("locked by hand, it opens again by PIN as the same session", async () => {
  const { me, ctx } = await atDesk("front_desk");
  await lockDesk(ctx, me);
  expect(await locked(me.sessionId)).toBe(true);
  expect(await unlock(me.sessionId, me.userId)).toEqual({ token: null });
  expect(await locked(me.sessionId)).toBe(false);
  expect(await staff.deeds()).toContain("member.unlocked");
});

test("it opens again by the password, and not by a wrong one", async () => {
  const { me, ctx } = await atDesk("front_desk");
  await lockDesk(ctx, me);
  await expect(unlockByPassword(ctx, me, { password: "not this one at all" })).rejects.toMatchObject({
    code: "invalid",
  });
  expect(await locked(me.sessionId)).toBe(true);
  await unlockByPassword(ctx, me, { password });
  expect(await locked(me.sessionId)).toBe(false);
});

test("a colleague who signed in there before takes over, and their session is what it was", async () => {
  const mina = await atDesk("front_desk");
  const ruth = await atDesk("owner");
  const before = await row(mina.me.sessionId);
  expect((await whoCanUnlock(staff.door(), { deskToken, userId: ruth.me.userId })).map(({ userId }) => userId)).toEqual(
    [ruth.me.userId, mina.me.userId],
  );
  const { token } = await unlock(ruth.me.sessionId, mina.me.userId);
  const resumed = (await openSession(staff.door(), { token: token! }))!;
  expect(resumed.userId).toBe(mina.me.userId);
  // Nothing was proved by a PIN that was not proved before, and whoever knew the id knows it no more.
  const after = await row(resumed.sessionId);
  expect(after).toEqual({ ...before, lastSeenAt: after!.lastSeenAt });
  expect(await row(mina.me.sessionId)).toBeUndefined();
  expect(await locked(ruth.me.sessionId)).toBe(true);
  expect(await openSession(staff.door(), { token: token! })).toBeNull();
});

test("a PIN opens nothing at another desk, for somebody who was not there, or once it is removed", async () => {
  const mina = await atDesk("front_desk");
  const ruth = await atDesk("owner", newToken());
  for (const [token, userId] of [
    [newToken(), mina.me.userId],
    [null, mina.me.userId],
    [deskToken, ruth.me.userId],
  ] as const)
    await expect(unlock(mina.me.sessionId, userId, pin, token)).rejects.toMatchObject({ code: "invalid" });
  await removePin(mina.ctx, mina.me);
  await expect(unlock(mina.me.sessionId, mina.me.userId)).rejects.toMatchObject({ code: "invalid" });
});

test("five wrong PINs end the session that they were for", async () => {
  const { me } = await atDesk("front_desk");
  for (let turn = 0; turn < 5; turn++)
    await expect(unlock(me.sessionId, me.userId, "000111")).rejects.toMatchObject({ code: "invalid" });
  await expect(unlock(me.sessionId, me.userId)).rejects.toMatchObject({ code: "too_many" });
  const [ended] = await clinic.db.select().from(loginSessions).where(eq(loginSessions.id, me.sessionId));
  expect(ended!.revokedAt).not.toBeNull();
});

test("the owner says when desks lock, beside what is asked of sign-ins", async () => {
  const { me, ctx } = await atDesk("owner");
  expect(await loadSignInRule(ctx)).toEqual({ secondFactorRequired: false, lockAfterMin: 15 });
  await setSignInRule(ctx, me, { lockAfterMin: 5 });
  expect(await loadSignInRule(ctx)).toEqual({ secondFactorRequired: false, lockAfterMin: 5 });
  await expect(setSignInRule(ctx, me, { lockAfterMin: 7 })).rejects.toMatchObject({ code: "invalid" });
  const manager = staff.as("manager", clinic.now, clinic.now);
  await expect(setSignInRule(manager, me, { lockAfterMin: 60 })).rejects.toMatchObject({ code: "forbidden" });
});

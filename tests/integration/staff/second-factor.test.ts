// The second factor of a person: on after a code, off after the password, and asked of everybody when the owner says so.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { personOfSession } from "../../../db/queries/login-sessions.ts";
import { latestSignInRule } from "../../../db/queries/staff.ts";
import { proveAgain } from "../../../lib/staff/prove-again.ts";
import {
  beginSecondFactor,
  confirmSecondFactor,
  dropSecondFactor,
  loadSecondFactor,
  renewRecoveryCodes,
} from "../../../lib/staff/second-factor.ts";
import { lifeAt } from "../../../lib/staff/session-life.ts";
import { mustEnrol, setSignInRule } from "../../../lib/staff/sign-in-rule.ts";
import { openSession, proveCode, provePassword } from "../../../lib/staff/sign-in.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { codeAt, later, openStaffDoor, password, type StaffDoorDesk } from "../../support/staff-door.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let staff: StaffDoorDesk;
const opened: TestClinic[] = [];
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  clinic = await freshClinic(database.appUrl, { connections: 4 });
  opened.push(clinic);
  staff = await openStaffDoor(clinic);
});
afterAll(async () => {
  for (const one of opened) await one.close();
  await database.drop();
});

const person = async (sessionId: string, at: Date) => (await personOfSession(clinic.db, sessionId, lifeAt(at)))[0];

test("it is off until a code of the new seed was typed, and begun anew as often as one likes", async () => {
  const { me, ctx } = await staff.signIn("front_desk");
  expect(await loadSecondFactor(ctx, me)).toEqual({ state: "off" });
  await beginSecondFactor(ctx, me);
  const one = await loadSecondFactor(ctx, me);
  await beginSecondFactor(ctx, me);
  const two = await loadSecondFactor(ctx, me);
  if (one.state !== "begun" || two.state !== "begun") throw new Error("not begun");
  expect(two.seed).not.toBe(one.seed);
  await expect(confirmSecondFactor(ctx, me, { code: codeAt(one.seed, clinic.now) })).rejects.toMatchObject({
    code: "code_wrong",
  });
  expect((await loadSecondFactor(ctx, me)).state).toBe("begun");
  await confirmSecondFactor(ctx, me, { code: codeAt(two.seed, clinic.now) });
  expect(await loadSecondFactor(ctx, me)).toEqual({ state: "on", since: clinic.now, codesLeft: 10, required: false });
  await expect(beginSecondFactor(ctx, me)).rejects.toMatchObject({ code: "already_done" });
  expect(await staff.deeds()).toEqual(["member.signed_in", "member.second_factor_on", "member.recovery_codes_made"]);
});

test("turning it on ends the sessions that the password alone had opened elsewhere", async () => {
  const { me: elsewhere } = await staff.signIn("owner");
  const { me } = await staff.enrol("owner");
  expect(await person(elsewhere.sessionId, clinic.now)).toBeUndefined();
  expect(await person(me.sessionId, clinic.now)).toBeDefined();
});

test("turning it off, and new recovery codes, ask for the password again after ten minutes", async () => {
  const { me } = await staff.enrol("owner");
  const at = later(clinic.now, 600);
  const stale = staff.as("owner", at, clinic.now);
  await expect(dropSecondFactor(stale, me)).rejects.toMatchObject({ code: "proof_needed" });
  await expect(renewRecoveryCodes(stale, me)).rejects.toMatchObject({ code: "proof_needed" });
  await expect(dropSecondFactor(staff.as("owner", at, null), me)).rejects.toMatchObject({ code: "proof_needed" });
  await expect(proveAgain(stale, me, { password: "wrong" })).rejects.toMatchObject({ code: "invalid" });
  expect((await person(me.sessionId, at))!.provedAt).toEqual(clinic.now);
  await proveAgain(stale, me, { password });
  const { provedAt } = (await person(me.sessionId, at))!;
  expect(provedAt).toEqual(at);
  await dropSecondFactor(staff.as("owner", at, provedAt), me);
  expect(await loadSecondFactor(stale, me)).toEqual({ state: "off" });
  expect((await staff.deeds()).slice(-2)).toEqual(["member.proved_again", "member.second_factor_off"]);
});

test("whoever proves themself again goes on under a new session, once, and the old one opens nothing", async () => {
  const { me, ctx } = await staff.signIn("owner");
  const { token } = await proveAgain(ctx, me, { password });
  const renewed = (await openSession(staff.door(), { token }))!;
  expect(renewed.userId).toBe(me.userId);
  expect(renewed.sessionId).not.toBe(me.sessionId);
  expect(await person(me.sessionId, clinic.now)).toBeUndefined();
  expect((await person(renewed.sessionId, clinic.now))!.provedAt).toEqual(clinic.now);
  expect(await openSession(staff.door(), { token })).toBeNull();
});

test("new recovery codes replace the old ones", async () => {
  const { me, ctx, recovery: old } = await staff.enrol("owner");
  const fresh = await renewRecoveryCodes(ctx, me);
  const at = later(clinic.now, 60);
  const tryIt = async (code: string) => {
    const { token } = await provePassword(staff.door(at), { email: staff.who("owner").email, password, device: "" });
    return proveCode(staff.door(at), { token, code });
  };
  await expect(tryIt(old[0]!)).rejects.toMatchObject({ code: "code_wrong" });
  await tryIt(fresh[0]!);
});

test("only the owner asks everybody for one, with their own on; then it cannot be turned off", async () => {
  const manager = await staff.signIn("manager");
  await expect(setSignInRule(manager.ctx, manager.me, { secondFactorRequired: true })).rejects.toMatchObject({
    code: "forbidden",
  });
  const without = await staff.signIn("owner");
  await expect(setSignInRule(without.ctx, without.me, { secondFactorRequired: true })).rejects.toMatchObject({
    code: "second_factor_needed",
  });
  const { me, ctx } = await staff.enrol("owner");
  await expect(
    setSignInRule(staff.as("owner", later(clinic.now, 600), clinic.now), me, { secondFactorRequired: true }),
  ).rejects.toMatchObject({ code: "proof_needed" });
  await setSignInRule(ctx, me, { secondFactorRequired: true });
  await expect(dropSecondFactor(ctx, me)).rejects.toMatchObject({ code: "forbidden" });
  expect(await loadSecondFactor(ctx, me)).toMatchObject({ state: "on", required: true });
  await setSignInRule({ ...ctx, now: later(clinic.now, 1) }, me, { secondFactorRequired: false });
  await dropSecondFactor(ctx, me);
});

test("members without one set theirs up at their next sign-in; who is in already works on", async () => {
  const early = await staff.signIn("front_desk");
  const { me, ctx } = await staff.enrol("owner", later(clinic.now, 30));
  await setSignInRule(ctx, me, { secondFactorRequired: true });
  const next = await staff.signIn("front_desk", later(clinic.now, 60));
  const rule = await clinic.inside((tx) => latestSignInRule(tx, clinic.clinicId));
  const held = async (sessionId: string) => mustEnrol(rule, (await person(sessionId, later(clinic.now, 60)))!);
  expect(await held(early.me.sessionId)).toBe(false);
  expect(await held(next.me.sessionId)).toBe(true);
  await staff.enrol("front_desk", later(clinic.now, 90)).then(async ({ me: enrolled }) => {
    expect(mustEnrol(rule, (await person(enrolled.sessionId, later(clinic.now, 90)))!)).toBe(false);
  });
});

test("of ten who type the confirming code at once, one turns it on", async () => {
  const { me, ctx } = await staff.signIn("owner");
  await beginSecondFactor(ctx, me);
  const begun = await loadSecondFactor(ctx, me);
  if (begun.state !== "begun") throw new Error("not begun");
  const code = codeAt(begun.seed, clinic.now);
  const answers = await Promise.allSettled(Array.from({ length: 10 }, () => confirmSecondFactor(ctx, me, { code })));
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

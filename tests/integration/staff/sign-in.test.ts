// Signing in: password first, then the code where a second factor is on; no session before all of it, nothing twice, and guessers wait.
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { personOfSession } from "../../../db/queries/login-sessions.ts";
import { lifeAt } from "../../../lib/staff/session-life.ts";
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
// Tries are counted on the machine's clock.
afterEach(() => void vi.useRealTimers());
const clock = (now: Date) => void vi.useFakeTimers({ now, toFake: ["Date"] });
afterAll(async () => {
  for (const one of opened) await one.close();
  await database.drop();
});

const device = "Chrome on Windows";
const enter = (at = clinic.now, typed: { email?: string; password?: string } = {}) =>
  provePassword(staff.door(at), { email: staff.who("owner").email, password, device, ...typed });
const person = async (sessionId: string, at: Date) => (await personOfSession(clinic.db, sessionId, lifeAt(at)))[0];

test("without a second factor the password opens one session, with an id of its own each time", async () => {
  const proved = await enter();
  expect(proved.next).toBe("ready");
  const one = await openSession(staff.door(), proved);
  expect(await person(one!.sessionId, clinic.now)).toMatchObject({ userId: staff.who("owner").userId });
  expect(await openSession(staff.door(), proved)).toBeNull();
  const two = await openSession(staff.door(), await enter());
  expect(two!.sessionId).not.toBe(one!.sessionId);
  expect(await staff.deeds()).toEqual(["member.signed_in", "member.signed_in"]);
});

test("of two that spend one proof at the same moment, one gets the session", async () => {
  const proved = await enter();
  const got = await Promise.all([1, 2, 3, 4].map(() => openSession(staff.door(), proved)));
  expect(got.filter(Boolean)).toHaveLength(1);
});

test("a proof is over after ten minutes", async () => {
  const proved = await enter();
  expect(await openSession(staff.door(later(clinic.now, 600)), proved)).toBeNull();
});

test("AU-03 with a second factor the password alone opens nothing", async () => {
  await staff.enrol("owner");
  const proved = await enter();
  expect(proved.next).toBe("code_needed");
  expect(await openSession(staff.door(), proved)).toBeNull();
});

test("AU-03 wrong, blank, earlier, used and other people's codes fail, and the right one opens", async () => {
  const { seed } = await staff.enrol("owner");
  const { seed: foreign } = await staff.enrol("manager");
  const at = later(clinic.now, 90);
  const refused = async (code: string) => {
    const proved = await enter(at);
    await expect(proveCode(staff.door(at), { token: proved.token, code })).rejects.toMatchObject({
      code: "code_wrong",
    });
    expect(await openSession(staff.door(at), proved)).toBeNull();
  };
  // The one that turned it on is used; so is every one before it.
  await refused(codeAt(seed, clinic.now));
  await refused(codeAt(seed, later(at, -60)));
  await refused(codeAt(seed, later(at, 60)));
  await refused(codeAt(foreign, at));
  await refused("");
  await refused("000000".replace("000000", String((Number(codeAt(seed, at)) + 1) % 1_000_000).padStart(6, "0")));
  const right = await enter(at);
  await proveCode(staff.door(at), { token: right.token, code: codeAt(seed, at) });
  expect(await openSession(staff.door(at), right)).not.toBeNull();
  await refused(codeAt(seed, at));
});

test("one code opens one of two sign-ins at the same moment", async () => {
  const { seed } = await staff.enrol("owner");
  const at = later(clinic.now, 60);
  const proofs = await Promise.all([enter(at), enter(at)]);
  const answers = await Promise.allSettled(
    proofs.map(({ token }) => proveCode(staff.door(at), { token, code: codeAt(seed, at) })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("after five codes that did not fit the password has to be typed again", async () => {
  const { seed } = await staff.enrol("owner");
  const at = later(clinic.now, 60);
  const { token } = await enter(at);
  for (let tried = 0; tried < 5; tried++)
    await expect(proveCode(staff.door(at), { token, code: "x" })).rejects.toMatchObject({ code: "code_wrong" });
  await expect(proveCode(staff.door(at), { token, code: codeAt(seed, at) })).rejects.toMatchObject({
    code: "sign_in_needed",
  });
});

test("codes are counted over sign-ins: the eleventh in a quarter of an hour waits, even a right one", async () => {
  const { seed } = await staff.enrol("owner");
  const at = later(clinic.now, 60);
  clock(at);
  for (let tried = 0; tried < 10; tried++) {
    const { token } = await enter(at);
    await expect(proveCode(staff.door(at), { token, code: "x" })).rejects.toMatchObject({ code: "code_wrong" });
  }
  const { token } = await enter(at);
  await expect(proveCode(staff.door(at), { token, code: codeAt(seed, at) })).rejects.toMatchObject({
    code: "too_many",
  });
  const after = later(at, 15 * 60);
  clock(after);
  const again = await enter(after);
  await proveCode(staff.door(after), { token: again.token, code: codeAt(seed, after) });
});

test("passwords are counted: the eleventh wrong one in a quarter of an hour waits, even a right one", async () => {
  clock(clinic.now);
  for (let tried = 0; tried < 10; tried++)
    await expect(enter(clinic.now, { password: "wrong" })).rejects.toMatchObject({ code: "invalid" });
  await expect(enter()).rejects.toMatchObject({ code: "too_many" });
  clock(later(clinic.now, 15 * 60));
  expect((await enter(later(clinic.now, 15 * 60))).next).toBe("ready");
});

test("an account that is not there is answered alike, and costs the same work", async () => {
  const told = async (typed: { email?: string; password?: string }) => {
    const start = performance.now();
    const error = await enter(clinic.now, typed).catch((refusal: unknown) => refusal as Error);
    return { message: (error as Error).message, ms: performance.now() - start };
  };
  const known = await told({ password: "wrong" });
  const unknown = await told({ email: "nobody@example.org" });
  expect(unknown.message).toBe(known.message);
  // Nothing but the password's hash takes longer than a few milliseconds; without it this would be a tenth.
  expect(unknown.ms).toBeGreaterThan(known.ms / 3);
});

test("a recovery code opens once, typed in any way, and does not count as the app's", async () => {
  const { recovery } = await staff.enrol("owner");
  expect(recovery).toHaveLength(10);
  const at = later(clinic.now, 60);
  const typed = ` ${recovery[0]!.toUpperCase().match(/.{4}/g)!.join(" - ")} `;
  const one = await enter(at);
  await proveCode(staff.door(at), { token: one.token, code: typed });
  expect(await openSession(staff.door(at), one)).not.toBeNull();
  const two = await enter(at);
  await expect(proveCode(staff.door(at), { token: two.token, code: typed })).rejects.toMatchObject({
    code: "code_wrong",
  });
  expect(await staff.deeds()).toContain("member.recovery_code_used");
});

test("neither seeds nor codes nor proofs can be read in the database", async () => {
  const { seed, recovery } = await staff.enrol("owner");
  const { token } = await enter();
  const kept = JSON.stringify(
    await Promise.all(
      ["user_factors", "recovery_codes", "sign_in_proofs", "login_sessions", "users"].map((table) =>
        clinic.db.execute(sql.raw(`select * from ${table}`)),
      ),
    ),
  );
  for (const secret of [seed, ...recovery, token, password]) expect(kept).not.toContain(secret);
});

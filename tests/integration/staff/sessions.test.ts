// Sessions end when their person says so, changes the password, or has left; with the very next request.
import { eq } from "drizzle-orm";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { personOfSession, touchLoginSession } from "../../../db/queries/login-sessions.ts";
import { memberOfUser } from "../../../db/queries/directory.ts";
import { members } from "../../../db/schema/index.ts";
import { changePassword } from "../../../lib/staff/change-password.ts";
import { lifeAt } from "../../../lib/staff/session-life.ts";
import { endOneSession, endOtherSessions, listSessions } from "../../../lib/staff/sessions.ts";
import { openSession, provePassword } from "../../../lib/staff/sign-in.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { later, openStaffDoor, password, type StaffDoorDesk } from "../../support/staff-door.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let staff: StaffDoorDesk;
let folder: string;
const opened: TestClinic[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "taper-passwords-"));
  const file = path.join(folder, "list.txt");
  await writeFile(file, "one sentence everybody knows\r\nanother one of those\n");
  process.env["PASSWORD_BLOCKLIST"] = file;
});
beforeEach(async () => {
  clinic = await freshClinic(database.appUrl, { connections: 4 });
  opened.push(clinic);
  staff = await openStaffDoor(clinic);
});
afterAll(async () => {
  for (const one of opened) await one.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const isLive = async (sessionId: string, at = clinic.now) =>
  (await personOfSession(clinic.db, sessionId, lifeAt(at))).length > 0;
const fresh = "a heron stood seven hours in the rain";

test("the list shows one's own live sessions, this one first", async () => {
  const one = await staff.signIn("owner");
  const two = await staff.signIn("owner", later(clinic.now, 3600));
  await staff.signIn("manager");
  await touchLoginSession(clinic.db, one.me.sessionId, later(clinic.now, 7200));
  const lines = await listSessions(two.ctx, two.me);
  expect(lines.map(({ id, device, here }) => [id, device, here])).toEqual([
    [two.me.sessionId, "Chrome on Windows", true],
    [one.me.sessionId, "Chrome on Windows", false],
  ]);
  const tomorrow = staff.as("owner", later(clinic.now, 7200 + 12 * 3600), null);
  expect(await listSessions(tomorrow, two.me)).toEqual([]);
});

test("one ends one's own sessions, and nobody else's", async () => {
  const mine = await staff.signIn("owner");
  const other = await staff.signIn("owner");
  const theirs = await staff.signIn("manager");
  await expect(endOneSession(mine.ctx, mine.me, theirs.me)).rejects.toMatchObject({ code: "not_found" });
  await expect(endOneSession(mine.ctx, mine.me, { sessionId: "x" })).rejects.toMatchObject({ code: "not_found" });
  await endOneSession(mine.ctx, mine.me, other.me);
  await expect(endOneSession(mine.ctx, mine.me, other.me)).rejects.toMatchObject({ code: "not_found" });
  expect(await Promise.all([mine, other, theirs].map(({ me }) => isLive(me.sessionId)))).toEqual([true, false, true]);
});

test("ending all others leaves this one, and stops a sign-in that is on its way", async () => {
  const mine = await staff.signIn("owner");
  const others = [await staff.signIn("owner"), await staff.signIn("owner")];
  const halfway = await provePassword(staff.door(), { email: staff.who("owner").email, password, device: "" });
  expect(await endOtherSessions(mine.ctx, mine.me)).toEqual({ ended: 2 });
  expect(await Promise.all([mine, ...others].map(({ me }) => isLive(me.sessionId)))).toEqual([true, false, false]);
  expect(await openSession(staff.door(), halfway)).toBeNull();
});

test("SE-02 a changed password ends every other session, and the old one opens nothing", async () => {
  const mine = await staff.signIn("owner");
  const other = await staff.signIn("owner");
  const theirs = await staff.signIn("manager");
  await expect(changePassword(mine.ctx, mine.me, { current: "wrong", password: fresh })).rejects.toMatchObject({
    fields: [{ field: "current" }],
  });
  expect(await isLive(other.me.sessionId)).toBe(true);
  expect(await changePassword(mine.ctx, mine.me, { current: password, password: fresh })).toMatchObject({ ended: 1 });
  expect(await Promise.all([mine, other, theirs].map(({ me }) => isLive(me.sessionId)))).toEqual([true, false, true]);
  const { email } = staff.who("owner");
  await expect(provePassword(staff.door(), { email, password, device: "" })).rejects.toMatchObject({ code: "invalid" });
  expect((await provePassword(staff.door(), { email, password: fresh, device: "" })).next).toBe("ready");
  expect((await staff.deeds()).slice(-2)).toEqual(["member.password_changed", "member.other_sessions_ended"]);
});

test("a new password has to be long, one's own, another, and not on the installation's list", async () => {
  const { ctx, me } = await staff.signIn("owner");
  for (const bad of ["too short", "passwordpassword1", password, "One sentence everybody knows"])
    await expect(changePassword(ctx, me, { current: password, password: bad })).rejects.toMatchObject({
      fields: [{ field: "password" }],
    });
});

test("beside a second factor twelve characters are enough", async () => {
  const { ctx, me } = await staff.enrol("owner");
  expect(await changePassword(ctx, me, { current: password, password: "heron in rain" })).toMatchObject({ ended: 0 });
});

test("SE-02 whoever has left the clinic is nobody there with the next request", async () => {
  const { me } = await staff.signIn("front_desk");
  await clinic.inside((tx) => tx.update(members).set({ endedAt: clinic.now }).where(eq(members.userId, me.userId)));
  expect(await clinic.inside((tx) => memberOfUser(tx, clinic.clinicId, me.userId, clinic.now))).toBeNull();
});

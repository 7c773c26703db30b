// A forgotten password: one link by mail, half an hour, one use; sessions end, and a second factor is still asked for.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { personOfSession } from "../../../db/queries/login-sessions.ts";
import { askForNewPassword, choosePassword, viewNewPassword } from "../../../lib/staff/forgotten-password.ts";
import { endMembership } from "../../../lib/staff/members.ts";
import { lifeAt } from "../../../lib/staff/session-life.ts";
import { openSession, provePassword } from "../../../lib/staff/sign-in.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { openMoneyDesk, type MoneyDesk } from "../../support/money-desk.ts";
import { later, openStaffDoor, password, type StaffDoorDesk } from "../../support/staff-door.ts";

let database: FreshDatabase;
let desk: MoneyDesk;
let clinic: TestClinic;
let staff: StaffDoorDesk;
beforeAll(async () => {
  database = await freshDatabase();
  desk = await openMoneyDesk(database);
});
beforeEach(async () => {
  clinic = await desk.clinic();
  staff = await openStaffDoor(clinic);
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const fresh = "a heron stood seven hours in the rain";
const email = () => staff.who("front_desk").email;
const over = { code: "not_found" };

/** Asks, and reads the key from the mail. */
async function asked(): Promise<string> {
  await askForNewPassword(staff.door(), { email: email() });
  await desk.relay(clinic.now);
  const mails = desk.mailbox.mails(email());
  return /\/sign-in\/new-password\/(\S+)/.exec(mails.at(-1)!.text)![1]!;
}
const signIn = async (typed: string) => {
  const proved = await provePassword(staff.door(), { email: email(), password: typed, device: "" });
  return proved.next === "ready" ? openSession(staff.door(), proved) : null;
};

test("the link lets a new password be chosen, once, and ends every session", async () => {
  const session = await signIn(password);
  const token = await asked();
  expect(await viewNewPassword(staff.door(), { token })).toEqual({ email: email(), least: 15 });
  await choosePassword(staff.door(), { token, password: fresh });
  expect(await personOfSession(clinic.db, session!.sessionId, lifeAt(clinic.now))).toEqual([]);
  await expect(signIn(password)).rejects.toMatchObject({ code: "invalid" });
  expect(await signIn(fresh)).not.toBeNull();
  await expect(choosePassword(staff.door(), { token, password: `${fresh} again` })).rejects.toMatchObject(over);
  await expect(viewNewPassword(staff.door(), { token })).rejects.toMatchObject(over);
  const deeds = await staff.deeds();
  expect(deeds).toContain("member.password_link_sent");
  expect(deeds).toContain("member.password_reset");
});

test("a second factor is still asked for", async () => {
  await staff.enrol("front_desk");
  await choosePassword(staff.door(), { token: await asked(), password: fresh });
  const proved = await provePassword(staff.door(), { email: email(), password: fresh, device: "" });
  expect(proved.next).toBe("code_needed");
});

test("a weak password, an old link, a replaced one and a made-up one change nothing", async () => {
  const first = await asked();
  await expect(choosePassword(staff.door(), { token: first, password: "password1234567" })).rejects.toMatchObject({
    code: "invalid",
    fields: [{ field: "newPassword" }],
  });
  const second = await asked();
  await expect(viewNewPassword(staff.door(), { token: first })).rejects.toMatchObject(over);
  const late = staff.door(later(clinic.now, 31 * 60));
  await expect(choosePassword(late, { token: second, password: fresh })).rejects.toMatchObject(over);
  for (const token of ["", "A".repeat(64), clinic.clinicId])
    await expect(viewNewPassword(staff.door(), { token })).rejects.toMatchObject(over);
  expect(await signIn(password)).not.toBeNull();
});

test("used by two at once, one of them chooses", async () => {
  const token = await asked();
  const both = await Promise.allSettled(
    [fresh, `${fresh} today`].map((typed) => choosePassword(staff.door(), { token, password: typed })),
  );
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("an address without an account, or without a clinic that lets it in, gets no mail and no other answer", async () => {
  await askForNewPassword(staff.door(), { email: "nobody@example.org" });
  await endMembership(staff.as("owner", clinic.now, clinic.now), { memberId: clinic.ids.members.front_desk });
  await askForNewPassword(staff.door(), { email: email() });
  await desk.relay(clinic.now);
  expect(desk.mailbox.mails("nobody@example.org")).toEqual([]);
  expect(desk.mailbox.mails(email())).toEqual([]);
});

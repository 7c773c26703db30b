// Invitations: one link, three days, one use; no account that is there is ever changed by one. And the end of a membership.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { memberOfUser } from "../../../db/queries/directory.ts";
import { personOfSession } from "../../../db/queries/login-sessions.ts";
import { invitations, members, users } from "../../../db/schema/index.ts";
import { newId } from "../../../lib/ids.ts";
import { acceptSignedIn, acceptWithNewAccount, loadInvitation } from "../../../lib/staff/accept-invitation.ts";
import { inviteMember, withdrawInvitation } from "../../../lib/staff/invite-member.ts";
import { endMembership, listMembers } from "../../../lib/staff/members.ts";
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
const someone = () => ({
  email: `lou.${newId().slice(-12)}@example.org`,
  name: "Lou Brandt",
  role: "front_desk" as const,
});
const owner = (at = clinic.now) => staff.as("owner", at, at);

/** Invites and reads the link from the mail. */
async function invited(to: { email: string; name: string; role: "front_desk" | "manager" }, by = owner()) {
  const { invitationId } = await inviteMember(by, to);
  await desk.relay(clinic.now);
  const [mail] = desk.mailbox.mails(to.email);
  const [, slug, token = ""] = /\/join\/([^/]+)\/(\S+)/.exec(mail!.text)!;
  expect(slug).toBe(clinic.slug);
  return { invitationId, token, mail: mail! };
}
const accept = (token: string, more: { at?: Date; password?: string } = {}) =>
  acceptWithNewAccount(clinic.guestCtx(more.at), {
    token,
    name: "Lou Brandt",
    password: more.password ?? fresh,
    clinicName: "Harbour Test Clinic",
  });
const signIn = async (email: string, typed: string) => {
  const proved = await provePassword(staff.door(), { email, password: typed, device: "" });
  return (await openSession(staff.door(), proved))!;
};
const memberNow = (userId: string) => clinic.inside((tx) => memberOfUser(tx, clinic.clinicId, userId, clinic.now));

test("the link makes a new account with the role that was offered, once", async () => {
  const to = someone();
  const { token, mail } = await invited(to);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(mail.subject).toBe("Join Harbour Test Clinic on Taper");
  expect(await loadInvitation(clinic.guestCtx(), { token })).toMatchObject({ email: to.email, hasAccount: false });
  await accept(token);
  const { userId } = await signIn(to.email, fresh);
  expect(await memberNow(userId)).toMatchObject({ role: "front_desk", name: "Lou Brandt" });
  for (const again of [accept(token), loadInvitation(clinic.guestCtx(), { token })])
    await expect(again).rejects.toMatchObject({ code: "not_found" });
  expect((await staff.deeds()).slice(0, 2)).toEqual(["member.invited", "member.joined"]);
  const [kept] = await clinic.inside((tx) => tx.select().from(invitations).where(eq(invitations.email, to.email)));
  expect(JSON.stringify(kept)).not.toContain(token);
});

test("GT-01 looking at the link, as mail programs do, does not use it up", async () => {
  const { token } = await invited(someone());
  for (let look = 0; look < 5; look++) await loadInvitation(clinic.guestCtx(), { token });
  expect(await accept(token)).toMatchObject({ email: expect.any(String) as string });
});

test("of two that take it at once, one does", async () => {
  const { token } = await invited(someone());
  const answers = await Promise.allSettled([accept(token), accept(token)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("it is over after three days, when withdrawn, when another was sent, and in another clinic", async () => {
  const old = await invited(someone());
  await expect(accept(old.token, { at: later(clinic.now, 3 * 86_400) })).rejects.toMatchObject({ code: "not_found" });
  const gone = await invited(someone());
  await withdrawInvitation(owner(), gone);
  await expect(accept(gone.token)).rejects.toMatchObject({ code: "not_found" });
  await expect(withdrawInvitation(owner(), gone)).rejects.toMatchObject({ code: "not_found" });
  const to = someone();
  const first = await invited(to);
  await invited(to);
  await expect(accept(first.token)).rejects.toMatchObject({ code: "not_found" });
  const stranger = await desk.clinic();
  const { token } = await invited(someone());
  await expect(loadInvitation(stranger.guestCtx(), { token })).rejects.toMatchObject({ code: "not_found" });
});

test("AU-01 an e-mail that has an account keeps its password, name and sessions, and needs a sign-in to it", async () => {
  const elsewhere = await desk.clinic();
  const other = await openStaffDoor(elsewhere);
  const victim = other.who("front_desk");
  const account = async () => (await clinic.db.select().from(users).where(eq(users.id, victim.userId)))[0];
  const before = await account();
  const { me } = await other.signIn("front_desk");
  const { token } = await invited({ email: victim.email, name: "Somebody Else", role: "manager" });
  expect(await loadInvitation(clinic.guestCtx(), { token })).toMatchObject({ hasAccount: true });
  await expect(accept(token)).rejects.toMatchObject({ code: "sign_in_needed" });
  expect(await account()).toEqual(before);
  expect(await memberNow(victim.userId)).toBeNull();
  // Somebody else's session does not take it either.
  const mina = await staff.signIn("practitioner");
  await expect(acceptSignedIn(clinic.guestCtx(), mina.me, { token })).rejects.toMatchObject({ code: "forbidden" });
  await acceptSignedIn(clinic.guestCtx(), me, { token });
  expect(await account()).toEqual(before);
  expect(await memberNow(victim.userId)).toMatchObject({ role: "manager", name: before!.name });
  const places = await personOfSession(clinic.db, me.sessionId, lifeAt(clinic.now));
  expect(places.map(({ atClinic }) => atClinic)).toEqual([clinic.clinicId, clinic.clinicId]);
});

test("a weak password is refused, and the link stays good", async () => {
  const { token } = await invited(someone());
  await expect(accept(token, { password: "Lou Brandt 2026!" })).rejects.toMatchObject({
    fields: [{ field: "newPassword" }],
  });
  await accept(token).then(({ email }) => expect(email).toMatch(/^lou/));
});

test("who may invite: owners everybody, managers all but owners, others nobody; with the password typed a short while ago", async () => {
  const by = (role: "owner" | "manager" | "front_desk") => staff.as(role, clinic.now, clinic.now);
  await expect(inviteMember(by("front_desk"), someone())).rejects.toMatchObject({ code: "forbidden" });
  await expect(inviteMember(by("manager"), { ...someone(), role: "owner" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(inviteMember(staff.as("owner", later(clinic.now, 600), clinic.now), someone())).rejects.toMatchObject({
    code: "proof_needed",
  });
  await inviteMember(by("manager"), someone());
  await inviteMember(by("owner"), { ...someone(), role: "owner" });
  await expect(inviteMember(by("owner"), { ...someone(), email: staff.who("manager").email })).rejects.toMatchObject({
    code: "already_done",
  });
  const to = someone();
  for (let sent = 0; sent < 3; sent++) await inviteMember(by("owner"), to);
  await expect(inviteMember(by("owner"), to)).rejects.toMatchObject({ code: "too_many" });
});

test("SE-02 whose membership ends is out with the next request, and can be let in again", async () => {
  const { me } = await staff.signIn("front_desk");
  const memberId = clinic.ids.members.front_desk;
  await endMembership(owner(), { memberId });
  expect(await memberNow(me.userId)).toBeNull();
  expect(await personOfSession(clinic.db, me.sessionId, lifeAt(clinic.now))).toEqual([]);
  await expect(endMembership(owner(), { memberId })).rejects.toMatchObject({ code: "not_found" });
  expect((await listMembers(owner())).members.map(({ id }) => id)).not.toContain(memberId);
  const { email, userId } = staff.who("front_desk");
  const { token } = await invited({ email, name: "Mina Cho", role: "manager" });
  await acceptSignedIn(clinic.guestCtx(), { userId, sessionId: (await signIn(email, password)).sessionId }, { token });
  expect(await memberNow(userId)).toMatchObject({ id: memberId, role: "manager" });
});

test("nobody ends themself, managers end no owner, and two owners who end each other leave one", async () => {
  const { owner: ownerId, manager: managerId } = clinic.ids.members;
  await expect(endMembership(owner(), { memberId: ownerId })).rejects.toMatchObject({ code: "forbidden" });
  const manager = staff.as("manager", clinic.now, clinic.now);
  await expect(endMembership(manager, { memberId: ownerId })).rejects.toMatchObject({ code: "forbidden" });
  await expect(
    endMembership(staff.as("owner", later(clinic.now, 600), clinic.now), { memberId: managerId }),
  ).rejects.toMatchObject({ code: "proof_needed" });
  await clinic.inside((tx) => tx.update(members).set({ role: "owner" }).where(eq(members.id, managerId)));
  const other = { ...manager, actor: { ...manager.actor, role: "owner" as const } } as typeof manager;
  const answers = await Promise.allSettled([
    endMembership(owner(), { memberId: managerId }),
    endMembership(other, { memberId: ownerId }),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

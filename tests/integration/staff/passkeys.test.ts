// Passkeys: made by somebody who proved themself, good for signing in once a challenge, and for nobody else's account.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { personOfSession } from "../../../db/queries/login-sessions.ts";
import { latestSignInRule } from "../../../db/queries/staff.ts";
import { askForPasskey, provePasskey, provePasskeyAgain } from "../../../lib/staff/passkey-sign-in.ts";
import { addOwnPasskey, beginPasskey, dropPasskey, listPasskeys } from "../../../lib/staff/passkeys.ts";
import { lifeAt } from "../../../lib/staff/session-life.ts";
import { mustEnrol, setSignInRule } from "../../../lib/staff/sign-in-rule.ts";
import { openSession } from "../../../lib/staff/sign-in.ts";
import type { MemberRole } from "../../../lib/permissions/permissions.ts";
import { newAuthenticator } from "../../support/authenticator.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { later, openStaffDoor, type StaffDoorDesk } from "../../support/staff-door.ts";

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

const device = "Safari on iPhone";
const refusedWith = (code: string) => expect.objectContaining({ code });

async function withPasskey(role: MemberRole) {
  const person = await staff.signIn(role);
  const phone = newAuthenticator(person.ctx.publicUrl);
  const { token, options } = await beginPasskey(person.ctx, person.me);
  await addOwnPasskey(person.ctx, person.me, { token, answer: phone.make(options), device });
  return { ...person, phone };
}

async function enter(phone: ReturnType<typeof newAuthenticator>, manner: Parameters<typeof phone.use>[1] = {}) {
  const door = staff.door();
  const { token, options } = await askForPasskey(door);
  const proved = await provePasskey(door, { token, answer: phone.use(options, manner), device });
  return (await openSession(door, { token: proved.token }))!;
}

test("a passkey signs its person in, without password and code", async () => {
  const { me, ctx, phone } = await withPasskey("owner");
  const session = await enter(phone);
  expect(session.userId).toBe(me.userId);
  const [person] = await personOfSession(clinic.db, session.sessionId, lifeAt(clinic.now));
  expect(person!.method).toBe("passkey");
  expect(await listPasskeys(ctx, me)).toMatchObject([{ device, since: clinic.now, lastUsedAt: clinic.now }]);
  expect(await staff.deeds()).toEqual(["member.signed_in", "member.passkey_added", "member.signed_in"]);
});

test("making and removing one ask for a proof that is not ten minutes old", async () => {
  const { me, ctx } = await withPasskey("front_desk");
  const at = later(clinic.now, 600);
  const stale = staff.as("front_desk", at, clinic.now);
  await expect(beginPasskey(stale, me)).rejects.toEqual(refusedWith("proof_needed"));
  const [line] = await listPasskeys(ctx, me);
  await expect(dropPasskey(stale, me, { passkeyId: line!.id })).rejects.toEqual(refusedWith("proof_needed"));
  expect(await listPasskeys(ctx, me)).toHaveLength(1);
});

test("the passkey proves its person again before a sensitive deed, and nobody else", async () => {
  const { me, phone } = await withPasskey("owner");
  const at = later(clinic.now, 900);
  const stale = staff.as("owner", at, clinic.now);
  const { token, options } = await askForPasskey(stale);
  await provePasskeyAgain(stale, me, { token, answer: phone.use(options) });
  expect((await personOfSession(clinic.db, me.sessionId, lifeAt(at)))[0]!.provedAt).toEqual(at);
  const other = await staff.signIn("manager");
  const asked = await askForPasskey(stale);
  await expect(
    provePasskeyAgain(staff.as("manager", at, clinic.now), other.me, {
      token: asked.token,
      answer: phone.use(asked.options),
    }),
  ).rejects.toEqual(refusedWith("invalid"));
  expect((await personOfSession(clinic.db, other.me.sessionId, lifeAt(at)))[0]!.provedAt).toEqual(clinic.now);
});

test.each([
  ["another site's page", { origin: "https://taper.example" }],
  ["another host's key", { host: "taper.example" }],
  ["a device that did not ask its person", { verified: false }],
])("an answer from %s opens nothing, and makes no passkey", async (_name, manner) => {
  const { me, ctx, phone } = await withPasskey("owner");
  await expect(enter(phone, manner)).rejects.toEqual(refusedWith("invalid"));
  const { token, options } = await beginPasskey(ctx, me);
  await expect(
    addOwnPasskey(ctx, me, { token, answer: newAuthenticator(ctx.publicUrl).make(options, manner), device }),
  ).rejects.toEqual(refusedWith("invalid"));
  expect(await listPasskeys(ctx, me)).toHaveLength(1);
});

test("an answer is good once, for its own challenge, and for five minutes", async () => {
  const { phone } = await withPasskey("owner");
  const door = staff.door();
  const asked = await askForPasskey(door);
  const answer = phone.use(asked.options);
  const input = { token: asked.token, answer, device };
  await provePasskey(door, input);
  await expect(provePasskey(door, input)).rejects.toEqual(refusedWith("sign_in_needed"));
  const other = await askForPasskey(door);
  await expect(provePasskey(door, { ...input, token: other.token })).rejects.toEqual(refusedWith("invalid"));
  const old = await askForPasskey(door);
  const late = staff.door(later(clinic.now, 301));
  await expect(provePasskey(late, { token: old.token, answer: phone.use(old.options), device })).rejects.toEqual(
    refusedWith("sign_in_needed"),
  );
});

test("a challenge for making a passkey is its person's alone, and signs nobody in", async () => {
  const { me, ctx, phone } = await withPasskey("owner");
  const other = await staff.signIn("manager");
  const begun = await beginPasskey(other.ctx, other.me);
  const made = phone.make(begun.options);
  await expect(addOwnPasskey(ctx, me, { token: begun.token, answer: made, device })).rejects.toEqual(
    refusedWith("sign_in_needed"),
  );
  const again = await beginPasskey(ctx, me);
  await expect(provePasskey(staff.door(), { token: again.token, answer: "{}", device })).rejects.toEqual(
    refusedWith("sign_in_needed"),
  );
});

test("a copied passkey, whose count falls behind, opens nothing", async () => {
  const { phone } = await withPasskey("owner");
  await enter(phone, { counter: 7 });
  await expect(enter(phone, { counter: 7 })).rejects.toEqual(refusedWith("invalid"));
  await expect(enter(phone, { counter: 3 })).rejects.toEqual(refusedWith("invalid"));
  expect(await enter(phone, { counter: 8 })).toBeTruthy();
});

test("a removed passkey, and one that nobody knows, are refused alike", async () => {
  const { me, ctx, phone } = await withPasskey("owner");
  const [line] = await listPasskeys(ctx, me);
  const other = await staff.signIn("manager");
  await expect(dropPasskey(other.ctx, other.me, { passkeyId: line!.id })).rejects.toEqual(refusedWith("not_found"));
  await dropPasskey(ctx, me, { passkeyId: line!.id });
  const gone = await enter(phone).catch((error: unknown) => error);
  const strange = newAuthenticator(ctx.publicUrl);
  strange.make((await beginPasskey(ctx, me)).options);
  const unknown = await enter(strange).catch((error: unknown) => error);
  expect(gone).toEqual(refusedWith("invalid"));
  expect(unknown).toEqual(gone);
});

test.each([
  ["nothing", ""],
  ["an empty object", "{}"],
  ["null", "null"],
  ["an id without a signature", '{"id":"x","response":{}}'],
  ["deep nesting", "[".repeat(9000)],
])("%s is no answer of a device", async (_name, answer) => {
  await withPasskey("owner");
  const door = staff.door();
  const { token } = await askForPasskey(door);
  await expect(provePasskey(door, { token, answer, device })).rejects.toEqual(refusedWith("invalid"));
});

test("a session opened with a passkey needs no further factor where the clinic asks everybody for one", async () => {
  const { phone } = await withPasskey("front_desk");
  const owner = await staff.enrol("owner");
  await setSignInRule(owner.ctx, owner.me, { secondFactorRequired: true });
  const rule = await clinic.inside((tx) => latestSignInRule(tx, clinic.clinicId));
  const inside = await enter(phone);
  const [byPasskey] = await personOfSession(clinic.db, inside.sessionId, lifeAt(clinic.now));
  expect(mustEnrol(rule, byPasskey!)).toBe(false);
  const { me } = await staff.signIn("front_desk");
  const [byPassword] = await personOfSession(clinic.db, me.sessionId, lifeAt(clinic.now));
  expect(mustEnrol(rule, byPassword!)).toBe(true);
});

// A clinic's own sign-in lets its members in, by what it vouches for, into this clinic alone.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { eq } from "drizzle-orm";
import { members, userClinics } from "../../../db/schema/index.ts";
import { personOfSession } from "../../../db/queries/login-sessions.ts";
import type { Ctx } from "../../../lib/context/context.ts";
import { loadProvider, setProvider } from "../../../lib/staff/identity-provider.ts";
import { beginPasskey } from "../../../lib/staff/passkeys.ts";
import { beginAtProvider, proveAgainAtProvider, proveAtProvider } from "../../../lib/staff/provider-sign-in.ts";
import { beginSecondFactor } from "../../../lib/staff/second-factor.ts";
import { lifeAt } from "../../../lib/staff/session-life.ts";
import { openSession } from "../../../lib/staff/sign-in.ts";
import { newId } from "../../../lib/ids.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { startProvider } from "../../support/identity-provider.ts";
import { openStaffDoor, type StaffDoorDesk } from "../../support/staff-door.ts";

const slug = "harbour";
const client = { id: "taper", secret: "a secret between us", back: "" };
let database: FreshDatabase;
let provider: Awaited<ReturnType<typeof startProvider>>;
let clinic: TestClinic;
let other: TestClinic;
let staff: StaffDoorDesk;
const opened: TestClinic[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  const probe = await freshClinic(database.appUrl, { connections: 1 });
  client.back = `${probe.guestCtx().publicUrl}/sign-in/with/${slug}/back`;
  await probe.close();
  provider = await startProvider(client);
});
beforeEach(async () => {
  [clinic, other] = await Promise.all([
    freshClinic(database.appUrl, { connections: 3 }),
    freshClinic(database.appUrl, { connections: 2 }),
  ]);
  opened.push(clinic, other);
  staff = await openStaffDoor(clinic);
  for (const name of Object.keys(provider.people)) delete provider.people[name];
  await setProvider(operator(), { issuer: provider.issuer, clientId: client.id, clientSecret: client.secret });
});
afterAll(async () => {
  for (const one of opened) await one.close();
  await provider.stop();
  await database.drop();
});

/** The clock of the machine: the provider's own tokens go by it. */
const now = () => new Date();
const guest = (): Ctx => ({ ...clinic.guestCtx(), now: now() });
const operator = (): Ctx => ({ ...clinic.guestCtx(), actor: { kind: "system", name: "operator" } });
const refusedWith = (code: string) => expect.objectContaining({ code });

async function answered(name: string, anew = false) {
  const { url, round } = await beginAtProvider(guest(), { slug, anew });
  return { slug, round, query: await provider.visit(url, name) };
}
const prove = async (name: string) => proveAtProvider(guest(), { ...(await answered(name)), device: "Firefox on Mac" });
async function enter(name: string) {
  const { token } = await prove(name);
  return (await openSession({ ...staff.door(now()), now: now() }, { token }))!;
}
const placesOf = async (sessionId: string) =>
  (await personOfSession(clinic.db, sessionId, lifeAt(now()))).map(({ clinicId }) => clinicId);

test("who is vouched for by e-mail comes in, and by the provider's own key from then on", async () => {
  const { userId, email } = staff.who("front_desk");
  provider.people["desk"] = { email: email.toUpperCase(), email_verified: true };
  expect((await enter("desk")).userId).toBe(userId);
  provider.people["desk"] = { email: "another@harbour.test", email_verified: true };
  const session = await enter("desk");
  expect(session.userId).toBe(userId);
  expect((await personOfSession(clinic.db, session.sessionId, lifeAt(now())))[0]).toMatchObject({
    method: "provider",
    provedAt: null,
  });
  expect(await staff.deeds()).toContain("member.provider_linked");
});

test.each([
  ["an address that the provider does not vouch for", { email_verified: false }],
  ["an address of which it does not say whether it does", {}],
])("%s lets nobody in", async (_name, claims) => {
  provider.people["boss"] = { email: staff.who("owner").email, ...claims };
  await expect(prove("boss")).rejects.toEqual(refusedWith("invalid"));
});

test("strangers, members who left, and a second account with a member's address are refused", async () => {
  provider.people["stranger"] = { email: "stranger@harbour.test", email_verified: true };
  await expect(prove("stranger")).rejects.toEqual(refusedWith("invalid"));
  const { email, userId } = staff.who("front_desk");
  provider.people["desk"] = { email, email_verified: true };
  provider.people["impostor"] = { email, email_verified: true };
  await enter("desk");
  await expect(prove("impostor")).rejects.toEqual(refusedWith("invalid"));
  await clinic.inside((tx) =>
    tx
      .update(members)
      .set({ endedAt: new Date("2026-01-01T00:00:00Z") })
      .where(eq(members.userId, userId)),
  );
  await expect(prove("desk")).rejects.toEqual(refusedWith("invalid"));
});

test("a session that one clinic vouched for enters no other, and changes no sign-in", async () => {
  const { userId, email } = staff.who("owner");
  await other.inside((tx) =>
    tx.insert(members).values({
      clinicId: other.clinicId,
      id: newId(),
      userId,
      role: "owner",
      name: "Ruth Feld",
      email,
    } as typeof members.$inferInsert),
  );
  await clinic.db.insert(userClinics).values({ userId, clinicId: other.clinicId });
  provider.people["boss"] = { email, email_verified: true };
  const vouched = await enter("boss");
  expect(await placesOf(vouched.sessionId)).toEqual([clinic.clinicId]);
  const own = await staff.signIn("owner", now());
  expect(new Set(await placesOf(own.me.sessionId))).toEqual(new Set([clinic.clinicId, other.clinicId]));
  const ctx = staff.as("owner", now(), now());
  const me = { ...vouched, vouched: true };
  await expect(beginPasskey(ctx, me)).rejects.toEqual(refusedWith("forbidden"));
  await expect(beginSecondFactor(ctx, me)).rejects.toEqual(refusedWith("forbidden"));
});

test("proving oneself again asks the provider to ask its person again, and nobody else", async () => {
  provider.people["boss"] = { email: staff.who("owner").email, email_verified: true };
  provider.people["desk"] = { email: staff.who("front_desk").email, email_verified: true };
  const me = { ...(await enter("boss")), vouched: true };
  await enter("desk");
  const ctx = staff.as("owner", now(), null);
  await expect(proveAgainAtProvider(ctx, me, await answered("desk", true))).rejects.toEqual(refusedWith("invalid"));
  await expect(proveAgainAtProvider(ctx, me, await answered("boss", false))).rejects.toEqual(refusedWith("invalid"));
  expect((await personOfSession(clinic.db, me.sessionId, lifeAt(now())))[0]!.provedAt).toBeNull();
  await proveAgainAtProvider(ctx, me, await answered("boss", true));
  expect((await personOfSession(clinic.db, me.sessionId, lifeAt(now())))[0]!.provedAt).toEqual(ctx.now);
});

test("an answer to another round, a changed answer and a used one are refused", async () => {
  provider.people["boss"] = { email: staff.who("owner").email, email_verified: true };
  const one = await answered("boss");
  const two = await answered("boss");
  const ask = (input: typeof one) => proveAtProvider(guest(), { ...input, device: "" });
  await expect(ask({ ...one, round: two.round })).rejects.toEqual(refusedWith("invalid"));
  await expect(ask({ ...one, round: { ...one.round, nonce: two.round.nonce } })).rejects.toEqual(
    refusedWith("invalid"),
  );
  const fresh = await answered("boss");
  await expect(ask({ ...fresh, round: { ...fresh.round, verifier: two.round.verifier } })).rejects.toEqual(
    refusedWith("invalid"),
  );
  await expect(ask({ ...two, query: "error=access_denied" })).rejects.toEqual(refusedWith("invalid"));
  await ask(two);
  await expect(ask(two)).rejects.toEqual(refusedWith("invalid"));
});

test("a token that is not signed with the provider's published key vouches for nobody", async () => {
  provider.people["boss"] = { email: staff.who("owner").email, email_verified: true };
  provider.keys.foreign = true;
  try {
    await expect(prove("boss")).rejects.toEqual(refusedWith("invalid"));
  } finally {
    provider.keys.foreign = false;
  }
  expect((await prove("boss")).token).toBeTruthy();
});

test("the secret lies sealed, a provider that is away is said kindly, and an ended one leads nowhere", async () => {
  expect((await loadProvider(guest()))!.clientSecret).toBe(client.secret);
  const rows = JSON.stringify(await clinic.inside((tx) => tx.execute("select * from identity_providers")));
  expect(rows).not.toContain(client.secret);
  await setProvider(operator(), { issuer: "http://localhost:9", clientId: "x", clientSecret: "y" });
  await expect(beginAtProvider(guest(), { slug, anew: false })).rejects.toEqual(refusedWith("busy_try_again"));
  await setProvider(operator(), null);
  await expect(beginAtProvider(guest(), { slug, anew: false })).rejects.toEqual(refusedWith("not_found"));
  await expect(
    setProvider(operator(), { issuer: "http://id.example.org", clientId: "x", clientSecret: "y" }),
  ).rejects.toThrow("https://");
  await expect(setProvider(clinic.memberCtx("owner"), null)).rejects.toEqual(refusedWith("forbidden"));
});

test("without a clinic's sign-in of its own nobody is led anywhere", async () => {
  const ctx = { ...other.guestCtx(), now: now() };
  await expect(beginAtProvider(ctx, { slug, anew: false })).rejects.toEqual(refusedWith("not_found"));
});

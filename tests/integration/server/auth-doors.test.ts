// next-auth's own routes, driven as a browser drives them: nothing but a complete proof opens, and nothing posted changes who one is.
import { Auth } from "@auth/core";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { revokeLoginSession, touchLoginSession } from "../../../db/queries/login-sessions.ts";
import { loginSessions } from "../../../db/schema/index.ts";
import { authConfig } from "../../../lib/server/auth-config.ts";
import { proveCode, provePassword } from "../../../lib/staff/sign-in.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { codeAt, later, openStaffDoor, password, type StaffDoorDesk } from "../../support/staff-door.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let staff: StaffDoorDesk;
let now: Date;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await freshClinic(database.appUrl, { connections: 4, now: new Date() });
  staff = await openStaffDoor(clinic);
  now = clinic.now;
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

/** A browser with a cookie jar at `/api/auth`. */
function browser() {
  const jar = new Map<string, string>();
  const config = {
    ...authConfig(() => staff.door(now)),
    secret: "a test secret of at least thirty-two characters",
    basePath: "/api/auth",
    logger: { error: () => {} },
  };
  async function ask(path: string, init: RequestInit = {}) {
    const headers = new Headers(init.headers);
    headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await Auth(new Request(`http://localhost:3000/api/auth${path}`, { ...init, headers }), config);
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }
  const csrf = async () => ((await (await ask("/csrf")).json()) as { csrfToken: string }).csrfToken;
  return {
    ask,
    jar,
    csrf,
    async post(path: string, values: Record<string, string>) {
      return ask(path, { method: "POST", body: new URLSearchParams({ ...values, csrfToken: await csrf() }) });
    },
    session: async () => (await ask("/session")).json() as Promise<unknown>,
  };
}

const proved = () => provePassword(staff.door(now), { email: staff.who("manager").email, password, device: "" });

test("AU-03 next-auth's own sign-in route opens for a complete proof, and for nothing else", async () => {
  const { email } = staff.who("owner");
  const tries: [string, Record<string, string>][] = [
    ["/callback/proof", { email, password }],
    ["/callback/proof", { proof: "" }],
    ["/callback/proof", { proof: "x".repeat(43) }],
    ["/callback/credentials", { email, password }],
    ["/signin/proof", { email, password }],
  ];
  for (const [path, values] of tries) {
    const visitor = browser();
    await visitor.post(path, values);
    expect({ path, session: await visitor.session() }).toEqual({ path, session: null });
  }
  const { seed } = await staff.enrol("owner", now);
  const halfway = await provePassword(staff.door(now), { email, password, device: "" });
  const visitor = browser();
  await visitor.post("/callback/proof", { proof: halfway.token });
  expect(await visitor.session()).toBeNull();
  const at = later(now, 30);
  await proveCode(staff.door(at), { token: halfway.token, code: codeAt(seed, at) });
  await visitor.post("/callback/proof", { proof: halfway.token });
  expect(await visitor.session()).toMatchObject({ expires: expect.any(String) as string });
});

test("SE-03 the session route tells the browser when it ends, and nothing else", async () => {
  const visitor = browser();
  await visitor.post("/callback/proof", { proof: (await proved()).token });
  expect(Object.keys((await visitor.session()) as object)).toEqual(["expires"]);
});

test("AU-02 what is posted to the session route changes neither person nor session", async () => {
  const visitor = browser();
  await visitor.post("/callback/proof", { proof: (await proved()).token });
  const { userId, email } = staff.who("owner");
  const named = () => clinic.db.select().from(loginSessions).where(eq(loginSessions.userId, userId));
  const before = await named();
  const foreign = { sub: userId, sid: before[0]?.id, email, role: "owner", clinicId: clinic.clinicId };
  const answer = await visitor.ask("/session", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ csrfToken: await visitor.csrf(), data: { ...foreign, user: foreign } }),
  });
  expect(answer.status).toBe(200);
  expect(Object.keys((await answer.json()) as object)).toEqual(["expires"]);
  const whose: unknown[] = [];
  const config = authConfig(() => staff.door(now));
  await Auth(
    new Request("http://localhost:3000/api/auth/session", {
      headers: { cookie: [...visitor.jar].map(([name, value]) => `${name}=${value}`).join("; ") },
    }),
    {
      ...config,
      secret: "a test secret of at least thirty-two characters",
      basePath: "/api/auth",
      callbacks: { ...config.callbacks, session: ({ session, token }) => (whose.push(token), session) },
    },
  );
  expect(whose).toHaveLength(1);
  const [token] = whose as { sub: string; sid: string }[];
  expect(token!.sub).toBe(staff.who("manager").userId);
  expect(before.map(({ id }) => id)).not.toContain(token!.sid);
  expect(token).not.toHaveProperty("role");
  expect(await named()).toEqual(before);
});

test("SE-02 a cookie whose session was ended opens nothing with the very next request", async () => {
  const visitor = browser();
  const proof = await proved();
  await visitor.post("/callback/proof", { proof: proof.token });
  expect(await visitor.session()).not.toBeNull();
  const { userId } = staff.who("manager");
  const kept = new Map(visitor.jar);
  for (const { id } of await clinic.db.select().from(loginSessions).where(eq(loginSessions.userId, userId)))
    await revokeLoginSession(clinic.db, id, now);
  expect(await visitor.session()).toBeNull();
  for (const [name, value] of kept) visitor.jar.set(name, value);
  expect(await visitor.session()).toBeNull();
});

test("SE-01 a session is over after twelve idle hours and after seven days, however often it is asked for", async () => {
  const visitor = browser();
  await visitor.post("/callback/proof", { proof: (await proved()).token });
  const begun = now;
  const hours = (count: number) => later(begun, count * 3600);
  for (let hour = 1; hour < 12; hour++) {
    now = hours(hour);
    expect({ hour, session: await visitor.session() }).not.toMatchObject({ session: null });
  }
  const kept = new Map(visitor.jar);
  now = hours(12);
  expect(await visitor.session()).toBeNull();
  for (const query of ["?skip_timeout_reset=1", "?update", "?trigger=update"]) {
    for (const [name, value] of kept) visitor.jar.set(name, value);
    expect(await (await visitor.ask(`/session${query}`)).json()).toBeNull();
  }
  const [row] = await clinic.db
    .select()
    .from(loginSessions)
    .where(eq(loginSessions.createdAt, begun))
    .orderBy(desc(loginSessions.id))
    .limit(1);
  const used = async (at: Date) => {
    await touchLoginSession(clinic.db, row!.id, later(at, -60));
    now = at;
    for (const [name, value] of kept) visitor.jar.set(name, value);
    return visitor.session();
  };
  expect(await used(hours(7 * 24 - 1))).not.toBeNull();
  expect(await used(hours(7 * 24))).toBeNull();
  now = begun;
});

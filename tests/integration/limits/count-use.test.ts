// Limits on real PostgreSQL: shared by all processes, exact under a rush, and sure of what to do when their table is away.
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { closeDatabase, openDatabase, type Database } from "../../../db/client.ts";
import { dropPastWindows } from "../../../db/limit-store.ts";
import { countUse, forgetUses } from "../../../lib/limits/count-use.ts";
import { limits } from "../../../lib/limits/limits.ts";
import { runStatement } from "../../../scripts/database.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
const pools: Database[] = [];
/** A pool counts as a process: what one knows by itself, the other does not. */
const process = () => {
  const pool = openDatabase(database.appUrl, { max: 8, name: "taper-test" });
  pools.push(pool);
  return pool;
};
let one: Database;
let other: Database;
beforeAll(async () => {
  database = await freshDatabase();
  [one, other] = [process(), process()];
});
afterEach(() => void vi.useRealTimers());
afterAll(async () => {
  await Promise.all(pools.map(closeDatabase));
  await database.drop();
});

const letIn = (uses: PromiseSettledResult<void>[]) => uses.filter(({ status }) => status === "fulfilled").length;

test("of a rush through two processes exactly as many are let in as the limit says", async () => {
  const rush = Array.from({ length: 60 }, (_, at) => countUse(at % 2 ? one : other, "hold", "rush"));
  expect(letIn(await Promise.allSettled(rush))).toBe(limits.hold.most);
});

test("one too many is told how long to wait; another key and another limit are not touched", async () => {
  for (let use = 0; use < limits["sign-in"].most; use++) await countUse(one, "sign-in", "ada@example.org");
  const refused = await countUse(other, "sign-in", "ada@example.org").catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: "too_many" });
  const { retryAfterSec } = (refused as { facts: { retryAfterSec: number } }).facts;
  expect(retryAfterSec).toBeGreaterThan(limits["sign-in"].seconds - 60);
  expect(retryAfterSec).toBeLessThanOrEqual(limits["sign-in"].seconds);
  await countUse(other, "sign-in", "bea@example.org");
  await countUse(other, "sign-in-code", "ada@example.org");
});

test("a window that is over begins anew, and a success forgets what was before", async () => {
  vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
  for (let use = 0; use < limits.hold.most; use++) await countUse(one, "hold", "later");
  await expect(countUse(one, "hold", "later")).rejects.toMatchObject({ code: "too_many" });
  vi.setSystemTime(Date.now() + limits.hold.seconds * 1000);
  await countUse(one, "hold", "later");
  for (let use = 0; use < 30; use++) {
    await countUse(one, "sign-in", "cleo@example.org");
    await forgetUses(one, "sign-in", "cleo@example.org");
  }
});

test("neither e-mails nor addresses can be read in the table, and what is over goes", async () => {
  await countUse(one, "sign-in", "dora@example.org");
  await countUse(one, "hold", "harbour 203.0.113");
  const rows = JSON.stringify(await one.execute(sql`select * from rate_limits`));
  expect(rows).not.toMatch(/dora|example|harbour|203\.0\.113/);
  await one.execute(sql`update rate_limits set expires_at = now() - interval '1 second'`);
  await dropPastWindows(one);
  expect(await one.execute(sql`select 1 from rate_limits`)).toHaveLength(0);
});

test("RT-01 with the table away nobody signs in, and a few holds a process still go through", async () => {
  const admin = (statement: string) => runStatement(database.adminUrl, statement);
  const third = process();
  await admin("alter table rate_limits rename to rate_limits_away");
  try {
    await expect(countUse(third, "sign-in", "eve@example.org")).rejects.toMatchObject({ code: "busy_try_again" });
    await expect(countUse(third, "plan-code", "eve")).rejects.toMatchObject({ code: "busy_try_again" });
    const tried = await Promise.allSettled(Array.from({ length: 10 }, () => countUse(third, "hold", "eve")));
    expect(letIn(tried)).toBe(limits.hold.withoutTable);
    // Who of those that came at once was turned away is nobody's choice.
    const said = tried.flatMap((one) => (one.status === "rejected" ? [(one.reason as { code?: string }).code] : []));
    expect(new Set(said)).toEqual(new Set(["too_many"]));
  } finally {
    await admin("alter table rate_limits_away rename to rate_limits");
  }
  await countUse(third, "sign-in", "eve@example.org");
});

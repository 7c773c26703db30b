// Start-up says in a sentence why it does not serve: a role that could step over row-level security, missing migrations, other clocks.
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase } from "../../../db/client.ts";
import { checkFitness, zoneDifferences } from "../../../lib/server/fitness.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
const now = new Date("2026-11-24T18:00:00Z");

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

async function reasonsAs(url: string): Promise<string[]> {
  const db = openDatabase(url, { max: 2, name: "taper-test" });
  try {
    return (await checkFitness(db, now)).reasons;
  } finally {
    await closeDatabase(db);
  }
}

async function asAdmin(statement: string): Promise<void> {
  const sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

test("the application's own role on a migrated database is fit", async () => {
  expect(await reasonsAs(database.appUrl)).toEqual([]);
});

test("RL-01 an administrator's role is refused", async () => {
  expect(await reasonsAs(database.adminUrl)).toEqual([expect.stringMatching(/could step over row-level security/)]);
});

test("a missing migration is refused", async () => {
  await asAdmin(
    "delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)",
  );
  expect(await reasonsAs(database.appUrl)).toEqual([expect.stringMatching(/lacks 1 of \d+ migrations/)]);
});

test("TZ-03 a zone whose clock the two sides reckon differently is refused", () => {
  const at = new Date("2027-01-15T18:00:00Z");
  const right = { zone: "America/Vancouver", at, offsetMin: -420 };
  expect(zoneDifferences([right])).toEqual([]);
  // What zone data from before British Columbia stopped changing clocks would say of a winter day.
  expect(zoneDifferences([{ ...right, offsetMin: -480 }])).toEqual([expect.stringMatching(/America\/Vancouver/)]);
});

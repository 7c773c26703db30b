// Nobody crosses from one clinic into another at the database, and the probes would notice if a guard were gone.
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedWhenEmpty } from "../../../scripts/seed.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { layGround, mutantsOf, probeGround, type Ground } from "../../support/isolation.ts";

let database: FreshDatabase;
let sql: postgres.Sql;
let ground: Ground;

beforeAll(async () => {
  database = await freshDatabase();
  const { adminUrl, appUrl, workerUrl } = database;
  await seedWhenEmpty({ adminUrl, appUrl, workerUrl, now: new Date("2026-11-24T15:00:00Z"), log: () => {} });
  sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  const [mine, theirs] = await sql<{ id: string }[]>`select id from clinics order by slug`;
  ground = await layGround(sql, mine!.id, theirs!.id);
}, 120_000);

afterAll(async () => {
  await sql.end();
  await database.drop();
});

test("AC-01 more than four hundred ways across, and none leads there", { timeout: 120_000 }, async () => {
  const all = await probeGround(sql, ground);
  expect(all.filter(({ ok }) => !ok)).toEqual([]);
  expect(all.length).toBeGreaterThan(400);
});

test("AC-09 a guard that is taken away is noticed", { timeout: 120_000 }, async () => {
  const mutants = mutantsOf(ground.tables);
  // A few of each kind; the claim tries them all.
  const some = mutants.filter((_, turn) => turn % Math.ceil(mutants.length / 12) === 0);
  for (const { name, table, statement } of some) {
    const found = await probeGround(sql, { ...ground, tables: [table] }, statement);
    expect({ name, noticed: found.some(({ ok }) => !ok) }).toEqual({ name, noticed: true });
  }
});

// A slice of the nine races on every run: forty at once, two rounds of each shape; and what each guard is worth.
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "../../../scripts/audit.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { openArena } from "../../support/race-arena.ts";
import { raceWithout, type Guards } from "../../support/race-guards.ts";
import { raceShapes } from "../../support/race-shapes.ts";

const parallel = 40;
const crowd = { parallel, pools: 2, connections: 16 };

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test.each(raceShapes)("$name: $about", { timeout: 60_000 }, async (shape) => {
  const arena = await openArena({ ...shape, ...crowd, appUrl: database.appUrl });
  try {
    await shape.prepare?.(arena);
    for (let round = 0; round < 2; round++) expect(await shape.round(arena, round)).toEqual([]);
  } finally {
    await arena.close();
  }
});

test("after all races the checker finds nothing", { timeout: 60_000 }, async () => {
  const said: string[] = [];
  const { clinics, violations } = await audit(database.appUrl, (line) => said.push(line));
  expect(clinics).toBeGreaterThan(0);
  expect({ violations, said }).toMatchObject({ violations: 0 });
});

const without = async (guards: Guards) => {
  const own = await freshDatabase();
  try {
    const result = await raceWithout(guards, { ...own, ...crowd, rounds: 2 });
    return { ...result, ...(await audit(own.appUrl, () => {})) };
  } finally {
    await own.drop();
  }
};

test("RC-08: constraints alone give a time to one, and locks alone do", { timeout: 60_000 }, async () => {
  expect(await without("no locks")).toMatchObject({ wrong: [], doubles: 0, violations: 0 });
  expect(await without("no constraints")).toMatchObject({ wrong: [], doubles: 0, violations: 0 });
});

test("RC-08: without both a time is given twice, and the checker sees it", { timeout: 60_000 }, async () => {
  const { doubles, violations } = await without("neither");
  expect(doubles).toBeGreaterThan(0);
  expect(violations).toBeGreaterThan(0);
});

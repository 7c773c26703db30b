// Some days of the claim `year` on a small clinic: the real worker, moved clocks, people at random, and a judge that reckons for itself.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openYear, type YearProduct } from "../../../bench/year/product.ts";
import { liveYear } from "../../../bench/year/year.ts";
import * as t from "../../../db/schema/index.ts";
import { newId } from "../../../lib/ids.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { planClinic } from "../../support/plan-clinic.ts";

const directory = mkdtempSync(path.join(tmpdir(), "taper-year-"));
let database: FreshDatabase;
let clinic: TestClinic;
let product: YearProduct;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { holdMinutes: 3 });
  const { clinicId, now } = clinic;
  const people = Array.from({ length: 12 }, (_none, n) => ({
    clinicId,
    id: newId(),
    name: `Patient Number ${n}`,
    birthDate: "1990-05-05",
    email: `patient-${n}@example.org`,
    mobile: `+16045551${String(100 + n)}`,
    createdAt: now,
  }));
  await clinic.inside((tx) => tx.insert(t.patients).values(people));
  product = await openYear({ adminUrl: database.adminUrl, directory, now, log: () => {} });
}, 60_000);

afterAll(async () => {
  await product.stop();
  await clinic.close();
  await database.drop();
  rmSync(directory, { recursive: true });
});

test("every message of some days comes right, in time and once", { timeout: 180_000 }, async () => {
  const much = { days: 5, busy: 60, killedIn: 12, asleepIn: 20 };
  const year = await liveYear({ product, seed: 7, from: clinic.now, ...much, log: () => {} });
  expect(year.problems).toEqual([]);
  expect(year.days).toBe(5);
  const kinds = Object.keys(year.byKind);
  for (const kind of ["appointment.booked", "appointment.cancelled", "appointment.moved", "appointment.reminder"])
    expect(kinds).toContain(kind);
  expect(year.kills).toBeGreaterThan(0);
});

// Whatever happens to patients' money, the books balance and agree with Stripe's. The long run is `npm run prove -- ledger`.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { openMoneyDesk, type MoneyDesk } from "../../support/money-desk.ts";
import { history, live } from "../../support/money-histories.ts";

let database: FreshDatabase;
let desk: MoneyDesk;
beforeAll(async () => {
  database = await freshDatabase();
  desk = await openMoneyDesk(database);
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

test("random lives of patients' money leave the books in order", { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(history, { minLength: 10, maxLength: 10 }), async (histories) => {
      const { faults, wrong } = await live(desk, histories);
      expect({ faults, wrong }).toEqual({ faults: [], wrong: [] });
    }),
    { numRuns: 6, endOnFailure: true },
  );
});

// Whatever happens to patients' money, the books balance and agree with Stripe's. The long run is `npm run prove -- ledger`.
import fc from "fast-check";
import { expect, test } from "vitest";
import { type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";
import { history, live } from "../../support/money-histories.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

test("random lives of patients' money leave the books in order", { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(history, { minLength: 10, maxLength: 10 }), async (histories) => {
      const { faults, wrong } = await live(desk, histories);
      expect({ faults, wrong }).toEqual({ faults: [], wrong: [] });
    }),
    { numRuns: 6, endOnFailure: true },
  );
});

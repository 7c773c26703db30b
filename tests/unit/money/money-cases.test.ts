// Golden cases of packages, instalments and paying ahead, each with its source, through what the product itself reckons with.
import { expect, test } from "vitest";
import { taxRates } from "../../../db/seed/rows/tax-rates.ts";
import { priceOf } from "../../../lib/clinic/price.ts";
import { allocate } from "../../../lib/money/money.ts";
import { nextPart, packageParts } from "../../../lib/money/package-parts.ts";
import { fitted } from "../../../lib/payments/instalment-fit.ts";
import { askAgainOn, instalmentDays, instalmentParts, plainTerms, termsOn } from "../../../lib/plans/pay-terms.ts";
import cases from "../../fixtures/money-cases.json" with { type: "json" };

// oxlint-disable-next-line typescript/no-explicit-any -- each kind has a shape of its own, and a wrong one fails its case
const answers: Record<string, (input: any) => unknown> = {
  package: ({ totalMinor, sessions }) => packageParts(totalMinor, sessions),
  packageBack: ({ totalMinor, sessions, used }) =>
    packageParts(totalMinor, sessions)
      .slice(used)
      .reduce((sum, minor) => sum + minor, 0),
  packageTax: ({ dueMinor, netMinor, taxMinor }) => allocate(dueMinor, [netMinor, taxMinor]),
  packageNext: ({ sessions, used }) => nextPart(sessions, used),
  instalments: ({ totalMinor, instalments }) => instalmentParts({ ...plainTerms, instalments }, totalMinor),
  instalmentDays: ({ first, count, weeksApart }) => instalmentDays(first, count, weeksApart),
  instalmentFit: ({ amounts, restMinor, how }) => fitted(amounts, restMinor, how),
  askAgain: ({ retryDays, refusals, today }) => askAgainOn(retryDays, refusals, today),
  paidAhead: ({ profession, registered, priceMinor, discountBp, date }) => {
    const price = priceOf({
      prices: [{ serviceId: "one", effectiveFrom: "2020-01-01", priceMinor, taxCode: "" }],
      taxRates,
      serviceId: "one",
      profession,
      registeredForGst: registered,
      currency: "CAD",
      date,
      discountBp,
    });
    return price && [price.priceMinor, price.taxMinor];
  },
  termsOn: ({ rules, templateCode, on }) => termsOn(rules, templateCode, on).discountBp,
};

test.each(cases)("$kind: $name", ({ kind, input, expected, source }) => {
  expect(answers[kind]!(input)).toEqual(expected);
  // A source without a day cannot be looked up again.
  expect(source).toMatch(/\d{4}-\d{2}-\d{2}$/);
});

test("there are enough of them", () => {
  expect(cases.length).toBeGreaterThanOrEqual(60);
});

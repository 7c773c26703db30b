import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MovementRow } from "../../../db/queries/money-reports.ts";
import { dayClose } from "../../../lib/payments/day-close.ts";

const nothing: MovementRow = {
  what: "in",
  before: false,
  method: null,
  supplierId: null,
  supplierName: null,
  kind: null,
  payer: null,
  ofEarlier: false,
  n: 1,
  netMinor: 0,
  taxMinor: 0,
};
const row = (more: Partial<MovementRow>): MovementRow => ({ ...nothing, ...more });
const minor = fc.integer({ min: 0, max: 5_000_000 });

const money = fc
  .record({
    what: fc.constantFrom("in", "back", "bank_took", "bank_gave", "lost"),
    before: fc.boolean(),
    method: fc.constantFrom("cash", "stripe", "carried_over"),
    netMinor: minor,
  })
  .map(row);
const used = fc
  .record({
    before: fc.boolean(),
    payer: fc.constantFrom("self", "icbc"),
    ofEarlier: fc.boolean(),
    netMinor: fc.integer({ min: -50_000, max: 5_000_000 }),
  })
  .map(({ payer, ofEarlier, ...rest }) => [
    row({ what: "used", ofEarlier, ...rest }),
    row({ what: "paid", payer, ...rest }),
  ]);
const written = fc
  .record({
    what: fc.constantFrom("charged", "taken_off"),
    before: fc.boolean(),
    supplierId: fc.constantFrom("a", "b"),
    kind: fc.constantFrom("visit", "missed_visit_fee", "carried_over"),
    payer: fc.constantFrom("self", "icbc", "msp"),
    netMinor: minor,
    taxMinor: minor,
  })
  .map((one) => row({ ...one, supplierName: one.supplierId }));
const days = fc
  .tuple(fc.array(money), fc.array(used), fc.array(written))
  .map(([moved, allocated, charged]) => [...moved, ...allocated.flat(), ...charged]);

describe("the close of a day", () => {
  it("adds up to the cent, whatever happened", () => {
    fc.assert(
      fc.property(days, (movements) => {
        const {
          credit,
          owed,
          methods,
          receivedMinor,
          backMinor,
          written: lines,
          netMinor,
          taxMinor,
        } = dayClose(movements);
        expect(
          credit.openingMinor +
            credit.receivedMinor +
            credit.carriedOverMinor -
            credit.usedMinor -
            credit.backMinor -
            credit.lostMinor,
        ).toBe(credit.closingMinor);
        for (const one of [owed.patients, owed.payers])
          expect(one.openingMinor + one.chargedMinor - one.paidMinor - one.takenOffMinor).toBe(one.closingMinor);
        // What a credit was used for is what was paid of debts.
        expect(owed.patients.paidMinor + owed.payers.paidMinor).toBe(credit.usedMinor);
        // Disputed money that came again was the patient's before.
        const again = movements
          .filter((one) => one.what === "bank_gave" && !one.before && one.method !== "carried_over")
          .reduce((sum, one) => sum + one.netMinor, 0);
        expect(credit.receivedMinor + again).toBe(receivedMinor);
        expect(methods.reduce((sum, one) => sum + one.receivedMinor, 0)).toBe(receivedMinor);
        expect(methods.reduce((sum, one) => sum + one.backMinor, 0)).toBe(backMinor);
        expect(lines.reduce((sum, one) => sum + one.netMinor + one.taxMinor, 0)).toBe(netMinor + taxMinor);
        const { patients, payers } = owed;
        expect(netMinor + taxMinor).toBe(
          patients.chargedMinor + payers.chargedMinor - patients.takenOffMinor - payers.takenOffMinor,
        );
      }),
    );
  });

  it("opens the next day with what it closed with", () => {
    fc.assert(
      fc.property(days, (movements) => {
        const today = dayClose(movements);
        const tomorrow = dayClose(movements.map((one) => ({ ...one, before: true })));
        expect(tomorrow.credit).toMatchObject({
          openingMinor: today.credit.closingMinor,
          closingMinor: today.credit.closingMinor,
        });
        expect(tomorrow.owed.patients.openingMinor).toBe(today.owed.patients.closingMinor);
        expect(tomorrow.owed.payers.openingMinor).toBe(today.owed.payers.closingMinor);
        expect([tomorrow.methods, tomorrow.written]).toEqual([[], []]);
      }),
    );
  });

  it("takes what was brought along from other books for credit, and for no money", () => {
    expect(dayClose([row({ what: "in", method: "carried_over", netMinor: 700 })])).toMatchObject({
      methods: [],
      receivedMinor: 0,
      credit: { receivedMinor: 0, carriedOverMinor: 700, closingMinor: 700 },
    });
  });

  it("says supplier by supplier what was charged for what, and what was taken off", () => {
    const of = (what: "charged" | "taken_off", supplierId: string, kind: string, netMinor: number) =>
      row({ what, supplierId, supplierName: supplierId, kind, payer: "self", netMinor, taxMinor: 5 });
    const { written: lines } = dayClose([
      of("charged", "a", "missed_visit_fee", 50),
      of("taken_off", "a", "visit", 10),
      of("charged", "a", "visit", 100),
      { ...of("charged", "a", "visit", 100), payer: "icbc" },
      of("charged", "b", "visit", 30),
    ]);
    expect(
      lines.map(({ supplierId, kind, n, netMinor, taxMinor }) => [supplierId, kind, n, netMinor, taxMinor]),
    ).toEqual([
      ["a", "visit", 2, 200, 10],
      ["a", "missed_visit_fee", 1, 50, 5],
      ["a", "taken_off", 1, -10, -5],
      ["b", "visit", 1, 30, 5],
    ]);
  });
});

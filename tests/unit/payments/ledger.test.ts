// Double entry: whatever happens to a patient's money, every event's entries sum to zero and the accounts tell the story.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  allocationEntries,
  chargeEntries,
  disputeLostEntries,
  paymentEntries,
  refundEntries,
  type Entry,
} from "../../../lib/payments/ledger.ts";

const sum = (entries: Entry[]) => entries.reduce((total, entry) => total + entry.amountMinor, 0);
const balance = (entries: Entry[], account: string) => sum(entries.filter((entry) => entry.account === account));
const minor = fc.integer({ min: 0, max: 10_000_000 });
const payer = fc.constantFrom("self", "icbc", "worksafebc", "msp", "extended");
const method = fc.constantFrom("stripe", "cash", "terminal", "e_transfer", "payer", "gift_card");

describe("every event", () => {
  test("balances and writes no empty entries", () => {
    fc.assert(
      fc.property(payer, method, minor, minor, (who, how, net, tax) => {
        for (const entries of [
          chargeEntries(who, net, tax),
          paymentEntries(how, net),
          allocationEntries(who, net),
          refundEntries(how, net),
        ]) {
          expect(sum(entries)).toBe(0);
          expect(entries.every((entry) => entry.amountMinor !== 0)).toBe(true);
          expect(new Set(entries.map((entry) => entry.account)).size).toBe(entries.length);
        }
      }),
    );
  });

  test("names the accounts", () => {
    expect(chargeEntries("self", 12_800, 640)).toEqual([
      { account: "receivable:patient", amountMinor: 13_440 },
      { account: "revenue", amountMinor: -12_800 },
      { account: "tax:gst", amountMinor: -640 },
    ]);
    expect(chargeEntries("icbc", 9_500, 0)).toEqual([
      { account: "receivable:icbc", amountMinor: 9_500 },
      { account: "revenue", amountMinor: -9_500 },
    ]);
    expect(paymentEntries("cash", 500)).toEqual([
      { account: "cash:cash", amountMinor: 500 },
      { account: "credit:patient", amountMinor: -500 },
    ]);
    expect(paymentEntries("stripe", 500, "gift_card")).toEqual([
      { account: "cash:stripe", amountMinor: 500 },
      { account: "gift_cards", amountMinor: -500 },
    ]);
    expect(paymentEntries("gift_card", 500)).toEqual([
      { account: "gift_cards", amountMinor: 500 },
      { account: "credit:patient", amountMinor: -500 },
    ]);
    expect(disputeLostEntries(500, 200, "gift_card")).toEqual([
      { account: "gift_cards", amountMinor: 200 },
      { account: "loss:disputes", amountMinor: 300 },
      { account: "disputed", amountMinor: -500 },
    ]);
    expect(chargeEntries("self", 0, 0)).toEqual([]);
  });
});

test("prepaid, treated, the rest refunded: nothing is owed, no credit is left, the cash is what was earned", () => {
  fc.assert(
    fc.property(minor, minor, minor, (net, tax, extra) => {
      const due = net + tax;
      const all = [
        ...paymentEntries("stripe", due + extra),
        ...chargeEntries("self", net, tax),
        ...allocationEntries("self", due),
        ...refundEntries("stripe", extra),
      ];
      expect(balance(all, "receivable:patient")).toBe(0);
      expect(balance(all, "credit:patient")).toBe(0);
      expect(balance(all, "cash:stripe")).toBe(due);
      expect(balance(all, "revenue")).toBe(-net || 0);
      expect(balance(all, "tax:gst")).toBe(-tax || 0);
    }),
  );
});

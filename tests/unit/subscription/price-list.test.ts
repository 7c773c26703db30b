// What Taper costs: bands at their edges, lists by their days, and what one more practitioner changes.
import { describe, expect, it } from "vitest";
import { subscriptionLists } from "../../../db/seed/rows/subscription-bands.ts";
import {
  bandFor,
  bandWords,
  billedFor,
  listAfter,
  listOn,
  oneMore,
  priceKey,
  type SubscriptionList,
} from "../../../lib/subscription/price-list.ts";

const list = listOn("2026-11-27");
const next: SubscriptionList = { ...list, effectiveFrom: "2027-03-01", bands: [{ upTo: null, monthMinor: 10_000 }] };

describe("bands by number", () => {
  it.each([
    [0, 5_900, "1 practitioner"],
    [1, 5_900, "1 practitioner"],
    [2, 12_500, "2 to 5 practitioners"],
    [5, 12_500, "2 to 5 practitioners"],
    [6, 18_900, "6 to 8 practitioners"],
    [8, 18_900, "6 to 8 practitioners"],
    [9, 25_900, "9 to 12 practitioners"],
    [13, 38_900, "13 to 25 practitioners"],
    [26, 52_500, "26 practitioners or more"],
    [400, 52_500, "26 practitioners or more"],
  ])("asks one amount for %i", (people, monthMinor, words) => {
    expect(bandFor(list, people).monthMinor).toBe(monthMinor);
    expect(bandWords(list, bandFor(list, people))).toBe(words);
  });

  it("bills a clinic where nobody treats yet as for one", () => {
    expect([billedFor(0), billedFor(1), billedFor(7)]).toEqual([1, 1, 7]);
  });

  it("says what one more changes, and nothing inside a band", () => {
    expect(oneMore(list, 5)).toEqual({ from: 12_500, to: 18_900 });
    expect(oneMore(list, 1)).toEqual({ from: 5_900, to: 12_500 });
    expect([oneMore(list, 0), oneMore(list, 4), oneMore(list, 30)]).toEqual([null, null, null]);
  });
});

describe("lists by their days", () => {
  it("takes the one of the day, and names the one that is announced", () => {
    const lists = [list, next];
    expect(listOn("2027-02-28", lists)).toBe(list);
    expect(listOn("2027-03-01", lists)).toBe(next);
    expect(listOn("2020-01-01", lists)).toBe(list);
    expect(listAfter("2027-02-28", lists)).toBe(next);
    expect(listAfter("2027-03-01", lists)).toBeNull();
  });

  it("names each list for good", () => {
    expect(priceKey(list)).toBe("taper:CAD:2026-01-01");
  });

  it("holds only whole lists: days and bands ascending, amounts growing, the last band without an end", () => {
    const days = subscriptionLists.map(({ effectiveFrom }) => effectiveFrom);
    expect(days).toEqual([...new Set(days)].toSorted());
    for (const { bands, trialDays, graceDays, source } of subscriptionLists) {
      const ends = bands.map(({ upTo }) => upTo ?? Infinity);
      expect(ends).toEqual([...new Set(ends)].toSorted((a, b) => a - b));
      expect(ends.at(-1)).toBe(Infinity);
      const amounts = bands.map(({ monthMinor }) => monthMinor);
      expect(amounts).toEqual([...new Set(amounts)].toSorted((a, b) => a - b));
      expect(trialDays).toBeGreaterThan(2);
      expect(graceDays).toBeGreaterThan(0);
      expect(source).not.toBe("");
    }
  });
});

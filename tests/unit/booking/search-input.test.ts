// What the doorway of a slot search lets in, and what it says of the rest.
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { workload } from "../../../bench/workload.ts";
import { searchInput } from "../../../lib/booking/search-input.ts";
import { openSlots } from "../../../lib/booking/slots.ts";
import { answerSearch, medianMs } from "../../../scripts/slots.ts";

const search = workload({ practitioners: 2, days: 7, rooms: true });

function refusal(change: (copy: Record<string, any>) => void): string {
  const copy = structuredClone(search) as unknown as Record<string, any>;
  change(copy);
  const parsed = searchInput.safeParse(copy);
  return parsed.success ? "accepted" : z.prettifyError(parsed.error);
}

describe("a slot search at the doorway", () => {
  test("comes in as it is", () => {
    expect(openSlots(searchInput.parse(structuredClone(search)))).toEqual(openSlots(search));
  });

  test("may leave out what is empty", () => {
    const { range, transitions, service } = search;
    const bare = {
      range,
      transitions,
      service: { duration: 60, step: 15 },
      practitioners: [{ id: "ana" }],
      latest: null,
    };
    expect(openSlots(searchInput.parse(bare))).toEqual([]);
    expect(service.needs).toHaveLength(1);
  });

  test.each<[string, (copy: Record<string, any>) => void, RegExp]>([
    ["a date that does not exist", (copy) => (copy["range"].fromDate = "2026-02-30"), /date that exists/],
    ["a range that runs backwards", (copy) => (copy["range"].to = copy["range"].from - 1), /must follow from/],
    ["no offsets", (copy) => (copy["transitions"] = []), /offset at the start/],
    ["offsets after the start", (copy) => (copy["transitions"][0].at = copy["range"].from + 1), /cover the start/],
    ["offsets out of order", (copy) => copy["transitions"].push(copy["transitions"][0]), /must ascend/],
    ["a step of nothing", (copy) => (copy["service"].step = 0), /at least a minute/],
    ["half a minute", (copy) => (copy["practitioners"][0].appointments[0].start += 0.5), /whole number of minutes/],
    [
      "hours over midnight in one piece",
      (copy) => (copy["practitioners"][0].weekly[0].end = 0),
      /split hours over midnight/,
    ],
    ["hours beyond the day", (copy) => (copy["practitioners"][0].weekly[0].end = 1500), /1440/],
    ["an eighth day of the week", (copy) => (copy["practitioners"][0].weekly[0].dow = 7), /6 is Saturday/],
    ["the same practitioner twice", (copy) => (copy["practitioners"][1].id = 1), /may come once/],
    ["numbers and texts as ids", (copy) => (copy["practitioners"][1].id = "2"), /all be numbers or all be texts/],
  ])("refuses %s", (_, change, reason) => {
    expect(refusal(change)).toMatch(reason);
  });
});

describe("the slots command", () => {
  test("answers with the slots and two times", () => {
    const answer = answerSearch(structuredClone(search));
    if ("error" in answer) throw new Error(answer.message);
    expect(answer.slots).toEqual(openSlots(search));
    expect(answer.elapsedMs.cold).toBeGreaterThan(0);
    expect(answer.elapsedMs.warm).toBeGreaterThan(0);
  });

  test("says what is wrong with what it cannot read", () => {
    expect(answerSearch([])).toMatchObject({ error: "invalid", message: expect.stringMatching(/expected object/) });
  });

  test("takes the middle of at least five calls", () => {
    let calls = 0;
    medianMs(() => calls++, 0, 0);
    expect(calls).toBe(5);
  });
});

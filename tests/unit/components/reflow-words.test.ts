// What the pages say about a course planned again: which group a visit is in, what it was, what it costs, and who is spoken to.
import { describe, expect, test } from "vitest";
import { differenceLines, outlookWords, troubleWords } from "../../../components/plans/reflow-words.ts";
import type { PlanView, PlanVisitView, ProposedVisit } from "../../../lib/plans/plan-views.ts";
import type { ReflowView } from "../../../lib/plans/reflow-views.ts";

const at = (text: string) => new Date(text);
const visit = (visitId: string, number: number, more: object = {}) => ({
  visitId,
  trackId: "t",
  number,
  minutes: 30,
  provisional: false,
  practitionerName: "Tom Okafor",
  ...more,
});

const plan = {
  timeZone: "America/Vancouver",
  tracks: [{ trackId: "t", disciplineName: "Physiotherapy", letter: "P", hue: 2 }],
  visits: [
    visit("a", 1),
    visit("b", 2, { practitionerName: "Sasha Petrov" }),
    visit("c", 3, { state: "missed" }),
    visit("d", 4),
    visit("e", 5),
  ] as unknown as PlanVisitView[],
} as unknown as PlanView;

const view = {
  course: {
    proposal: [
      visit("a", 1, { start: at("2026-07-13T16:00:00Z") }),
      visit("b", 2, { start: at("2026-07-20T16:00:00Z") }),
      visit("c", 3, { start: at("2026-07-15T17:30:00Z"), provisional: true }),
      visit("f", 6, { start: null, practitionerName: null }),
    ] as unknown as ProposedVisit[],
    open: [
      { visitId: "f", text: "From Mon, Jul 27 the patient is away.", relaxations: [{ text: "A Friday would do." }] },
    ],
  },
  difference: {
    kept: ["a"],
    resized: [{ visitId: "a", fromMinutes: 45, toMinutes: 30 }],
    moved: [{ visitId: "b", from: at("2026-07-14T16:00:00Z"), to: at("2026-07-20T16:00:00Z") }],
    new: [{ visitId: "c", to: at("2026-07-15T17:30:00Z") }],
    dropped: [
      { visitId: "e", from: null, leaves: true, feeMinor: 0 },
      { visitId: "d", from: at("2026-07-22T16:00:00Z"), leaves: false, feeMinor: 5000 },
    ],
  },
} as unknown as ReflowView;

const words = { locale: "en-CA", money: (minor: number) => `$${minor / 100}` };

test("each visit stands in its group, with the clinic's own time on both sides of a move", () => {
  const lines = differenceLines(plan, view, { ...words, reader: "patient" });
  expect(lines.kept).toMatchObject([{ to: "Mon, Jul 13, 9:00 am", notes: ["30 minutes instead of 45"] }]);
  expect(lines.moved).toMatchObject([
    {
      what: "Physiotherapy 2, 30 min, Tom Okafor",
      from: "Tue, Jul 14, 9:00 am",
      to: "Mon, Jul 20, 9:00 am",
      notes: ["until now with Sasha Petrov"],
    },
  ]);
  expect(lines.new).toMatchObject([
    { to: "Wed, Jul 15, 10:30 am", notes: ["makes up the missed one", "after reassessment"] },
  ]);
  expect(lines.dropped.map(({ id, from, notes }) => ({ id, from, notes }))).toEqual([
    {
      id: "d",
      from: "Wed, Jul 22, 9:00 am",
      notes: ["loses its time, and still needs one", "giving it up now costs $50"],
    },
    { id: "e", from: undefined, notes: ["leaves the plan: there is no room before its end"] },
  ]);
  expect(lines.open).toMatchObject([{ notes: ["From Mon, Jul 27 you are away."], ways: ["A Friday would do."] }]);
  expect(differenceLines(plan, view, { ...words, reader: "staff" }).open[0]!.notes[0]).toContain("the patient is away");
});

describe("in a sentence", () => {
  test("a policy says when the course ends and what that takes", () => {
    const outlook = {
      policy: "make_up",
      lastOn: "2026-07-20",
      kept: 3,
      moved: 0,
      new: 1,
      dropped: 0,
      open: 2,
    } as const;
    expect(outlookWords(outlook, "en-CA")).toBe("Ends Mon, Jul 20: 3 kept, 1 new, 2 without a time.");
    expect(outlookWords({ ...outlook, lastOn: null, kept: 0, new: 0, open: 0 }, "en-CA")).toBe("Nothing is booked.");
  });
  test("what is out of shape is counted, and said to whom it concerns", () => {
    expect(troubleWords({ kind: "missed", visitIds: ["a"] }, "staff")).toBe("One visit was missed.");
    expect(troubleWords({ kind: "away", visitIds: ["a", "b"] }, "patient")).toBe(
      "2 visits are booked while you are away.",
    );
    expect(troubleWords({ kind: "away", visitIds: ["a"] }, "staff")).toBe(
      "One visit is booked while the patient is away.",
    );
  });
});

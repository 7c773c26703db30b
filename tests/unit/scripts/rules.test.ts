import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { answerCase } from "../../../scripts/rules.ts";
import cases from "../../fixtures/rules-cases.json" with { type: "json" };

type Answer = Record<string, unknown>;

/** Lists that are sets are compared in one order. */
function inOrder(answer: Answer): Answer {
  const sorted = Object.entries(answer).map(([key, value]) => [
    key,
    (key === "reasons" || key === "needs") && Array.isArray(value)
      ? value.map(String).toSorted((a, b) => a.localeCompare(b))
      : value,
  ]);
  return Object.fromEntries(sorted) as Answer;
}

const run = (input: string, ...words: string[]) =>
  spawnSync(process.execPath, [path.resolve(import.meta.dirname, "../../../scripts/rules.ts"), ...words], {
    input,
    encoding: "utf8",
  });

describe("the rules, case by case", () => {
  it.each(cases)("$rule: $name", ({ rule, input, expected }) => {
    const answer = answerCase({ rule, input }) as Answer;
    expect(inOrder(answer)).toMatchObject(inOrder(expected as Answer));
    expect(typeof answer.message).toBe("error" in expected ? "string" : "undefined");
  });
});

// A source without a day cannot be looked up again.
it("has a source and its day for whatever is about money", () => {
  const money = cases.filter(({ rule }) => rule === "funding" || rule === "tax");
  expect(money.length).toBeGreaterThanOrEqual(60);
  expect(money.filter(({ source }) => !/\d{4}-\d{2}-\d{2}$/.test(source ?? ""))).toEqual([]);
});

describe("what is no case", () => {
  it.each([null, 7, "screen", [], {}, { rule: null, input: {} }, { rule: 3, input: {} }, { rule: "screen" }])(
    "%j is invalid",
    (one) => {
      expect(answerCase(one)).toMatchObject({ error: "invalid" });
    },
  );
});

// Each starts a process of its own, which a busy machine lets wait.
describe("the command", { timeout: 30_000 }, () => {
  it("answers in the order of the cases", () => {
    const { status, stdout } = run(JSON.stringify([...cases.slice(0, 5), { rule: "nonsense", input: {} }]));
    expect(status).toBe(0);
    const answers = JSON.parse(stdout) as Answer[];
    expect(answers).toHaveLength(6);
    expect(answers.slice(0, 5)).toEqual(cases.slice(0, 5).map(({ rule, input }) => answerCase({ rule, input })));
    expect(answers[5]).toMatchObject({ error: "unknown_rule" });
  });
  it("says what it does", () => {
    const { status, stdout } = run("", "--help");
    expect(status).toBe(0);
    expect(stdout).toContain("screen, window, progress, flare, afterFlares, scope, funding, tax, adherence, km");
  });
});

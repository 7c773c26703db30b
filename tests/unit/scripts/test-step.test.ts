// What the last lines of `npm test` say of a step.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "../../../scripts/paths.ts";
import { countVitest } from "../../../scripts/test-step.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "taper-report-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("failed tests are counted and named, and so is a file that does not load", () => {
  const report = path.join(folder, "unit.json");
  const one = (status: string, fullName: string) => ({ status, fullName });
  const file = (name: string, status: string, assertionResults: object[]) => ({
    name: path.join(root, "tests/unit", name),
    status,
    assertionResults,
  });
  writeFileSync(
    report,
    JSON.stringify({
      numPassedTests: 2,
      testResults: [
        file("a.test.ts", "passed", [one("passed", "adds up")]),
        file("b.test.ts", "failed", [one("passed", "is kept"), one("failed", "is kept once")]),
        file("c.test.ts", "failed", []),
      ],
    }),
  );
  expect(countVitest(report)(1)).toEqual({
    passed: 2,
    failed: 2,
    names: ["tests/unit/b.test.ts: is kept once", "tests/unit/c.test.ts: does not load"],
  });
});

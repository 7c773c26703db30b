// docs/security.md and docs/asvs.md cannot rot: each row and number is there once, and each file, test and claim that they name exists.
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const security = read("docs/security.md");
const asvs = read("docs/asvs.md");

/** By row: what the tests carry in their titles. */
const bugs: [row: number, ids: string][] = [
  [1, "AC-01"],
  [2, "AC-02"],
  [3, "AC-03"],
  [4, "AC-04"],
  [5, "AC-05"],
  [6, "AC-06"],
  [7, "AU-01"],
  [8, "AU-02"],
  [9, "BK-01"],
  [10, "BK-02"],
  [11, "AC-07"],
  [12, "AC-08"],
  [13, "AC-09"],
  [14, "SE-01"],
  [15, "FI-01"],
  [16, "FI-02"],
  [17, "RL-01"],
  [18, "RL-02"],
  [19, "SE-02 SE-03"],
  [20, "AU-03"],
  [21, "RC-01"],
  [22, "RC-02"],
  [23, "RC-03 RC-04"],
  [24, "RC-05 RC-06"],
  [25, "RC-07"],
  [26, "RC-01"],
  [27, "RC-08"],
  [28, "TZ-01"],
  [29, "TZ-02 TZ-03 TZ-04"],
  [30, "RM-01"],
  [31, "PY-01"],
  [32, "PY-02"],
  [33, "PY-03"],
  [34, "WH-01"],
  [35, "WH-02"],
  [36, "PY-04"],
  [37, "SS-01"],
  [38, "IC-01"],
  [39, "IC-02"],
  [40, "CS-01"],
  [41, "ML-01"],
  [42, "UR-01"],
  [43, "GT-01"],
  [44, "GT-02"],
  [45, "PX-01"],
  [46, "PX-02 PX-03"],
  [47, "PX-04"],
  [48, "PX-05"],
  [49, "AU-04"],
  [50, "SQ-01"],
  [51, "CR-01"],
  [52, "RT-01"],
  [53, "SC-01"],
];

type Standard = { level1: string[]; level2: string[] };
const standard = JSON.parse(read("tests/fixtures/asvs-5.0.0.json")) as Standard;

const cited = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, inside]) => inside!);
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Whether the file has a test of this title that is run, or a shape of race of this name. */
function hasTest(file: string, title: string): boolean {
  const text = read(file);
  const literal = `(?:"${escaped(title.replaceAll("\\", "\\\\").replaceAll('"', String.raw`\"`))}"|'${escaped(title)}')`;
  return file.startsWith("tests/support/")
    ? new RegExp(`\\bname: ${literal},`).test(text)
    : new RegExp(`(?:\\b(?:test|it)|\\))\\(\\s*${literal},`).test(text);
}

/** What of the citations of a text is not there. */
function missingIn(text: string): string[] {
  return cited(text).flatMap((one) => {
    const [file = "", title] = one.split(" › ");
    if (title !== undefined) return existsSync(path.join(root, file)) && hasTest(file, title) ? [] : [one];
    const claim = /^prove -- ([\w-]+)$/.exec(one)?.[1];
    if (claim) return claims.has(claim) ? [] : [one];
    if (!/^(app|bench|components|db|docs|lib|scripts|tests)\/|^(proxy|next\.config)\.ts$/.test(one)) return [];
    return one.includes("*")
      ? globSync(one, { cwd: root }).length
        ? []
        : [one]
      : existsSync(path.join(root, one))
        ? []
        : [one];
  });
}

const claims = new Set(
  globSync("bench/prove/*.ts", { cwd: root }).flatMap((file) =>
    [...read(file).matchAll(/^ {2}name: "([\w-]+)",$/gm)].map(([, name]) => name),
  ),
);

test("each file, test and claim that the documents name is there", () => {
  expect(missingIn(security)).toEqual([]);
  expect(missingIn(asvs)).toEqual([]);
});

test("a name that is not there, or a test that is skipped, is noticed", () => {
  const file = "tests/unit/docs/security.test.ts";
  const wrong = [`${file} › no such title`, "lib/nowhere.ts", "prove -- nothing", "tests/unit/nowhere.test.ts › x"];
  expect(missingIn(wrong.map((one) => `\`${one}\``).join(" "))).toEqual(wrong);
  expect(missingIn(`\`${file} › each file, test and claim that the documents name is there\``)).toEqual([]);
});

const sections = security.split(/^#### /m).slice(1);

test("the fifty-three rows are there, in order, each with what happened, what holds and a test", () => {
  expect(sections.map((section) => /^(\d+) · ([A-Z0-9 -]+) · /.exec(section)?.slice(1))).toEqual(
    bugs.map(([row, ids]) => [String(row), ids]),
  );
  for (const section of sections) {
    const [, title] = section.split("\n")[0]!.split(" · ");
    const lines = ["Happened", "Here", "Tests"].map((name) => section.includes(`\n- ${name}: `));
    expect([title, ...lines]).toEqual([title, true, true, true]);
    const tests = cited(/\n- Tests: (.*)/.exec(section)?.[1] ?? "");
    expect([title, tests.some((one) => / › |^prove -- /.test(one))]).toEqual([title, true]);
  }
});

const lines = [...asvs.matchAll(/^\| (\d+\.\d+\.\d+) \| (\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)];

test("each requirement of levels 1 and 2 is answered once, at its level, and says where when the answer is yes", () => {
  expect(standard.level1.length).toBe(70);
  expect(standard.level2.length).toBe(183);
  const numbers = (level: string) => lines.filter(([, , at]) => at === level).map(([, number]) => number);
  expect(numbers("1")).toEqual(standard.level1);
  expect(numbers("2")).toEqual(standard.level2);
  const answers = ["yes", "partly", "no", "not applicable"];
  expect(lines.filter(([, , , , answer]) => !answers.includes(answer!))).toEqual([]);
  const count = (wanted: string) => lines.filter(([, , , , answer]) => answer === wanted).length;
  expect(asvs).toContain(
    `Of 253 requirements: ${count("yes")} yes, ${count("partly")} partly, ${count("no")} no, ${count("not applicable")} not applicable.`,
  );
});

// CS-01 The one exporter of CSV: formulas stay text, cells stay cells, and nobody else writes such a table.
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvOf } from "../../lib/csv.ts";

/** As RFC 4180 reads it, one character after the other. */
function read(csv: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let at = 1; at < csv.length; at++) {
    const char = csv[at]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (csv[at + 1] === '"') cell += csv[at++];
      else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "," || char === "\r") {
      rows.at(-1)!.push(cell);
      cell = "";
      if (char === "\r") rows.push([]);
    } else if (char !== "\n") cell += char;
  }
  return rows.slice(0, -1);
}

const one = (value: string | number | null) => read(csvOf(["x"], [[value]]))[1]![0]!;

test.each([
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  " =1",
  "\u00a0=1",
  "\ufeff=1",
  "|cmd",
  "%0A",
  '=HYPERLINK("http://elsewhere.example","x")',
  "＝1+1",
  "＋1",
  "－1",
  "＠SUM(A1)",
  "\0=1",
  "\0\t=1",
])("CS-01 %j is text in a spreadsheet", (typed) => {
  expect(one(typed)).toBe(`'${typed.replaceAll("\0", "")}`);
});

test("numbers of ours stay numbers, nothing stays nothing, and what is no number is nothing", () => {
  expect([one(-5), one(0.25), one(null), one(Number.NaN)]).toEqual(["-5", "0.25", "", ""]);
});

test("CS-01 any text comes back as it was, or with the mark before it, and no cell begins a formula", () => {
  const char = fc.oneof(
    fc.constantFrom(
      "=",
      "+",
      "-",
      "@",
      "|",
      "%",
      ",",
      "'",
      '"',
      "\t",
      "\r",
      "\n",
      " ",
      "\0",
      "\u00a0",
      "\ufeff",
      "a",
      "1",
    ),
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  );
  const typed = fc.array(char, { maxLength: 8 }).map((chars) => chars.join(""));
  const rows = fc.array(fc.tuple(typed, typed), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(rows, (sent) => {
      const back = read(csvOf(["a", "b"], sent))
        .slice(1)
        .flat();
      const was = sent.flat().map((text) => text.replaceAll("\0", ""));
      expect(back.map((text, at) => (text === `'${was[at]}` ? was[at] : text))).toEqual(was);
      expect(back.filter((text) => /^\s*[=+\-@]|^[\t\r]/.test(text))).toEqual([]);
    }),
  );
});

test("a row with another number of cells is a fault of ours", () => {
  expect(() => csvOf(["a", "b"], [["1"]])).toThrow("another number of cells");
});

// What is laid out follows the direction of the language: classes name where a line starts and ends, never left and right.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");

const size = String.raw`(?:\d[\d./]*|px|auto|full|\[[^\]\s]+\])`;
const physical = new RegExp(
  String.raw`(?<=["'\`\s:!])-?(?:(?:m|p|scroll-m|scroll-p)[lr]-${size}|(?:left|right)-${size}|(?:border|rounded)-(?:[lr]|[tb][lr])(?:-[\w\[\]./%-]+)?|(?:text|float|clear)-(?:left|right))(?=["'\`\s])`,
  "g",
);
const property = /(?:margin|padding|border)-(?:left|right)|text-align:\s*(?:left|right)|float:\s*(?:left|right)/g;

const found = (pattern: RegExp, files: string) =>
  globSync(files, { cwd: root }).flatMap((file) =>
    (readFileSync(path.join(root, file), "utf8").match(pattern) ?? []).map((name) => `${file}: ${name}`),
  );

test("a class that names a side is known by its name", () => {
  const sides =
    '"pl-4 md:pr-0 -ml-1 mr-[11.5rem] scroll-ml-2 left-0 focus:right-1/2 border-l border-r-4 rounded-tl-lg rounded-r text-left lg:text-right float-left"';
  expect(sides.match(physical)).toHaveLength(14);
  expect('"ps-4 me-auto inset-s-0 border-e text-start float-end px-2 mx-auto border-line"'.match(physical)).toBeNull();
});

test("no page and no component names a side", () => {
  expect(found(physical, "{app,components}/**/*.{ts,tsx}")).toEqual([]);
});

test("no style sheet names a side", () => {
  expect(globSync("app/**/*.css", { cwd: root })).not.toEqual([]);
  expect(found(property, "app/**/*.css")).toEqual([]);
});

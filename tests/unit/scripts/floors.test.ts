// Versions below which a known hole lies open, as installed. Sources: the advisories named beside them.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");
const { packages } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")) as {
  packages: Record<string, { version?: string }>;
};

const floors: [name: string, least: string, why: string][] = [
  ["next", "16.3.4", "CVE-2025-29927 and the proxy bypasses of 2026; GHSA-2xp9-vwfh-vxw4 (image optimiser)"],
  ["react", "19.2.1", "CVE-2025-55182 (code run by a forged Flight body)"],
  ["react-dom", "19.2.1", "CVE-2025-55182"],
  ["next-auth", "5.0.0-beta.30", "GHSA-5jpx-9hw9-2fx4 (mail to another address)"],
  ["drizzle-orm", "0.45.2", "CVE-2026-39356 (names put into SQL)"],
  ["nodemailer", "9.0.1", "high-severity advisories up to 9.0.0"],
];

/** Numbers of a version, a pre-release's own number last. */
const parts = (version: string): number[] => version.match(/\d+/g)!.map(Number);
const below = (version: string, least: string): boolean => {
  const [have, need] = [parts(version), parts(least)];
  const place = need.findIndex((number, index) => number !== have[index]);
  return place >= 0 && (have[place] ?? Number.POSITIVE_INFINITY) < need[place]!;
};

test.each(floors)("PX-02 %s is %s or later", (name, least) => {
  const installed = Object.entries(packages).filter(([place]) => place.endsWith(`node_modules/${name}`));
  expect(installed.length).toBeGreaterThan(0);
  for (const [place, { version = "0" }] of installed) expect([place, below(version, least)]).toEqual([place, false]);
});

test("a floor is told from what lies below it", () => {
  expect(below("16.3.3", "16.3.4")).toBe(true);
  expect(below("9.9.9", "16.3.4")).toBe(true);
  expect(below("16.10.0", "16.3.4")).toBe(false);
  expect(below("5.0.0-beta.9", "5.0.0-beta.30")).toBe(true);
});

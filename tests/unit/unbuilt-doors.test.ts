// Doors through which other systems lost data and that Taper does not have. Whoever builds one of them meets the row of docs/security.md first.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import nextConfig from "../../next.config.ts";

const root = path.resolve(import.meta.dirname, "../..");
const sources = ["app", "components", "lib", "db", "proxy.ts", "instrumentation.ts"].flatMap((name) =>
  name.endsWith(".ts")
    ? [name]
    : readdirSync(path.join(root, name), { recursive: true, encoding: "utf8" })
        .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("migrations"))
        .map((file) => path.join(name, file)),
);
const knows = (pattern: RegExp, but: readonly string[] = []) =>
  sources.filter(
    (file) => !but.some((known) => file.startsWith(known)) && pattern.test(readFileSync(path.join(root, file), "utf8")),
  );

test("FI-01 a file comes in at one door, and none is opened by a name that comes from outside", () => {
  // A file to import is read in the browser, outside any form: rows are sent, never the file. A file for a chart is read by its bytes.
  const choosers = ["components/clinic/import-board.tsx", "components/charting/attach-form.tsx"];
  expect(knows(/type="file"|encType=/, choosers)).toEqual([]);
  expect(knows(/\breadForm\(/, ["lib/server/route.ts"])).toEqual(["app/api/desk/patients/[id]/attachments/route.ts"]);
  // lib/env.ts: the file that NOW names, in tests and demos.
  const known = ["db/migrate.ts", "lib/staff/blocked-passwords.ts", "lib/gateways/", "lib/env.ts"];
  expect(knows(/from "(node:)?(fs|child_process)(\/promises)?"/, known)).toEqual([]);
});

test("IC-01 no calendar is handed out but by a visit's key, a patient's key, or a practitioner's secret", () => {
  // Attachments of mail go to the one address that the mail goes to.
  expect(knows(/text\/calendar/, ["lib/gateways/"]).toSorted((a, b) => a.localeCompare(b))).toEqual([
    "app/[clinic]/booking/[token]/calendar.ics/route.ts",
    "app/[clinic]/calendar/[token]/route.ts",
  ]);
});

test("UR-01 no page of staff reads what was typed about a patient from its address", () => {
  expect(knows(/\b(findPatients|findComing)\(/, ["lib/"])).toEqual(["app/desk/find-actions.ts"]);
  // The public search of articles is about no one.
  expect(knows(/type="search"/)).toEqual(["app/[clinic]/articles/page.tsx", "components/desk/find-people.tsx"]);
});

test("PX-05 no image is resized or fetched for anybody", () => {
  expect(nextConfig.images).toEqual({ unoptimized: true });
  expect(knows(/from "next\/image"|remotePatterns/)).toEqual([]);
});

test("AC-04 nothing is written into a page but as text", () => {
  expect(
    knows(/dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(/),
  ).toEqual([]);
});

test("PX-01 the proxy knows nobody, so that walking past it opens nothing", () => {
  const text = readFileSync(path.join(root, "proxy.ts"), "utf8");
  const imported = [...text.matchAll(/(?:from|import|import\() ?"([^"]+)"/g)].map(([, name]) => name);
  expect(imported).toContain("./lib/server/content-policy.ts");
  expect(imported.filter((name) => /auth|session|contexts|permissions|staff|patients|db\//.test(name!))).toEqual([]);
  expect(text).not.toMatch(/cookies?\b|redirect|rewrite/);
});

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

test("CS-01 nothing writes a table for a spreadsheet", () => {
  expect(knows(/text\/csv|papaparse|\.csv\b|\.xlsx?\b|spreadsheetml/i)).toEqual([]);
});

test("SS-01 no request leaves for an address that somebody typed: mail and Stripe are the only ways out", () => {
  const ownPages = ["components/desk/day-board.tsx", "components/plans/capacity-line.tsx"];
  expect(knows(/\bfetch\(/, [...ownPages, "lib/gateways/stripe-stand-in/"])).toEqual([]);
  for (const file of ownPages)
    expect([file, /\bfetch\((`\/api\/|address,)/.test(readFileSync(path.join(root, file), "utf8"))]).toEqual([
      file,
      true,
    ]);
  const sockets = /from "(node:)?(http|https|net|tls|dgram|http2|dns(\/promises)?|undici|axios|got|node-fetch)"/;
  const known = ["db/wire.ts", "lib/gateways/", "lib/limits/network.ts", "lib/server/peer.ts"];
  expect(knows(sockets, known)).toEqual([]);
});

test("FI-01 no file comes in, and none is opened by a name that comes from outside", () => {
  expect(knows(/type="file"|multipart\/form-data|encType=/)).toEqual([]);
  const known = ["db/migrate.ts", "lib/staff/blocked-passwords.ts", "lib/gateways/"];
  expect(knows(/from "(node:)?(fs|child_process)(\/promises)?"/, known)).toEqual([]);
});

test("IC-01 no calendar is handed out but the one visit whose key is in the address", () => {
  // Attachments of mail go to the one address that the mail goes to.
  expect(knows(/text\/calendar/, ["lib/gateways/"])).toEqual(["app/[clinic]/booking/[token]/calendar.ics/route.ts"]);
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

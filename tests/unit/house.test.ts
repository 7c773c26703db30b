// The shape of the house: floors and rooms fall one way, without circles, mocks or swollen files.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const floors = ["app", "components", "lib", "db"] as const;

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(folder, file));
}

const files = floors.flatMap(sources).filter((file) => !file.startsWith("db/migrations"));

/** Imports of our own files, as paths from the root without extension. */
function importsOf(file: string): { to: string; typeOnly: boolean }[] {
  const text = readFileSync(path.join(root, file), "utf8");
  return [...text.matchAll(/^(import|export)\s+(type\s)?[^;]*?from\s+"([^"]+)"/gm)].flatMap(
    ([, , typeOnly, name = ""]) => {
      const to = name.startsWith("@/")
        ? name.slice(2)
        : name.startsWith(".")
          ? path.join(path.dirname(file), name)
          : null;
      return to && floors.some((floor) => to.startsWith(`${floor}/`))
        ? [{ to: to.replace(/\.tsx?$/, ""), typeOnly: Boolean(typeOnly) }]
        : [];
    },
  );
}

const floorOf = (file: string) => file.split("/")[0] as (typeof floors)[number];

const rungs = [
  [
    "languages",
    "time",
    "money",
    "csv",
    "errors",
    "env",
    "html-page",
    "ids",
    "log",
    "passwords",
    "tokens",
    "seal",
    "signed-key",
  ],
  ["figures"],
  ["permissions", "gateways", "limits"],
  ["context"],
  ["audit", "events"],
  ["clinic", "intake", "outcomes", "homecare", "patients", "articles", "staff", "subscription"],
  ["booking", "charting"],
  ["plans"],
  ["insights", "payments", "messages", "imports"],
  ["jobs"],
  ["server"],
];
const roomOf = (file: string) => path.basename(file.split("/")[1] ?? "", ".ts");
const rungOf = (file: string) => rungs.findIndex((rung) => rung.includes(roomOf(file)));

describe("the house", () => {
  it("lets nothing point up or past a floor", () => {
    const allowed: Record<string, readonly string[]> = {
      app: ["app", "components", "lib"],
      components: ["components", "lib"],
      lib: ["lib", "db"],
      db: ["db"],
    };
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter(({ to }) => !allowed[floorOf(file)]!.includes(floorOf(to)))
        .map(({ to }) => `${file} → ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  it("has a rung for every room of lib, and rooms import only rooms below them", () => {
    const lib = files.filter((file) => file.startsWith("lib/"));
    expect(lib.filter((file) => rungOf(file) < 0)).toEqual([]);
    const up = lib.flatMap((file) =>
      importsOf(file)
        .filter(
          ({ to, typeOnly }) =>
            to.startsWith("lib/") && !typeOnly && roomOf(file) !== roomOf(to) && rungOf(to) > rungOf(file),
        )
        .map(({ to }) => `${file} → ${to}`),
    );
    expect(up).toEqual([]);
  });

  it("has no circles between files", () => {
    const graph = new Map(
      files.map((file) => [
        file.replace(/\.tsx?$/, ""),
        importsOf(file)
          .filter(({ typeOnly }) => !typeOnly)
          .map(({ to }) => to),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, trail: string[]): void => {
      if (trail.includes(file)) return void circles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
      if (done.has(file)) return;
      for (const to of graph.get(file) ?? []) walk(to, [...trail, file]);
      done.add(file);
    };
    for (const file of graph.keys()) walk(file, []);
    expect(circles).toEqual([]);
  });

  it("keeps the doors to Next, Stripe, mail and the environment in their own rooms", () => {
    const knows = (pattern: RegExp, except: RegExp) =>
      files.filter((file) => !except.test(file) && pattern.test(readFileSync(path.join(root, file), "utf8")));
    expect(knows(/from "(next\/|next-auth)/, /^(app|components|lib\/server)\//)).toEqual([]);
    expect(knows(/from "stripe"/, /^lib\/gateways\//)).toEqual([]);
    expect(knows(/from "(nodemailer|smtp-server|mailparser)/, /^lib\/gateways\//)).toEqual([]);
    expect(knows(/from "rate-limiter-flexible/, /^(db\/limit-store|lib\/limits\/(count-use|own-count))\.ts$/)).toEqual(
      [],
    );
    expect(knows(/process\.env/, /^lib\/env\.ts$/)).toEqual([]);
    expect(knows(/from "(postgres|drizzle-orm)/, /^db\//)).toEqual([]);
    expect(knows(/text\/csv/, /^lib\/csv\.ts$/)).toEqual([]);
    expect(knows(/\bconsole\b/, /^lib\/log\.ts$/)).toEqual([]);
  });

  it("lets every server action through a doorway of forms, and reads by its shape what a page has bound", () => {
    const wrong: string[] = [];
    let actions = 0;
    for (const file of files) {
      const text = readFileSync(path.join(root, file), "utf8");
      if (!/^\s*"use server";/m.test(text)) continue;
      const [, ...blocks] = text.split(/^(?=(?:export )?(?:async function|function|const) \w+)/m);
      const nameOf = (block: string) => /(?:function|const) (\w+)/.exec(block)![1]!;
      const opens = (block: string, by: readonly string[]) =>
        by.some((name) => new RegExp(`\\b${name}\\(\\s*form,`).test(block));
      const doorways = ["formAction", "leadingAction"];
      const own = blocks.filter((block) => !block.startsWith("export") && opens(block, doorways)).map(nameOf);
      const exported = blocks.filter((block) => block.startsWith("export"));
      // What is exported in another way is an action as well.
      if ((text.match(/^export (?!type )/gm) ?? []).length !== exported.length)
        wrong.push(`${file}: an export in another form`);
      for (const block of exported) {
        actions += 1;
        const taken = block.slice(block.indexOf("("), block.indexOf("): Promise<"));
        const plain = /^\(\s*((\w+: (string|number|FormState|FormData)( \| null)?),?\s*)*$/.test(taken);
        if (!opens(block, [...doorways, ...own])) wrong.push(`${file}: ${nameOf(block)} goes through no doorway`);
        if (!plain && !block.includes("boundTo(")) wrong.push(`${file}: ${nameOf(block)} believes what it is bound to`);
        if (/\bform\.get|new Date\(/.test(block))
          wrong.push(`${file}: ${nameOf(block)} reads what was typed by itself`);
      }
    }
    expect(wrong).toEqual([]);
    expect(actions).toBeGreaterThan(50);
  });

  it("keeps one rule for what is bookable: its parts are opened, and buffers weighed, by the slot search alone", () => {
    const parts = /^lib\/booking\/(fitting-units|gaps|grid|listing|open-hours|spans|teams)$/;
    const others = files.filter((file) => !parts.test(file.replace(/\.tsx?$/, "")) && file !== "lib/booking/slots.ts");
    const opened = others.flatMap((file) =>
      importsOf(file)
        .filter(({ to }) => parts.test(to))
        .map(({ to }) => `${file} → ${to}`),
    );
    expect(opened).toEqual([]);
    const weighed = /(Math\.max|greatest)\([^)]*buffer_?(before|after)/i;
    expect(others.filter((file) => weighed.test(readFileSync(path.join(root, file), "utf8")))).toEqual([]);
  });

  it("keeps files small: the median under 90 lines", () => {
    const lines = files
      .map((file) => readFileSync(path.join(root, file), "utf8").split("\n").length)
      .toSorted((a, b) => a - b);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThan(90);
  });

  it("opens each file by saying what it is for, and mocks no module", () => {
    const first = (file: string) =>
      readFileSync(path.join(root, file), "utf8")
        .replace(/^"use (client|server)";\s*/, "")
        .trimStart();
    expect(files.filter((file) => !/^(\/\/|\/\*)/.test(first(file)))).toEqual([]);
    const mocking = ["tests/unit", "tests/integration", "tests/support"]
      .flatMap(sources)
      .filter((file) =>
        /vi\.(mock|doMock)\(/.test(
          readFileSync(path.join(root, file), "utf8").replaceAll(/vi\\\.\(mock\|doMock\)/g, ""),
        ),
      );
    expect(mocking).toEqual([]);
  });
});

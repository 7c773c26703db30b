// Queries name the clinic of each clinic's table themselves. Row-level security stands behind that; a database spread over several
// machines needs it to find the one that holds the rows.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import * as schema from "../../../db/schema/index.ts";

const folder = path.resolve(import.meta.dirname, "../../../db/queries");
const globals = new Set(["user_clinics", "stripe_events"]);
const ofClinics = Object.entries(schema).flatMap(([name, table]) =>
  is(table, PgTable) && "clinicId" in getTableColumns(table) && !globals.has(getTableName(table))
    ? [{ name, table: getTableName(table) }]
    : [],
);

/** Texts of statements: each SQL template without what it holds, and each built statement up to its end. */
function statementsOf(file: string) {
  const text = readFileSync(path.join(folder, file), "utf8").replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
  const written = [...text.matchAll(/sql`((?:\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\}|[^`$]|\$(?!\{))*)`/g)].map(
    ([, body = ""]) => body.replaceAll(/\s+/g, " "),
  );
  const built = [...text.matchAll(/\.(?:from|update|delete)\((\w+)\)[^;]*?(?=;|\n\n)/g)].map(([whole]) => whole);
  return { written, built };
}

const named = new RegExp(
  `\\b(?:from|join|update|delete from) (${ofClinics.map(({ table }) => table).join("|")})(?!\\w)(?: as)?(?: (\\w+))?`,
  "g",
);
const words = new Set(["where", "set", "on", "join", "left", "cross", "order", "limit", "group", "union", "using"]);

/** The tables of a written statement whose clinic it does not name, with the alias they go by. */
function unnamedIn(statement: string): string[] {
  const tables = [...statement.matchAll(named)].map(([, table = "", after = ""]) => ({
    table,
    alias: words.has(after) ? "" : after,
  }));
  // As often as it stands there: a statement in parts may use one name for several tables.
  const asked = (name: string) => {
    const own = name ? `(?<![.\\w])${name}\\.clinic_id (?:=|in)|= ${name}\\.clinic_id\\b` : "(?<![.\\w])clinic_id =";
    return statement.match(new RegExp(own, "g"))?.length ?? 0;
  };
  return tables
    .filter(({ alias }) => asked(alias) < tables.filter((other) => other.alias === alias).length)
    .filter(({ table, alias }) => alias || !asked(table))
    .map(({ table, alias }) => `${table} ${alias}`.trim());
}

test("each table of a clinic in each written statement is asked for its clinic", () => {
  const wrong = readdirSync(folder).flatMap((file) =>
    statementsOf(file).written.flatMap((statement) =>
      unnamedIn(statement).map((table) => `${file}: ${table} in ${statement.trim().slice(0, 90)}`),
    ),
  );
  expect(wrong).toEqual([]);
});

/** A condition that several statements share, which takes the clinic. */
const condition = /where\((?:and\()?\w+\(clinicId\b/;

test("each table of a clinic in each built statement is asked for its clinic", () => {
  const wrong = readdirSync(folder).flatMap((file) =>
    statementsOf(file).built.flatMap((statement) =>
      [...statement.matchAll(/\.(?:from|update|delete|innerJoin|leftJoin)\((\w+)/g)].flatMap(([, name = ""]) =>
        ofClinics.some((one) => one.name === name) &&
        !statement.includes(`${name}.clinicId`) &&
        !condition.test(statement)
          ? [`${file}: ${name} in ${statement.slice(0, 90).replaceAll(/\s+/g, " ")}`]
          : [],
      ),
    ),
  );
  expect(wrong).toEqual([]);
});

// CVE-2026-39356: what goes into a statement as a name or as plain text is not escaped as a value is.
const plain: Record<string, readonly string[]> = {
  "availability.ts": [
    "sql.raw(`floor(date_part('epoch', ${column}) / 60)::int`)",
    "sql.raw(`ceil(date_part('epoch', ${column}) / 60)::int`)",
  ],
  // Put together by drizzle from names of the schema alone, and kept.
  "row-set.ts": ["sql.raw(text)"],
};
const namers = new Set(["row-set.ts", "seed.ts", "patient-record.ts", "keeping.ts"]);

test("SQ-01 nothing goes into a statement as plain text but what stands in the code", () => {
  const sources = ["db", "lib", "app"].flatMap((floor) =>
    readdirSync(path.join(folder, "../..", floor), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("migrations"))
      .map((file) => path.join(folder, "../..", floor, file)),
  );
  const wrong = sources.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const name = path.basename(file);
    const raw = [...text.matchAll(/sql\.raw\([^]*?\)(?=;|,|`)/g)].map(([call]) => call);
    const names = [...text.matchAll(/sql\.identifier\(/g)].length;
    return [
      ...raw.filter((call) => !plain[name]?.includes(call)).map((call) => `${name}: ${call}`),
      // These take names from the schema itself, or from a list that stands in the code.
      ...(names && !namers.has(name) ? [`${name}: sql.identifier`] : []),
    ];
  });
  expect(wrong).toEqual([]);
});

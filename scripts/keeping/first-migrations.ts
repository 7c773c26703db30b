// The schema that an older backup was made from: a folder with only the first migrations.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrateDatabase } from "../../db/migrate.ts";
import { root } from "../paths.ts";

const all = path.join(root, "db/migrations");

type Journal = { entries: { tag: string }[] };

/** Brings an empty database to the state after the first `count` migrations. */
export async function migrateUpTo(adminUrl: string, count: number): Promise<void> {
  const journal = JSON.parse(readFileSync(path.join(all, "meta/_journal.json"), "utf8")) as Journal;
  const entries = journal.entries.slice(0, count);
  if (entries.length < count)
    throw new Error("The backup is from a later version of Taper; restore it with that version.");
  const folder = mkdtempSync(path.join(tmpdir(), "taper-migrations-"));
  try {
    mkdirSync(path.join(folder, "meta"));
    writeFileSync(path.join(folder, "meta/_journal.json"), JSON.stringify({ ...journal, entries }));
    for (const { tag } of entries) copyFileSync(path.join(all, `${tag}.sql`), path.join(folder, `${tag}.sql`));
    await migrateDatabase(adminUrl, { folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// Demo clinics for an empty database, and load clinics on demand; the same seed and moment make the same data.
import { openDatabase as openPool, closeDatabase, withClinic, type Database } from "../db/client.ts";
import { clinicSlugs, enterClinic, lockSeeding } from "../db/queries/seed.ts";
import { appUrls, migrateDatabase } from "../db/migrate.ts";
import { openDatabase, runStatement } from "./database.ts";
import type { ClinicDesign } from "./seed/design.ts";
import { harbour } from "./seed/harbour.ts";
import { lakeside } from "./seed/lakeside.ts";
import { loadClinic } from "./seed/load-clinic.ts";
import { demoPassword, makeClinic } from "./seed/make-clinic.ts";
import { signInOf } from "./seed/open-clinic.ts";
import { countRows, writeRows } from "./seed/rows.ts";

export type SeedOptions = {
  adminUrl: string;
  appUrl: string;
  workerUrl: string;
  /** The moment that the data surrounds; default: this one. */
  now?: Date;
  seed?: number;
  log: (line: string) => void;
};

export { demoPassword };

/** Who can sign in to the demo clinics, for the banner; all with the same password. */
export const demoSignIns = [harbour, lakeside].flatMap(({ slug, staff, practitioners }) =>
  [...staff, ...practitioners].map(({ name, role }) => ({ clinic: slug, name, role, email: signInOf(name, slug) })),
);

/** Makes the two demo clinics, both or neither, when there is no clinic at all; does nothing otherwise. */
export async function seedWhenEmpty(options: SeedOptions): Promise<void> {
  const { adminUrl, appUrl, now = new Date(), seed = 1, log } = options;
  await withPool(appUrl, async (db) => {
    if ((await clinicSlugs(db)).length) return;
    const startedAt = performance.now();
    log("Making the demo clinics …");
    const made = [await makeClinic(harbour, now, seed), await makeClinic(lakeside, now, seed)];
    await db.transaction(async (tx) => {
      await lockSeeding(tx);
      // Another start may have been faster.
      if ((await clinicSlugs(tx)).length) return;
      for (const { clinicId, rows } of made) {
        await enterClinic(tx, clinicId);
        await writeRows(tx, rows);
      }
    });
    await gatherStatistics(adminUrl);
    const total = made.reduce((sum, { rows }) => sum + countRows(rows), 0);
    log(`The demo clinics are there: ${total} rows in ${secondsSince(startedAt)} s.`);
  });
}

/** Whether people whose password everybody knows can sign in. */
export async function hasDemo({ appUrl }: Pick<SeedOptions, "appUrl">): Promise<boolean> {
  let found = false;
  await withPool(appUrl, async (db) => {
    found = (await clinicSlugs(db)).some((slug) => slug === harbour.slug || slug === lakeside.slug);
  });
  return found;
}

/** Without them the first queries after so many new rows are planned blindly. */
const gatherStatistics = (adminUrl: string): Promise<void> => runStatement(adminUrl, "analyze");

const secondsSince = (startedAt: number): string => ((performance.now() - startedAt) / 1000).toFixed(1);

async function withPool(appUrl: string, work: (db: Database) => Promise<void>): Promise<void> {
  const db = openPool(appUrl, { max: 1, name: "taper-seed" });
  try {
    await work(db);
  } finally {
    await closeDatabase(db);
  }
}

/** A clinic is one transaction: it is there whole, or not at all. */
async function addClinic(db: Database, design: ClinicDesign, now: Date, seed: number, log: SeedOptions["log"]) {
  const startedAt = performance.now();
  const { clinicId, rows } = await makeClinic(design, now, seed);
  const added = await withClinic(db, clinicId, async (tx) => {
    await lockSeeding(tx);
    if ((await clinicSlugs(tx)).includes(design.slug)) return false;
    await writeRows(tx, rows);
    return true;
  });
  log(
    added
      ? `${design.slug}: ${countRows(rows)} rows in ${secondsSince(startedAt)} s`
      : `${design.slug} is already there`,
  );
}

const help = `npm run -s seed                           the demo clinics, when the database is empty
npm run -s seed -- --clinics 20           and twenty load clinics, clinic-001 …
    --patients N   patients of each load clinic (350)
    --months N     months of history of each load clinic (18)
    --seed K       another seed makes other data (1)

Works on DATABASE_URL, else on the embedded database of DATA_DIR. NOW fixes the moment that the data surrounds.
A clinic that is already there is left alone, so a stopped run can be started again; Ctrl-C ends after the clinic at hand.`;

function numberAfter(words: string[], name: string, fallback: number, least: number, most: number): number {
  const at = words.indexOf(name);
  if (at < 0) return fallback;
  const value = Number(words[at + 1]);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`${name} needs a whole number from ${least} to ${most}, not "${words[at + 1] ?? ""}".`);
  return value;
}

async function main(words: string[]): Promise<void> {
  if (words.includes("--help")) return console.log(help);
  const known = ["--clinics", "--patients", "--months", "--seed"];
  const stranger = words.find((word, index) => !known.includes(word) && !known.includes(words[index - 1] ?? ""));
  if (stranger !== undefined) throw new Error(`"${stranger}" is not known here; see --help.`);
  const clinics = numberAfter(words, "--clinics", 0, 0, 10_000);
  const patients = numberAfter(words, "--patients", 350, 10, 20_000);
  const months = numberAfter(words, "--months", 18, 1, 120);
  const seed = numberAfter(words, "--seed", 1, 0, 1_000_000_000);
  const now = process.env["NOW"] ? new Date(process.env["NOW"]) : new Date();
  if (Number.isNaN(now.getTime())) throw new Error("NOW must be a moment like 2026-12-01T17:00:00Z.");

  const log = (line: string) => console.log(line);
  const database = await openDatabase();
  try {
    const { adminUrl } = database;
    await migrateDatabase(adminUrl);
    const urls = await appUrls(adminUrl);
    await seedWhenEmpty({ adminUrl, appUrl: urls.app, workerUrl: urls.worker, now, seed, log });
    const stopping = stopAsked(log);
    await withPool(urls.app, async (db) => {
      for (let number = 1; number <= clinics && !stopping(); number++)
        await addClinic(db, loadClinic(number, patients, months), now, seed, (line) =>
          log(`${number}/${clinics} ${line}`),
        );
    });
    if (clinics) await gatherStatistics(adminUrl);
  } finally {
    await database.stop();
  }
}

/** Whether somebody has asked to stop since; the clinic at hand is still finished. */
function stopAsked(log: SeedOptions["log"]): () => boolean {
  let asked = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (!asked) log("Stopping after this clinic …");
      asked = true;
    });
  return () => asked;
}

if (import.meta.main) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    // A failed statement carries all its rows in its message; the database's own words are the cause.
    const said = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    console.error(said instanceof Error ? said.message : String(said));
    process.exit(1);
  }
}

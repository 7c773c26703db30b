// `npm run -s reseal`: what the former secret had sealed, sealed under the one in use.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { openDatabase } from "./database.ts";
import { resealPlace, sealedPlaces } from "./keeping/sealed-places.ts";
import { stopAsked } from "./keeping/stopping.ts";
import { mustSeeEverything } from "./keeping/tables.ts";
import { localSecret } from "./local-secret.ts";
import { dataDirectory } from "./paths.ts";

const help = `npm run -s reseal -- --before FILE    seals again, under the secret in use, what the one in FILE had sealed

Files of charts, second factors of staff and patients, and the secrets of clinics' sign-in providers. The secret in use is
AUTH_SECRET, else the file auth-secret in DATA_DIR; the former one stands in FILE and never on the command line.
Works on DATABASE_URL (a superuser, or a role with BYPASSRLS), else on the embedded database of DATA_DIR. Stop the product
first: what it seals under the former secret meanwhile needs another run. Row after row: Ctrl-C stops, what is done stays,
and the next run goes on. Exits 1 when something opens under neither secret. See "Another secret" in docs/keeping.md.`;

export type ResealOptions = {
  adminUrl: string;
  before: string;
  now: string;
  tell: (line: string) => void;
  signal: AbortSignal;
};

/** Answers how many open under neither secret. */
export async function reseal({ adminUrl, before, now, tell, signal }: ResealOptions): Promise<number> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {}, connection: { application_name: "taper-reseal" } });
  try {
    await mustSeeEverything(sql);
    let left = 0;
    for (const place of sealedPlaces) {
      const { done, unreadable } = await resealPlace(sql, place, { before, now, signal });
      left += unreadable;
      tell(`${place.name}: ${done} sealed anew${unreadable ? `, ${unreadable} open under neither secret` : ""}`);
    }
    return left;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const secretIn = (file: string): string => {
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < 32) throw new Error(`${file} holds no secret of 32 characters or more.`);
  return secret;
};

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: "boolean" }, before: { type: "string" } } });
  if (values.help) return console.log(help);
  if (values.before === undefined) throw new Error("Name the file with the former secret: --before FILE; see --help.");
  const before = secretIn(values.before);
  const now = process.env["AUTH_SECRET"] ?? localSecret(dataDirectory(), "auth-secret");
  if (before === now) throw new Error("The former secret and the one in use are the same: set the new one first.");
  const tell = (line: string) => console.log(line);
  const signal = stopAsked(tell, "Stopped; what was sealed anew stays so. Run it again to go on.");
  const database = await openDatabase();
  try {
    if (await reseal({ adminUrl: database.adminUrl, before, now, tell, signal })) process.exitCode = 1;
  } finally {
    await database.stop();
  }
}

if (import.meta.main)
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }

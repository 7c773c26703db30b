// `npm run -s backup -- FILE`: the whole database as one snapshot sees it, in one file, while the clinic works on.
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { openDatabase } from "./database.ts";
import { readPassphrase, writeBackupFile } from "./keeping/backup-file.ts";
import { dumpDatabase } from "./keeping/dump.ts";
import { stopAsked } from "./keeping/stopping.ts";

const help = `npm run -s backup -- FILE                            the whole database in one file
npm run -s backup -- FILE --passphrase-file SECRET   encrypted with the passphrase in SECRET (at least 16 characters)

Works on DATABASE_URL (a superuser, or a role with BYPASSRLS), else on the embedded database of DATA_DIR, running or not.
Everything is read in one snapshot while the product goes on. FILE appears when it is whole and is never written over;
Ctrl-C leaves nothing behind. Sign-in sessions, codes and rate limits are not kept. See docs/keeping.md.`;

export type BackupOptions = {
  adminUrl: string;
  file: string;
  passphrase?: string | undefined;
  tell: (line: string) => void;
  signal?: AbortSignal | undefined;
};

export async function backUp({ adminUrl, file, passphrase, tell, signal }: BackupOptions): Promise<void> {
  const sql = postgres(adminUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: "taper-backup", TimeZone: "UTC", statement_timeout: 0 },
  });
  try {
    await sql.begin("isolation level repeatable read read only", (tx) =>
      writeBackupFile(file, dumpDatabase(tx, tell), { passphrase, signal }),
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function main(words: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { help: { type: "boolean" }, "passphrase-file": { type: "string" } },
  });
  if (values.help) return console.log(help);
  const [file, ...more] = positionals;
  if (file === undefined || more.length) throw new Error(`Name one file to write; see --help.`);
  if (existsSync(file)) throw new Error(`${file} is there already; choose another name.`);
  const secret = values["passphrase-file"];
  const passphrase = secret === undefined ? undefined : readPassphrase(secret);
  const tell = (line: string) => console.log(line);
  const signal = stopAsked(tell);
  const database = await openDatabase();
  const startedAt = performance.now();
  try {
    await backUp({ adminUrl: database.adminUrl, file, passphrase, tell, signal });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    tell(`${path.resolve(file)}: ${Math.ceil(statSync(file).size / 1024)} kB in ${seconds} s`);
    if (passphrase === undefined)
      tell("It is not encrypted and holds health records: keep it where nobody else reads it.");
  } finally {
    await database.stop();
  }
}

if (import.meta.main) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

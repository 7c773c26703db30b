// `npm run -s backup -- FILE`: the whole database as one snapshot sees it, in one file, while the clinic works on.
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { writeBackupFile } from "./keeping/backup-file.ts";
import { keepingCommand } from "./keeping/command.ts";
import { dumpDatabase } from "./keeping/dump.ts";

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

if (import.meta.main)
  await keepingCommand({
    help,
    verb: "write",
    check: (file) => {
      if (existsSync(file)) throw new Error(`${file} is there already; choose another name.`);
    },
    run: async (given) => {
      await backUp(given);
      const { file, passphrase, tell, seconds } = given;
      tell(`${path.resolve(file)}: ${Math.ceil(statSync(file).size / 1024)} kB in ${seconds()} s`);
      if (passphrase === undefined)
        tell("It is not encrypted and holds health records: keep it where nobody else reads it.");
    },
  });

// `npm run -s restore -- FILE`: a backup becomes the database, but only once it is loaded, compared and checked beside it.
import postgres from "postgres";
import { appUrls, migrateDatabase } from "../db/migrate.ts";
import { audit } from "./audit.ts";
import { onDatabase, runStatement } from "./database.ts";
import { readBackupFile } from "./keeping/backup-file.ts";
import { keepingCommand } from "./keeping/command.ts";
import { eraseAgain, erasuresOf } from "./keeping/erase-again.ts";
import { migrationsOf, type Manifest, type TableSum } from "./keeping/dump.ts";
import { migrateUpTo } from "./keeping/first-migrations.ts";
import { BackupText, loadDatabase } from "./keeping/load.ts";
import { mustSeeEverything, quoted } from "./keeping/tables.ts";

const help = `npm run -s restore -- FILE                            into a database that is still empty
npm run -s restore -- FILE --replace                  in place of the one that is there, which is kept under another name
npm run -s restore -- FILE --passphrase-file SECRET   for an encrypted backup

Works on DATABASE_URL (a superuser, or a role with BYPASSRLS and CREATEDB), else on the embedded database of DATA_DIR.
Stop the product first. The backup is loaded beside the database with every constraint in force, its rows are counted
and hashed, later migrations are applied and every rule of \`npm run -s audit\` is checked; only then it takes the
database's name. With --replace, what was erased since the backup is erased in it again. Until then Ctrl-C or a failure leaves everything as it was. Everybody has to sign in again.`;

export type RestoreOptions = {
  /** The database that the backup shall become. */
  adminUrl: string;
  file: string;
  passphrase?: string | undefined;
  /** Put a database that holds something aside. */
  replace?: boolean;
  tell: (line: string) => void;
  signal?: AbortSignal | undefined;
};

export type Restored = {
  madeAt: string;
  tables: TableSum[];
  clinics: number;
  violations: number;
  /** Records that had been erased since the backup, and were erased in it again. */
  erasedAgain: number;
  /** The name under which the former database is kept. */
  keptAs?: string;
};

const open = (url: string) =>
  postgres(url, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: "taper-restore", TimeZone: "UTC", statement_timeout: 0 },
  });

async function withSql<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = open(url);
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Whether anything was ever made in it; refuses while others work on it. */
async function lookAt(adminUrl: string): Promise<{ empty: boolean }> {
  return withSql(adminUrl, async (sql) => {
    await mustSeeEverything(sql);
    const [row] = await sql<{ tables: number; others: number }[]>`
      select (select count(*)::int from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace) as tables,
        (select count(*)::int from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
          and backend_type = 'client backend') as others`;
    if (row!.others)
      throw new Error(`${row!.others} connections are open to this database; stop the product, then restore.`);
    return { empty: row!.tables === 0 };
  });
}

async function load(beside: string, { migrations }: Manifest, text: BackupText, tell: RestoreOptions["tell"]) {
  await migrateUpTo(beside, migrations.length);
  return withSql(beside, async (sql) => {
    if ((await migrationsOf(sql)).join() !== migrations.join())
      throw new Error("The backup was made with other migrations than this version of Taper carries.");
    return sql.begin((tx) => loadDatabase(tx, text, tell));
  });
}

async function* stoppable<T>(chunks: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
  }
}

export async function restore(options: RestoreOptions): Promise<Restored> {
  const { adminUrl, file, passphrase, replace = false, tell, signal } = options;
  const name = nameOf(adminUrl);
  const { empty } = await lookAt(adminUrl);
  if (!empty && !replace)
    throw new Error(
      `The database "${name}" is not empty. With --replace it is put aside and the backup takes its place.`,
    );
  const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const beside = onDatabase(adminUrl, `${name.slice(0, 40)}_r${stamp}`);
  const text = new BackupText(stoppable(readBackupFile(file, passphrase), signal));
  try {
    const manifest = await text.line<Manifest>();
    await runOnServer(adminUrl, `create database ${quoted(nameOf(beside))}`);
    const tables = await load(beside, manifest, text, tell);
    await migrateDatabase(beside);
    const erasures = empty ? [] : await withSql(adminUrl, erasuresOf);
    const erasedAgain = await withSql(beside, (sql) => sql.begin((tx) => eraseAgain(tx, erasures)));
    await runStatement(beside, "analyze");
    const { app } = await appUrls(beside);
    const { clinics, violations } = await audit(app, tell);
    signal?.throwIfAborted();
    await lookAt(adminUrl);
    const keptAs = empty ? undefined : `${name.slice(0, 40)}_before_${stamp}`;
    await takeName(adminUrl, nameOf(beside), keptAs);
    return { madeAt: manifest.madeAt, tables, clinics, violations, erasedAgain, ...(keptAs ? { keptAs } : {}) };
  } catch (error) {
    await runOnServer(adminUrl, `drop database if exists ${quoted(nameOf(beside))} with (force)`);
    throw error;
  } finally {
    await text.close();
  }
}

const nameOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

const runOnServer = (url: string, statement: string): Promise<void> =>
  runStatement(onDatabase(url, "postgres"), statement);

async function takeName(adminUrl: string, besideName: string, keptAs: string | undefined): Promise<void> {
  const name = quoted(nameOf(adminUrl));
  await runOnServer(adminUrl, keptAs ? `alter database ${name} rename to ${quoted(keptAs)}` : `drop database ${name}`);
  await runOnServer(adminUrl, `alter database ${quoted(besideName)} rename to ${name}`);
}

if (import.meta.main)
  await keepingCommand({
    help,
    verb: "read",
    replaces: true,
    run: async (given) => {
      const done = await restore(given);
      const { tell, seconds } = given;
      const rows = done.tables.reduce((sum, table) => sum + table.rows, 0);
      tell(
        `Restored as it was at ${done.madeAt}: ${rows} rows of ${done.tables.length} tables, each as written, in ${seconds()} s.`,
      );
      tell(`${done.violations} violations in ${done.clinics} clinics.`);
      if (done.erasedAgain) tell(`${done.erasedAgain} records that were erased since are erased again.`);
      if (done.keptAs)
        tell(`What was there before is kept as the database "${done.keptAs}"; drop it when you are sure.`);
      if (done.violations) process.exitCode = 1;
    },
  });

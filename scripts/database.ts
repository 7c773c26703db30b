// The administrator's database: DATABASE_URL, or one on the embedded PostgreSQL.
import postgres from "postgres";
import { setTimeout as sleep } from "node:timers/promises";
import { clusterDirectory, databaseName } from "./paths.ts";
import { connectOrStart, startPostgres, type Postgres, type PostgresOptions } from "./postgres.ts";

export type Database = { adminUrl: string; stop(): Promise<void> };

/** For commands that work on the database whether the product is running or not: `stop` ends only what this started. */
export async function openDatabase(): Promise<Database> {
  const given = process.env["DATABASE_URL"];
  if (given) return givenDatabase(given);
  const server = await connectOrStart({ dataDir: clusterDirectory() });
  const adminUrl = server.url(databaseName);
  await createWhenMissing(adminUrl);
  return { adminUrl, stop: () => server.stop() };
}

/** A PostgreSQL of the caller's own, started again on the same port when it dies before `stop`. */
export async function keepDatabase(options: PostgresOptions & { note: (line: string) => void }): Promise<Database> {
  let server = await startPostgres(options);
  let stopping = false;
  const watch = async (watched: Postgres): Promise<void> => {
    await watched.exited;
    if (stopping) return;
    options.note("PostgreSQL ended; starting it again");
    const endedAt = performance.now();
    const again = await startAgain(options, watched.port, () => stopping);
    if (!again) return;
    server = again;
    options.note(`PostgreSQL is back after ${Math.round(performance.now() - endedAt)} ms`);
    await watch(server);
  };
  void watch(server);
  const adminUrl = server.url(databaseName);
  await createWhenMissing(adminUrl);
  return {
    adminUrl,
    stop: async () => {
      stopping = true;
      await server.stop();
    },
  };
}

/** Tries until it runs: what a killed server leaves behind (its last processes, its memory) may take a moment to go. */
async function startAgain(
  options: PostgresOptions,
  port: number,
  stopped: () => boolean,
): Promise<Postgres | undefined> {
  for (let waitMs = 100; !stopped(); waitMs = Math.min(waitMs * 2, 5_000)) {
    await sleep(waitMs);
    try {
      if (!stopped()) return await startPostgres({ ...options, port });
    } catch (error) {
      options.log?.(error instanceof Error ? error.message : String(error));
    }
  }
  return undefined;
}

/** DATABASE_URL as it is; a URL that names no database means ours. */
export async function givenDatabase(url: string): Promise<Database> {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol))
    throw new Error("DATABASE_URL must look like postgres://user:password@host:5432/database.");
  const named = new URL(url).pathname.length > 1 ? url : onDatabase(url, databaseName);
  await createWhenMissing(named);
  return { adminUrl: named, stop: () => Promise.resolve() };
}

/** The same server and user, another database. */
export function onDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** One statement outside any transaction on the database of `url`. */
export async function runStatement(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

async function createWhenMissing(url: string) {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  try {
    await runStatement(url, "select 1");
  } catch (error) {
    // 3D000: the server has no database of that name.
    if (!(error instanceof postgres.PostgresError) || error.code !== "3D000") throw reachable(error, url);
    await runStatement(onDatabase(url, "postgres"), `create database "${name.replaceAll('"', '""')}"`);
  }
}

function reachable(error: unknown, url: string): Error {
  const reason = error instanceof Error ? error.message || String(error) : String(error);
  return new Error(`The database at ${new URL(url).host} cannot be used: ${reason}. Check DATABASE_URL.`, {
    cause: error,
  });
}

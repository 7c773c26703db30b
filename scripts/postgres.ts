// Starts a real PostgreSQL from npm's binaries: no installation, no account, no open door but a loopback port.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./ports.ts";
import { findRunner, type PostgresRunner } from "./postgres-binaries.ts";
import { clearOrphan, runningPostgres } from "./postgres-process.ts";

export type PostgresOptions = {
  /** The cluster directory; made on first use. */
  dataDir: string;
  /** Default: a free one. */
  port?: number;
  /** For throw-away data: nothing is flushed to disk. */
  fast?: boolean;
  /** Receives the server's own warnings. */
  log?: (line: string) => void;
};

export type Postgres = {
  port: number;
  pid: number;
  /** The administrator's URL of a database on this server. */
  url(database: string): string;
  /** Settles when the server ends, for whatever reason. */
  exited: Promise<void>;
  /** Ends connections and stops; at once when it is already down. */
  stop(): Promise<void>;
};

/** Starts the server and waits until it takes connections. Throws with the server's own words when it does not. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const runner = findRunner(path.resolve(options.dataDir));
  await clearOrphan(runner.cluster);
  if (!existsSync(path.join(runner.cluster, "PG_VERSION"))) initialize(runner);
  const port = options.port ?? (await freePort());
  const words = [
    "-D",
    runner.cluster,
    ...Object.entries(settings(port, options.fast)).flatMap(([k, v]) => ["-c", `${k}=${v}`]),
  ];
  const child = run(runner, "postgres", words);
  const lastWords = collect(child, options.log);
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await ready(runner.cluster, child, lastWords);
  return {
    port,
    pid: child.pid ?? 0,
    url: (database) => urlOf(port, database),
    exited,
    stop: async () => {
      child.kill("SIGINT");
      await exited;
    },
  };
}

/** The server already running on `dataDir`, else one of our own; `stop` ends only what this call started. */
export async function connectOrStart(options: PostgresOptions): Promise<Pick<Postgres, "url" | "stop">> {
  const running = runningPostgres(findRunner(path.resolve(options.dataDir)).cluster);
  if (!running) return startPostgres(options);
  return { url: (database) => urlOf(running.port, database), stop: () => Promise.resolve() };
}

function urlOf(port: number, database: string): string {
  return `postgres://postgres@127.0.0.1:${port}/${database}`;
}

function settings(port: number, fast = false): Record<string, string> {
  return {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "256MB",
    // Short queries on small tables: compiling them costs more than running them.
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    // What a refused statement was about stands in its error ("Key (email)=(…)"): the product logs the code, the server nothing.
    log_min_messages: "fatal",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    ...(fast ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_wal_size: "2GB" } : {}),
  };
}

function initialize(runner: PostgresRunner) {
  rmSync(runner.cluster, { recursive: true, force: true });
  mkdirSync(runner.cluster, { recursive: true, mode: 0o700 });
  if (runner.ids.uid !== undefined) chownSync(runner.cluster, runner.ids.uid, runner.ids.gid ?? runner.ids.uid);
  const words = ["-D", runner.cluster, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"];
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"];
  const [program = "", ...rest] = [...runner.prefix, path.join(runner.binaries, "initdb"), ...words, ...locale];
  const result = spawnSync(program, rest, { ...runner.ids, env: environment(), cwd: "/", encoding: "utf8" });
  if (result.status === 0) return;
  rmSync(runner.cluster, { recursive: true, force: true });
  throw new Error(`PostgreSQL could not make its data directory ${runner.cluster}: ${result.stderr}${result.stdout}`);
}

function run(runner: PostgresRunner, name: string, words: string[]): ChildProcess {
  const [program = "", ...rest] = [...runner.prefix, path.join(runner.binaries, name), ...words];
  // A process group of its own: Ctrl-C reaches only the starter, which stops the database last.
  return spawn(program, rest, {
    ...runner.ids,
    env: environment(),
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe"],
    detached: process.platform !== "win32",
  });
}

const MiB = 2 ** 20;

/**
 * A connection gives what a statement needed back to the system, and has it cleared page by page for the next one, unless told to keep
 * a little: a tenth of a booking's time in the server, a quarter of a search's (glibc, mallopt(3)).
 */
const keptMemory = {
  MALLOC_TOP_PAD_: String(4 * MiB),
  MALLOC_TRIM_THRESHOLD_: String(64 * MiB),
  MALLOC_MMAP_THRESHOLD_: String(8 * MiB),
};

/** Server messages must stay in English UTF-8 whatever the shell says. */
function environment(): NodeJS.ProcessEnv {
  const words = { LC_ALL: "C.UTF-8", LC_MESSAGES: "C" };
  return { PATH: process.env["PATH"], ...words, ...keptMemory, NODE_ENV: process.env.NODE_ENV };
}

function collect(child: ChildProcess, log?: (line: string) => void): () => string {
  let tail = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    tail = (tail + chunk.toString()).slice(-4000);
    log?.(chunk.toString());
  });
  return () => tail;
}

async function ready(cluster: string, child: ChildProcess, lastWords: () => string) {
  for (let turn = 0; turn < 3000; turn++) {
    const running = runningPostgres(cluster);
    if (running?.pid === child.pid && running?.ready) return;
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`PostgreSQL did not start: ${lastWords()}`);
    await sleep(10);
  }
  child.kill("SIGINT");
  throw new Error(`PostgreSQL was not ready after 30 seconds: ${lastWords()}`);
}

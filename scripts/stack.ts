// The whole product on this machine: database, stand-ins, web and worker, started in order and stopped in reverse.
import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { installJobQueue } from "../db/job-queue.ts";
import { appUrls, migrateDatabase } from "../db/migrate.ts";
import { nextProgram } from "./build.ts";
import { givenDatabase, keepDatabase, type Database } from "./database.ts";
import { localSecret } from "./local-secret.ts";
import { root } from "./paths.ts";
import { freePort } from "./ports.ts";
import { hasDemo, seedWhenEmpty } from "./seed.ts";
import { startStandIns } from "./stand-ins.ts";
import { supervise, type Supervised } from "./supervise.ts";

export type Door = "database" | "stripe" | "smtp";

export type StackOptions = {
  /** Holds the cluster, the secrets and the stand-ins' state. */
  directory: string;
  /** Where the web listens; more than one makes as many web processes, the first being the address. */
  ports: number[];
  /** An own server instead of the embedded one. */
  databaseUrl?: string;
  dev?: boolean;
  /** Without the demo clinics, whose people share one known password. */
  empty?: boolean;
  /** Throw-away data: nothing is flushed to disk. */
  fast?: boolean;
  /** Added to what web and worker see. */
  env?: Record<string, string>;
  /** Another address by which web and worker reach what they talk to. */
  wire?: (door: Door, url: string) => Promise<string>;
  /** A directory for the output of web, worker and database; without it web and worker write to our terminal. */
  logDirectory?: string;
  log: (line: string) => void;
};

export type Stack = {
  /** The address to open; `http://localhost:PORT` unless PUBLIC_URL says otherwise. */
  url: string;
  /** Each web process by its own address. */
  webUrls: string[];
  adminUrl: string;
  appUrl: string;
  workerUrl: string;
  /** Whether the demo clinics are in the database. */
  hasDemo: boolean;
  mailUrl?: string;
  textsUrl?: string;
  stripeUrl?: string;
  /** What web and worker share, for processes that must see the same; each adds the address of its own role. */
  env: Record<string, string>;
  web: Supervised[];
  worker: Supervised;
  stop(): Promise<void>;
};

export async function startStack(options: StackOptions): Promise<Stack> {
  const { directory, log } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (options.logDirectory) mkdirSync(options.logDirectory, { recursive: true });
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).toReversed()) await one();
  };
  try {
    const database = await startDatabase(options);
    stops.push(() => database.stop());
    const { adminUrl } = database;
    await migrateDatabase(adminUrl, { log });
    await installJobQueue(adminUrl);
    const urls = await appUrls(adminUrl);
    const now = process.env["NOW"] === undefined ? {} : { now: new Date(process.env["NOW"]) };
    const demo = { adminUrl, appUrl: urls.app, workerUrl: urls.worker, ...now, log };
    if (!options.empty) await seedWhenEmpty(demo);

    const localUrl = `http://localhost:${options.ports[0]}`;
    const standIns = await startStandIns(directory, localUrl);
    stops.push(() => standIns.stop());
    const showsDemo = await hasDemo(demo);
    const env = {
      ...inheritedEnvironment(),
      DEMO_CLINICS: showsDemo ? "on" : "off",
      NODE_ENV: options.dev ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      PUBLIC_URL: process.env["PUBLIC_URL"] ?? localUrl,
      AUTH_SECRET: process.env["AUTH_SECRET"] ?? localSecret(directory, "auth-secret"),
      ...(await wired(standIns.env, options)),
      ...options.env,
    };
    const served = await wired({ DATABASE_APP_URL: urls.app, DATABASE_WORKER_URL: urls.worker }, options);
    const { DATABASE_APP_URL = urls.app, DATABASE_WORKER_URL = urls.worker } = served;
    const worker = startWorker(options, { ...env, DATABASE_WORKER_URL });
    stops.push(() => worker.stop());
    const web = options.ports.map((port) => startWeb(options, { ...env, DATABASE_APP_URL }, port));
    stops.push(async () => void (await Promise.all(web.map((one) => one.stop()))));
    await Promise.all(options.ports.map((port, index) => answers(port, web[index], options.dev ? 180 : 60)));
    return {
      url: env.PUBLIC_URL,
      webUrls: options.ports.map((port) => `http://localhost:${port}`),
      adminUrl,
      appUrl: urls.app,
      workerUrl: urls.worker,
      hasDemo: showsDemo,
      ...(standIns.mailUrl ? { mailUrl: standIns.mailUrl } : {}),
      ...(standIns.textsUrl ? { textsUrl: standIns.textsUrl } : {}),
      ...(standIns.stripeUrl ? { stripeUrl: standIns.stripeUrl } : {}),
      env,
      web,
      worker,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDatabase({ databaseUrl, directory, fast, logDirectory, log }: StackOptions): Promise<Database> {
  if (databaseUrl) return givenDatabase(databaseUrl);
  const dataDir = path.join(directory, "postgres");
  const logFile = path.join(logDirectory ?? path.join(directory, "logs"), "postgres.log");
  mkdirSync(path.dirname(logFile), { recursive: true });
  const keepLine = (line: string) => appendFileSync(logFile, line.endsWith("\n") ? line : `${line}\n`);
  return keepDatabase({ dataDir, port: await freePort(), fast: fast ?? false, note: log, log: keepLine });
}

const doors: Record<string, Door> = {
  DATABASE_APP_URL: "database",
  DATABASE_WORKER_URL: "database",
  STRIPE_API_BASE: "stripe",
  SMTP_URL: "smtp",
};

async function wired(env: Record<string, string>, { wire }: StackOptions): Promise<Record<string, string>> {
  if (!wire) return env;
  const changed = Object.entries(env).map(async ([name, url]): Promise<[string, string]> => {
    const door = doors[name];
    return [name, door ? await wire(door, url) : url];
  });
  return Object.fromEntries(await Promise.all(changed));
}

/** Everything but the administrator's address: web and worker must not be able to step over row-level security. */
function inheritedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries.filter(([name]) => name !== "DATABASE_URL" && !name.startsWith("npm_")));
}

function startWeb(options: StackOptions, env: Record<string, string>, port: number): Supervised {
  // Only this machine may come in, unless somebody publishes the product or asks for another address.
  const host = process.env["HOST"] ?? (process.env["PUBLIC_URL"] ? undefined : "localhost");
  const words = [nextProgram, options.dev ? "dev" : "start", "-p", String(port), ...(host ? ["-H", host] : [])];
  const name = options.ports.length > 1 ? `web-${port}` : "web";
  return supervise({ name, words, env: { ...env, PORT: String(port) }, ...output(options, name) });
}

function startWorker(options: StackOptions, env: Record<string, string>): Supervised {
  const words = ["--conditions=react-server", path.join(root, "scripts/worker.ts")];
  // Whoever waits before a screen comes first; mail may come a moment later.
  return supervise({ name: "worker", words, env, givesWay: true, ...output(options, "worker") });
}

function output({ logDirectory, log }: StackOptions, name: string) {
  return { log, ...(logDirectory ? { logFile: path.join(logDirectory, `${name}.log`) } : {}) };
}

/** Waits until the health door says it is fit; throws with its last answer when it does not. */
async function answers(port: number, web: Supervised | undefined, seconds: number) {
  const deadline = performance.now() + seconds * 1000;
  let last = "no answer";
  while (performance.now() < deadline) {
    try {
      const response = await fetch(`http://localhost:${port}/api/health`, { signal: AbortSignal.timeout(30_000) });
      if (response.ok) return;
      last = `${response.status} ${(await response.text()).slice(0, 500)}`;
    } catch {
      // It is not listening yet.
    }
    if ((web?.deaths() ?? 0) >= 3) throw new Error("The web process keeps ending; the reason stands above.");
    await sleep(100);
  }
  throw new Error(`The web process is not fit to serve after ${seconds} seconds: ${last}`);
}

// A whole product with data of its own that nobody keeps: for end-to-end tests, proofs and benchmarks.
import { rmSync } from "node:fs";
import path from "node:path";
import { buildWhenStale } from "./build.ts";
import { claimDirectory } from "./claim-directory.ts";
import { onDatabase, runStatement } from "./database.ts";
import { dataDirectory } from "./paths.ts";
import { freePort } from "./ports.ts";
import { startStack, type Stack, type StackOptions } from "./stack.ts";

export type ThrowAwayOptions = {
  /** Names the directory below DATA_DIR. */
  name: string;
  webProcesses?: number;
  env?: Record<string, string>;
  wire?: StackOptions["wire"];
  /** What was committed must outlive the database's process; without it nothing is flushed to disk. */
  durable?: boolean;
  log: (line: string) => void;
};

export type ThrowAwayStack = Stack & { logDirectory: string };

/** Builds when needed, then serves a freshly seeded product; its logs stay after `stop`, its data does not. */
export async function startThrowAwayStack(options: ThrowAwayOptions): Promise<ThrowAwayStack> {
  await buildWhenStale(options.log);
  const claim = claimDirectory(path.join(dataDirectory(), options.name));
  rmSync(claim.directory, { recursive: true, force: true });
  const logDirectory = path.join(claim.directory, "logs");
  const given = process.env["DATABASE_URL"];
  const databaseUrl = given && onDatabase(given, `taper_${options.name}_${process.pid}`);
  const ports = await differentPorts(options.webProcesses ?? 1);
  const clear = async () => {
    if (databaseUrl && given) await dropDatabase(given, databaseUrl);
    rmSync(path.join(claim.directory, "postgres"), { recursive: true, force: true });
    claim.release();
  };
  try {
    const stack = await startStack({
      directory: claim.directory,
      ports,
      fast: !options.durable,
      logDirectory,
      log: options.log,
      ...(databaseUrl ? { databaseUrl } : {}),
      ...(options.env ? { env: options.env } : {}),
      ...(options.wire ? { wire: options.wire } : {}),
    });
    const stop = async () => {
      await stack.stop();
      await clear();
    };
    return { ...stack, logDirectory, stop };
  } catch (error) {
    options.log(`What web, worker and database said stands in ${logDirectory}.`);
    await clear();
    throw error;
  }
}

async function differentPorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

async function dropDatabase(serverUrl: string, databaseUrl: string) {
  const name = new URL(databaseUrl).pathname.slice(1);
  await runStatement(onDatabase(serverUrl, "postgres"), `drop database if exists "${name}" with (force)`);
}

// Builds the web application when its sources have changed since the last build.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { claimLock } from "./claim-directory.ts";
import { dataDirectory, root } from "./paths.ts";

export const nextProgram = path.join(root, "node_modules/next/dist/bin/next");
const stamp = path.join(root, ".next/.source-hash");
const sources = ["app", "components", "db", "lib", "public"];
const sourceFile = /^(package(-lock)?\.json|[\w.-]+\.(ts|mjs))$/;

/** Production build into `.next`; does nothing when the sources are those of the last build. Throws when it fails. */
export async function buildWhenStale(log: (line: string) => void): Promise<void> {
  if (isFresh()) return;
  const release = await lockBuild(log);
  try {
    if (isFresh()) return;
    const hash = sourceHash();
    log("Building the web application …");
    const code = await run([nextProgram, "build"]);
    if (code !== 0) throw new Error("The web application could not be built; the reason stands above.");
    writeFileSync(stamp, hash);
  } finally {
    release();
  }
}

/** Two builds at once would overwrite each other. */
async function lockBuild(log: (line: string) => void): Promise<() => void> {
  mkdirSync(dataDirectory(), { recursive: true });
  for (let turn = 0; ; turn++) {
    const release = claimLock(path.join(dataDirectory(), "build.lock"));
    if (release) return release;
    if (turn === 0) log("Waiting for another build to end …");
    await sleep(250);
  }
}

function isFresh(): boolean {
  const built = existsSync(path.join(root, ".next/BUILD_ID")) && existsSync(stamp);
  return built && readFileSync(stamp, "utf8") === sourceHash();
}

function sourceHash(): string {
  const hash = createHash("sha256").update(process.versions.node);
  const add = (file: string) => hash.update(file).update(readFileSync(path.join(root, file)));
  for (const name of readdirSync(root).toSorted()) if (sourceFile.test(name) && name !== "next-env.d.ts") add(name);
  for (const folder of sources) for (const file of filesBelow(folder)) add(file);
  return hash.digest("hex");
}

function filesBelow(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .toSorted();
}

function run(words: string[]): Promise<number> {
  // The build's words go to standard error: some commands promise a clean standard output.
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: ["ignore", 2, 2] });
  return new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
}

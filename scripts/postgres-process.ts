// Reads what a running PostgreSQL leaves in its cluster directory, and clears what a killed one left behind.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import path from "node:path";
import { isAlive } from "./claim-directory.ts";

export type RunningPostgres = { pid: number; port: number; ready: boolean };

/** The server that runs on `cluster`, as postmaster.pid tells it (line 1 pid, 4 port, 8 state); undefined when none does. */
export function runningPostgres(cluster: string): RunningPostgres | undefined {
  const file = path.join(cluster, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!servesCluster(pid, cluster)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/**
 * Makes `cluster` free to start on: stops a server whose starter is gone and drops a dead server's lock file.
 * Throws when a live command still uses it, because two starters would stop each other.
 */
export async function clearOrphan(cluster: string): Promise<void> {
  const running = runningPostgres(cluster);
  if (running) {
    if (hasStarter(running.pid))
      throw new Error(
        `Another command is already using the database in ${cluster} (PostgreSQL process ${running.pid}). ` +
          "Stop that command first, or set DATA_DIR to another directory.",
      );
    process.kill(running.pid, "SIGINT");
    for (let turn = 0; turn < 500 && servesCluster(running.pid, cluster); turn++) await sleep(20);
  }
  if (!runningPostgres(cluster)) rmSync(path.join(cluster, "postmaster.pid"), { force: true });
}

function servesCluster(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return true;
  // A process id is used again after a restart of the machine; a zombie has an empty command line.
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(cluster);
  } catch {
    return false;
  }
}

function hasStarter(pid: number): boolean {
  if (process.platform !== "linux") return true;
  try {
    const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? "1";
    return parent !== "1" && readFileSync(`/proc/${parent}/cmdline`, "utf8").includes("node");
  } catch {
    return false;
  }
}

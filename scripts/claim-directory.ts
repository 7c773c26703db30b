// Hands out directories that no other live process uses, so that two test runs in one tree never share a database.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import path from "node:path";

export type Claim = { directory: string; release(): void };

/** Claims `base`, or `base-2`, `base-3` … when it is in use. A claim left by a dead process is taken over. */
export function claimDirectory(base: string): Claim {
  mkdirSync(path.dirname(base), { recursive: true });
  for (let turn = 1; ; turn++) {
    const directory = turn === 1 ? base : `${base}-${turn}`;
    const lock = claimLock(`${directory}.lock`);
    if (lock) return { directory, release: lock };
  }
}

/** Takes the lock file and returns its release, or undefined while a live process holds it. */
export function claimLock(file: string): (() => void) | undefined {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const handle = openSync(file, "wx");
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch {
      if (isAlive(holderOf(file))) return undefined;
      rmSync(file, { force: true });
    }
  }
  return undefined;
}

function holderOf(file: string): number {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return 0;
  }
}

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

// Where and on what a measurement was made, so that figures can be compared honestly.
import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import { root } from "../scripts/paths.ts";

export type Machine = { cpu: string; cores: number; memoryGb: number; node: string; platform: string };

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
  };
}

/** Work waiting for a core over the last minute: above the number of cores, figures are too slow. */
export const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;

/** The commit, with "+" when the tree differs from it. */
export function commitNow(): string {
  const git = (...words: string[]) => execFileSync("git", words, { cwd: root, encoding: "utf8", stdio: "pipe" }).trim();
  try {
    return git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain", "--untracked-files=no") ? "+" : "");
  } catch {
    return "unknown";
  }
}

// Keeps a Node process running: one that dies is started again within a second, one that keeps dying ever more slowly.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { closeSync, existsSync, openSync, writeFileSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { root } from "./paths.ts";

export type SuperviseOptions = {
  name: string;
  /** What Node is called with. */
  words: string[];
  env: Record<string, string>;
  /** A file for its output; without one it writes to our terminal. */
  logFile?: string;
  /** Others come first when the cores are busy. */
  givesWay?: boolean;
  log: (line: string) => void;
};

export type Supervised = {
  name: string;
  pid(): number | undefined;
  /** How often it has ended on its own. */
  deaths(): number;
  stop(): Promise<void>;
};

const keepCompiled = new URL("keep-compiled.mjs", import.meta.url).href;
const delaysMs = [50, 500, 1_000, 2_000, 5_000, 10_000];
/** Whoever served so long was killed or broke by something rare; whoever did not breaks at each start. */
const settledMs = 5_000;
const patienceMs = 10_000;

export function supervise(options: SuperviseOptions): Supervised {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let deaths = 0;
  let recentDeaths = 0;

  const start = () => {
    const startedAt = performance.now();
    child = spawnNode(options);
    if (options.givesWay) giveWay(child.pid);
    child.once("exit", (code, signal) => {
      if (stopping) return;
      // `next dev` serves from a child of its own, which would outlive it and keep the port.
      if (child) killGroup(child);
      deaths++;
      recentDeaths = performance.now() - startedAt > settledMs ? 1 : recentDeaths + 1;
      const delayMs = delaysMs[Math.min(recentDeaths, delaysMs.length) - 1] ?? 0;
      options.log(`${options.name} ended (${signal ?? `code ${code}`}); starting it again in ${delayMs} ms`);
      timer = setTimeout(start, delayMs);
    });
  };
  start();

  return {
    name: options.name,
    pid: () => child?.pid,
    deaths: () => deaths,
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      if (child) await end(child);
    },
  };
}

function spawnNode({ words, env, logFile }: SuperviseOptions): ChildProcess {
  const output = logFile === undefined ? undefined : openSync(logFile, "a");
  const [program = "", ...rest] = [...deathSignal(), process.execPath, "--import", keepCompiled, ...words];
  const child = spawn(program, rest, {
    cwd: root,
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", output ?? "inherit", output ?? "inherit"],
    // A process group of its own: Ctrl-C reaches the starter alone, which then stops everything in order.
    detached: process.platform !== "win32",
  });
  if (output !== undefined) closeSync(output);
  return child;
}

/** A process that may not be made nicer still does its work. */
function giveWay(pid: number | undefined): void {
  if (pid === undefined) return;
  const niceness = constants.priority.PRIORITY_BELOW_NORMAL;
  // Linux shares cores between groups of processes first, and a group has a niceness of its own; other systems have no such file.
  const group = `/proc/${pid}/autogroup`;
  try {
    setPriority(pid, niceness);
    if (existsSync(group)) writeFileSync(group, String(niceness));
  } catch {
    // It is gone, or the system does not allow it.
  }
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => killGroup(child), patienceMs);
  await exited;
  clearTimeout(timer);
}

function killGroup(child: ChildProcess) {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It ended in the same moment.
  }
}

/** Linux ends the process when its starter is killed outright, so that no server is left behind. */
function deathSignal(): string[] {
  const words = ["setpriv", "--pdeathsig", "TERM", "--"];
  if (process.platform !== "linux") return [];
  return spawnSync("setpriv", [...words.slice(1), "true"], { stdio: "ignore" }).status === 0 ? words : [];
}

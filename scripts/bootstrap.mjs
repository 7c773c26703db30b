// Brings node_modules in line with the lock file; runs on any Node from 20 on, before a single dependency exists.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
const modules = path.join(root, "node_modules");
const stamp = path.join(modules, ".install-stamp");
const installedList = path.join(modules, ".package-lock.json");

if (process.argv.includes("--help")) {
  console.log("node scripts/bootstrap.mjs: installs the locked packages when node_modules does not hold them yet.");
  process.exit(0);
}

const lockText = readFileSync(path.join(root, "package-lock.json"), "utf8");
const driverPatch = path.join(root, "scripts/patch-driver.mjs");
const wanted = createHash("sha256")
  .update(lockText)
  .update(readFileSync(driverPatch))
  .update(`${process.platform}-${process.arch}`)
  .digest("hex");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  if (!alreadyInstalled()) install();
  // Also after an install by hand that left the scripts of packages out.
  await import(pathToFileURL(driverPatch).href);
  writeFileSync(stamp, wanted);
}
requireNode();

/** True when somebody ran npm by hand and every locked package for this machine already lies there. */
function alreadyInstalled() {
  if (!existsSync(installedList)) return false;
  const installed = JSON.parse(readFileSync(installedList, "utf8")).packages;
  return Object.entries(JSON.parse(lockText).packages).every(
    ([at, entry]) => at === "" || installed[at]?.version === entry.version || (entry.optional && !isForHere(entry)),
  );
}

/** Whether an optional package names this machine; those that name none belong to some other platform's package. */
function isForHere({ os, cpu, libc }) {
  const names = (list, mine) => list !== undefined && [list].flat().includes(mine);
  return names(os, process.platform) && names(cpu, process.arch) && !names(libc, "musl");
}

function install() {
  console.error("Installing the locked packages (once; a minute or so) …");
  // Named groups, because a shell with NODE_ENV=production would leave the development packages out.
  const flags = ["--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  // All of npm's words go to standard error: some commands promise a clean standard output.
  const npm = (...words) =>
    spawnSync("npm", [...words, ...flags], { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
  if (npm("ci").status === 0) return;
  console.error("npm ci did not accept the lock file here; trying npm install, which takes it as it is …");
  if (npm("install", "--no-save").status === 0) return;
  console.error(
    "The packages could not be installed. Check the network and npm's registry, then run the command again.",
  );
  process.exit(1);
}

/** Linux gets its Node from a package; elsewhere the machine's own has to be new enough to run TypeScript. */
function requireNode() {
  const bundled = existsSync(path.join(modules, ".bin", "node"));
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (bundled || major > 24 || (major === 24 && minor >= 15)) return;
  console.error(
    `Taper runs on Node 24.21 or later; this is ${process.version}. Install it, then run the command again.`,
  );
  process.exit(1);
}

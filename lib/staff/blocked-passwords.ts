// An installation's own list of passwords that nobody may take, such as those known from breaches; none when it names no file.
import { readFileSync } from "node:fs";
import { env } from "../env.ts";

let known: { file: string; words: ReadonlySet<string> } | undefined;

/** One password a line. Read once; a file that cannot be read is a fault, not an empty list. */
export function isListedPassword(password: string): boolean {
  const file = env().PASSWORD_BLOCKLIST;
  if (!file) return false;
  if (known?.file !== file) {
    const lines = readFileSync(/* turbopackIgnore: true */ file, "utf8").split(/\r?\n/);
    known = { file, words: new Set(lines.filter(Boolean).map((line) => line.toLowerCase())) };
  }
  return known.words.has(password.toLowerCase());
}

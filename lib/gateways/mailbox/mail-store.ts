// Keeps caught mails in memory, the newest two thousand, and line by line in a file.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import path from "node:path";
import type { CaughtMail } from "./caught-mail.ts";

const KEPT = 2_000;

export type MailStore = {
  /** Resolves when the mail is in the file. */
  add(mail: CaughtMail): Promise<void>;
  /** Newest first; `to` narrows to one recipient. */
  list(to?: string): CaughtMail[];
  find(id: string): CaughtMail | undefined;
  /** Resolves when all that was added is in the file. */
  flush(): Promise<void>;
};

export function openMailStore(file?: string): MailStore {
  let mails = file ? load(file) : [];
  let writing: Promise<void> = Promise.resolve();
  return {
    async add(mail) {
      mails.push(mail);
      if (mails.length > KEPT * 1.1) mails = mails.slice(-KEPT);
      if (!file) return;
      // One after the other, so that lines never mix; a failed write must not stop the next one.
      const written = writing.then(() => appendFile(file, `${JSON.stringify(mail)}\n`, { mode: 0o600 }));
      writing = written.catch(() => undefined);
      await written;
    },
    list(to) {
      const wanted = to?.trim().toLowerCase();
      return mails.filter((mail) => !wanted || mail.to.includes(wanted)).toReversed();
    },
    find: (id) => mails.find((mail) => mail.id === id),
    flush: () => writing,
  };
}

function load(file: string): CaughtMail[] {
  mkdirSync(path.dirname(file), { recursive: true });
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  const mails = lines.flatMap(parseLine);
  const kept = mails.slice(-KEPT);
  if (kept.length < lines.length) {
    writeFileSync(`${file}.new`, kept.map((mail) => `${JSON.stringify(mail)}\n`).join(""), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return kept;
}

// The last line may be torn when the process was killed while it wrote.
function parseLine(line: string): CaughtMail[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

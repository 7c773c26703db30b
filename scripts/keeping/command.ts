// What the commands that write and read backups have in common: one file, a passphrase, the database, and how they end.
import { parseArgs } from "node:util";
import { openDatabase } from "../database.ts";
import { readPassphrase } from "./backup-file.ts";
import { stopAsked } from "./stopping.ts";

export type Given = {
  file: string;
  adminUrl: string;
  passphrase: string | undefined;
  replace: boolean;
  tell: (line: string) => void;
  signal: AbortSignal;
  /** Seconds since it began, to one decimal. */
  seconds(this: void): string;
};

type Command = {
  help: string;
  /** What the file is for, as in `write`. */
  verb: string;
  /** Whether there is a `--replace`. */
  replaces?: boolean;
  /** Throws before anything is touched. */
  check?: (file: string) => void;
  run: (given: Given) => Promise<void>;
};

/** Reads the words of the command line and carries the command out; says what is wrong in one line and ends with 1. */
export async function keepingCommand({ help, verb, replaces = false, check, run }: Command): Promise<void> {
  try {
    const { values, positionals } = parseArgs({
      args: process.argv.slice(2),
      allowPositionals: true,
      options: {
        help: { type: "boolean" },
        "passphrase-file": { type: "string" },
        ...(replaces ? { replace: { type: "boolean" } } : {}),
      },
    });
    if (values.help) return console.log(help);
    const [file, ...more] = positionals;
    if (file === undefined || more.length) throw new Error(`Name one file to ${verb}; see --help.`);
    check?.(file);
    const secret = values["passphrase-file"];
    const passphrase = secret === undefined ? undefined : readPassphrase(secret);
    const tell = (line: string) => console.log(line);
    const signal = stopAsked(tell);
    const database = await openDatabase();
    const startedAt = performance.now();
    const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
    try {
      const { adminUrl } = database;
      await run({ file, adminUrl, passphrase, replace: values["replace"] === true, tell, signal, seconds });
    } finally {
      await database.stop();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

// What the database is asked while something happens, read from its own log.
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import type { ThrowAwayStack } from "../scripts/throw-away-stack.ts";

export type Listener = {
  /** The first line of each statement the application sent meanwhile, in order. */
  during(act: () => Promise<unknown>): Promise<string[]>;
  end(): Promise<void>;
};

/** The server says nothing below fatal, so that no log holds a value; here is nobody's data, and one role may speak. */
export async function listenToStatements(sql: postgres.Sql, stack: ThrowAwayStack): Promise<Listener> {
  const file = path.join(stack.logDirectory, "postgres.log");
  const read = () => readFileSync(file, "utf8");
  await sql.unsafe("alter role taper_app set log_min_messages = 'log'");
  await sql.unsafe("alter role taper_app set log_statement = 'all'");
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'taper_app'`;
  await sql`alter system set log_line_prefix = '%u %m '`;
  await sql`select pg_reload_conf()`;
  // The server takes its new settings on when it next looks.
  await sleep(500);
  return {
    async during(act) {
      const before = read().length;
      await act();
      await sleep(200);
      return read()
        .slice(before)
        .split(/\n(?=\S+ \d{4}-\d{2}-\d{2} )/)
        .flatMap(
          (entry) => /^taper_app [^\n]*LOG: +(?:statement|execute [^:]*):\s*([^\n]*)/.exec(entry)?.[1]?.trim() ?? [],
        );
    },
    async end() {
      await sql.unsafe("alter role taper_app reset all");
      await sql`alter system reset log_line_prefix`;
      await sql`select pg_reload_conf()`;
    },
  };
}

/** Without what stands around the statements of a transaction. */
export const dataStatements = (all: readonly string[]): string[] =>
  all.filter((text) => !/^(begin|commit|select app\.enter)/i.test(text));

// Writes a whole database as text: what it is, each table's rows as COPY gives them, and last how many there were and their hashes.
import { createHash } from "node:crypto";
import type postgres from "postgres";
import { copyOut, leftEmpty, mustSeeEverything, tablesInOrder, type Table } from "./tables.ts";

/** First line. `migrations` are the hashes of the migrations that made the schema, oldest first. */
export type Manifest = { madeAt: string; server: string; migrations: string[]; leftEmpty: string[] };
/** Before a table's rows; after them stands a line `\.`, which COPY's own escaping never writes. */
export type TableHead = { table: string; columns: string[] };
export type TableSum = { table: string; rows: number; sha256: string };
/** Last line. */
export type Ending = { ended: true; tables: TableSum[] };

const line = (value: Manifest | TableHead | Ending): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);

export const migrationsOf = async (sql: postgres.ISql): Promise<string[]> =>
  (await sql.unsafe<{ hash: string }[]>("select hash from drizzle.__drizzle_migrations order by id")).map(
    ({ hash }) => hash,
  );

/** Counts rows and hashes them as they pass. */
export class Sum {
  #hash = createHash("sha256");
  #rows = 0;
  add(chunk: Buffer): void {
    this.#hash.update(chunk);
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) this.#rows++;
  }
  of(table: string): TableSum {
    return { table, rows: this.#rows, sha256: this.#hash.digest("hex") };
  }
}

async function* rowsOf(sql: postgres.ISql, table: Table): AsyncGenerator<Buffer> {
  yield* (await sql.unsafe(copyOut(table)).readable()) as AsyncIterable<Buffer>;
}

export async function sumOf(sql: postgres.ISql, table: Table): Promise<TableSum> {
  const sum = new Sum();
  for await (const chunk of rowsOf(sql, table)) sum.add(chunk);
  return sum.of(table.name);
}

/** The text of everything that one snapshot sees; `sql` stands in a transaction that is REPEATABLE READ. */
export async function* dumpDatabase(
  sql: postgres.ISql,
  tell: (line: string) => void,
): AsyncGenerator<Buffer, void, undefined> {
  await mustSeeEverything(sql);
  const [server] = await sql.unsafe<{ version: string }[]>("select current_setting('server_version') as version");
  yield line({
    madeAt: new Date().toISOString(),
    server: server!.version,
    migrations: await migrationsOf(sql),
    leftEmpty,
  });
  const sums: TableSum[] = [];
  for (const table of await tablesInOrder(sql)) {
    if (leftEmpty.includes(table.name)) continue;
    const sum = new Sum();
    yield line({ table: table.name, columns: table.columns });
    for await (const chunk of rowsOf(sql, table)) {
      sum.add(chunk);
      yield chunk;
    }
    yield Buffer.from("\\.\n");
    sums.push(sum.of(table.name));
    tell(`${table.name}: ${sums.at(-1)!.rows} rows`);
  }
  yield line({ ended: true, tables: sums });
}

// Reads the text of a backup into an empty, migrated database, with every constraint in force, and compares what is there then.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";
import { Sum, sumOf, type Ending, type TableHead, type TableSum } from "./dump.ts";
import { copyIn, leftEmpty, tablesInOrder } from "./tables.ts";

const longestLine = 1024 * 1024;
const endMark = Buffer.from("\\.\n");
const innerEndMark = Buffer.from("\n\\.\n");

/** Takes a backup's text apart as it streams in. */
export class BackupText {
  readonly #chunks: AsyncIterator<Buffer>;
  #kept: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async #more(): Promise<void> {
    const next = await this.#chunks.next();
    if (next.done) throw new Error("The backup ends too early: a part of it is missing.");
    this.#kept = Buffer.concat([this.#kept, next.value]);
  }

  async line<T>(): Promise<T> {
    while (!this.#kept.includes(10)) {
      if (this.#kept.length > longestLine) throw new Error("The backup is damaged: a line of it never ends.");
      await this.#more();
    }
    const end = this.#kept.indexOf(10);
    const text = this.#kept.toString("utf8", 0, end);
    this.#kept = this.#kept.subarray(end + 1);
    return JSON.parse(text) as T;
  }

  /** A table's rows, up to and without the line that ends them. */
  async *rows(): AsyncGenerator<Buffer> {
    // A line begins here, and after each newline that follows.
    while (this.#kept.length < endMark.length) await this.#more();
    if (this.#kept.subarray(0, endMark.length).equals(endMark)) {
      this.#kept = this.#kept.subarray(endMark.length);
      return;
    }
    for (;;) {
      const end = this.#kept.indexOf(innerEndMark);
      if (end >= 0) {
        const last = this.#kept.subarray(0, end + 1);
        this.#kept = this.#kept.subarray(end + innerEndMark.length);
        yield last;
        return;
      }
      const safe = this.#kept.length - innerEndMark.length;
      if (safe > 0) {
        const ready = this.#kept.subarray(0, safe);
        this.#kept = this.#kept.subarray(safe);
        yield ready;
      }
      await this.#more();
    }
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}

const same = (one: TableSum, other: TableSum | undefined) =>
  other?.table === one.table && other.rows === one.rows && other.sha256 === one.sha256;

/**
 * Loads every table and compares three times: what was read with what the file says it holds, what stands in the database with both,
 * and the list of tables with the database's own. `sql` stands in a transaction; nothing of it stays when this throws.
 */
export async function loadDatabase(
  sql: postgres.ISql,
  text: BackupText,
  tell: (line: string) => void,
): Promise<TableSum[]> {
  const tables = (await tablesInOrder(sql)).filter(({ name }) => !leftEmpty.includes(name));
  const read: TableSum[] = [];
  let head = await text.line<TableHead | Ending>();
  for (; "table" in head; head = await text.line<TableHead | Ending>()) {
    const { table: name, columns } = head;
    const table = tables.find((one) => one.name === name);
    if (!table || columns.join() !== table.columns.join())
      throw new Error(`The backup's table ${name} is not as this version of its schema has it.`);
    const sum = new Sum();
    const rows = text.rows();
    const summed = async function* () {
      for await (const chunk of rows) {
        sum.add(chunk);
        yield chunk;
      }
    };
    await pipeline(Readable.from(summed()), await sql.unsafe(copyIn(table)).writable());
    read.push(sum.of(name));
    tell(`${name}: ${read.at(-1)!.rows} rows`);
  }
  const missing = tables.filter(({ name }) => !read.some(({ table }) => table === name));
  if (missing.length) throw new Error(`The backup lacks ${missing.map(({ name }) => name).join(", ")}.`);
  for (const said of head.tables) {
    const there = await sumOf(
      sql,
      tables.find(({ name }) => name === said.table)!,
    );
    if (
      !same(
        said,
        read.find(({ table }) => table === said.table),
      ) ||
      !same(said, there)
    )
      throw new Error(`${said.table} does not hold what the backup says it should; nothing was restored.`);
  }
  if (head.tables.length !== read.length) throw new Error("The backup's last line does not name all of its tables.");
  return head.tables;
}

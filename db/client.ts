// The connection pools and the one door to a clinic's rows: a transaction that has entered the clinic.
import type { ExtractTablesWithRelations, SQL } from "drizzle-orm";
import { PgDialect, type PgTransaction } from "drizzle-orm/pg-core";
import {
  drizzle,
  type PostgresJsDatabase,
  type PostgresJsQueryResultHKT,
  type PostgresJsSession,
} from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { CommitUnknown, troubleOf } from "./errors.ts";
import { impatient, withPatience } from "./patience.ts";
import { together } from "./together.ts";
import { listeningSockets } from "./wire.ts";

/** Without drizzle's relational queries: it would prepare them anew for every table in every transaction. */
type NoRelations = Record<string, never>;
export type Database = PostgresJsDatabase<NoRelations> & { $client: postgres.Sql };
export type Tx = PgTransaction<PostgresJsQueryResultHKT, NoRelations, ExtractTablesWithRelations<NoRelations>>;
/** A statement that is not sent yet. */
export type Statement = SQL;
/** What a query function takes: a transaction, or the pool for global tables. */
export type Handle = Tx | PostgresJsDatabase<NoRelations>;

/** Opens a pool. `statement_timeout` and friends keep one bad request from holding the rest. */
export function openDatabase(url: string, opts: { max: number; name: string; statementTimeoutMs?: number }): Database {
  const statementTimeoutMs = opts.statementTimeoutMs ?? 10_000;
  const client = postgres(url, {
    max: opts.max,
    idle_timeout: 60,
    connect_timeout: 3,
    ...wireOf(statementTimeoutMs),
    // The driver's own waits grow to twenty seconds while a database restarts; ours would be back long before.
    backoff: (failures) => Math.min(0.05 * 2 ** failures, 1) * (0.5 + Math.random() / 2),
    onnotice: () => {},
    connection: {
      application_name: opts.name,
      statement_timeout: statementTimeoutMs,
      lock_timeout: 3_000,
      idle_in_transaction_session_timeout: 15_000,
      // In words: the driver leaves out what is false.
      jit: "off",
      // Planned once a connection: what we ask goes by keys and ranges of time, and planning costs more than most answers.
      plan_cache_mode: "force_generic_plan",
      // A table that was nearly empty when a connection planned is read from end to end for as long as that connection lives.
      enable_seqscan: "off",
      TimeZone: "UTC",
    },
  });
  return drizzle(waiting(keepingPlans(client)));
}

/** The driver's own option, which its types leave out. */
const wireOf = (statementTimeoutMs: number): object => ({ socket: listeningSockets(statementTimeoutMs + 2_000) });

/** Longer statements are made for one occasion, such as many rows at once: keeping them would only fill the server's memory. */
const longestKept = 8_000;

const keeping = (text: string, values: readonly unknown[] = []): postgres.UnsafeQueryOptions => ({
  prepare: values.length > 0 && text.length <= longestKept,
});

/** Clients of transactions that have sent something else than plain reading. */
const changing = new WeakSet<object>();

/**
 * Drizzle has every statement described and planned anew, which costs a round trip and the planning each time. Through this door a
 * connection keeps what it has planned.
 */
function keepingPlans<S extends postgres.ISql>(client: S): S {
  const within =
    (start: string) =>
    <T>(work: (inner: postgres.TransactionSql) => T) =>
      (client as unknown as Record<string, (work: unknown) => unknown>)[start]!((inner: postgres.TransactionSql) =>
        work(keepingPlans(inner)),
      );
  const doors: Record<PropertyKey, unknown> = {
    unsafe: (text: string, values: never[] = []) => {
      if (!/^\s*select\b/i.test(text)) changing.add(proxy);
      return client.unsafe(text, values, keeping(text, values));
    },
    begin: within("begin"),
    savepoint: (work: never) => {
      changing.add(proxy);
      return within("savepoint")(work);
    },
  };
  const proxy = new Proxy(client, {
    get: (target, name) => doors[name] ?? (Reflect.get(target, name) as unknown),
  });
  return proxy;
}

/** The pool's own doors, at which people wait for a connection, but not for ever. */
function waiting(client: postgres.Sql): postgres.Sql {
  const doors: Record<PropertyKey, unknown> = {
    unsafe: (...asked: Parameters<postgres.Sql["unsafe"]>) => impatient(client.unsafe(...asked) as never),
    begin: (work: (inner: postgres.TransactionSql) => Promise<unknown>) =>
      withPatience((arrived) =>
        client.begin((inner) => {
          arrived();
          return work(inner);
        }),
      ),
    reserve: () =>
      withPatience(async (arrived) => {
        const connection = await client.reserve();
        try {
          arrived();
        } catch (failure) {
          connection.release();
          throw failure;
        }
        return connection;
      }),
  };
  return new Proxy(client, { get: (target, name) => doors[name] ?? (Reflect.get(target, name) as unknown) });
}

const dialect = new PgDialect();
/** Whose rows a transaction sees and writes: the clinic's, and of its patients all, or one alone. */
export type Scope = { clinicId: string; patientId: string | null };

type Raw = Pick<postgres.ISql, "unsafe">;

/** Sent at once; nobody waits for its answer, because the connection keeps the order. */
function sendNow(raw: Raw, text: string, params: unknown[]): Promise<unknown> {
  const sent = raw.unsafe(text, params as never[], keeping(text, params)).execute();
  // Whoever awaits it gets the failure; a transaction that failed before must not leave it unhandled.
  sent.catch(() => {});
  return sent;
}

const enter = (raw: Raw, { clinicId, patientId }: Scope): Promise<unknown> =>
  patientId === null
    ? sendNow(raw, "select app.enter($1)", [clinicId])
    : sendNow(raw, "select app.enter_as_patient($1, $2)", [clinicId, patientId]);

/** What a transaction answers, and the statements that belong to its very end. */
export type Ending<T> = { answer: T; last: readonly Statement[] };

/** Runs `work` in one transaction that sees and writes only this clinic's rows. */
export const withClinic = <T>(db: Database, clinicId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  endTogether(db, { clinicId, patientId: null }, async (tx) => ({ answer: await work(tx), last: [] }));

/**
 * {@link withClinic} with last statements, which go to the server in one flight with COMMIT: the locks they take are held for no round
 * trip. When one of them fails, COMMIT ends the transaction without any effect, and the failure is thrown. Throws `CommitUnknown` when
 * the connection breaks after the COMMIT of a change was sent and before it was answered.
 */
export async function endTogether<T>(db: Database, scope: Scope, work: (tx: Tx) => Promise<Ending<T>>): Promise<T> {
  let committing = false;
  try {
    return await transact(db, scope, work, (mayHaveChanged) => (committing = mayHaveChanged));
  } catch (error) {
    throw committing && troubleOf(error) === "lost" ? new CommitUnknown(error) : error;
  }
}

async function transact<T>(
  db: Database,
  scope: Scope,
  work: (tx: Tx) => Promise<Ending<T>>,
  committing: (mayHaveChanged: boolean) => void,
): Promise<T> {
  const last: Promise<unknown>[] = [];
  const answer = await db.transaction(async (tx) => {
    const raw = (tx._.session as PostgresJsSession<postgres.Sql, NoRelations, never>).client;
    const entered = enter(raw, scope);
    const ending = await work(tx);
    await entered;
    for (const statement of ending.last) {
      const { sql: text, params } = dialect.sqlToQuery(statement);
      last.push(sendNow(raw, text, params));
    }
    committing(changing.has(raw));
    return ending.answer;
  });
  await together(last);
  return answer;
}

/** One statement that only reads, inside the scope: begin, entering, statement and commit go to the server in one flight. */
export async function readScoped<Row>(db: Database, scope: Scope, statement: Statement): Promise<Row[]> {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  const connection = await db.$client.reserve();
  // A query that is not executed at once goes to the server only when somebody waits for it: out of order.
  const sent = [
    connection.unsafe("begin read only").execute(),
    enter(connection, scope),
    connection.unsafe(text, params as never[], keeping(text, params)).execute(),
    connection.unsafe("commit").execute(),
  ] as const;
  try {
    const [, , rows] = await together(sent);
    connection.release();
    return rows as unknown as Row[];
  } catch (failure) {
    // A connection that broke is taken out of the pool by the pool itself; handing it back would put it in again.
    if (failure instanceof postgres.PostgresError) connection.release();
    throw failure;
  }
}

/** Closes a pool, letting running statements finish for a moment. */
export const closeDatabase = (db: Database): Promise<void> => db.$client.end({ timeout: 5 });

// The connection pools and the one door to a clinic's rows: a transaction that has entered the clinic.
import { sql, type ExtractTablesWithRelations } from "drizzle-orm";
import type { PgTransaction } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema/index.ts";

export type Schema = typeof schema;
export type Database = PostgresJsDatabase<Schema> & { $client: postgres.Sql };
export type Tx = PgTransaction<PostgresJsQueryResultHKT, Schema, ExtractTablesWithRelations<Schema>>;
/** What a query function takes: a transaction, or the pool for global tables. */
export type Handle = Tx | PostgresJsDatabase<Schema>;

/** Opens a pool. `statement_timeout` and friends keep one bad request from holding the rest. */
export function openDatabase(url: string, opts: { max: number; name: string; statementTimeoutMs?: number }): Database {
  const client = postgres(url, {
    max: opts.max,
    idle_timeout: 60,
    connect_timeout: 5,
    onnotice: () => {},
    connection: {
      application_name: opts.name,
      statement_timeout: opts.statementTimeoutMs ?? 10_000,
      lock_timeout: 3_000,
      idle_in_transaction_session_timeout: 15_000,
      jit: false,
      TimeZone: "UTC",
    },
  });
  return drizzle(client, { schema });
}

/** Runs `work` in one transaction that sees and writes only this clinic's rows. */
export function withClinic<T>(db: Database, clinicId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select app.enter(${clinicId}::uuid)`);
    return work(tx);
  });
}

/** Closes a pool, letting running statements finish for a moment. */
export const closeDatabase = (db: Database): Promise<void> => db.$client.end({ timeout: 5 });

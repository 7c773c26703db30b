// Bulk inserts for demo and load data: one parameter a statement, whatever the number of rows.
import { getTableColumns, getTableName, sql, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Handle, Tx } from "../client.ts";
import { clinics } from "../schema/index.ts";

const rowsAStatement = 2_000;

/** Adds rows of one table in their order. Columns that no row names keep their default; a row lacking one of the others gets null. */
export async function addRows<T extends PgTable>(tx: Tx, table: T, rows: readonly T["$inferInsert"][]): Promise<void> {
  if (!rows.length) return;
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => rows.some((row) => key in row));
  const names: SQL = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  const name = sql.identifier(getTableName(table));
  for (let from = 0; from < rows.length; from += rowsAStatement) {
    const records = rows.slice(from, from + rowsAStatement).map((row) => {
      const values = row as Record<string, unknown>;
      return Object.fromEntries(columns.map(([key, column]) => [column.name, values[key] ?? null]));
    });
    await tx.execute(
      sql`insert into ${name} (${names}) select ${names} from json_populate_recordset(null::${name}, ${JSON.stringify(records)}::json)`,
    );
  }
}

/** Slugs of the clinics that are there. */
export async function clinicSlugs(handle: Handle): Promise<string[]> {
  const rows = await handle.select({ slug: clinics.slug }).from(clinics);
  return rows.map((row) => row.slug);
}

/** Makes two seeders of one database wait for each other until the transaction ends. */
export async function lockSeeding(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(7423002)`);
}

/** Moves a transaction on to another clinic: seeding may write several in one go. */
export async function enterClinic(tx: Tx, clinicId: string): Promise<void> {
  await tx.execute(sql`select app.enter(${clinicId}::uuid)`);
}

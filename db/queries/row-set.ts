// Rows handed over as one JSON value: the statement's text is the same however many there are, so a connection keeps its plan.
import { getTableColumns, sql, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** Rows as a set of the table's own row type, to select from. Fixed defaults are filled in; what is not given is null. */
export function rowSet<T extends PgTable>(table: T, rows: readonly T["$inferInsert"][]): SQL {
  const columns = Object.entries(getTableColumns(table)).map(
    ([key, { name, default: usual }]) => [key as keyof T["$inferInsert"], name, usual] as const,
  );
  const named = rows.map((row) => {
    const values: Record<string, unknown> = {};
    for (const [key, name, usual] of columns) {
      const value = row[key] ?? usual;
      if (value !== undefined && value !== null) values[name] = value;
    }
    return values;
  });
  return sql`jsonb_populate_recordset(null::${table}, ${JSON.stringify(named)}::jsonb)`;
}

/** The columns that {@link rowSet} fills, to insert into and to select: those that the database works out itself are not among them. */
export const columnsOf = (table: PgTable, from?: string): SQL =>
  sql.join(
    Object.values(getTableColumns(table)).map(({ name }) =>
      from === undefined ? sql.identifier(name) : sql`${sql.identifier(from)}.${sql.identifier(name)}`,
    ),
    sql`, `,
  );

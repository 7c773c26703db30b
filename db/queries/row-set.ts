// Rows handed over as one JSON value: the statement's text is the same however many there are, so a connection keeps its plan.
import { getTableColumns, sql, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** Rows as a set of the table's own row type, to select from. Fixed defaults are filled in; what is not given is null. */
function rowSet<T extends PgTable>(table: T, rows: readonly T["$inferInsert"][]): SQL {
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

/**
 * `insert into … select … from` the rows, which go by the name `r` in what follows. Columns that the database works out itself are left
 * to it.
 */
export function insertSet<T extends PgTable>(table: T, rows: readonly T["$inferInsert"][]): SQL {
  const names = Object.values(getTableColumns(table)).map(({ name }) => sql.identifier(name));
  const own = names.map((name) => sql`r.${name}`);
  return sql`insert into ${table} (${sql.join(names, sql`, `)}) select ${sql.join(own, sql`, `)} from ${rowSet(table, rows)} r`;
}

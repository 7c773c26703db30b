// Rows handed over as one JSON value: the statement's text is the same however many there are, so a connection keeps its plan.
import { getTableColumns, sql, type SQL } from "drizzle-orm";
import { PgDialect, type PgTable } from "drizzle-orm/pg-core";

type Insertion = { columns: readonly { key: string; name: string; usual: unknown }[]; into: SQL };

/** What is the same for every insertion into a table; drizzle would put it together anew each time. */
const insertions = new WeakMap<PgTable, Insertion>();
const dialect = new PgDialect();

function insertionOf(table: PgTable): Insertion {
  const known = insertions.get(table);
  if (known) return known;
  const columns = Object.entries(getTableColumns(table)).map(([key, { name, default: usual }]) => ({
    key,
    name,
    usual,
  }));
  const names = columns.map(({ name }) => sql.identifier(name));
  const own = names.map((name) => sql`r.${name}`);
  const text = dialect.sqlToQuery(
    sql`insert into ${table} (${sql.join(names, sql`, `)}) select ${sql.join(own, sql`, `)} from jsonb_populate_recordset(null::${table}, `,
  ).sql;
  const into = sql.raw(text);
  const insertion = { columns, into };
  insertions.set(table, insertion);
  return insertion;
}

/**
 * `insert into … select … from` the rows, which go by the name `r` in what follows, as a set of the table's own row type. Fixed defaults
 * are filled in; what is not given is null. Columns that the database works out itself are left to it.
 */
export function insertSet<T extends PgTable>(table: T, rows: readonly T["$inferInsert"][]): SQL {
  const { columns, into } = insertionOf(table);
  const named = rows.map((row: Record<string, unknown>) => {
    const values: Record<string, unknown> = {};
    for (const { key, name, usual } of columns) {
      const value = row[key] ?? usual;
      if (value !== undefined && value !== null) values[name] = value;
    }
    return values;
  });
  return sql`${into}${JSON.stringify(named)}::jsonb) r`;
}

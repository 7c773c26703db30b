// The tables of a database as its catalog says: columns, key order, and parents before their children.
import type postgres from "postgres";

export type Table = { name: string; columns: string[]; key: string[] };

/** What was only good for its moment: brought back, an ended session would be open again. These are kept empty. */
export const leftEmpty = [
  "access_codes",
  "login_sessions",
  "password_resets",
  "patient_sessions",
  "rate_limits",
  "sign_in_proofs",
  "tablet_forms",
];

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The same rows are always read in the same order, whatever the server's own idea of an alphabet. */
export function copyOut({ name, columns, key }: Table): string {
  return `copy (select ${columns.map(quoted).join(", ")} from ${quoted(name)} order by ${key.join(", ")}) to stdout`;
}

export const copyIn = ({ name, columns }: Table): string =>
  `copy ${quoted(name)} (${columns.map(quoted).join(", ")}) from stdin`;

export async function tablesInOrder(sql: postgres.ISql): Promise<Table[]> {
  const tables = await sql.unsafe<Table[]>(`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select quote_ident(a.attname) || case when t.typcollation = 0 then '' else ' collate "C"' end
        from pg_index x, unnest(x.indkey) with ordinality k (num, place), pg_attribute a, pg_type t
        where x.indrelid = c.oid and x.indisprimary and a.attrelid = c.oid and a.attnum = k.num and t.oid = a.atttypid
        order by k.place) as key
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname`);
  const references = await sql.unsafe<{ child: string; parent: string }[]>(`
    select distinct c.relname as child, p.relname as parent from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
    where k.contype = 'f' and k.conrelid <> k.confrelid and c.relnamespace = 'public'::regnamespace`);
  const placed = new Map<string, Table>();
  while (placed.size < tables.length) {
    const ready = tables.filter(
      ({ name }) => !placed.has(name) && references.every(({ child, parent }) => child !== name || placed.has(parent)),
    );
    if (!ready.length) throw new Error("The tables refer to each other in a circle and cannot be put in order.");
    for (const table of ready) placed.set(table.name, table);
  }
  return [...placed.values()];
}

/** Row-level security hides rows from everybody else, and a backup that misses rows is worse than none. */
export async function mustSeeEverything(sql: postgres.ISql): Promise<void> {
  const [row] = await sql.unsafe<{ sees: boolean }[]>(
    "select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user",
  );
  if (!row?.sees)
    throw new Error("DATABASE_URL must name a superuser or a role with BYPASSRLS: others see no clinic's rows.");
}

// Tries to cross from one clinic into another at the database itself, table by table, as the role that serves.
import type postgres from "postgres";
import { tablesInOrder } from "../../scripts/keeping/tables.ts";

export type Table = {
  name: string;
  key: string;
  /** `least`: the lowest number that the table's rules allow. */
  columns: { name: string; type: string; required: boolean; least: number | null }[];
  /** References to tables of a clinic: child columns and parent columns in the same order. */
  references: { name: string; parent: string; from: string[]; to: string[] }[];
  /** A value that the table's rules allow, by column. */
  allowed: Record<string, string>;
  /** Columns of which a row has exactly one. */
  exclusive: string[];
};

/** A free time is what nobody else has taken; families share packages. */
export const sharedByPatients: readonly string[] = ["appointments", "package_sharers", "packages"];

/** The column that says whose a row is; null for a table that holds nothing of one patient alone. */
function patientKeyOf({ name, columns }: Table): string | null {
  if (name === "patients") return "id";
  return columns.some((column) => column.name === "patient_id") && !sharedByPatients.includes(name)
    ? "patient_id"
    : null;
}

export type Probe = { table: string; what: string; ok: boolean; got: string };
type Row = Record<string, unknown>;
export type Ground = {
  mine: string;
  theirs: string;
  tables: Table[];
  samples: Map<string, { mine: Row; theirs: Row }>;
};

/** Every table of a clinic, as the catalog describes it. */
export async function tenantTables(sql: postgres.ISql): Promise<Table[]> {
  const rows = await sql<Table[]>`
    select c.relname as name,
      (select k.conname from pg_constraint k where k.conrelid = c.oid and k.contype = 'p') as key,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
          'required', a.attnotnull and not a.atthasdef,
          'least', (select max(substring(pg_get_constraintdef(k.oid) from '[(]' || a.attname || ' >= ([0-9]+)[)]')::int)
            from pg_constraint k where k.conrelid = c.oid and k.contype = 'c')) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select json_agg(json_build_object('name', k.conname, 'parent', p.relname,
          'from', (select json_agg(a.attname order by o.place) from unnest(k.conkey) with ordinality o(num, place)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = o.num),
          'to', (select json_agg(a.attname order by o.place) from unnest(k.confkey) with ordinality o(num, place)
            join pg_attribute a on a.attrelid = k.confrelid and a.attnum = o.num)) order by k.conname)
        from pg_constraint k join pg_class p on p.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and cardinality(k.conkey) > 1), '[]') as references,
      coalesce((select json_object_agg(a.attname, substring(pg_get_constraintdef(k.oid) from '''([^'']+)''::text'))
        from pg_constraint k join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey)
        where k.conrelid = c.oid and k.contype = 'c' and cardinality(k.conkey) = 1
          and (pg_get_constraintdef(k.oid) like '%= ANY%' or pg_get_constraintdef(k.oid) like 'CHECK ((% = ''%''::text))')), '{}') as allowed,
      coalesce((select json_agg(a.attname order by a.attnum) from pg_constraint k
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey)
        where k.conrelid = c.oid and k.contype = 'c' and pg_get_constraintdef(k.oid) like 'CHECK ((num_nonnulls(%) = 1))'), '[]') as exclusive
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ('user_clinics', 'stripe_events')
      and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'clinic_id')
    order by c.relname`;
  return [...rows];
}

/** A row of each of two clinics in every table; a table that has none gets one. For the administrator. */
export async function layGround(sql: postgres.ISql, mine: string, theirs: string): Promise<Ground> {
  const tables = await tenantTables(sql);
  const ground: Ground = { mine, theirs, tables, samples: new Map() };
  for (const { name } of await tablesInOrder(sql)) {
    const table = tables.find((one) => one.name === name);
    if (!table) continue;
    const sample = async (clinic: string, side: "mine" | "theirs") =>
      (await richestRow(sql, table, clinic)) ?? fill(sql, table, clinic, ground, side);
    ground.samples.set(table.name, { mine: await sample(mine, "mine"), theirs: await sample(theirs, "theirs") });
  }
  return ground;
}

/** What changes with a reference that only another kind of row has. */
const besides: Readonly<Record<string, readonly string[]>> = {
  packages_membership_fk: ["offer_id = null", "service_id = null", "stripe_invoice_id = 'in_probe'"],
};

/** The row that refers to most: it has the most to show. */
async function richestRow(sql: postgres.ISql, table: Table, clinic: string): Promise<Row | undefined> {
  const named = table.references.flatMap(({ from }) => from.filter((column) => column !== "clinic_id"));
  const order = named.length ? `order by num_nonnulls(${named.map((column) => `t.${column}`).join(", ")}) desc` : "";
  const [found] = await sql.unsafe<{ row: Row }[]>(
    `select to_jsonb(t) as row from ${table.name} t where t.clinic_id = $1 ${order} limit 1`,
    [clinic],
  );
  return found?.row;
}

async function fill(
  sql: postgres.ISql,
  table: Table,
  clinic: string,
  ground: Ground,
  side: "mine" | "theirs",
): Promise<Row> {
  const row: Row = { clinic_id: clinic };
  const isExclusive = (column: string) => table.exclusive.includes(column);
  for (const { parent, from, to } of table.references) {
    const above = ground.samples.get(parent)?.[side];
    if (!above || (from.some(isExclusive) && table.exclusive.some((column) => column in row))) continue;
    from.forEach((column, place) => (row[column] ??= above[to[place]!]));
  }
  for (const { name, type, required, least } of table.columns)
    if (!(name in row) && required) row[name] = table.allowed[name] ?? somethingOf(type, least ?? 1);
  const defaults = table.columns.filter(({ name }) => name in row).map(({ name }) => name);
  await sql.unsafe(
    `insert into ${table.name} (${defaults.join(", ")}) select ${defaults.join(", ")} from jsonb_populate_record(null::${table.name}, $1::text::jsonb)`,
    [JSON.stringify(row)],
  );
  return (await richestRow(sql, table, clinic))!;
}

function somethingOf(type: string, least: number): unknown {
  if (type === "uuid") return crypto.randomUUID();
  if (type === "boolean") return false;
  if (type.startsWith("timestamp") || type === "date") return "2030-01-01T10:00:00Z";
  if (type.startsWith("json")) return {};
  if (type === "bytea") return "\\x00";
  if (type.endsWith("[]")) return [];
  return /int|numeric|double/.test(type) ? Math.max(1, least) : `probe-${crypto.randomUUID()}`;
}

/**
 * Every probe of the ground's tables as the role that serves, in one transaction that leaves no trace. `mutation` may take a guard away
 * first. The role may do anything to any table here, so that policies and keys alone have to hold.
 */
export async function probeGround(sql: postgres.Sql, ground: Ground, mutation?: string): Promise<Probe[]> {
  const probes: Probe[] = [];
  await sql
    .begin(async (tx) => {
      if (mutation) await tx.unsafe(mutation);
      await tx.unsafe("grant select, insert, update, delete on all tables in schema public to taper_app");
      await tx.unsafe("set local role taper_app");
      for (const table of ground.tables) probes.push(...(await probeTable(tx, ground, table)));
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return probes;
}

/** Each probe is undone. */
async function probeTable(tx: postgres.TransactionSql, ground: Ground, table: Table): Promise<Probe[]> {
  const { name } = table;
  const { mine, theirs } = ground;
  const sample = ground.samples.get(name)!;
  const fresh = (row: Row): Row => ("id" in row ? { ...row, id: crypto.randomUUID() } : row);
  const probes: Probe[] = [];
  const probe = async (what: string, at: string | As, text: string, values: unknown[], expected: string) => {
    const got = await attempt(tx, typeof at === "string" ? { clinic: at, patient: "" } : at, text, values);
    probes.push({ table: name, what, ok: got === expected, got });
  };
  const seen = "select 1 from only_rows limit 1";
  const look = (where: string) => `with only_rows as (select * from ${name} where ${where}) ${seen}`;
  const columns = table.columns.map((column) => column.name).join(", ");
  const add = `insert into ${name} (${columns}) select ${columns} from jsonb_populate_record(null::${name}, $1::text::jsonb)`;
  const nowhere = "";

  await probe("own rows are seen", mine, look("clinic_id = $1"), [mine], "some");
  await probe("the other clinic's rows are not seen", mine, look("clinic_id = $1"), [theirs], "none");
  await probe("a list without a filter holds own rows only", mine, look("clinic_id <> $1"), [mine], "none");
  await probe("nothing is seen outside a clinic", nowhere, look("clinic_id = $1"), [mine], "none");
  await probe(
    "nothing is seen in a clinic that is not there",
    crypto.randomUUID(),
    look("clinic_id = $1"),
    [mine],
    "none",
  );
  await probe("a name that is no clinic's is an error", "no clinic", look("clinic_id = $1"), [mine], "22P02");
  await probe(
    "the other clinic's rows are not changed",
    mine,
    `update ${name} set clinic_id = clinic_id where clinic_id = $1`,
    [theirs],
    "none",
  );
  await probe("own rows are not given away", mine, `update ${name} set clinic_id = $1`, [theirs], "42501");
  await probe(
    "the other clinic's rows are not deleted",
    mine,
    `delete from ${name} where clinic_id = $1`,
    [theirs],
    "none",
  );
  await probe("nothing is written into the other clinic", mine, add, [JSON.stringify(fresh(sample.theirs))], "42501");
  await probe("nothing is written outside a clinic", nowhere, add, [JSON.stringify(fresh(sample.mine))], "42501");
  await probe("no row is written twice", mine, add, [JSON.stringify(sample.mine)], `23505 ${table.key}`);
  const patientKey = patientKeyOf(table);
  if (patientKey) {
    const stranger: As = { clinic: mine, patient: crypto.randomUUID() };
    const whose = sample.mine[patientKey];
    if (typeof whose === "string")
      await probe("a patient sees what is theirs", { ...stranger, patient: whose }, look("true"), [], "some");
    await probe("a patient sees nothing of another", stranger, look("true"), [], "none");
    await probe(
      "a patient changes nothing of another",
      stranger,
      `update ${name} set clinic_id = clinic_id`,
      [],
      "none",
    );
    await probe("a patient deletes nothing of another", stranger, `delete from ${name}`, [], "none");
    await probe("nothing is written for another patient", stranger, add, [JSON.stringify(fresh(sample.mine))], "42501");
  }
  for (const { name: reference, parent, from, to } of table.references) {
    const above = ground.samples.get(parent)?.theirs;
    const own = from.filter((column) => column !== "clinic_id");
    if (!above || !own.length) continue;
    const others = own.some((column) => table.exclusive.includes(column))
      ? table.exclusive.filter((column) => !own.includes(column))
      : [];
    const set = [
      ...own.map((column, place) => `${column} = $${place + 2}`),
      ...others.map((column) => `${column} = null`),
      ...(besides[reference] ?? []),
    ].join(", ");
    const values = own.map((column) => above[to[from.indexOf(column)]!]);
    // The row that refers to most: nothing but the reference stands against another parent there.
    const one = sample.mine["id"]
      ? `clinic_id = $1 and id = '${String(sample.mine["id"])}'`
      : `ctid = (select ctid from ${name} where clinic_id = $1 limit 1)`;
    await probe(
      `${reference} does not reach into the other clinic`,
      mine,
      `update ${name} set ${set} where ${one}`,
      [mine, ...values],
      `23503 ${reference}`,
    );
  }
  return probes;
}

/** Within which clinic, and as which patient alone; empty for neither. */
type As = { clinic: string; patient: string };

/** `some` or `none` rows, else the database's code, with the constraint when one refused. */
async function attempt(tx: postgres.TransactionSql, as: As, text: string, values: unknown[]): Promise<string> {
  let got = "";
  try {
    await tx.savepoint(async (inner) => {
      await inner`select set_config('app.clinic_id', ${as.clinic}, true), set_config('app.patient_id', ${as.patient}, true)`;
      const rows = await inner.unsafe(text, values as never[]);
      got = rows.count > 0 ? "some" : "none";
      throw new Undone();
    });
  } catch (error) {
    if (error instanceof Undone) return got;
    const { code, constraint_name: constraint } = error as { code?: string; constraint_name?: string };
    return [code ?? String(error), constraint].filter(Boolean).join(" ");
  }
  return got;
}

class Undone extends Error {}

export type Mutant = { name: string; table: Table; statement: string };

/** Each policy and each key taken away or made void, one at a time. */
export const mutantsOf = (tables: readonly Table[]): Mutant[] =>
  tables.flatMap((table) => [
    { name: `${table.name}: no policy`, table, statement: `drop policy own_clinic on ${table.name}` },
    {
      name: `${table.name}: a policy for everybody`,
      table,
      statement: `alter policy own_clinic on ${table.name} using (true) with check (true)`,
    },
    {
      name: `${table.name}: reads by everybody`,
      table,
      statement: `alter policy own_clinic on ${table.name} using (true)`,
    },
    { name: `${table.name}: security off`, table, statement: `alter table ${table.name} disable row level security` },
    ...(patientKeyOf(table)
      ? [
          { name: `${table.name}: no patient's scope`, table, statement: `drop policy own_patient on ${table.name}` },
          {
            name: `${table.name}: a scope for everybody`,
            table,
            statement: `alter policy own_patient on ${table.name} using (true)`,
          },
        ]
      : []),
    {
      name: `${table.name}: no key`,
      table,
      statement: `alter table ${table.name} drop constraint ${table.key} cascade`,
    },
    ...table.references
      .filter(({ from }) => from.length > 1)
      .map(({ name }) => ({
        name: `${table.name}: no ${name}`,
        table,
        statement: `alter table ${table.name} drop constraint ${name}`,
      })),
  ]);

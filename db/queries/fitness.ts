// What start-up asks of the database before anything is served.
import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { databaseCode } from "../errors.ts";

export async function appliedMigrations(db: Database): Promise<number> {
  try {
    const [row] = await db.execute(sql`select count(*)::int as n from drizzle.__drizzle_migrations`);
    return Number(row?.["n"] ?? 0);
  } catch (error) {
    // An empty database has no such table; one that is away says nothing about its migrations.
    if (databaseCode(error) === "42P01") return 0;
    throw error;
  }
}

export async function roleStanding(db: Database) {
  const [row] = await db.execute(sql`
    select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as bypasses,
      exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = 'public' and c.relkind = 'r' and pg_has_role(r.oid, c.relowner, 'member')) as owns
    from pg_roles r where r.rolname = current_user`);
  return {
    name: String(row?.["name"]),
    superuser: row?.["superuser"] === true,
    bypassesRls: row?.["bypasses"] === true,
    ownsTables: row?.["owns"] === true,
  };
}

/** Offsets in minutes east of UTC that PostgreSQL reckons for each clinic's zone at each instant. */
export async function offsetsInDatabase(
  db: Database,
  instants: Date[],
): Promise<{ zone: string; at: Date; offsetMin: number }[]> {
  const list = sql.join(
    instants.map((at) => sql`(${at.toISOString()}::timestamptz)`),
    sql`, `,
  );
  const rows = await db.execute(sql`
    select z.time_zone as zone, extract(epoch from p.at)::float8 as epoch,
      (extract(epoch from (p.at at time zone z.time_zone) - (p.at at time zone 'UTC')) / 60)::int as minutes
    from (select distinct time_zone from clinics) z cross join (values ${list}) p(at)`);
  return rows.map((row) => ({
    zone: String(row["zone"]),
    at: new Date(Number(row["epoch"]) * 1000),
    offsetMin: Number(row["minutes"]),
  }));
}

/** Whether a worker holds a connection to this database. */
export async function workerIsConnected(db: Database): Promise<boolean> {
  const [row] = await db.execute(
    sql`select exists (select 1 from pg_stat_activity where datname = current_database() and usename = 'taper_worker') as up`,
  );
  return row?.["up"] === true;
}

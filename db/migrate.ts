// Brings a database to the present schema and gives the two login roles their passwords. Runs as the administrator only.
import { createHmac } from "node:crypto";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import journal from "./migrations/meta/_journal.json" with { type: "json" };

/** How many named migrations this version of the code carries. */
export const migrationCount = (): number => journal.entries.length;

// Derived from the administrator's own secret, so nothing has to be stored and every start finds the same.
function rolePassword(adminUrl: string, role: string): string {
  const { password, username } = new URL(adminUrl);
  return createHmac("sha256", `${username}:${decodeURIComponent(password)}`)
    .update(role)
    .digest("base64url");
}

function urlFor(adminUrl: string, role: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = rolePassword(adminUrl, role);
  return url.toString();
}

/** Addresses that web and worker serve with; neither role may bypass row-level security. */
export const appUrls = async (adminUrl: string): Promise<{ app: string; worker: string }> => ({
  app: urlFor(adminUrl, "taper_app"),
  worker: urlFor(adminUrl, "taper_worker"),
});

export type MigrateOptions = {
  /** Where the migrations lie; a restore names a folder with only those that its backup was made with. */
  folder?: string;
  log?: (line: string) => void;
};

/** Applies the missing migrations under an advisory lock; safe to call from several starts at once. */
export async function migrateDatabase(adminUrl: string, opts: MigrateOptions = {}): Promise<void> {
  const client = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(7423001)`;
    // Asked for here and not on import: the bundled web process only counts, and knows no folder.
    await migrate(drizzle(client), {
      migrationsFolder: opts.folder ?? path.resolve(import.meta.dirname, "migrations"),
    });
    for (const role of ["taper_app", "taper_worker"])
      await client.unsafe(`alter role ${role} password '${rolePassword(adminUrl, role)}'`);
    await client.unsafe("grant usage on schema drizzle to taper_app, taper_worker");
    await client.unsafe("grant select on all tables in schema drizzle to taper_app, taper_worker");
    opts.log?.("The database has every migration.");
  } finally {
    await client.end();
  }
}

// Whether this process is fit to serve: zone data, migrations, and a database role that cannot step over row-level security.
import { migrationCount } from "../../db/migrate.ts";
import type { Database } from "../../db/client.ts";
import { appliedMigrations, offsetsInDatabase, roleStanding, workerIsConnected } from "../../db/queries/fitness.ts";
import { offsetTable } from "../time/zone.ts";
import { offsetAt } from "../time/offset-table.ts";

export type Fitness = { fit: boolean; reasons: string[]; migrations: string; worker: "up" | "down" };

const probes = (now: Date): Date[] => {
  const year = now.getUTCFullYear();
  const fixed = [year, year + 1].flatMap((y) => [`${y}-01-15`, `${y}-03-20`, `${y}-07-15`, `${y}-11-15`]);
  return [now, ...fixed.map((day) => new Date(`${day}T12:00:00Z`))];
};

/** Asks the database once for everything; each reason is a sentence that says what to do. */
export async function checkFitness(db: Database, now: Date): Promise<Fitness> {
  const reasons: string[] = [];
  const [applied, role, worker] = await Promise.all([appliedMigrations(db), roleStanding(db), workerIsConnected(db)]);
  const wanted = migrationCount();
  if (applied < wanted)
    reasons.push(
      `The database lacks ${wanted - applied} of ${wanted} migrations; start with \`npm start\`, which applies them.`,
    );
  if (role.superuser || role.bypassesRls || role.ownsTables)
    reasons.push(
      `The database role "${role.name}" could step over row-level security; serve as taper_app, which cannot.`,
    );
  if (applied >= wanted) reasons.push(...zoneDifferences(await offsetsInDatabase(db, probes(now))));
  return { fit: reasons.length === 0, reasons, migrations: `${applied}/${wanted}`, worker: worker ? "up" : "down" };
}

/** A sentence for each zone in which one side reckons an instant otherwise than the other. */
export function zoneDifferences(rows: readonly { zone: string; at: Date; offsetMin: number }[]): string[] {
  const times = rows.map(({ at }) => at.getTime());
  const [first, last] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
  const differing = new Set(
    rows
      .filter(
        ({ zone, at, offsetMin }) =>
          offsetAt(offsetTable(zone, first, last), Math.floor(at.getTime() / 60_000)) !== offsetMin,
      )
      .map(({ zone }) => zone),
  );
  return [...differing].map(
    (zone) =>
      `Node and PostgreSQL disagree about the clock in ${zone}; update the older of the two zone data (Node ≥ 24.21 is right).`,
  );
}

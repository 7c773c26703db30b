// `npm run -s audit`: looks for rows that break what must always hold, clinic by clinic, and exits non-zero when it finds one.
import { closeDatabase, openDatabase, withClinic, type Database } from "../db/client.ts";
import { appUrls } from "../db/migrate.ts";
import { allClinics } from "../db/queries/directory.ts";
import { findViolations, invariants } from "../db/queries/invariants.ts";
import { followChain } from "../lib/audit/check-chain.ts";
import { figureDrift } from "../lib/insights/figure-drift.ts";
import { openDatabase as openExisting } from "./database.ts";
import { clockNow } from "../lib/env.ts";

const help = `npm run -s audit     checks every rule of booking, money and plans on the stored data

Looks at DATABASE_URL, else at the embedded database of DATA_DIR, running or not. Enters each clinic in turn as the
application's own role. Prints one line a rule and the rows that break it; exits 1 when there is one, or no clinic.`;

/** Places of the audit chain that do not follow from the one before. */
async function brokenLinks(db: Database, clinicId: string) {
  const { broken } = await withClinic(db, clinicId, (tx) => followChain(tx, clinicId));
  return { count: broken.length, rows: broken.slice(0, 20).map((seq) => ({ seq })) };
}

export async function audit(
  appUrl: string,
  log: (line: string) => void,
): Promise<{ clinics: number; violations: number }> {
  const db = openDatabase(appUrl, { max: 2, name: "taper_audit", statementTimeoutMs: 600_000 });
  const now = clockNow();
  let violations = 0;
  try {
    const clinics = await allClinics(db);
    for (const clinic of clinics) {
      const checks = [
        ...invariants.map((invariant) => ({
          rule: invariant.rule,
          about: invariant.about,
          run: () => withClinic(db, clinic.id, (tx) => findViolations(tx, clinic.id, invariant, now)),
        })),
        {
          rule: "audit chain",
          about: "each audit row's hash covers the one before it, as far as the head of the chain",
          run: () => brokenLinks(db, clinic.id),
        },
        {
          rule: "figures",
          about: "the owner's summaries are what the facts add up to",
          run: () => withClinic(db, clinic.id, (tx) => figureDrift({ tx, clinicId: clinic.id, now })),
        },
      ];
      for (const { rule, about, run } of checks) {
        const { count, rows } = await run();
        violations += count;
        if (count) log(`${clinic.slug}: ${rule}: ${count} rows break "${about}"\n${JSON.stringify(rows)}`);
      }
      log(`${clinic.slug}: ${checks.length} rules checked`);
    }
    return { clinics: clinics.length, violations };
  } finally {
    await closeDatabase(db);
  }
}

if (import.meta.main) {
  if (process.argv.includes("--help")) {
    console.log(help);
    process.exit(0);
  }
  const existing = await openExisting();
  try {
    const { app } = await appUrls(existing.adminUrl);
    const { clinics, violations } = await audit(app, console.log);
    console.log(
      clinics ? `${violations} violations in ${clinics} clinics` : "No clinic was seen; is this the right database?",
    );
    process.exitCode = violations || !clinics ? 1 : 0;
  } finally {
    await existing.stop();
  }
}

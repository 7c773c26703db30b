// The drill: a backup made while bookings go on comes back whole, guarded as before, and takes bookings again.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { closeDatabase, openDatabase, withClinic, type Database } from "../../db/client.ts";
import { appUrls } from "../../db/migrate.ts";
import { findSlots } from "../../lib/booking/find-slots.ts";
import { bookAppointment } from "../../lib/booking/book-appointment.ts";
import type { Ctx } from "../../lib/context/context.ts";
import { Refusal } from "../../lib/errors.ts";
import { openGateways } from "../../lib/gateways/gateways.ts";
import { newId } from "../../lib/ids.ts";
import { backUp } from "../../scripts/backup.ts";
import { onDatabase, runStatement } from "../../scripts/database.ts";
import { restore } from "../../scripts/restore.ts";
import { seedWhenEmpty } from "../../scripts/seed.ts";
import { clinics, services } from "../../db/schema/index.ts";
import { clearScreen } from "../../tests/support/clinic.ts";
import { layGround, probeGround } from "../../tests/support/isolation.ts";
import { openBenchDatabase } from "../course-rush.ts";
import type { Claim } from "./claim.ts";

const goalSeconds = 120;

export const claim: Claim = {
  name: "restore",
  about: `the demo clinics, backed up encrypted while bookings go on and restored beside them in ≤ ${goalSeconds} s: every row of one moment by hash, every policy, constraint, index and grant by name, no probe crosses between clinics, the audit chain and every rule hold, and it takes a booking`,
  async run({ quick, log }) {
    const database = await openBenchDatabase("prove-restore");
    const directory = mkdtempSync(path.join(tmpdir(), "taper-drill-"));
    const file = path.join(directory, "drill.taper");
    const passphrase = newId() + newId();
    const target = `${new URL(database.adminUrl).pathname.slice(1)}_back`;
    const adminUrl = onDatabase(database.adminUrl, target);
    const home = onDatabase(database.adminUrl, "postgres");
    try {
      const { app: appUrl, worker: workerUrl } = await appUrls(database.adminUrl);
      await seedWhenEmpty({ adminUrl: database.adminUrl, appUrl, workerUrl, log });
      const visitors = await bookOn(appUrl, quick ? 2 : 6);
      await visitors.underWay;
      const before = visitors.booked.length;
      const backupStartedAt = performance.now();
      await backUp({ adminUrl: database.adminUrl, file, passphrase, tell: () => {} });
      const backupMs = performance.now() - backupStartedAt;
      const during = visitors.booked.length - before;
      const acknowledgedBefore = visitors.booked.slice(0, before);
      await visitors.stop();
      log(`${statSync(file).size} bytes in ${Math.round(backupMs)} ms; ${during} visits were booked meanwhile`);

      await runStatement(home, `create database "${target}"`);
      const restoreStartedAt = performance.now();
      const restored = await restore({ adminUrl, file, passphrase, tell: log });
      const restoreMs = performance.now() - restoreStartedAt;
      const rows = restored.tables.reduce((sum, table) => sum + table.rows, 0);
      const missing = await notThere(adminUrl, acknowledgedBefore);
      const [guards, guardsBack] = [await guardsOf(database.adminUrl), await guardsOf(adminUrl)];
      const lostGuards = guards.filter((guard) => !guardsBack.includes(guard));
      for (const guard of lostGuards) log(`NOT BACK ${guard}`);
      const { probes, leaks } = await probe(adminUrl);
      const again = await bookOn((await appUrls(adminUrl)).app, 1);
      await again.underWay;
      await again.stop();
      const faults = [...visitors.faults, ...again.faults];
      for (const fault of faults.slice(0, 5)) log(fault);
      const seconds = (backupMs + restoreMs) / 1000;
      return {
        ok:
          rows > 0 &&
          during > 0 &&
          missing === 0 &&
          restored.violations === 0 &&
          restored.clinics > 0 &&
          guards.length > 0 &&
          guards.length === guardsBack.length &&
          lostGuards.length === 0 &&
          leaks === 0 &&
          again.booked.length > 0 &&
          faults.length === 0 &&
          seconds <= goalSeconds,
        rows,
        tables: restored.tables.length,
        fileKb: Math.ceil(statSync(file).size / 1024),
        backupMs: Math.round(backupMs),
        restoreMs: Math.round(restoreMs),
        bookedBefore: before,
        bookedMeanwhile: during,
        acknowledgedAndNotThere: missing,
        guards: guards.length,
        guardsNotBack: lostGuards.length,
        databaseProbes: probes,
        leaks,
        violations: restored.violations,
        bookedOnTheRestored: again.booked.length,
        faults: faults.length,
      };
    } finally {
      await runStatement(home, `drop database if exists "${target}" with (force)`);
      await database.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

/** What a guest among others may hear. */
const losesRaces = new Set(["slot_taken", "busy_try_again"]);

type Visitors = {
  /** Appointments whose booking was answered with yes, oldest first. */
  booked: string[];
  faults: string[];
  /** Settles when the first of them is booked. */
  underWay: Promise<void>;
  stop(): Promise<void>;
};

function contextOf(db: Database, clinicId: string): Ctx {
  const gateways = openGateways({
    stripe: { secretKey: "sk_test_unused", webhookSecret: "whsec_unused_in_drills", apiBase: "http://localhost:1" },
    mail: { smtpUrl: "smtp://localhost:1", from: "drill@clinic.example" },
  });
  const rest = { publicUrl: "http://localhost:3000", secret: newId() + newId() };
  return { clinicId, actor: { kind: "guest" }, now: new Date(), db, gateways, ...rest };
}

/** Guests who book one open start after another in the first clinic until they are told to stop. */
async function bookOn(appUrl: string, guests: number): Promise<Visitors> {
  const db = openDatabase(appUrl, { max: guests + 1, name: "taper-drill" });
  const [clinic] = await db.select().from(clinics).orderBy(clinics.slug).limit(1);
  const ctx = contextOf(db, clinic!.id);
  const [service] = (
    await withClinic(db, clinic!.id, (tx) => tx.select().from(services).orderBy(services.position))
  ).filter(({ kind, online, retiredAt }) => kind === "first" && online && !retiredAt);
  let stopped = false;
  const booked: string[] = [];
  const faults: string[] = [];
  const first = Promise.withResolvers<void>();
  const guest = async (number: number) => {
    for (let turn = 0; !stopped; turn++) {
      try {
        const day = new Date(ctx.now.getTime() + (3 + ((turn * guests + number) % 40)) * 86_400_000);
        const from = day.toISOString().slice(0, 10);
        const { slots } = await findSlots(ctx, { serviceId: service!.id, fromDate: from, toDate: from });
        const slot = slots[number % Math.max(slots.length, 1)];
        if (!slot) continue;
        const { appointmentId } = await bookAppointment(ctx, {
          idempotencyKey: newId(),
          slot: { serviceId: service!.id, start: new Date(slot.start) },
          patient: { name: `Drill Guest ${number}`, birthDate: "1990-01-01", email: `drill-${newId()}@example.org` },
          screen: clearScreen,
          consent: true,
          pay: "clinic",
          via: "api",
        });
        booked.push(appointmentId);
        first.resolve();
      } catch (error) {
        if (error instanceof Refusal && losesRaces.has(error.code)) continue;
        // Anything else would come again at each turn.
        faults.push(error instanceof Refusal ? `${error.code} ${JSON.stringify(error.fields)}` : String(error));
        first.reject(new Error(faults[0]));
        return;
      }
    }
  };
  const all = Promise.all(Array.from({ length: guests }, (_, number) => guest(number)));
  const stop = async () => {
    stopped = true;
    await all;
    await closeDatabase(db);
  };
  return { booked, faults, underWay: first.promise, stop };
}

async function notThere(adminUrl: string, ids: string[]): Promise<number> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  const rows = await sql`select 1 from appointments where id = any(${ids}::uuid[])`;
  await sql.end();
  return ids.length - rows.length;
}

async function probe(adminUrl: string): Promise<{ probes: number; leaks: number }> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  const [mine, theirs] = await sql<{ id: string }[]>`select id from clinics order by slug`;
  const results = await probeGround(sql, await layGround(sql, mine!.id, theirs!.id));
  await sql.end();
  return { probes: results.length, leaks: results.filter(({ ok }) => !ok).length };
}

/** Everything that stands guard in a database, one line each. */
async function guardsOf(adminUrl: string): Promise<string[]> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  const rows = await sql<{ guard: string }[]>`
    select 'policy ' || tablename || ' ' || policyname || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '') as guard
      from pg_policies where schemaname = 'public'
    union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || convalidated || ' ' || pg_get_constraintdef(oid)
      from pg_constraint where connamespace = 'public'::regnamespace
    union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
    union all select 'table ' || relname || ' ' || relrowsecurity || ' ' || relforcerowsecurity
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    union all select 'grant ' || table_name || ' ' || grantee || ' ' || privilege_type from information_schema.role_table_grants
      where table_schema = 'public' and grantee in ('taper_app', 'taper_worker')
    union all select 'function ' || p.oid::regprocedure || ' ' || coalesce(p.proacl::text, '') from pg_proc p
      where p.pronamespace = 'app'::regnamespace
    order by guard`;
  await sql.end();
  return rows.map(({ guard }) => guard);
}

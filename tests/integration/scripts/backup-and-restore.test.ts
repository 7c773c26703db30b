// A backup brought back is the database it was made from, row for row; one that was changed, cut or made elsewhere is refused whole.
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { gunzipSync } from "node:zlib";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { accessCodes, patients } from "../../../db/schema/index.ts";
import { bookAppointment } from "../../../lib/booking/book-appointment.ts";
import { newId } from "../../../lib/ids.ts";
import { backUp } from "../../../scripts/backup.ts";
import { onDatabase, runStatement } from "../../../scripts/database.ts";
import { readBackupFile } from "../../../scripts/keeping/backup-file.ts";
import { sumOf } from "../../../scripts/keeping/dump.ts";
import { migrateUpTo } from "../../../scripts/keeping/first-migrations.ts";
import { BackupText, loadDatabase } from "../../../scripts/keeping/load.ts";
import { leftEmpty, tablesInOrder } from "../../../scripts/keeping/tables.ts";
import { restore } from "../../../scripts/restore.ts";
import { asha, clearScreen, freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

// A restore makes a database of its own and every table in it; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

const passphrase = "a passphrase for tests only";
const awkward = "Zoë \\. \t \n\\.\n'; drop table patients; -- \u2028 🦑 \\N";
const tell = () => {};
let database: FreshDatabase;
let clinic: TestClinic;
let directory: string;
let target: string;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await freshClinic(database.appUrl, { connections: 2 });
  await bookAppointment(clinic.guestCtx(), {
    idempotencyKey: newId(),
    slot: { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya, start: new Date("2026-12-01T17:00:00Z") },
    patient: { ...asha, guardianName: undefined, guardianRelation: undefined },
    screen: clearScreen,
    consent: true,
    pay: "clinic",
    via: "api",
  });
  await clinic.inside(async (tx) => {
    await tx.insert(patients).values([
      { clinicId: clinic.clinicId, id: newId(), name: awkward, email: "", createdAt: clinic.now },
      { clinicId: clinic.clinicId, id: newId(), name: "\\.", email: null, createdAt: clinic.now },
    ]);
    await tx.insert(accessCodes).values({
      clinicId: clinic.clinicId,
      id: newId(),
      patientId: clinic.ids.asha,
      codeHash: "x",
      browserHash: "y",
      expiresAt: clinic.now,
    });
  });
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

const server = () => onDatabase(database.adminUrl, "postgres");
const onServer = async () => {
  const sql = postgres(server(), { max: 1 });
  const rows = await sql<{ datname: string }[]>`select datname from pg_database order by datname`;
  await sql.end();
  return rows.map(({ datname }) => datname);
};

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), "taper-backup-"));
  target = onDatabase(database.adminUrl, `taper_back_${newId().slice(-12)}`);
  await runStatement(server(), `create database "${nameOf(target)}"`);
});
afterEach(async () => {
  rmSync(directory, { recursive: true, force: true });
  for (const name of await onServer())
    if (name.startsWith(nameOf(target))) await runStatement(server(), `drop database "${name}" with (force)`);
});

const nameOf = (url: string) => new URL(url).pathname.slice(1);
const file = () => path.join(directory, "clinic.taper");
const withTables = async <T>(url: string, work: (sql: postgres.Sql) => Promise<T>) => {
  const sql = postgres(url, { max: 1, connection: { TimeZone: "UTC" } });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
};
const sums = (url: string) =>
  withTables(url, async (sql) => {
    const all = [];
    for (const table of await tablesInOrder(sql)) all.push(await sumOf(sql, table));
    return all;
  });

test("brings every row back as it was, but the ones that were only good for their moment", async () => {
  await backUp({ adminUrl: database.adminUrl, file: file(), tell });
  const restored = await restore({ adminUrl: target, file: file(), tell });
  expect(restored).toMatchObject({ clinics: 1, violations: 0 });
  const before = await sums(database.adminUrl);
  const after = await sums(target);
  const kept = (all: typeof before) => all.filter(({ table }) => !leftEmpty.includes(table));
  expect(kept(after)).toEqual(kept(before));
  expect(kept(before).find(({ table }) => table === "patients")?.rows).toBe(3);
  expect(before.find(({ table }) => table === "access_codes")?.rows).toBe(1);
  expect(after.filter(({ table }) => leftEmpty.includes(table)).map(({ rows }) => rows)).toEqual(
    leftEmpty.map(() => 0),
  );
  const names = await withTables(target, (sql) => sql<{ name: string }[]>`select name from patients`);
  expect(names.map(({ name }) => name)).toContain(awkward);
});

test("the file is for its owner only, appears whole, and is never written over", async () => {
  await backUp({ adminUrl: database.adminUrl, file: file(), tell });
  expect(statSync(file()).mode & 0o077).toBe(0);
  await expect(backUp({ adminUrl: database.adminUrl, file: file(), tell })).rejects.toThrow("is there already");
  const stopped = new AbortController();
  const other = path.join(directory, "stopped.taper");
  const stopping = backUp({
    adminUrl: database.adminUrl,
    file: other,
    tell: () => stopped.abort(new Error("stopped")),
    signal: stopped.signal,
  });
  await expect(stopping).rejects.toThrow("stopped");
  expect(readdirSync(directory)).toEqual(["clinic.taper"]);
});

test("encrypted, it says nothing to a reader and opens with its passphrase only", async () => {
  await backUp({ adminUrl: database.adminUrl, file: file(), passphrase, tell });
  const bytes = readFileSync(file());
  expect(bytes.includes(asha.name)).toBe(false);
  expect(() => gunzipSync(bytes.subarray(bytes.indexOf(10) + 1))).toThrow("incorrect header");
  await expect(restore({ adminUrl: target, file: file(), tell })).rejects.toThrow("--passphrase-file");
  const wrong = restore({ adminUrl: target, file: file(), passphrase: "another passphrase", tell });
  await expect(wrong).rejects.toThrow("passphrase is not the one");
  expect(await restore({ adminUrl: target, file: file(), passphrase, tell })).toMatchObject({ violations: 0 });
});

test("an encrypted file that was changed or cut is refused, and nothing of it stays", async () => {
  await backUp({ adminUrl: database.adminUrl, file: file(), passphrase, tell });
  const bytes = readFileSync(file());
  const readAll = async () => {
    for await (const _ of readBackupFile(file(), passphrase));
  };
  await readAll();
  for (const damage of [
    (whole: Buffer) => whole.subarray(0, -40),
    (whole: Buffer) => Buffer.concat([whole, Buffer.from("more")]),
    (whole: Buffer) => Buffer.from(whole.toString("latin1").replace('"r":8', '"r":4'), "latin1"),
    (whole: Buffer) => {
      const changed = Buffer.from(whole);
      changed[whole.length >> 1]! ^= 1;
      return changed;
    },
  ]) {
    writeFileSync(file(), damage(bytes));
    await expect(readAll()).rejects.toThrow(/changed|damaged|missing/);
  }
  await expect(restore({ adminUrl: target, file: file(), passphrase, tell })).rejects.toThrow(/changed|damaged/);
  expect((await onServer()).filter((name) => name.startsWith(nameOf(target)))).toEqual([nameOf(target)]);
  expect(await sums(target)).toEqual([]);
});

test("rows that were altered, taken out, or that break a rule or a reference are refused", async () => {
  await backUp({ adminUrl: database.adminUrl, file: file(), tell });
  const bytes = readFileSync(file());
  const text = gunzipSync(bytes.subarray(bytes.indexOf(10) + 1)).toString();
  const empty = await freshDatabase();
  const loaded = (changed: string) =>
    withTables(empty.adminUrl, (sql) =>
      sql.begin(async (tx) => {
        const chunks =
          Buffer.from(changed)
            .toString("latin1")
            .match(/[^]{1,1000}/g) ?? [];
        const reader = new BackupText(Readable.from(chunks.map((chunk) => Buffer.from(chunk, "latin1"))));
        await reader.line();
        return loadDatabase(tx, reader, tell);
      }),
    );
  for (const [changed, says] of [
    [text.replaceAll("Asha Rao", "Asha Row"), /patients does not hold/],
    [text.replace(/(\{"table":"audit","columns"[^\n]*\n)[^\n]+\n/, "$1"), /audit does not hold/],
    [text.replace(/\{"table":"patients"[^\n]*\n(?:[^\n]*\n)*?\\\.\n/, ""), /violates foreign key/],
    [text.replace(/\{"table":"refunds"[^\n]*\n(?:[^\n]*\n)*?\\\.\n/, ""), /lacks refunds/],
    [text.replaceAll("asha.rao@example.org", "Asha.Rao@example.org"), /patients_email_lower/],
    [text.slice(0, -200), /ends too early/],
    [text.slice(0, text.indexOf('{"table":"visits"')), /ends too early/],
  ] as const)
    await expect(loaded(changed)).rejects.toThrow(says);
  expect((await sums(empty.adminUrl)).every(({ rows }) => rows === 0)).toBe(true);
  expect((await loaded(text)).length).toBeGreaterThan(40);
  await empty.drop();
});

test("a backup of a later version is refused", async () => {
  await expect(migrateUpTo(target, 10_000)).rejects.toThrow("later version");
  expect(await sums(target)).toEqual([]);
});

test("a database that holds something is only replaced when told, and is kept under another name", async () => {
  await backUp({ adminUrl: database.adminUrl, file: file(), tell });
  await withTables(target, (sql) => sql`create table keepsake as select 1 as one`);
  await expect(restore({ adminUrl: target, file: file(), tell })).rejects.toThrow("is not empty");
  const { keptAs } = await restore({ adminUrl: target, file: file(), replace: true, tell });
  const kept = await withTables(onDatabase(target, keptAs!), (sql) => sql`select one from keepsake`);
  expect(kept).toHaveLength(1);
  expect(await sums(target)).not.toEqual([]);
});

test("does not start while somebody works on the database", async () => {
  await backUp({ adminUrl: database.adminUrl, file: file(), tell });
  await withTables(target, async (sql) => {
    await sql`select 1`;
    await expect(restore({ adminUrl: target, file: file(), tell })).rejects.toThrow("stop the product");
  });
});

test("a role that does not see every clinic cannot make a backup", async () => {
  await expect(backUp({ adminUrl: database.appUrl, file: file(), tell })).rejects.toThrow("BYPASSRLS");
  expect(readdirSync(directory)).toEqual([]);
});

test("what was erased since the backup is erased in it again, by the list of the database it replaces", async () => {
  const file = path.join(directory, "before.taper");
  const source = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  const { clinicId, ids } = clinic;
  const gone = newId();
  const words = "Qzbackup canary";
  await source`insert into patients (clinic_id, id, name, email, created_at) values (${clinicId}, ${gone}, ${words}, 'qz@example.org', '2001-01-01')`;
  await backUp({ adminUrl: database.adminUrl, file, tell });
  await restore({ adminUrl: target, file, tell });
  // Erased in the database that serves, after the backup.
  const serving = postgres(target, { max: 1, onnotice: () => {} });
  await serving`insert into erasures (clinic_id, id, patient_id, kept_until, erased_on, erased_at, member_id)
    values (${clinicId}, ${newId()}, ${gone}, '2036-01-01', '2037-01-01', now(), ${ids.members.owner})`;
  await serving.end();
  const { erasedAgain, violations } = await restore({ adminUrl: target, file, replace: true, tell });
  expect({ erasedAgain, violations }).toEqual({ erasedAgain: 1, violations: 0 });
  const back = postgres(target, { max: 1, onnotice: () => {} });
  expect(await back`select name, email from patients where id = ${gone}`).toEqual([
    { name: "Erased record", email: null },
  ]);
  expect(await back`select name from patients where id = ${ids.asha}`).toEqual([{ name: asha.name }]);
  expect(await back`select patient_id from erasures`).toEqual([{ patient_id: gone }]);
  await back.end();
  await source`delete from patients where id = ${gone}`;
  await source.end();
});

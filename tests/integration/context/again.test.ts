// What verbs do when the wire to the database fails: repeated where nothing was changed or a key tells, said honestly where nobody knows.
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, readScoped, withClinic, type Database } from "../../../db/client.ts";
import { troubleOf } from "../../../db/errors.ts";
import { rescheduleAppointment } from "../../../lib/booking/reschedule-appointment.ts";
import { bookAppointment } from "../../../lib/booking/book-appointment.ts";
import { holdSlot } from "../../../lib/booking/hold-slot.ts";
import { inTransaction, readRows, type Ctx } from "../../../lib/context/context.ts";
import { newId } from "../../../lib/ids.ts";
import { asha, clearScreen, freshClinic, type TestClinic } from "../../support/clinic.ts";
import { startFaultProxy, through, type FaultProxy } from "../../support/fault-proxy.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { mustHold } from "../../support/money-desk.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let proxy: FaultProxy;
let db: Database;
let hour = 0;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await freshClinic(database.appUrl);
  const { hostname: host, port } = new URL(database.appUrl);
  proxy = await startFaultProxy({ host, port: Number(port) });
  db = openDatabase(through(database.appUrl, proxy), { max: 3, name: "taper-test", statementTimeoutMs: 500 });
});
afterEach(() => proxy.heal());
afterAll(async () => {
  await closeDatabase(db);
  await proxy.close();
  await clinic.close();
  await database.drop();
});

const guest = (): Ctx => ({ ...clinic.guestCtx(), db });
/** Another free hour each time. */
const nextStart = () => new Date(Date.UTC(2026, 11, 1 + Math.floor(hour / 4), 17 + 2 * (hour++ % 4)));

const book = (start: Date, key = newId()) =>
  bookAppointment(guest(), {
    idempotencyKey: key,
    slot: { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya, start },
    patient: { ...asha, guardianName: undefined, guardianRelation: undefined },
    screen: clearScreen,
    consent: true,
    pay: "clinic",
    via: "api",
  });

const liveAt = async (start: Date): Promise<number> => {
  const rows = await clinic.inside((tx) =>
    tx.execute(
      sql`select 1 from appointments where starts_at = ${start.toISOString()}::timestamptz and status = 'booked'`,
    ),
  );
  return rows.length;
};

/** Part of the answer, which is kept under the key in one flight with COMMIT. */
const ending = '"amountDueMinor"';

test("a keyed verb whose connection breaks before COMMIT is done by its repeat, once", async () => {
  const start = nextStart();
  proxy.cutAt(ending, "before");
  const booked = await book(start);
  expect(proxy.strikes()).toBeGreaterThan(0);
  expect(booked.status).toBe("booked");
  expect(await liveAt(start)).toBe(1);
});

test("a keyed verb whose answer to COMMIT is lost finds what it did, and does it no second time", async () => {
  const start = nextStart();
  const before = proxy.strikes();
  proxy.cutAt(ending, "after");
  const booked = await book(start);
  expect(proxy.strikes()).toBe(before + 1);
  expect(booked.status).toBe("booked");
  expect(await liveAt(start)).toBe(1);
});

test("a verb without a key that broke before COMMIT runs again; one whose COMMIT was not answered says that nobody knows", async () => {
  const [from, to] = [nextStart(), nextStart()];
  const { appointmentId } = await book(from);
  proxy.cutAt("insert into", "before");
  const moved = await rescheduleAppointment(guest(), { appointmentId, start: to });
  expect(moved.start).toEqual(to);
  const later = { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya, start: nextStart() };
  // The audit rows go out in one flight with COMMIT.
  proxy.cutAt('"deed"', "after", 9);
  await expect(holdSlot(guest(), later)).rejects.toMatchObject({ code: "outcome_unknown" });
});

test("what only reads is simply read again", async () => {
  // A connection sends the word only once, and then calls it by a name.
  const fresh = openDatabase(through(database.appUrl, proxy), { max: 2, name: "taper-test" });
  const before = proxy.strikes();
  proxy.cutAt("commit", "after", 2);
  const [row] = await inTransaction({ ...guest(), db: fresh }, (t) =>
    t.tx.execute(sql`select 6 * 7 as n, ${newId()}::uuid`),
  );
  expect(row?.["n"]).toBe(42);
  expect(proxy.strikes()).toBe(before + 2);
  await closeDatabase(fresh);
  proxy.cutAt("41 + 1", "after", 2);
  const rows = await readRows<{ n: number }>(guest(), sql`select 41 + 1 as n, ${newId()}::uuid`);
  expect(rows[0]?.n).toBe(42);
});

test("a silent connection is given up soon after the server should have answered", { timeout: 20_000 }, async () => {
  await withClinic(db, clinic.clinicId, (tx) => tx.execute(sql`select 1`));
  proxy.silence();
  const startedAt = performance.now();
  const error = await readScoped(
    db,
    { clinicId: clinic.clinicId, patientId: null },
    sql`select ${newId()}::uuid`,
  ).catch((failure: unknown) => failure);
  expect(["lost", "unavailable"]).toContain(troubleOf(error));
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  proxy.heal();
  await expect(book(nextStart())).resolves.toMatchObject({ status: "booked" });
});

test(
  "with all connections in use, the next one hears so within seconds, whatever it wants",
  { timeout: 20_000 },
  async () => {
    const release = Promise.withResolvers<void>();
    const begun = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
    const inUse = begun.map((one) =>
      withClinic(db, clinic.clinicId, async () => {
        one.resolve();
        await release.promise;
      }),
    );
    await Promise.all(begun.map((one) => one.promise));
    const startedAt = performance.now();
    const [transaction, read, statement] = await Promise.all([
      book(nextStart()).catch((error: unknown) => error),
      readRows(guest(), sql`select ${newId()}::uuid`).catch((error: unknown) => error),
      db.execute(sql`select 1`).catch((error: unknown) => error),
    ]);
    const elapsedMs = performance.now() - startedAt;
    release.resolve();
    await Promise.all(inUse);
    expect(transaction).toMatchObject({ code: "busy_try_again" });
    expect(read).toMatchObject({ code: "busy_try_again" });
    expect(["busy", "unavailable"]).toContain(troubleOf(statement));
    expect(elapsedMs).toBeLessThan(10_000);
    await expect(book(nextStart())).resolves.toMatchObject({ status: "booked" });
  },
);

test("a full disk is said as a passing trouble, and writing goes on when there is space again", async () => {
  const admin = openDatabase(database.adminUrl, { max: 1, name: "taper-test-admin" });
  await admin.execute(sql`
    create function no_space() returns trigger language plpgsql as $$ begin raise exception using errcode = 'disk_full'; end $$`);
  await admin.execute(
    sql`create trigger no_space before insert on appointments for each row execute function no_space()`,
  );
  const start = nextStart();
  await expect(book(start)).rejects.toMatchObject({ code: "busy_try_again" });
  await admin.execute(sql`drop trigger no_space on appointments`);
  await admin.execute(sql`drop function no_space`);
  await closeDatabase(admin);
  await expect(book(start)).resolves.toMatchObject({ status: "booked" });
});

test("nothing that must hold is broken by any of it", async () => {
  await expect(mustHold(clinic, clinic.now)).resolves.toBeUndefined();
});

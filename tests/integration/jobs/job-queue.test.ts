// The worker process itself: mails go out through the queue, a killed worker loses none, a stopped one ends its work first, poison is parked.
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase } from "../../../db/client.ts";
import { installJobQueue } from "../../../db/job-queue.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { book, nine, openMoneyDesk, plus, type MoneyDesk } from "../../support/money-desk.ts";
import type { TestClinic } from "../../support/clinic.ts";

const root = path.resolve(import.meta.dirname, "../../..");

let database: FreshDatabase;
let desk: MoneyDesk;
let clinic: TestClinic;
let worker: ChildProcess | undefined;

beforeAll(async () => {
  database = await freshDatabase();
  await installJobQueue(database.adminUrl);
  // As every start does.
  await installJobQueue(database.adminUrl);
  desk = await openMoneyDesk(database);
  clinic = await desk.clinic();
});
afterAll(async () => {
  worker?.kill("SIGKILL");
  await desk.close();
  await database.drop();
});

function startWorker(): ChildProcess {
  worker = spawn(process.execPath, ["--conditions=react-server", path.join(root, "scripts/worker.ts")], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_WORKER_URL: database.workerUrl,
      AUTH_SECRET: "a test secret of at least thirty-two characters",
      STRIPE_SECRET_KEY: "sk_test_queue",
      STRIPE_WEBHOOK_SECRET: "whsec_0123456789",
      STRIPE_API_BASE: desk.standIn.url,
      SMTP_URL: desk.mailbox.smtpUrl,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return worker;
}

const ended = (process: ChildProcess) =>
  new Promise<number | null>((resolve) => process.once("exit", (code) => resolve(code)));

const waiting = async (): Promise<number> => {
  const rows = await clinic.inside((tx) =>
    tx.execute(sql`
      select 1 from outbox where clinic_id = ${clinic.clinicId}::uuid and done_at is null and parked_at is null
        and run_at <= now() and kind = 'appointment.booked'`),
  );
  return rows.length;
};

async function untilNoneWaits(seconds: number): Promise<void> {
  for (let turn = 0; turn < seconds * 10 && (await waiting()) > 0; turn++) await sleep(100);
}

/** Booked by the clock of the tests, which is before the worker's. */
const bookMany = async (count: number, from: number) => {
  for (let n = from; n < from + count; n++)
    await book(clinic, {
      start: plus(nine, 1440 * Math.floor(n / 5) + 75 * (n % 5)),
      person: { name: `Guest ${n}`, email: `guest-${n}@example.org` },
    });
};

const lettersTo = async (): Promise<Map<string, number>> => {
  const rows = await clinic.inside((tx) =>
    tx.execute(sql`
      select p.email, count(*)::int as n from messages m
      join appointments a on a.clinic_id = m.clinic_id and a.id = m.appointment_id
      join patients p on p.clinic_id = a.clinic_id and p.id = a.patient_id
      where m.clinic_id = ${clinic.clinicId}::uuid and m.template = 'appointment.booked' group by p.email`),
  );
  return new Map(rows.map((row) => [String(row["email"]), Number(row["n"])]));
};

/** Jobs that a worker says it is working on. */
async function inHand(): Promise<number> {
  const admin = openDatabase(database.adminUrl, { max: 1, name: "taper-test-admin" });
  const rows = await admin.execute(sql`select 1 from graphile_worker.jobs where locked_at is not null`);
  await closeDatabase(admin);
  return rows.length;
}

test(
  "bookings are told by mail, each once, and a worker that is asked to stop ends with nothing half done",
  { timeout: 60_000 },
  async () => {
    await bookMany(6, 0);
    const running = startWorker();
    await untilNoneWaits(30);
    const letters = await lettersTo();
    expect([...letters.values()]).toEqual([1, 1, 1, 1, 1, 1]);
    await bookMany(4, 6);
    await sleep(200);
    running.kill("SIGTERM");
    expect(await ended(running)).toBe(0);
    expect(await inHand()).toBe(0);
  },
);

test("what a killed worker had in hand is carried out by the next one", { timeout: 150_000 }, async () => {
  await bookMany(10, 10);
  const first = startWorker();
  for (let turn = 0; turn < 1_000 && (await waiting()) === 10; turn++) await sleep(5);
  first.kill("SIGKILL");
  await ended(first);
  expect(await waiting()).toBeGreaterThan(0);
  startWorker();
  await untilNoneWaits(100);
  expect(await waiting()).toBe(0);
  const letters = await lettersTo();
  expect(letters.size).toBe(20);
  expect([...letters.values()].every((n) => n === 1)).toBe(true);
});

// The process lives on when PostgreSQL is killed under load: what was under way fails with a word, and what comes after works.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { closeDatabase, openDatabase, readScoped, withClinic } from "../../../db/client.ts";
import { troubleOf } from "../../../db/errors.ts";
import { appUrls, migrateDatabase } from "../../../db/migrate.ts";
import { newId } from "../../../lib/ids.ts";
import { keepDatabase } from "../../../scripts/database.ts";
import { freePort } from "../../../scripts/ports.ts";

const KILLS = 6;

test(
  "CR-01 killed six times under load, no query hangs, none escapes, and the pool serves again",
  { timeout: 40_000 },
  async () => {
    const directory = mkdtempSync(path.join(tmpdir(), "taper-death-"));
    const database = await keepDatabase({
      dataDir: directory,
      port: await freePort(),
      fast: true,
      note: () => {},
    });
    onTestFinished(async () => {
      await database.stop();
      rmSync(directory, { recursive: true, force: true });
    });
    await migrateDatabase(database.adminUrl);
    const db = openDatabase((await appUrls(database.adminUrl)).app, { max: 8, name: "taper-death" });
    onTestFinished(() => closeDatabase(db));

    const clinic = newId();
    const counts = { done: 0, unavailable: 0, other: [] as unknown[] };
    let running = true;
    const transaction = () =>
      withClinic(db, clinic, async (tx) => {
        await tx.execute(sql`select pg_sleep(0.004), ${clinic}::uuid`);
        await Promise.all([
          tx.execute(sql`select 1`),
          tx.execute(sql`select count(*) from appointments where clinic_id = ${clinic}::uuid`),
        ]);
      });
    const read = () =>
      readScoped(db, { clinicId: clinic, patientId: null }, sql`select pg_sleep(0.002), ${clinic}::uuid as id`);
    const worker = async (work: () => Promise<unknown>) => {
      while (running) {
        try {
          await work();
          counts.done++;
        } catch (error) {
          if (["unavailable", "lost", "unknown"].includes(troubleOf(error))) counts.unavailable++;
          else counts.other.push(error);
          await sleep(2);
        }
      }
    };
    const workers = [
      ...Array.from({ length: 8 }, () => worker(transaction)),
      ...Array.from({ length: 8 }, () => worker(read)),
    ];

    const doneAfter: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      await sleep(150);
      process.kill(Number(readFileSync(path.join(directory, "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
      const before = counts.done;
      for (let waited = 0; counts.done < before + 50 && waited < 15_000; waited += 20) await sleep(20);
      doneAfter.push(counts.done - before);
    }
    running = false;
    const ended = await Promise.race([Promise.all(workers).then(() => true), sleep(10_000).then(() => false)]);

    expect(ended).toBe(true);
    expect(counts.other).toEqual([]);
    expect(counts.unavailable).toBeGreaterThan(0);
    expect(doneAfter.every((done) => done >= 50)).toBe(true);
  },
);

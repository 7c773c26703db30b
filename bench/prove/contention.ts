// Claim: two hundred patients who accept overlapping courses at the same moment end with whole courses or a clear answer, and soon.
import { closeDatabase, openDatabase } from "../../db/client.ts";
import { audit } from "../../scripts/audit.ts";
import { courseClinic, type CourseClinic } from "../../tests/support/course-clinic.ts";
import {
  commitsAlone,
  countDeadlocks,
  countDoubles,
  layPast,
  openBenchDatabase,
  rushToAccept,
  rushToWrite,
  warmUp,
} from "../course-rush.ts";
import type { Claim } from "./claim.ts";

const connections = 64;
const team = 6;
const processes = 4;
const yeses = 3;
const rushGoalMs = 600;
const commitGoalMs = 5;

export const claim: Claim = {
  name: "contention",
  about: `200 overlapping courses of 12 visits, each written by the product's own writer in a transaction of its own (look, locks, slot check, visits, rooms, facts, reminders, calendar version, audit chain, commit) over ${connections} connections: ≤ ${rushGoalMs} ms in all; the same writer alone, from its first look to the answer of COMMIT, ≤ ${commitGoalMs} ms median; and 200 patients through the whole acceptance with planning, over ${processes} pools as of so many web processes, at most ${yeses} yeses each: all end whole or with a clear answer. No deadlock, no double booking, nothing for the checker. In one process beside its database, which flushes nothing to disk (as in every proof: not the disk is measured), after years of past visits and unmeasured turns on each connection`,
  async run({ quick, log }) {
    const patients = quick ? 50 : 200;
    const database = await openBenchDatabase("prove-contention");
    const opened: CourseClinic[] = [];
    const open = async (pastDays: number) => {
      const clinic = await courseClinic(database.appUrl, team, { connections, horizonDays: 200 });
      opened.push(clinic);
      await layPast(database, clinic, pastDays);
      return clinic;
    };
    try {
      const writing = await open(quick ? 100 : 1000);
      await warmUp(writing, connections);
      const rush = await rushToWrite(writing, patients);
      const doubles = await countDoubles(writing);
      log(
        `${rush.written} of ${patients} courses written, ${rush.refused} refused, in ${Math.round(rush.elapsedMs)} ms`,
      );
      const calm = await open(quick ? 100 : 1000);
      const alone = (await commitsAlone(calm, quick ? 60 : 120)).slice(quick ? 20 : 40).toSorted((a, b) => a - b);
      const commitMs = alone[Math.floor(alone.length / 2)]!;
      log(`a course alone is committed in ${commitMs.toFixed(1)} ms`);
      const accepting = await open(30);
      const pools = Array.from({ length: processes }, () =>
        openDatabase(database.appUrl, { max: connections / processes, name: "taper-prove" }),
      );
      const accepted = await rushToAccept(accepting, pools, patients, yeses);
      await Promise.all(pools.map(closeDatabase));
      const full = accepted.full.reduce((sum, count) => sum + (count ?? 0), 0);
      log(`${full} of ${patients} patients have whole courses, in ${Math.round(accepted.elapsedMs)} ms`);
      const acceptDoubles = await countDoubles(accepting);
      await Promise.all(opened.map((clinic) => clinic.close()));
      // Counted once every connection has ended: until then a server may keep what it has seen to itself.
      const deadlocks = await countDeadlocks(database);
      const { violations } = await audit(database.appUrl, log);
      const told = Object.values(accepted.told).reduce((sum, count) => sum + count, 0);
      const faults = [...rush.faults, ...accepted.faults];
      for (const fault of faults.slice(0, 10)) log(fault);
      const sound = faults.length === 0 && deadlocks === 0 && doubles + acceptDoubles === 0 && violations === 0;
      const ended = full + told === patients;
      return {
        ok: sound && ended && rush.elapsedMs <= rushGoalMs && commitMs <= commitGoalMs,
        patients,
        rush: { elapsedMs: round(rush.elapsedMs), written: rush.written, refused: rush.refused, doubles },
        commit: { medianMs: round(commitMs), p95Ms: round(alone[Math.floor(alone.length * 0.95)]!) },
        acceptance: {
          elapsedMs: round(accepted.elapsedMs),
          full,
          byYeses: accepted.full.slice(1).map((count) => count ?? 0),
          told: accepted.told,
          yesMedianMs: round(accepted.yesMs.toSorted((a, b) => a - b)[Math.floor(accepted.yesMs.length / 2)]!),
          doubles: acceptDoubles,
        },
        deadlocks,
        faults: faults.length,
        violations,
      };
    } finally {
      await Promise.all(opened.map((clinic) => clinic.close()));
      await database.stop();
    }
  },
};

const round = (value: number): number => Math.round(value * 10) / 10;

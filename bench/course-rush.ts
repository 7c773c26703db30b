// Many patients who want courses at the same moment: a database and a clinic for it, and the three measures of the rush.
import { rmSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import type { Database } from "../db/client.ts";
import { appUrls, migrateDatabase } from "../db/migrate.ts";
import { findViolations, invariants } from "../db/queries/invariants.ts";
import { readSearches } from "../lib/booking/read-search.ts";
import { writeAppointments } from "../lib/booking/write-appointments.ts";
import { inTransaction, type Ctx } from "../lib/context/context.ts";
import { Refusal } from "../lib/errors.ts";
import { acceptPlan } from "../lib/plans/accept-plan.ts";
import type { ShownStart } from "../lib/plans/plan-views.ts";
import { proposeCourse } from "../lib/plans/propose-course.ts";
import { viewPlan } from "../lib/plans/view-plan.ts";
import { addDays } from "../lib/time/dates.ts";
import { claimDirectory } from "../scripts/claim-directory.ts";
import { onDatabase, runStatement } from "../scripts/database.ts";
import { dataDirectory } from "../scripts/paths.ts";
import { startPostgres } from "../scripts/postgres.ts";
import type { TestClinic } from "../tests/support/clinic.ts";
import {
  addPatients,
  courseRows,
  faultsOfCourse,
  offerCourses,
  shownOf,
  type CourseClinic,
} from "../tests/support/course-clinic.ts";
import { yes } from "../tests/support/plan-clinic.ts";
import { seededRandom } from "../tests/support/random-course.ts";

export type BenchDatabase = { appUrl: string; adminUrl: string; stop(): Promise<void> };

/** A migrated database of its own that, as in every proof, flushes nothing to disk; `DATABASE_URL` names another server. */
export async function openBenchDatabase(name: string): Promise<BenchDatabase> {
  const claim = claimDirectory(path.join(dataDirectory(), name));
  rmSync(claim.directory, { recursive: true, force: true });
  const given = process.env["DATABASE_URL"];
  const server = given ? undefined : await startPostgres({ dataDir: claim.directory, fast: true });
  const home = given ? onDatabase(given, "postgres") : server!.url("postgres");
  const database = `taper_${name.replaceAll("-", "_")}_${process.pid}`;
  const adminUrl = onDatabase(home, database);
  await runStatement(home, `create database "${database}"`);
  await migrateDatabase(adminUrl);
  return {
    adminUrl,
    appUrl: (await appUrls(adminUrl)).app,
    stop: async () => {
      await runStatement(home, `drop database if exists "${database}" with (force)`);
      await server?.stop();
      rmSync(claim.directory, { recursive: true, force: true });
      claim.release();
    },
  };
}

const zone = "America/Vancouver";
const formerEach = 300;
const policy = { cancelNoticeHours: 24, lateFeeMinor: 5_000, depositMinor: 0 };

/** Patients a practitioner has had; twelve past visits a practitioner and day: so that the tables are as long as a clinic's of some years. */
export async function layPast(
  { adminUrl }: BenchDatabase,
  { clinicId, ids, now, team }: CourseClinic,
  days: number,
): Promise<void> {
  const client = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await client`
      insert into patients (clinic_id, id, name, created_at)
      select ${clinicId}, gen_random_uuid(), 'Former patient ' || n, ${now} from generate_series(1, ${team.length * formerEach}) n`;
    await client`
      with person as (
        select p.id as practitioner_id, r.id as resource_id, p.n, (select array_agg(id) from patients
          where clinic_id = ${clinicId} and name like 'Former%') as former
        from unnest(${team}::uuid[]) with ordinality p(id, n)
        join unnest(${ids.rooms}::uuid[]) with ordinality r(id, n) on r.n = p.n
      ), past as (
        select gen_random_uuid() as id, practitioner_id, resource_id,
          former[1 + (n - 1) * ${formerEach} + (12 * d + k) % ${formerEach}] as patient_id,
          (${now}::date - d + make_interval(mins => 960 + 40 * k)) at time zone 'UTC' as from_at
        from person, generate_series(1, ${days}) d, generate_series(0, 11) k
      ), laid as (
        insert into appointments (clinic_id, id, chain_id, sequence, practitioner_id, service_id, location_id, patient_id, status,
          starts_at, ends_at, buffer_before_min, buffer_after_min, during, busy_after, busy_before, wall_start, time_zone,
          booked_via, price_minor, tax_minor, tax_code, currency, patient_minor, payer, policy, created_at)
        select ${clinicId}, id, id, 0, practitioner_id, ${ids.physio}, ${ids.location}, patient_id, 'fulfilled',
          from_at, from_at + interval '30 min', 0, 10, tstzrange(from_at, from_at + interval '30 min'),
          tstzrange(from_at, from_at + interval '40 min'), tstzrange(from_at, from_at + interval '30 min'),
          from_at at time zone ${zone}, ${zone}, 'phone', 9500, 0, 'exempt', 'CAD', 9500, 'self', ${client.json(policy)}, ${now}
        from past
      ), told as (
        insert into appointment_facts (clinic_id, id, appointment_id, fact, at, actor_kind)
        select ${clinicId}, gen_random_uuid(), id, 'fulfilled', from_at, 'system' from past
      )
      insert into appointment_resources (clinic_id, appointment_id, resource_id, starts_at, ends_at, during, live)
      select ${clinicId}, id, resource_id, from_at, from_at + interval '30 min',
        tstzrange(from_at, from_at + interval '30 min'), true from past`;
    await client`vacuum analyze`;
  } finally {
    await client.end();
  }
}

/** How often PostgreSQL ended a deadlock in this database. */
export async function countDeadlocks({ adminUrl }: BenchDatabase): Promise<number> {
  const client = postgres(adminUrl, { max: 1 });
  try {
    const [row] = await client`select deadlocks::int from pg_stat_database where datname = current_database()`;
    return Number(row?.["deadlocks"]);
  } finally {
    await client.end();
  }
}

/** Two live appointments of one practitioner, patient or room at one time. */
export async function countDoubles(clinic: TestClinic): Promise<number> {
  const rules = invariants.filter(({ rule }) => rule.startsWith("1 "));
  const found = await Promise.all(
    rules.map((rule) => clinic.inside((tx) => findViolations(tx, clinic.clinicId, rule, clinic.now))),
  );
  return found.reduce((sum, { count }) => sum + count, 0);
}

/** Opens all connections of the pool and has each carry out the statements of the rush as often as it takes to keep their plans. */
export async function warmUp(clinic: CourseClinic, connections: number): Promise<void> {
  const patients = await addPatients(clinic, connections);
  for (let turn = 0; turn < 6; turn++) {
    let waiting = connections;
    let all: () => void;
    const everybody = new Promise<void>((resolve) => (all = resolve));
    await Promise.all(
      patients.map((patientId) =>
        inTransaction(clinic.systemCtx(), async (t) => {
          // Nobody is done before everybody has begun: so each has a connection of their own.
          if (--waiting === 0) all();
          await everybody;
          const at = { practitionerId: clinic.team[0]!, startOn: "2027-03-01", minute: 540 };
          await writeAppointments(t, courseRows(clinic, patientId, at));
          throw new Refusal("slot_taken", "Only to warm up.");
        }).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        }),
      ),
    );
  }
}

/** Milliseconds from the writer's first look to the answer of COMMIT, one course of twelve after another, nobody else writing. */
export async function commitsAlone(clinic: CourseClinic, courses: number): Promise<number[]> {
  const patients = await addPatients(clinic, courses);
  const times: number[] = [];
  for (const [index, patientId] of patients.entries()) {
    const people = clinic.team.length;
    const rows = courseRows(clinic, patientId, {
      practitionerId: clinic.team[index % people]!,
      startOn: addDays("2026-12-01", Math.floor(index / people) % 2),
      minute: 540 + 45 * (Math.floor(index / people / 2) % 10),
    });
    let startedAt = 0;
    await inTransaction(clinic.systemCtx(), async (t) => {
      // As an acceptance has read it, to place the course.
      const seen = await readSearches(t, { serviceIds: [clinic.ids.physio], fromDate: "2026-12-01", days: 95 });
      startedAt = performance.now();
      await writeAppointments(t, rows, seen);
    });
    times.push(performance.now() - startedAt);
  }
  return times;
}

export type WriteRush = { elapsedMs: number; written: number; refused: number; faults: string[] };

/** All courses at the same moment, twelve visits each, at few enough hours that most want what somebody else wants. */
export async function rushToWrite(clinic: CourseClinic, courses: number): Promise<WriteRush> {
  const random = seededRandom(3);
  const patients = await addPatients(clinic, courses);
  const wanted = patients.map((patientId) =>
    courseRows(clinic, patientId, {
      practitionerId: random.pick(clinic.team),
      startOn: addDays("2026-12-01", random.whole(0, 1)),
      minute: 540 + 15 * random.whole(0, 8),
    }),
  );
  const result: WriteRush = { elapsedMs: 0, written: 0, refused: 0, faults: [] };
  const startedAt = performance.now();
  await Promise.all(
    wanted.map(async (rows) => {
      try {
        await inTransaction(clinic.systemCtx(), (t) => writeAppointments(t, rows));
        result.written++;
      } catch (error) {
        if (error instanceof Refusal && error.code === "slot_taken") result.refused++;
        else result.faults.push(error instanceof Refusal ? error.code : String(error));
      }
    }),
  );
  result.elapsedMs = performance.now() - startedAt;
  return result;
}

export type AcceptRush = {
  elapsedMs: number;
  /** Booked whole, by how many times they had to say yes. */
  full: number[];
  /** Ended with a fresh proposal or a refusal, by its code. */
  told: Record<string, number>;
  /** Neither, or booked with something missing. */
  faults: string[];
  yesMs: number[];
};

/**
 * Patients who all saw their course in the empty calendar say yes at the same moment, and again to what is shown then; through several
 * pools, as the web processes of one clinic have them.
 */
export async function rushToAccept(
  clinic: CourseClinic,
  pools: readonly Database[],
  patients: number,
  yeses: number,
): Promise<AcceptRush> {
  const random = seededRandom(17);
  const wishes = Array.from({ length: patients }, () => ({
    weekdays: random.pick([[], [1, 3, 5], [2, 4], [1, 2, 3, 4, 5]]),
    partsOfDay: random.pick([[], ["morning"], ["afternoon"]] as const).slice(),
  }));
  const offered = await offerCourses(clinic, wishes);
  const shown: ShownStart[][] = [];
  for (const { planId, patientId } of offered)
    shown.push(shownOf(await proposeCourse(clinic.patientCtx(patientId), { planId })));
  const result: AcceptRush = { elapsedMs: 0, full: [], told: {}, faults: [], yesMs: [] };
  const startedAt = performance.now();
  await Promise.all(
    offered.map(({ planId, patientId }, index) => {
      const ctx = { ...clinic.patientCtx(patientId), db: pools[index % pools.length]! };
      return sayYes(ctx, planId, shown[index]!, yeses, result);
    }),
  );
  result.elapsedMs = performance.now() - startedAt;
  for (const { planId } of offered) await countFaults(clinic, planId, result);
  return result;
}

async function sayYes(ctx: Ctx, planId: string, shown: ShownStart[], yeses: number, result: AcceptRush): Promise<void> {
  let seen = shown;
  let told = "shown again";
  for (let turn = 1; turn <= yeses; turn++) {
    const startedAt = performance.now();
    try {
      const answer = await acceptPlan(ctx, yes(planId, { seen }));
      if (!answer.changed) {
        result.full[turn] = (result.full[turn] ?? 0) + 1;
        return;
      }
      seen = shownOf(answer.proposal);
      told = "shown again";
    } catch (error) {
      if (!(error instanceof Refusal)) return void result.faults.push(String(error));
      told = error.code;
    } finally {
      result.yesMs.push(performance.now() - startedAt);
    }
  }
  result.told[told] = (result.told[told] ?? 0) + 1;
}

/** A running plan has all its visits, with gaps its phases allow; one that was not booked has none booked. */
async function countFaults(clinic: CourseClinic, planId: string, result: AcceptRush): Promise<void> {
  const plan = await viewPlan(clinic.memberCtx("clinical_lead"), { planId });
  if (plan.status === "active") result.faults.push(...(await faultsOfCourse(clinic, planId)));
  else if (plan.visits.some(({ state }) => state === "booked"))
    result.faults.push("a plan that was not booked has a booked visit");
}

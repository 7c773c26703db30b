// RC-08: the locks and the constraints that guard a time, taken away one after the other and then together.
import { openDatabase as openAdmin, closeDatabase } from "../../db/client.ts";
import { sql } from "drizzle-orm";
import { startFaultProxy, through } from "./fault-proxy.ts";
import { bookAs, openArena, rush, timeOf, wrongWith, type Arena, type ArenaOptions } from "./race-arena.ts";

const constraints = ["appointments_person_after_free", "appointments_person_before_free", "appointments_patient_free"];
const lock = "for no key update of p";

export type Guards = "no locks" | "no constraints" | "neither";
export type GuardRounds = { wrong: string[]; doubles: number };

type Where = { adminUrl: string; parallel: number; rounds: number } & Omit<ArenaOptions, "people" | "parallel">;

/**
 * Runs same-slot races without these guards, on a database of their own: without constraints it is no longer fit for anything else. The
 * locks are taken out of the statements on their way to the server.
 */
export async function raceWithout(guards: Guards, where: Where): Promise<GuardRounds> {
  const { hostname: host, port } = new URL(where.appUrl);
  const proxy = await startFaultProxy({ host, port: Number(port) });
  const arena = await openArena({ ...where, appUrl: through(where.appUrl, proxy), people: 6 });
  const result: GuardRounds = { wrong: [], doubles: 0 };
  try {
    if (guards !== "no constraints") proxy.rewrite(lock, " ".repeat(lock.length));
    if (guards !== "no locks") await dropConstraints(where.adminUrl);
    for (let round = 0; round < where.rounds; round++) await raceOnce(arena, round, result);
    return result;
  } finally {
    await arena.close();
    await proxy.close();
  }
}

async function raceOnce(arena: Arena, round: number, result: GuardRounds): Promise<void> {
  const wish = { start: timeOf(round, 600), practitionerId: arena.clinic.team[round % 6]! };
  const outcome = await rush(arena.parallel, (racer) => bookAs(arena, racer, wish));
  result.doubles += Math.max(0, outcome.won.length - 1);
  // Without their locks writers may end in each other's way; what matters is who wins.
  result.wrong.push(
    ...wrongWith(outcome, 1, ["slot_taken", "busy_try_again"]).map((line) => `round ${round}: ${line}`),
  );
}

async function dropConstraints(adminUrl: string): Promise<void> {
  const admin = openAdmin(adminUrl, { max: 1, name: "taper-race-admin" });
  for (const name of constraints)
    await admin.execute(sql`alter table appointments drop constraint if exists ${sql.identifier(name)}`);
  await admin.execute(sql`alter table appointment_resources drop constraint if exists appointment_resources_unit_free`);
  await closeDatabase(admin);
}

// The claim about who may what: no probe crosses at the database or at any door of the build, and every guard that is taken away is missed.
import postgres from "postgres";
import type { Claim } from "./claim.ts";
import { startProveStack } from "./support.ts";
import { probeDoors } from "../doors/probe-doors.ts";
import { layGround, mutantsOf, probeGround } from "../../tests/support/isolation.ts";

const DATABASE_GOAL = 400;
const DOOR_GOAL = 2_000;

export const claim: Claim = {
  name: "isolation",
  about: `at the database itself, as the role that serves: ≥ ${DATABASE_GOAL} probes of every table of a clinic, 0 leaks, and with any policy, any key or any reference taken away the probes notice; over HTTP: ≥ ${DOOR_GOAL} requests at every page, route and action of the build, as every role of two clinics, for own, other and foreign things: each answered as the table of roles and deeds says, and 0 names or charts told to whom they are not for`,
  async run({ quick, log }) {
    const stack = await startProveStack({ log });
    const sql = postgres(stack.adminUrl, { max: 1, onnotice: () => {} });
    try {
      const [mine, theirs] = await sql<{ id: string }[]>`select id from clinics order by slug`;
      const ground = await layGround(sql, mine!.id, theirs!.id);
      const probes = await probeGround(sql, ground);
      const leaks = probes.filter(({ ok }) => !ok);
      for (const { table, what, got } of leaks) log(`LEAK ${table}: ${what}: ${got}`);
      log(`${probes.length} probes of ${ground.tables.length} tables, ${leaks.length} leaks`);
      const all = mutantsOf(ground.tables);
      const mutants = quick ? all.filter((_, turn) => turn % 8 === 0) : all;
      const survivors: string[] = [];
      for (const [turn, { name, table, statement }] of mutants.entries()) {
        const found = await probeGround(sql, { ...ground, tables: [table] }, statement);
        if (found.every(({ ok }) => ok)) survivors.push(name);
        if (turn % 50 === 49) log(`${turn + 1} of ${mutants.length} guards taken away, ${survivors.length} not missed`);
      }
      for (const name of survivors) log(`NOT MISSED ${name}`);
      // What the worker does by the clock would look like a change that a probe made.
      await stack.worker.stop();
      const clinics = { mine: mine!.id, theirs: theirs!.id };
      const secret = stack.env["AUTH_SECRET"]!;
      const doors = await probeDoors({ url: stack.url, sql, secret, clinics, quick, log });
      for (const one of doors.unnamed) log(`UNNAMED ${one}`);
      for (const { door, who, whose, problem } of doors.findings)
        log(`DOOR ${door}: ${who}, ${whose} things: ${problem}`);
      const enough = quick || doors.probes >= DOOR_GOAL;
      const held = enough && doors.findings.length === 0 && doors.unnamed.length === 0;
      return {
        ok: held && probes.length >= DATABASE_GOAL && leaks.length === 0 && survivors.length === 0,
        tables: ground.tables.length,
        databaseProbes: probes.length,
        leaks: leaks.length,
        guardsTakenAway: mutants.length,
        notMissed: survivors.length,
        doors: doors.doors,
        doorProbes: doors.probes,
        doorFindings: doors.findings.length,
        doorsUnnamed: doors.unnamed.length,
      };
    } finally {
      await sql.end();
      await stack.stop();
    }
  },
};

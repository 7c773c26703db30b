// The claim about clinics that share a database: no probe crosses, and every guard that is taken away is missed.
import postgres from "postgres";
import type { Claim } from "./claim.ts";
import { startProveStack } from "./support.ts";
import { layGround, mutantsOf, probeGround } from "../../tests/support/isolation.ts";

const GOAL = 400;

export const claim: Claim = {
  name: "isolation",
  about: `at the database itself, as the role that serves: ≥ ${GOAL} probes of every table of a clinic, 0 leaks; and with any policy, any key or any reference taken away the probes notice`,
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
      return {
        ok: probes.length >= GOAL && leaks.length === 0 && survivors.length === 0,
        tables: ground.tables.length,
        databaseProbes: probes.length,
        leaks: leaks.length,
        guardsTakenAway: mutants.length,
        notMissed: survivors.length,
      };
    } finally {
      await sql.end();
      await stack.stop();
    }
  },
};

// Claim: whatever way many people want the same thing at one moment, it is given once, nobody waits for ever, and nothing deadlocks.
import { audit } from "../../scripts/audit.ts";
import { openArena, type Arena } from "../../tests/support/race-arena.ts";
import { raceWithout, type Guards } from "../../tests/support/race-guards.ts";
import { raceShapes, type RaceShape } from "../../tests/support/race-shapes.ts";
import { shareOf } from "../bench.ts";
import { countDeadlocks, openBenchDatabase } from "../course-rush.ts";
import type { Claim } from "./claim.ts";

const pools = 4;
const connections = 64;

/** RACERS and ROUNDS in the environment ask for another crowd, such as a nightly 1,000 × 5. */
function crowdOf(quick: boolean): { parallel: number; rounds: number } {
  const whole = (name: string, usual: number) => {
    const asked = Number(process.env[name] ?? usual);
    if (!Number.isInteger(asked) || asked < 2) throw new Error(`${name} must be a whole number from 2.`);
    return asked;
  };
  return { parallel: whole("RACERS", quick ? 60 : 200), rounds: whole("ROUNDS", quick ? 3 : 20) };
}

type Raced = { shape: string; rounds: number; p50Ms: number; longestMs: number; wrong: number };

export const claim: Claim = {
  name: "races",
  about: `nine shapes of race (one time; one hold; whole series; last rooms; anybody; desk and guests; all mixed; without locks or constraints; moves to one time), 200 at once × 20 rounds each through the product's verbs over ${connections} connections of ${pools} pools: the stated number of winners every round, 0 deadlocks, nothing for the checker; locks alone and constraints alone each suffice, and without both the checker sees the damage. RACERS=1000 ROUNDS=5 for another crowd. In one process beside its database, which flushes nothing to disk`,
  async run({ quick, log }) {
    const { parallel, rounds } = crowdOf(quick);
    const database = await openBenchDatabase("prove-races");
    const raced: Raced[] = [];
    const crowd = { parallel, pools, connections };
    try {
      for (const shape of raceShapes) {
        const arena = await openArena({ ...shape, ...crowd, appUrl: database.appUrl });
        try {
          raced.push(await race(shape, arena, rounds, log));
        } finally {
          await arena.close();
        }
        log(JSON.stringify(raced.at(-1)));
      }
      // Counted once every connection has ended: until then a server may keep what it has seen to itself.
      const deadlocks = await countDeadlocks(database);
      const { violations } = await audit(database.appUrl, log);
      const guards = {
        noLocks: await withoutGuards("no locks", { ...crowd, rounds }, log),
        noConstraints: await withoutGuards("no constraints", { ...crowd, rounds }, log),
        neither: await withoutGuards("neither", { ...crowd, rounds: 2 }, log),
      };
      const held = [guards.noLocks, guards.noConstraints].every(
        (one) => one.wrong + one.doubles + one.violations + one.deadlocks === 0,
      );
      const seen = guards.neither.doubles > 0 && guards.neither.violations > 0;
      const wrong = raced.reduce((sum, one) => sum + one.wrong, 0);
      return {
        ok: wrong + deadlocks + violations === 0 && held && seen,
        parallel,
        rounds,
        shapes: raced,
        wrong,
        deadlocks,
        violations,
        guards,
      };
    } finally {
      await database.stop();
    }
  },
};

async function race(shape: RaceShape, arena: Arena, rounds: number, log: (line: string) => void): Promise<Raced> {
  await shape.prepare?.(arena);
  const times: number[] = [];
  let wrong = 0;
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    const found = await shape.round(arena, round);
    times.push(performance.now() - startedAt);
    wrong += found.length;
    for (const line of found.slice(0, 3)) log(`${shape.name}, round ${round}: ${line}`);
  }
  return { shape: shape.name, rounds, p50Ms: shareOf(times, 0.5), longestMs: shareOf(times, 1), wrong };
}

async function withoutGuards(
  guards: Guards,
  crowd: { parallel: number; pools: number; connections: number; rounds: number },
  log: (line: string) => void,
) {
  const database = await openBenchDatabase("prove-races-unguarded");
  try {
    const { wrong, doubles } = await raceWithout(guards, { ...database, ...crowd });
    if (guards !== "neither") for (const line of wrong.slice(0, 3)) log(`RC-08 ${guards}, ${line}`);
    const deadlocks = await countDeadlocks(database);
    const { violations } = await audit(database.appUrl, guards === "neither" ? () => {} : log);
    const result = { wrong: wrong.length, doubles, deadlocks, violations };
    log(`RC-08 ${guards}: ${JSON.stringify(result)}`);
    return result;
  } finally {
    await database.stop();
  }
}

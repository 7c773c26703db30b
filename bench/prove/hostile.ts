// Claim: whatever is sent to whatever door of the built product, nothing breaks, nothing is thrown back, nothing gets into a log.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { doorsOfBuild } from "../hostile/doors.ts";
import { knownOf, persons, type Person } from "../hostile/known.ts";
import { hostileRequest, mustKnowAll, type HostileRequest } from "../hostile/requests.ts";
import { canaryOf, drawOf } from "../hostile/seeds.ts";
import { sendRaw, wrongWith } from "../hostile/send.ts";
import type { Claim } from "./claim.ts";
import { startProveStack } from "./support.ts";

const goal = { requests: 20_000, seeds: 1_000 };
const atOnce = 6;

export const claim: Claim = {
  name: "hostile",
  about: `≥ ${goal.requests.toLocaleString("en")} requests from ≥ ${goal.seeds.toLocaleString("en")} seeds at every page, route and form action that the build has, by nobody and by people of every role: 0 × 5xx, 0 faults, nothing repeated in an error, no live markup, 0 canaries in any log`,
  async run({ quick, log }) {
    const stack = await startProveStack({ log });
    const sql = postgres(stack.adminUrl, { max: 2, onnotice: () => {} });
    const counts: Record<string, number> = {};
    const wrong: string[] = [];
    try {
      const doors = doorsOfBuild();
      mustKnowAll(doors);
      const known = await knownOf(sql, stack.env["AUTH_SECRET"]!);
      const perSeed = 20;
      const seeds = quick ? goal.seeds / 10 : Math.max(goal.seeds, Math.ceil(goal.requests / perSeed));
      const tried = new Map(doors.map(({ name }) => [name, 0]));
      const send = async (seed: number, person: Person, cookie: string, turn: number) => {
        const door = doors[(seed * perSeed + turn) % doors.length]!;
        const canary = canaryOf(seed);
        const draw = drawOf(seed * 1_000 + turn);
        const from = { person, cookie, origin: stack.url };
        const request: HostileRequest = hostileRequest(door, known, from, draw, canary);
        const answer = await sendRaw(stack.url, request);
        tried.set(door.name, tried.get(door.name)! + 1);
        const kind = answer.status === 0 ? "closed" : `${Math.floor(answer.status / 100)}xx`;
        counts[kind] = (counts[kind] ?? 0) + 1;
        for (const what of wrongWith(answer, canary))
          wrong.push(`seed ${seed} turn ${turn} by ${person}: ${request.method} ${door.name}: ${what}`);
      };
      let next = 1;
      const visit = async () => {
        while (next <= seeds) {
          const seed = next++;
          const person = persons[seed % persons.length]!;
          const cookie = await known.cookieOf(person);
          for (let turn = 0; turn < perSeed; turn++) await send(seed, person, cookie, turn);
          if (seed % 100 === 0) log(`${seed} of ${seeds} seeds, ${wrong.length} wrong`);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, visit));
      const logs = readdirSync(stack.logDirectory).map((file) =>
        readFileSync(path.join(stack.logDirectory, file), "utf8"),
      );
      // A fault's further places stand below it, set in.
      const lines = logs.flatMap((text) => text.replaceAll(/\n {2}at /g, " < ").split("\n"));
      const canaries = lines.filter((line) => line.includes("qzcanary"));
      // What libraries say about requests they refuse is no fault; what ends a page or an action is, and has its number.
      const faults = lines.filter((line) => /^fault\b.*\b(fault|digest)=/.test(line));
      for (const line of [...wrong.slice(0, 60), ...faults.slice(0, 40), ...canaries.slice(0, 5)])
        log(line.slice(0, 1_500));
      const requests = [...tried.values()].reduce((sum, n) => sum + n, 0);
      const untried = [...tried].filter(([, n]) => n === 0).map(([name]) => name);
      const died = stack.web.reduce((sum, web) => sum + web.deaths(), 0);
      const enough = quick || (requests >= goal.requests && seeds >= goal.seeds);
      return {
        ok: enough && !wrong.length && !faults.length && !canaries.length && !untried.length && died === 0,
        requests,
        seeds,
        doors: doors.length,
        fewestAtADoor: Math.min(...tried.values()),
        untried,
        answers: counts,
        wrong: wrong.length,
        faults: faults.length,
        canariesInLogs: canaries.length,
        webDied: died,
      };
    } finally {
      await sql.end();
      await stack.stop();
    }
  },
};

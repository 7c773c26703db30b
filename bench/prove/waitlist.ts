// Claim: of fifty people who wait and say yes to one freed time at the same moment, one has it and all others are told.
import { appUrls } from "../../db/migrate.ts";
import { openMoneyDesk } from "../../tests/support/money-desk.ts";
import { openWaiting, raceForFreed } from "../../tests/support/waitlist-race.ts";
import { openBenchDatabase } from "../course-rush.ts";
import type { Claim } from "./claim.ts";

const people = 50;
/** A clinic begins anew after so many races: nobody gets more than fifty messages in a week. */
const racesAClinic = 10;

export const claim: Claim = {
  name: "waitlist",
  about: `${people} patients who asked for an earlier time are offered one freed time and all say yes at once, 200 times over: exactly one has it, every other keeps their booking and place and is told. Through the product's verbs and its outbox, mails on SMTP's wire, in one process beside its database, which flushes nothing to disk`,
  async run({ quick, log }) {
    const races = quick ? 10 : 200;
    const database = await openBenchDatabase("prove-waitlist");
    const { app: appUrl, worker: workerUrl } = await appUrls(database.adminUrl);
    const total = { offered: 0, won: 0, told: 0 };
    const problems: string[] = [];
    try {
      for (let first = 0; first < races; first += racesAClinic) {
        const desk = await openMoneyDesk({ ...database, appUrl, workerUrl, drop: async () => {} });
        try {
          const waiting = await openWaiting(desk, people);
          for (let race = first; race < Math.min(races, first + racesAClinic); race++) {
            const { offered, won, told, wrong } = await raceForFreed(desk, waiting);
            total.offered += offered;
            total.won += won;
            total.told += told;
            const found = offered === people ? wrong : [...wrong, `${offered} were offered it`];
            problems.push(...found);
            for (const line of found) log(`race ${race}: ${line}`);
          }
        } finally {
          await desk.close();
        }
        log(`${Math.min(races, first + racesAClinic)} of ${races} races, ${problems.length} problems`);
      }
    } finally {
      await database.stop();
    }
    const whole = total.won === races && total.told === races * (people - 1);
    return { ok: whole && problems.length === 0, races, people, ...total, problems: problems.length };
  },
};

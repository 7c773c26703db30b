// Claim: whatever happens to patients' money, the books balance, agree with Stripe's line for line, and nobody pays twice.
import fc from "fast-check";
import { appUrls } from "../../db/migrate.ts";
import { openMoneyDesk } from "../../tests/support/money-desk.ts";
import { history, live } from "../../tests/support/money-histories.ts";
import { openBenchDatabase } from "../course-rush.ts";
import type { Claim } from "./claim.ts";

const perClinic = 10;
/** The payment server begins anew after so many clinics: it lists all it ever knew. */
const clinicsADesk = 25;

/** SEED in the environment repeats a run. */
const seedOf = (): number => Number(process.env["SEED"] ?? Date.now() % 1_000_000);

export const claim: Claim = {
  name: "ledger",
  about: `10,000 random lives of patients' money (book, pay, be declined, pay too late, move, cancel, miss, finish, take off, give back, dispute, packages, memberships month by month, kept cards, courses paid at once or in instalments, payers that share, refuse or pay in part, and the next payers; webhooks repeated, shuffled and lost) through the product's verbs on a real database and Stripe's wire protocol: the ledger adds up to nothing, equals the stand-in's line for line, no credit or debt below nothing, no charge twice, no orphan. SEED=… repeats a run. In one process beside its database, which flushes nothing to disk`,
  async run({ quick, log }) {
    const seed = seedOf();
    const lives = quick ? 200 : 10_000;
    const clinics = fc.sample(fc.array(history, { minLength: perClinic, maxLength: perClinic }), {
      numRuns: lives / perClinic,
      seed,
    });
    const database = await openBenchDatabase("prove-ledger");
    const { app: appUrl, worker: workerUrl } = await appUrls(database.adminUrl);
    const done: Record<string, number> = {};
    const problems: string[] = [];
    const startedAt = performance.now();
    try {
      for (let first = 0; first < clinics.length; first += clinicsADesk) {
        const desk = await openMoneyDesk({ ...database, appUrl, workerUrl, drop: async () => {} });
        try {
          for (const [index, histories] of clinics.slice(first, first + clinicsADesk).entries()) {
            const lived = await live(desk, histories);
            for (const [what, times] of Object.entries(lived.done)) done[what] = (done[what] ?? 0) + times;
            const found = [...lived.faults, ...lived.wrong];
            problems.push(...found);
            for (const line of found) log(`clinic ${first + index}: ${line}`);
          }
        } finally {
          await desk.close();
        }
        log(
          `${Math.min(clinics.length, first + clinicsADesk) * perClinic} of ${lives} lives, ${problems.length} problems`,
        );
      }
    } finally {
      await database.stop();
    }
    const of = (outcome: string) =>
      Object.entries(done)
        .filter(([what]) => what.endsWith(`: ${outcome}`))
        .reduce((sum, [, times]) => sum + times, 0);
    return {
      ok: problems.length === 0,
      seed,
      lives,
      steps: of("done"),
      refused: of("refused"),
      without: of("nothing"),
      problems: problems.length,
      examples: problems.slice(0, 5),
      seconds: Math.round((performance.now() - startedAt) / 1000),
      done,
    };
  },
};

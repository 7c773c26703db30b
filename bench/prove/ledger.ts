// Claim: whatever happens to patients' money, the books balance, agree with Stripe's line for line, and nobody pays twice.
import fc from "fast-check";
import { appUrls } from "../../db/migrate.ts";
import { together } from "../../db/together.ts";
import { openMoneyDesk } from "../../tests/support/money-desk.ts";
import { history, live } from "../../tests/support/money-histories.ts";
import { openBenchDatabase } from "../course-rush.ts";
import type { Claim } from "./claim.ts";

const perClinic = 10;
/** The payment server begins anew after so many clinics: it lists all it ever knew. */
const clinicsADesk = 25;
/** Most of a life is waiting for webhooks. */
const lanes = 4;

/** SEED in the environment repeats a run. */
const seedOf = (): number => Number(process.env["SEED"] ?? Date.now() % 1_000_000);

export const claim: Claim = {
  name: "ledger",
  about: `10,000 random lives of patients' money (book, pay, be declined, pay too late, move, cancel, miss, finish, take off, give back, dispute, packages, memberships month by month, kept cards, courses paid at once or in instalments, payers that share, refuse or pay in part, and the next payers; webhooks repeated, shuffled and lost) through the product's verbs on a real database and Stripe's wire protocol: the ledger adds up to nothing, equals the stand-in's line for line, no credit or debt below nothing, no charge twice, no orphan. SEED=… repeats a run. In one process beside its databases, which flush nothing to disk`,
  async run({ quick, log }) {
    const seed = seedOf();
    const lives = quick ? 200 : 10_000;
    const clinics = fc.sample(fc.array(history, { minLength: perClinic, maxLength: perClinic }), {
      numRuns: lives / perClinic,
      seed,
    });
    const done: Record<string, number> = {};
    const problems: string[] = [];
    const startedAt = performance.now();
    const firsts = Array.from({ length: Math.ceil(clinics.length / clinicsADesk) }, (_, index) => index * clinicsADesk);
    let ended = 0;
    /** Takes one desk's clinics after the other, on a database of its own: whoever relays takes whatever is due in it. */
    const lane = async (number: number): Promise<void> => {
      const database = await openBenchDatabase(`prove-ledger-${number}`);
      const { app: appUrl, worker: workerUrl } = await appUrls(database.adminUrl);
      try {
        for (let first = firsts.shift(); first !== undefined; first = firsts.shift()) {
          const desk = await openMoneyDesk({ ...database, appUrl, workerUrl, drop: async () => {} });
          try {
            for (const [index, histories] of clinics.slice(first, first + clinicsADesk).entries()) {
              const lived = await live(desk, histories);
              for (const [what, times] of Object.entries(lived.done)) done[what] = (done[what] ?? 0) + times;
              const found = [...lived.faults, ...lived.wrong];
              problems.push(...found);
              for (const line of found) log(`clinic ${first + index}: ${line}`);
              ended++;
            }
          } finally {
            await desk.close();
          }
          log(`${ended * perClinic} of ${lives} lives, ${problems.length} problems`);
        }
      } finally {
        await database.stop();
      }
    };
    await together(Array.from({ length: Math.min(lanes, firsts.length) }, (_, index) => lane(index + 1)));
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

// Claim: through a simulated year every message comes right, in time and once, whatever patients and staff do and whenever the worker dies.
import path from "node:path";
import { appUrls } from "../../db/migrate.ts";
import { dataDirectory } from "../../scripts/paths.ts";
import { seedWhenEmpty } from "../../scripts/seed.ts";
import { openBenchDatabase } from "../course-rush.ts";
import { openYear } from "../year/product.ts";
import { liveYear } from "../year/year.ts";
import type { Claim } from "./claim.ts";

const from = new Date("2026-11-30T14:00:00Z");

export const claim: Claim = {
  name: "year",
  about:
    "a year on the seed, NOW moved through each day, the worker really running (rounds, outbox, queue, SMTP, texts): people book, move, cancel, miss, check in, pause, fall ill, answer STOP, drawn from a seed. A judge that shares no code with the senders reckons from the facts who must hear what, when and by which way: 0 missing, 0 unwanted (so none to a time that was cancelled or moved), 0 wrong, repeats only after the worker was killed between a message and its mark. SEED repeats the draw, DAYS shortens it; Ctrl-C ends it",
  async run({ quick, log }) {
    const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
    const days = Number(process.env["DAYS"] ?? (quick ? 42 : 365));
    log(`SEED=${seed}, ${days} days`);
    const database = await openBenchDatabase("prove-year");
    try {
      const { adminUrl } = database;
      const { app: appUrl, worker: workerUrl } = await appUrls(adminUrl);
      await seedWhenEmpty({ adminUrl, appUrl, workerUrl, now: from, log });
      const directory = path.join(dataDirectory(), "prove-year-run");
      const product = await openYear({ adminUrl, directory, now: from, log });
      try {
        const year = await liveYear({ product, seed, from, days, log });
        const { problems, ...figures } = year;
        const whole = year.missing + year.unwanted + year.wrong === 0 && year.days === days;
        return { ok: whole, seed, ...figures, examples: problems.slice(0, 10) };
      } finally {
        await product.stop();
      }
    } finally {
      await database.stop();
    }
  },
};

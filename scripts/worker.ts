// The worker process: relays the outbox and does its rounds until it is told to stop.
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase, closeDatabase } from "../db/client.ts";
import type { Ctx } from "../lib/context/context.ts";
import { clockNow, env, needed } from "../lib/env.ts";
import { openGateways } from "../lib/gateways/gateways.ts";
import { runDueOutbox } from "../lib/jobs/relay.ts";
import { hourRound, minuteRound, tenMinuteRound } from "../lib/jobs/rounds.ts";
import { faultFields, logFault, redactConsole } from "../lib/log.ts";

if (process.argv.includes("--help")) {
  console.log(
    "The worker of Taper; `npm start` starts it. It needs DATABASE_WORKER_URL, AUTH_SECRET, SMTP_URL and the Stripe keys.",
  );
  process.exit(0);
}

redactConsole();
const db = openDatabase(needed("DATABASE_WORKER_URL"), { max: 4, name: "taper_worker" });
const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_BASE, MAIL_FROM, PUBLIC_URL } = env();
if (!STRIPE_SECRET_KEY || !STRIPE_WEBHOOK_SECRET) throw new Error("Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET.");
const gateways = openGateways({
  stripe: {
    secretKey: STRIPE_SECRET_KEY,
    webhookSecret: STRIPE_WEBHOOK_SECRET,
    ...(STRIPE_API_BASE ? { apiBase: STRIPE_API_BASE } : {}),
  },
  mail: { smtpUrl: needed("SMTP_URL"), from: MAIL_FROM },
});
const secret = needed("AUTH_SECRET");
const contextOf = (clinicId: string): Ctx => ({
  clinicId,
  actor: { kind: "system", name: "worker" },
  now: clockNow(),
  db,
  gateways,
  publicUrl: PUBLIC_URL.replace(/\/$/, ""),
  secret,
});

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => (stopping = true));

const rounds = [
  { everyMs: 60_000, next: 0, run: minuteRound },
  { everyMs: 600_000, next: Date.now() + 60_000, run: tenMinuteRound },
  { everyMs: 3_600_000, next: Date.now() + 5_000, run: hourRound },
];

/** A round that cannot be finished is said and tried again; the worker goes on. */
async function attempt(name: string, work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    logFault("worker: put off", { part: name, ...faultFields(error) });
    return 0;
  }
}

while (!stopping) {
  const ran = await attempt("outbox", () => runDueOutbox(contextOf));
  for (const round of rounds)
    if (Date.now() >= round.next) {
      round.next = Date.now() + round.everyMs;
      await attempt(round.run.name, () => round.run(contextOf));
    }
  if (!ran) await sleep(400);
}
gateways.mail.close();
await closeDatabase(db);

// The worker process: relays the outbox and does its rounds until it is told to stop.
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase, closeDatabase } from "../db/client.ts";
import { openJobQueue } from "../db/job-queue.ts";
import type { Ctx } from "../lib/context/context.ts";
import { clockNow, env, needed, smsSettings } from "../lib/env.ts";
import { openGateways } from "../lib/gateways/gateways.ts";
import { carryOut, relayDue, type HandedRow } from "../lib/jobs/relay.ts";
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
const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_BASE, STRIPE_CONNECT, MAIL_FROM, PUBLIC_URL } = env();
if (!STRIPE_SECRET_KEY || !STRIPE_WEBHOOK_SECRET) throw new Error("Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET.");
const gateways = openGateways({
  stripe: {
    secretKey: STRIPE_SECRET_KEY,
    webhookSecret: STRIPE_WEBHOOK_SECRET,
    ...(STRIPE_API_BASE ? { apiBase: STRIPE_API_BASE } : {}),
    connect: STRIPE_CONNECT === "on",
  },
  mail: { smtpUrl: needed("SMTP_URL"), from: MAIL_FROM },
  sms: smsSettings(),
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

const atOnce = 4;
/** Longer than any job takes: one that has been handed over this long ago waits for a connection that is gone. */
const stuckMs = 90_000;
/** When each row that was handed over was, by its id. */
const handed = new Map<string, number>();

/** What fails is said, without its words; the queue tries it again. */
const told =
  (part: string, work: (payload: unknown) => Promise<unknown>) =>
  async (payload: unknown): Promise<void> => {
    try {
      await work(payload);
    } catch (error) {
      logFault("worker: put off", { part, ...faultFields(error) });
      throw error instanceof Error ? new Error(error.name) : new Error("unknown");
    }
  };

async function carryOutHanded(payload: unknown): Promise<void> {
  const { clinicId, outboxId } = payload as HandedRow;
  await carryOut(contextOf(clinicId), outboxId);
  handed.delete(outboxId);
}

const queue = await openJobQueue({
  url: needed("DATABASE_WORKER_URL"),
  atOnce,
  tasks: {
    outbox: told("outbox", carryOutHanded),
    "minute-round": told("minute-round", () => minuteRound(contextOf)),
    "ten-minute-round": told("ten-minute-round", () => tenMinuteRound(contextOf)),
    "hour-round": told("hour-round", () => hourRound(contextOf)),
  },
  rounds: [
    { task: "minute-round", match: "* * * * *" },
    { task: "ten-minute-round", match: "*/10 * * * *" },
    { task: "hour-round", match: "0 * * * *" },
  ],
});
queue.ended.catch((error: unknown) => {
  logFault("worker: the job queue ended; starting again", faultFields(error));
  process.exit(1);
});

async function hand(row: HandedRow): Promise<void> {
  handed.set(row.outboxId, Date.now());
  await queue.add("outbox", row, row.outboxId);
}

async function relay(): Promise<number> {
  // No more than can be begun within their lease.
  const room = 5 * atOnce - handed.size;
  try {
    return room > 0 ? await relayDue(contextOf, hand, room) : 0;
  } catch (error) {
    logFault("worker: put off", { part: "relay", ...faultFields(error) });
    return 0;
  }
}

for (const task of ["minute-round", "hour-round"]) await queue.add(task, {}, task);
while (!stopping) {
  const some = await relay();
  const oldest = Math.min(...handed.values());
  if (Date.now() - oldest > stuckMs) {
    logFault("worker: a job does not end; starting again");
    process.exit(1);
  }
  await sleep(some ? 20 : 400);
}
// Ended before the queue is: it leaves a job locked that it was fetching in the moment it stops.
for (let turn = 0; handed.size > 0 && turn < 140; turn++) await sleep(50);
await queue.stop();
gateways.mail.close();
await closeDatabase(db);

// The product of a simulated year: a seeded database, the stand-ins, and the real worker, whose clock is a file and who can be frozen and killed.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import postgres from "postgres";
import { closeDatabase, openDatabase } from "../../db/client.ts";
import { installJobQueue } from "../../db/job-queue.ts";
import { appUrls } from "../../db/migrate.ts";
import type { Ctx } from "../../lib/context/context.ts";
import { openGateways } from "../../lib/gateways/gateways.ts";
import { startMailbox } from "../../lib/gateways/mailbox/mailbox.ts";
import { startSmsInbox } from "../../lib/gateways/sms-inbox/sms-inbox.ts";
import { startStripeStandIn } from "../../lib/gateways/stripe-stand-in/stripe-stand-in.ts";
import type { Actor } from "../../lib/permissions/permissions.ts";
import { root } from "../../scripts/paths.ts";
import { supervise } from "../../scripts/supervise.ts";

/** One mail or text message as it arrived, by the simulated clock. */
export type Heard = {
  at: Date;
  to: string;
  channel: "email" | "sms";
  /** Of the mail, or of the service of text messages. */
  messageId: string;
  subject: string;
  text: string;
  html: string;
};

export type YearProduct = {
  /** Not held by row-level security, for looking at the facts. */
  admin: postgres.Sql;
  ctx(clinicId: string, actor: Actor, now: Date): Ctx;
  /** Nobody works until `work` is called; the clock may be moved meanwhile. */
  freeze(): Promise<void>;
  /** Lets the worker do its rounds and everything that is due at the moment; answers the moment it ended, which is later after a crash. */
  work(now: Date): Promise<Date>;
  /** The worker is killed the moment its next message has arrived, before it knows. */
  killAtNextMessage(): void;
  kills(): number;
  /** Takes what has arrived since the last time. */
  takeHeard(): Heard[];
  stop(): Promise<void>;
};

const secret = "a year of messages needs a secret of its own";
const publicUrl = "http://localhost:3000";
/** A claim that died with a worker is free again after a minute. */
const afterCrashMs = 90_000;
const patienceMs = 120_000;

export async function openYear(options: {
  adminUrl: string;
  /** For the clock and the worker's output. */
  directory: string;
  now: Date;
  log: (line: string) => void;
}): Promise<YearProduct> {
  const { adminUrl, directory, log } = options;
  mkdirSync(directory, { recursive: true });
  await installJobQueue(adminUrl);
  const urls = await appUrls(adminUrl);
  const admin = postgres(adminUrl, { max: 2, onnotice: () => {} });
  const db = openDatabase(urls.app, { max: 4, name: "taper-year" });
  let now = options.now;
  let heard: Heard[] = [];
  let armed = false;
  let kills = 0;
  const arrived = (message: Heard) => {
    heard.push(message);
    if (!armed) return;
    armed = false;
    kills++;
    const pid = worker.pid();
    if (pid !== undefined) process.kill(pid, "SIGKILL");
  };
  const mailbox = await startMailbox({
    smtpPort: 0,
    webPort: 0,
    heard: ({ to, messageId, subject, text, html }) =>
      arrived({ at: now, to: to.join(","), channel: "email", messageId, subject, text, html }),
  });
  const sms = { account: "AC_year", token: "a token of the year", from: "+16045550199" };
  const texts = await startSmsInbox({
    port: 0,
    ...sms,
    replyUrl: `${publicUrl}/api/sms/inbound`,
    heard: ({ id, to, body }) =>
      arrived({ at: now, to, channel: "sms", messageId: id, subject: "", text: body, html: "" }),
  });
  const webhookSecret = "whsec_of_the_year_0123456789";
  const standIn = await startStripeStandIn({ port: 0, webhookUrl: `${publicUrl}/none`, webhookSecret });
  const stripe = { secretKey: "sk_test_year", webhookSecret, apiBase: standIn.url };
  const gateways = openGateways({
    stripe,
    mail: { smtpUrl: mailbox.smtpUrl, from: "Taper <no-reply@taper.local>" },
    sms: { ...sms, apiBase: texts.url },
  });

  const clock = path.join(directory, "now");
  const setNow = (at: Date) => {
    now = at;
    // Whoever reads it meanwhile finds the old moment or the new one.
    writeFileSync(`${clock}.next`, at.toISOString());
    renameSync(`${clock}.next`, clock);
  };
  setNow(now);
  const inherited = Object.entries(process.env).filter((one): one is [string, string] => one[1] !== undefined);
  const worker = supervise({
    name: "worker",
    words: ["--conditions=react-server", path.join(root, "scripts/worker.ts")],
    env: {
      ...Object.fromEntries(inherited.filter(([name]) => name !== "DATABASE_URL" && !name.startsWith("npm_"))),
      NODE_ENV: "production",
      NOW: pathToFileURL(clock).href,
      DATABASE_WORKER_URL: urls.worker,
      AUTH_SECRET: secret,
      PUBLIC_URL: publicUrl,
      STRIPE_SECRET_KEY: stripe.secretKey,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_BASE: standIn.url,
      SMTP_URL: mailbox.smtpUrl,
      SMS_ACCOUNT: sms.account,
      SMS_TOKEN: sms.token,
      SMS_FROM: sms.from,
      SMS_API_BASE: texts.url,
    },
    logFile: path.join(directory, "worker.log"),
    log,
  });

  const signal = (name: "SIGSTOP" | "SIGCONT") => {
    const pid = worker.pid();
    if (pid === undefined) return;
    try {
      process.kill(pid, name);
    } catch {
      // It has just ended, and is being started again.
    }
  };
  /** The worker of an earlier life is gone; connections that it left are too. */
  const isIdle = async () => {
    const [row] = await admin<{ busy: number }[]>`
      select count(*)::int as busy from pg_stat_activity
      where datname = current_database() and usename = 'taper_worker' and state <> 'idle'`;
    return row!.busy === 0;
  };
  const askForRounds = async (): Promise<string[]> => {
    const rows = await admin<{ id: string }[]>`
      select (graphile_worker.add_job(task, '{}'::json, job_key => task, max_attempts => 1)).id
      from unnest(array['minute-round', 'hour-round']) task`;
    return rows.map(({ id }) => id);
  };
  const left = async (rounds: readonly string[]) => {
    const [row] = await admin<{ rounds: number; failed: number; due: number }[]>`
      select (select count(*)::int from graphile_worker._private_jobs j where j.id = any(${[...rounds]}::bigint[])) as rounds,
        (select count(*)::int from graphile_worker._private_jobs j
          where j.id = any(${[...rounds]}::bigint[]) and j.locked_at is null and j.attempts >= j.max_attempts) as failed,
        (select count(*)::int from outbox where done_at is null and parked_at is null and run_at <= ${now}) as due`;
    return row!;
  };

  return {
    admin,
    ctx: (clinicId, actor, at) => ({ clinicId, actor, now: at, db, gateways, publicUrl, secret }),
    async freeze() {
      for (let turn = 0; turn < 2_000; turn++) {
        signal("SIGSTOP");
        if (await isIdle()) return;
        signal("SIGCONT");
        await sleep(10);
      }
      throw new Error("the worker never rests");
    },
    async work(at) {
      setNow(at);
      signal("SIGCONT");
      const killedBefore = kills;
      let seen = kills;
      let rounds = await askForRounds();
      const until = performance.now() + patienceMs;
      for (;;) {
        if (kills > seen) {
          seen = kills;
          setNow(new Date(now.getTime() + afterCrashMs));
          rounds = await askForRounds();
        }
        const { rounds: running, failed, due } = await left(rounds);
        if (failed) throw new Error(`a round failed; see ${path.join(directory, "worker.log")}`);
        if (running + due === 0 && kills === seen) break;
        if (performance.now() > until)
          throw new Error(`the worker does not come to an end: ${running} rounds, ${due} rows of the outbox`);
        await sleep(15);
      }
      if (kills > killedBefore) log(`killed between a message and its mark (${kills} so far)`);
      return now;
    },
    killAtNextMessage: () => (armed = true),
    kills: () => kills,
    takeHeard: () => heard.splice(0),
    async stop() {
      signal("SIGCONT");
      await worker.stop();
      gateways.mail.close();
      await Promise.all([mailbox.close(), texts.close(), standIn.close()]);
      await Promise.all([closeDatabase(db), admin.end({ timeout: 2 })]);
    },
  };
}

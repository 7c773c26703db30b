// Every kind of fault that chaos knows: how it is done to the running product, and how often for each hundred.
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import { root } from "../scripts/paths.ts";
import type { Stack } from "../scripts/stack.ts";
import type { Supervised } from "../scripts/supervise.ts";
import type { FaultProxy } from "../tests/support/fault-proxy.ts";

export type Wires = Record<"database" | "stripe" | "smtp", FaultProxy>;

export type Target = {
  stack: Stack;
  wires: Wires;
  /** An administrator's connection that goes by no wire. */
  admin: postgres.Sql;
  whole: (from: number, to: number) => number;
};

export type FaultKind = {
  name: string;
  share: number;
  /** What is killed, so that its return can be timed. */
  kills?: "web" | "database" | "worker";
  /** Done when the fault is over; what needs no healing returns at once. */
  strike: (target: Target) => Promise<void>;
};

const signal = (pid: number | undefined, name: NodeJS.Signals) => {
  if (pid !== undefined) process.kill(pid, name);
};

async function wire(proxy: FaultProxy, forMs: number, spoil: (proxy: FaultProxy) => void): Promise<void> {
  spoil(proxy);
  await sleep(forMs);
  proxy.heal();
}

async function pause(process: Supervised, forMs: number): Promise<void> {
  const pid = process.pid();
  signal(pid, "SIGSTOP");
  await sleep(forMs);
  try {
    signal(pid, "SIGCONT");
  } catch {
    // It was ended meanwhile.
  }
}

const oneOf = ({ stack, whole }: Target) => stack.web[whole(0, stack.web.length - 1)]!;

async function control({ stack }: Target, script: object): Promise<void> {
  const headers = { "content-type": "application/json" };
  await fetch(`${stack.stripeUrl}/_control`, { method: "POST", headers, body: JSON.stringify(script) });
}

async function stripeFails(target: Target, fail: object, forMs: number): Promise<void> {
  await control(target, { fail });
  await sleep(forMs);
  await control(target, { fail: null });
}

/** One more worker beside the supervised one, perhaps with another clock, for a moment. */
async function secondWorker({ stack, wires }: Target, env: Record<string, string>): Promise<void> {
  const url = new URL(stack.workerUrl);
  url.port = String(wires.database.port);
  const child: ChildProcess = spawn(
    process.execPath,
    ["--conditions=react-server", path.join(root, "scripts/worker.ts")],
    { cwd: root, env: { ...process.env, ...stack.env, DATABASE_WORKER_URL: url.href, ...env }, stdio: "ignore" },
  );
  await sleep(3_000);
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  await ended;
}

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const terminate = ({ admin }: Target, which: string) =>
  admin.unsafe(
    `select pg_terminate_backend(pid) from pg_stat_activity where usename in ('taper_app', 'taper_worker') ${which}`,
  );

export const faultKinds: readonly FaultKind[] = [
  {
    name: "database server killed",
    share: 7,
    kills: "database",
    strike: async ({ admin }) => {
      const [row] = await admin`select pg_read_file('postmaster.pid') as lines`;
      signal(Number(String(row?.["lines"]).split("\n")[0]), "SIGKILL");
    },
  },
  {
    name: "one of its processes killed",
    share: 4,
    kills: "database",
    strike: async ({ admin }) => {
      const [row] = await admin`select pid from pg_stat_activity where usename = 'taper_app' order by random() limit 1`;
      signal(row ? Number(row["pid"]) : undefined, "SIGKILL");
    },
  },
  { name: "all sessions ended", share: 7, strike: async (t) => void (await terminate(t, "")) },
  { name: "busy sessions ended", share: 7, strike: async (t) => void (await terminate(t, "and state <> 'idle'")) },
  {
    name: "tables locked, pool exhausted",
    share: 3,
    strike: async ({ admin }) => {
      await admin.begin(async (tx) => {
        await tx`set local lock_timeout = '2s'`;
        await tx`lock table appointments in access exclusive mode`;
        await sleep(1_500);
      });
    },
  },
  {
    name: "disk full",
    share: 3,
    strike: async ({ admin }) => {
      await admin.unsafe(
        "create or replace function no_space() returns trigger language plpgsql as $$ begin raise exception using errcode = 'disk_full'; end $$; create trigger no_space before insert on appointments for each row execute function no_space()",
      );
      await sleep(1_000);
      await admin.unsafe("drop trigger no_space on appointments");
    },
  },
  { name: "database connections cut", share: 12, strike: ({ wires }) => Promise.resolve(wires.database.cut()) },
  {
    name: "cut in mid-answer",
    share: 12,
    strike: (t) => wire(t.wires.database, 300, (proxy) => proxy.cutAfter(t.whole(1, 20_000))),
  },
  {
    name: "cut before COMMIT",
    share: 6,
    strike: (t) => wire(t.wires.database, 500, (proxy) => proxy.cutAt('"deed"', "before", 5)),
  },
  {
    name: "cut after COMMIT, answer lost",
    share: 6,
    strike: (t) => wire(t.wires.database, 500, (proxy) => proxy.cutAt('"deed"', "after", 5)),
  },
  { name: "database half-open", share: 3, strike: (t) => wire(t.wires.database, 1_500, (proxy) => proxy.silence()) },
  { name: "database slow", share: 5, strike: (t) => wire(t.wires.database, 1_000, (proxy) => proxy.delay(60)) },
  { name: "database refuses", share: 4, strike: (t) => wire(t.wires.database, 700, (p) => (p.refuse(), p.cut())) },
  { name: "web killed", share: 6, kills: "web", strike: (t) => Promise.resolve(signal(oneOf(t).pid(), "SIGKILL")) },
  {
    name: "web stopped in order",
    share: 3,
    kills: "web",
    strike: (t) => Promise.resolve(signal(oneOf(t).pid(), "SIGTERM")),
  },
  { name: "web frozen", share: 2, strike: (t) => pause(oneOf(t), 1_500) },
  {
    name: "worker killed",
    share: 5,
    kills: "worker",
    strike: ({ stack }) => Promise.resolve(signal(stack.worker.pid(), "SIGKILL")),
  },
  { name: "worker frozen", share: 1, strike: ({ stack }) => pause(stack.worker, 1_500) },
  { name: "second worker", share: 1, strike: (t) => secondWorker(t, {}) },
  { name: "clock an hour ahead", share: 1, strike: (t) => secondWorker(t, { NOW: hoursFromNow(1) }) },
  { name: "clock a day behind", share: 1, strike: (t) => secondWorker(t, { NOW: hoursFromNow(-24) }) },
  {
    name: "payments hang before",
    share: 1,
    strike: (t) => stripeFails(t, { times: 2, when: "before", how: "hang" }, 1_000),
  },
  {
    name: "payments cut after",
    share: 2,
    strike: (t) => stripeFails(t, { times: 3, when: "after", how: "reset" }, 1_000),
  },
  {
    name: "payments answer 500",
    share: 2,
    strike: (t) => stripeFails(t, { times: 3, when: "before", how: 500 }, 1_000),
  },
  { name: "payment connections cut", share: 2, strike: ({ wires }) => Promise.resolve(wires.stripe.cut()) },
  { name: "mail connections cut", share: 2, strike: (t) => wire(t.wires.smtp, 1_000, (p) => (p.refuse(), p.cut())) },
  { name: "mail half-open", share: 1, strike: (t) => wire(t.wires.smtp, 1_500, (proxy) => proxy.silence()) },
];

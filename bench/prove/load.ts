// Claim: the product takes a hundred bookings a second through its public door for a minute, and nobody waits long.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { audit } from "../../scripts/audit.ts";
import { runStatement } from "../../scripts/database.ts";
import { shareOf } from "../bench.ts";
import { describeMachine, loadNow } from "../machine.ts";
import { inDays, visitor, type Visitor } from "./api.ts";
import type { Claim } from "./claim.ts";
import { startProveStack } from "./support.ts";

const GOALS = { perSecond: 100, p99Ms: 500, seconds: 60 };

/** A little over the goal, so that a booking which waits at the end of the minute does not decide. */
const askedPerSecond = 101;

/** As many at once as later, so that each connection to the database is there and has planned its statements. */
const warmUpSeconds = 8;

type Wanted = { guest: Visitor; service: string; practitioner: string; start: string };

export const claim: Claim = {
  name: "load",
  about: `bookings through POST /appointments, sent at ${askedPerSecond} a second whatever the answers do, each another patient and time, for ${GOALS.seconds} s: ≥ ${GOALS.perSecond} booked a second, p99 ≤ ${GOALS.p99Ms} ms from the moment each was due, 0 errors (a time refused as taken is one unless the search, asked afterwards, has it no more: the practitioners share fewer rooms), every one flushed to disk, the tables' statistics as a running database has them; client, web, worker and database share this machine`,
  async run({ quick, log }) {
    const seconds = quick ? 10 : GOALS.seconds;
    const stack = await startProveStack({ log, durable: true });
    try {
      // Right after it was filled, the server would count its tables in the middle of the minute, and every connection plan anew.
      await runStatement(stack.adminUrl, "vacuum analyze");
      const todo = await openTimes(stack.webUrls, (seconds + warmUpSeconds) * askedPerSecond);
      const warmUp = todo.splice(0, warmUpSeconds * askedPerSecond);
      log(`${todo.length} times to book; ${warmUp.length} are booked first, to warm up …`);
      await bookInTime(warmUp, 0, askedPerSecond);
      await sleep(3_000);
      const loadBefore = loadNow();
      const cpuBefore = cpuSeconds();
      const measured = await bookInTime(todo.slice(0, seconds * askedPerSecond), warmUp.length, askedPerSecond);
      const cpu = cpuSeconds();
      const booked = measured.times.length - measured.others.length;
      const wrong = await withoutRightlyTaken(measured.others);
      for (const { said } of wrong) log(`a booking was answered ${said}`);
      const perSecond = Math.round((booked / measured.seconds) * 10) / 10;
      const p99 = shareOf(measured.times, 0.99);
      const { violations } = await audit(stack.appUrl, log);
      return {
        ok: perSecond >= GOALS.perSecond && p99 <= GOALS.p99Ms && wrong.length === 0 && violations === 0,
        booked,
        perSecond,
        p50Ms: shareOf(measured.times, 0.5),
        p99Ms: p99,
        longestMs: shareOf(measured.times, 1),
        slowestOfTenSecondsMs: measured.slowest,
        rightlyRefused: measured.others.length - wrong.length,
        errors: wrong.length,
        violations,
        loadBefore,
        busyCores: Math.round(((cpu - cpuBefore) / measured.seconds) * 100) / 100,
        machine: describeMachine(),
      };
    } finally {
      await stack.stop();
    }
  },
};

/** Times of every clinic and service, none in another's way, in an order that goes round practitioners and clinics. */
async function openTimes(webUrls: readonly string[], wanted: number): Promise<Wanted[]> {
  const found: Wanted[] = [];
  for (const clinic of ["harbour", "lakeside"]) {
    const guest = await visitor(webUrls, clinic);
    const last = new Map<string, number>();
    for (const [from, to] of [
      [4, 64],
      [65, 125],
      [126, 178],
    ] as const)
      for (const service of guest.services.toSorted((a, b) => a.durationMin - b.durationMin)) {
        const apartMs = (service.durationMin + 15) * 60_000;
        for (const { start, practitioners } of await guest.slots(service.id, inDays(from), inDays(to)))
          for (const practitioner of practitioners) {
            const key = `${practitioner} ${start.slice(0, 10)}`;
            const at = Date.parse(start);
            if (at < (last.get(key) ?? 0)) continue;
            last.set(key, at + apartMs);
            found.push({ guest, service: service.id, practitioner, start });
          }
      }
  }
  const mixed = found.toSorted((a, b) => (mix(a) < mix(b) ? -1 : 1));
  if (mixed.length < wanted) throw new Error(`only ${mixed.length} of ${wanted} times are open`);
  return mixed.slice(0, wanted);
}

/** The same order every time, with neighbours far apart. */
const mix = ({ practitioner, start }: Wanted): string =>
  createHash("sha256").update(`${start}${practitioner}`).digest("hex");

/** What was answered with something else than a booking. */
type Other = Wanted & { said: string };

/** Without those whose time the search has no more either. */
async function withoutRightlyTaken(others: readonly Other[]): Promise<Other[]> {
  const wrong: Other[] = [];
  for (const one of others) {
    const day = one.start.slice(0, 10);
    const slots = one.said === "409 slot_taken" ? await one.guest.slots(one.service, day, day) : [];
    const open = slots.some(
      ({ start, practitioners }) => start === one.start && practitioners.includes(one.practitioner),
    );
    if (open || one.said !== "409 slot_taken") wrong.push(one);
  }
  return wrong;
}

type Measured = {
  others: Other[];
  times: number[];
  /** Of each ten seconds, in ms. */
  slowest: number[];
  seconds: number;
};

/** Says the answer's code. A kept connection may end as it is used again: the same request is then sent once more, under the same key. */
async function bookOnce(guest: Visitor, number: number, slot: Omit<Wanted, "guest">): Promise<string> {
  const send = async () => {
    const { status, body } = await guest.book(number, slot);
    return status === 201 ? "booked" : `${status} ${String(body["code"])}`;
  };
  return send().catch(() => send().catch((error: unknown) => (error instanceof Error ? error.name : "unknown")));
}

/** Sends each at its moment, whether or not those before were answered; times count from that moment. */
async function bookInTime(todo: readonly Wanted[], firstNumber: number, perSecond: number): Promise<Measured> {
  const others: Other[] = [];
  const times: number[] = [];
  const slowest: number[] = [];
  const startedAt = performance.now();
  await Promise.all(
    todo.map(async ({ guest, ...slot }, index) => {
      const due = startedAt + (index * 1000) / perSecond;
      await sleep(Math.max(0, due - performance.now()));
      const said = await bookOnce(guest, firstNumber + index, slot);
      const took = performance.now() - due;
      times.push(took);
      const tenth = Math.floor(((index / perSecond) * 1000) / 10_000);
      slowest[tenth] = Math.max(slowest[tenth] ?? 0, Math.round(took));
      if (said !== "booked") others.push({ guest, ...slot, said });
    }),
  );
  return { others, times, slowest, seconds: (performance.now() - startedAt) / 1000 };
}

/** What all processes of the machine together have worked since it started. */
function cpuSeconds(): number {
  const ticks = readFileSync("/proc/stat", "utf8").split("\n", 1)[0]!.split(/ +/).slice(1).map(Number);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = ticks;
  return (user + nice + system + irq + softirq) / 100;
}

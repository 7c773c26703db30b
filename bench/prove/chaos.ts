// Claim: whatever is killed, cut, frozen or full in mid-booking, every promise is kept once, and the product is soon back.
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { audit } from "../../scripts/audit.ts";
import { startFaultProxy, through } from "../../tests/support/fault-proxy.ts";
import { seededRandom } from "../../tests/support/random-course.ts";
import { shareOf } from "../bench.ts";
import { faultKinds, type FaultKind, type Target, type Wires } from "../chaos-faults.ts";
import { sendGuests, type Guests } from "../chaos-guests.ts";
import { judge, settle } from "../chaos-judge.ts";
import type { Claim } from "./claim.ts";
import { startProveStack } from "./support.ts";

const goals = { faults: 300, kinds: 12, operations: 50_000, webMs: 3_000, databaseMs: 10_000 };
const webProcesses = 2;
const longestMs = 18 * 60_000;

type Struck = {
  counts: Record<string, number>;
  back: Record<"web" | "database" | "worker", number[]>;
  kills: Record<string, number>;
};

export const claim: Claim = {
  name: "chaos",
  about: `${goals.faults} faults of ${faultKinds.length} kinds (kill -9 of web, worker and database among them) while guests book, move, cancel, pay and look through HTTP, ≥ ${goals.operations} operations: every booking, move and cancellation that was answered is there, none twice, our ledger equals the payment server's, no 5xx but 503, nothing for the checker, no web process ends but those that were killed; back after a kill (95 %) in ≤ ${goals.webMs / 1000} s (web) and ≤ ${goals.databaseMs / 1000} s (database, seen through the web). FAULTS and SEED for another run`,
  async run({ quick, log }) {
    const faults = Number(process.env["FAULTS"] ?? (quick ? 40 : goals.faults));
    const operations = quick ? 0 : goals.operations;
    const seed = Number(process.env["SEED"] ?? 1);
    const random = seededRandom(seed);
    const whole = (from: number, to: number) => random.whole(from, to);
    const wires: Partial<Wires> = {};
    const startedAt = performance.now();
    const stack = await startProveStack({
      log: () => {},
      webProcesses,
      durable: true,
      wire: async (door, url) => {
        const { hostname: host, port } = new URL(url);
        return through(url, (wires[door] ??= await startFaultProxy({ host, port: Number(port) })));
      },
    });
    const admin = postgres(stack.adminUrl, { max: 2, onnotice: () => {}, backoff: () => 0.05, connect_timeout: 2 });
    const target: Target = { stack, wires: wires as Wires, admin, whole };
    const struck: Struck = { counts: {}, back: { web: [], database: [], worker: [] }, kills: {} };
    try {
      const guests = await sendGuests(stack.webUrls, 12);
      for (const [index, kind] of deal(faults, whole).entries()) {
        await strike(kind, target, struck, log);
        if (index % 20 === 19) log(said(index + 1, guests));
        // The last faults need not wait for the last operations.
        await sleep(random.whole(100, 600));
      }
      while (guests.total() < operations && performance.now() - startedAt < longestMs) await sleep(500);
      log(said(faults, guests));
      for (const proxy of Object.values(target.wires)) proxy.heal();
      await guests.stop();
      const settled = await settle(target, log);
      const judged = await judge(admin, guests, log);
      const { violations } = await audit(stack.appUrl, (line) => line.endsWith("rules checked") || log(line));
      const webDeaths = stack.web.reduce((sum, one) => sum + one.deaths(), 0);
      const unexpected = webDeaths - (struck.kills["web"] ?? 0);
      for (const line of guests.faults.slice(0, 20)) log(line);
      tellLogs(stack.logDirectory, log);
      const p95 = (times: number[]) => (times.length ? Math.round(shareOf(times, 0.95)) : null);
      const longest = (times: number[]) => (times.length ? Math.round(Math.max(...times)) : null);
      const back = {
        webP95Ms: p95(struck.back.web),
        webLongestMs: longest(struck.back.web),
        databaseP95Ms: p95(struck.back.database),
        databaseLongestMs: longest(struck.back.database),
      };
      const done = guests.total();
      const enough = quick || (faults >= goals.faults && done >= goals.operations);
      const { lost, doubles, unfinished } = judged;
      const clean = lost + doubles + unfinished + violations + unexpected + guests.faults.length + settled.wrong === 0;
      const soon = (back.webP95Ms ?? 0) <= goals.webMs && (back.databaseP95Ms ?? 0) <= goals.databaseMs;
      return {
        ok: clean && enough && soon && Object.keys(struck.counts).length >= goals.kinds,
        seed,
        faults,
        kinds: Object.keys(struck.counts).length,
        byKind: struck.counts,
        operations: done,
        byOperation: guests.operations,
        repeats: guests.repeats(),
        ...judged,
        violations,
        fiveHundreds: guests.faults.length,
        webEndedByItself: unexpected,
        ...settled,
        ...back,
      };
    } finally {
      await admin.end({ timeout: 1 });
      await stack.stop();
      await Promise.all(Object.values(wires).map((proxy) => proxy.close()));
    }
  },
};

const said = (faults: number, guests: Guests) =>
  `${faults} faults, ${guests.total()} operations, ${guests.repeats()} repeats, ${guests.faults.length} faults seen by guests`;

/** So many faults in their shares, each kind once at least, in any order. */
function deal(count: number, whole: Target["whole"]): FaultKind[] {
  const all = faultKinds.reduce((sum, { share }) => sum + share, 0);
  const dealt = faultKinds.flatMap((kind) =>
    Array.from({ length: Math.max(1, Math.round((kind.share * count) / all)) }, () => kind),
  );
  while (dealt.length < count) dealt.push(faultKinds[whole(0, faultKinds.length - 1)]!);
  for (let at = dealt.length - 1; at > 0; at--) {
    const other = whole(0, at);
    [dealt[at], dealt[other]] = [dealt[other]!, dealt[at]!];
  }
  return dealt;
}

async function strike(kind: FaultKind, target: Target, struck: Struck, log: (line: string) => void): Promise<void> {
  const startedAt = performance.now();
  try {
    await kind.strike(target);
    struck.counts[kind.name] = (struck.counts[kind.name] ?? 0) + 1;
  } catch (error) {
    // The administrator's own connection may fall with the database.
    log(`${kind.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!kind.kills) return;
  struck.kills[kind.kills] = (struck.kills[kind.kills] ?? 0) + 1;
  if (kind.kills === "worker") return;
  // Long enough to be gone for certain, so that the answer is that of its next life.
  await sleep(50);
  await untilHealthy(target.stack.webUrls);
  struck.back[kind.kills].push(performance.now() - startedAt);
}

async function untilHealthy(webUrls: readonly string[]): Promise<void> {
  for (const url of webUrls)
    for (let turn = 0; turn < 600; turn++) {
      const fit = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) }).then(
        ({ ok }) => ok,
        () => false,
      );
      if (fit) break;
      await sleep(50);
    }
}

/** What web and worker said of faults that nobody expects. */
function tellLogs(directory: string, log: (line: string) => void): void {
  for (const name of ["worker.log"]) {
    const lines = readFileSync(path.join(directory, name), "utf8").split("\n");
    const kinds = new Map<string, number>();
    for (const line of lines.filter((one) => one.includes("error=")))
      kinds.set(line.replace(/ at=.*/, ""), (kinds.get(line.replace(/ at=.*/, "")) ?? 0) + 1);
    for (const [line, count] of [...kinds].slice(0, 12)) log(`${name}: ${count} × ${line}`);
  }
}

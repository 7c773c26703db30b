// A slot search through HTTP on a calendar of 200,000 appointments: cold, warm, and at fifty requests a second.
import { Agent, request as httpRequest } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { runStatement } from "../scripts/database.ts";
import { addDays, type LocalDate } from "../lib/time/dates.ts";
import { dateIn } from "../lib/time/zone.ts";
import { shareOf, type Bench } from "./bench.ts";
import { fillCalendar, type FullCalendar } from "./full-calendar.ts";
import { startProveStack } from "./prove/support.ts";

export type Searcher = {
  full: FullCalendar;
  today: LocalDate;
  /** Milliseconds from the first byte sent to the last received, and the body. */
  ask: (fromDate: LocalDate, toDate: LocalDate) => Promise<{ ms: number; status: number; text: string }>;
};

export type Stack = Awaited<ReturnType<typeof startProveStack>>;

/** A served clinic with the full calendar; the connection to it is kept open, as a browser's is. */
export async function startSearcher(log: (line: string) => void): Promise<{ stack: Stack; searcher: Searcher }> {
  const stack = await startProveStack({ log });
  try {
    const now = new Date();
    const full = await fillCalendar(stack.appUrl, now, log);
    await runStatement(stack.adminUrl, "vacuum analyze");
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    const door = `${stack.webUrls[0]}/api/v1/clinics/${full.slug}/slots?service=${full.serviceId}`;
    const ask: Searcher["ask"] = (fromDate, toDate) =>
      new Promise((resolve, reject) => {
        const startedAt = performance.now();
        const sent = httpRequest(`${door}&from=${fromDate}&to=${toDate}`, { agent }, (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.on("error", reject);
          answer.on("end", () =>
            resolve({
              ms: performance.now() - startedAt,
              status: answer.statusCode ?? 0,
              text: Buffer.concat(parts).toString(),
            }),
          );
        });
        sent.on("error", reject);
        sent.end();
      });
    return { stack, searcher: { full, today: dateIn(now, "America/Vancouver"), ask } };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

export type SearchFigures = {
  coldP50: number;
  warmP50: number;
  weekColdP50: number;
  loadP50: number;
  loadP99: number;
  loadRequests: number;
  failures: number;
};

/** Sixty days of all thirty practitioners are asked for, or seven; cold is a range that nobody asked for since the last change. */
export async function measureSearch({ today, ask }: Searcher, quick: boolean): Promise<SearchFigures> {
  let turn = 0;
  let failures = 0;
  const timed = async (fromDate: LocalDate, days: number) => {
    const { ms, status } = await ask(fromDate, addDays(fromDate, days - 1));
    if (status !== 200) failures++;
    return ms;
  };
  const cold = (days: number) => timed(addDays(today, 1 + (turn++ % 110)), days);
  const warm = () => timed(addDays(today, 2), 60);
  const times = async (count: number, ask: () => Promise<number>) => {
    const all: number[] = [];
    for (let i = 0; i < count; i++) all.push(await ask());
    return all;
  };
  // The compiler settles on the first requests of a process; a clinic's server has served more than these by the first morning.
  await times(quick ? 40 : 150, () => cold(59));
  await times(quick ? 100 : 400, warm);
  const coldTimes = await times(quick ? 30 : 100, () => cold(60));
  const weekTimes = await times(quick ? 30 : 100, () => cold(7));
  await warm();
  const warmTimes = await times(quick ? 100 : 400, warm);
  const load = await steadily(quick ? 5 : 30, 50, (number) => {
    // Patients look at different weeks: a dozen ranges from a week to two months.
    const days = [7, 14, 28, 60][number % 4]!;
    return timed(addDays(today, 1 + 7 * (number % 3)), days);
  });
  return {
    coldP50: shareOf(coldTimes, 0.5),
    warmP50: shareOf(warmTimes, 0.5),
    weekColdP50: shareOf(weekTimes, 0.5),
    loadP50: shareOf(load, 0.5),
    loadP99: shareOf(load, 0.99),
    loadRequests: load.length,
    failures,
  };
}

/** So many calls a second, each at its own moment whether or not the earlier ones are back; a late start counts as waiting. */
async function steadily(
  seconds: number,
  aSecond: number,
  call: (number: number) => Promise<number>,
): Promise<number[]> {
  const startedAt = performance.now();
  const calls: Promise<number>[] = [];
  for (let number = 0; number < seconds * aSecond; number++) {
    const due = startedAt + (number * 1000) / aSecond;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    const late = Math.max(0, performance.now() - due);
    calls.push(call(number).then((ms) => ms + late));
  }
  return Promise.all(calls);
}

export const bench: Bench = {
  name: "search",
  about:
    "GET /slots over 60 days of 30 practitioners in a clinic of 200,000 appointments; client, web and database share this machine",
  async run({ quick, log }) {
    const { stack, searcher } = await startSearcher(log);
    try {
      const figures = await measureSearch(searcher, quick);
      const note = `${searcher.full.appointments} appointments, ${figures.failures} failures`;
      return [
        { measure: "60 days cold, p50", value: figures.coldP50, unit: "ms", note },
        { measure: "7 days cold, p50", value: figures.weekColdP50, unit: "ms" },
        { measure: "60 days warm, p50", value: figures.warmP50, unit: "ms" },
        { measure: "50 a second, p50", value: figures.loadP50, unit: "ms" },
        { measure: "50 a second, p99", value: figures.loadP99, unit: "ms" },
      ];
    } finally {
      await stack.stop();
    }
  },
};

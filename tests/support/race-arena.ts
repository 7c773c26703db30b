// Where races are run: a clinic with a team, many guests, and several pools as of so many web processes.
import { closeDatabase, openDatabase, type Database } from "../../db/client.ts";
import { bookAppointment } from "../../lib/booking/book-appointment.ts";
import type { Ctx } from "../../lib/context/context.ts";
import { Refusal } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { addDays } from "../../lib/time/dates.ts";
import { instantAt } from "../../lib/time/zone.ts";
import { clearScreen } from "./clinic.ts";
import { courseClinic, type CourseClinic } from "./course-clinic.ts";

export type Arena = {
  clinic: CourseClinic;
  parallel: number;
  pools: readonly Database[];
  close(): Promise<void>;
};

export type ArenaOptions = {
  appUrl: string;
  parallel: number;
  people: number;
  rooms?: number;
  pools: number;
  connections: number;
};

export async function openArena(options: ArenaOptions): Promise<Arena> {
  const { appUrl, parallel, people, rooms } = options;
  const clinic = await courseClinic(appUrl, people, { horizonDays: 400, ...(rooms === undefined ? {} : { rooms }) });
  const max = Math.max(1, Math.floor(options.connections / options.pools));
  const pools = Array.from({ length: options.pools }, () => openDatabase(appUrl, { max, name: "taper-race" }));
  const close = async () => {
    await Promise.all([clinic.close(), ...pools.map(closeDatabase)]);
  };
  return { clinic, parallel, pools, close };
}

/** The local time of a day so many days after the first of December. */
export const timeOf = (day: number, minute: number): Date =>
  instantAt(addDays("2026-12-01", day), minute, "America/Vancouver");

/** The context as the racer's own web process would make it. */
export const onPool = (arena: Arena, racer: number, ctx: Ctx): Ctx => ({
  ...ctx,
  db: arena.pools[racer % arena.pools.length]!,
});

export const guestOf = (racer: number) => ({
  name: `Racer Number ${racer}`,
  birthDate: "1985-02-03",
  email: `racer-${racer}@example.org`,
  mobile: undefined,
  guardianName: undefined,
  guardianRelation: undefined,
});

type Wanted = { start: Date; practitionerId?: string } | { hold: string };

/** One guest books one time through the product's own verb. */
export const bookAs = (arena: Arena, racer: number, wanted: Wanted, key = newId()) =>
  bookAppointment(onPool(arena, racer, arena.clinic.guestCtx()), {
    idempotencyKey: key,
    ...("hold" in wanted ? wanted : { slot: { serviceId: arena.clinic.ids.physio, ...wanted } }),
    patient: guestOf(racer),
    screen: clearScreen,
    consent: true,
    pay: "clinic",
    via: "api",
  });

/** What came of a rush: the answers, how often each refusal, and what nobody should ever hear. */
export type Rush<T> = { won: { racer: number; answer: T }[]; refused: Record<string, number>; faults: string[] };

/** Everybody at the same moment. */
export async function rush<T>(racers: number, run: (racer: number) => Promise<T>): Promise<Rush<T>> {
  const result: Rush<T> = { won: [], refused: {}, faults: [] };
  await Promise.all(
    Array.from({ length: racers }, async (_, racer) => {
      try {
        result.won.push({ racer, answer: await run(racer) });
      } catch (error) {
        if (error instanceof Refusal) result.refused[error.code] = (result.refused[error.code] ?? 0) + 1;
        else result.faults.push(String(error));
      }
    }),
  );
  return result;
}

/** What is wrong with a rush of which so many should win and all others hear one of these refusals. */
export function wrongWith(result: Rush<unknown>, winners: number, mayHear: readonly string[]): string[] {
  const other = Object.entries(result.refused).filter(([code]) => !mayHear.includes(code));
  return [
    ...(result.won.length === winners ? [] : [`${result.won.length} won instead of ${winners}`]),
    ...other.map(([code, count]) => `${count} heard ${code}`),
    ...result.faults,
  ];
}

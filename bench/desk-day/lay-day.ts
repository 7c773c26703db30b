// A day with so many appointments in the demo clinic, booked through its public door.
import { inDays, visitor } from "../prove/api.ts";

export type LaidVisit = { who: string; service: string; practitioner: string; start: string; durationMin: number };
export type LaidDay = {
  date: string;
  visits: LaidVisit[];
  /** Starts of a service that are open on the day, as the public door says. */
  open(service: string): Promise<{ start: string; practitioners: string[] }[]>;
};

const zone = new Intl.DateTimeFormat("sv-SE", { timeZone: "America/Vancouver", dateStyle: "short" });
let person = 40_000;

/** The emptiest day of the coming weeks that has room enough; visits are spread over its practitioners. */
export async function layDay(webUrls: readonly string[], wanted: number, not: readonly string[]): Promise<LaidDay> {
  const guest = await visitor(webUrls, "harbour");
  const services = guest.services.filter(({ kind }) => kind === "follow_up");
  const [from, to] = [inDays(14), inDays(60)];
  const starts = new Map<string, { service: string; durationMin: number; start: string; practitioners: string[] }[]>();
  for (const { id, durationMin } of services)
    for (const { start, practitioners } of await guest.slots(id, from, to)) {
      const date = zone.format(new Date(start));
      starts.set(date, [...(starts.get(date) ?? []), { service: id, durationMin, start, practitioners }]);
    }
  const dates = [...starts].filter(([date]) => !not.includes(date)).toSorted((a, b) => b[1].length - a[1].length);
  for (const [date, offered] of dates) {
    const visits = spread(offered, wanted);
    if (visits.length < wanted) continue;
    for (const visit of visits) {
      const number = ++person;
      const answer = await guest.book(number, visit);
      if (answer.status !== 201)
        throw new Error(`a visit of the day could not be booked: ${JSON.stringify(answer.body)}`);
      visit.who = `Visitor Number ${number}`;
    }
    return { date, visits, open: (service) => guest.slots(service, date, date) };
  }
  throw new Error(`no day has room for ${wanted} visits`);
}

/** Every practitioner's next open start in turn, a break apart, half hours and three quarters first. */
function spread(
  offered: readonly { service: string; durationMin: number; start: string; practitioners: string[] }[],
  wanted: number,
): LaidVisit[] {
  const breakMs = 20 * 60_000;
  const busyUntil = new Map<string, number>();
  const count = new Map<string, number>();
  const found: LaidVisit[] = [];
  const inTime = offered.toSorted((a, b) => a.start.localeCompare(b.start) || a.durationMin - b.durationMin);
  for (const { service, durationMin, start, practitioners } of inTime) {
    const at = Date.parse(start);
    const free = practitioners
      .filter((id) => (busyUntil.get(id) ?? 0) <= at)
      .toSorted((a, b) => (count.get(a) ?? 0) - (count.get(b) ?? 0));
    const [practitioner] = free;
    if (practitioner === undefined || found.length >= wanted) continue;
    busyUntil.set(practitioner, at + durationMin * 60_000 + breakMs);
    count.set(practitioner, (count.get(practitioner) ?? 0) + 1);
    found.push({ who: "", service, practitioner, start, durationMin });
  }
  return found;
}

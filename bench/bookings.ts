// Bookings through the public HTTP door: how many a second, and how long the slowest hundredth waits.
import { visitor, inDays } from "./prove/api.ts";
import { startProveStack } from "./prove/support.ts";
import { shareOf, type Bench } from "./bench.ts";

export const bench: Bench = {
  name: "bookings",
  about:
    "bookings through POST /appointments by eight visitors at once, each another open start; client, web and database share this machine",
  async run({ quick, log }) {
    const wanted = quick ? 100 : 600;
    const stack = await startProveStack({ log });
    try {
      const guest = await visitor(stack.webUrls, "harbour");
      const jobs: { service: string; practitioner: string; start: string }[] = [];
      for (const service of guest.services) {
        const slots = await guest.slots(service.id, inDays(10), inDays(70));
        // Far enough apart that no two of this list stand in each other's way.
        const last = new Map<string, number>();
        for (const slot of slots)
          for (const practitioner of slot.practitioners) {
            const at = Date.parse(slot.start);
            if (at - (last.get(practitioner) ?? 0) < 90 * 60_000) continue;
            last.set(practitioner, at);
            jobs.push({ service: service.id, practitioner, start: slot.start });
          }
      }
      const seen = new Set<string>();
      const todo = jobs
        .filter(
          ({ practitioner, start }) =>
            !seen.has(`${practitioner} ${start.slice(0, 13)}`) && seen.add(`${practitioner} ${start.slice(0, 13)}`),
        )
        .slice(0, wanted);
      const times: number[] = [];
      const counts = { booked: 0, taken: 0, other: 0 };
      let next = 0;
      const startedAt = performance.now();
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          for (let index = next++; index < todo.length; index = next++) {
            const at = performance.now();
            const { status } = await guest.book(index, todo[index]!);
            times.push(performance.now() - at);
            if (status === 201) counts.booked++;
            else if (status === 409) counts.taken++;
            else counts.other++;
          }
        }),
      );
      const seconds = (performance.now() - startedAt) / 1000;
      return [
        {
          measure: "bookings a second",
          value: Math.round((counts.booked / seconds) * 10) / 10,
          unit: "1/s",
          note: `${counts.booked} booked, ${counts.taken} taken, ${counts.other} other`,
        },
        { measure: "booking p50", value: shareOf(times, 0.5), unit: "ms" },
        { measure: "booking p99", value: shareOf(times, 0.99), unit: "ms" },
      ];
    } finally {
      await stack.stop();
    }
  },
};

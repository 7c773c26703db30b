// The preview door of plans measured end to end: T6 over HTTP on the demo clinic, cold after each booking, and warm.
import { inDays, visitor } from "./prove/api.ts";
import { startProveStack } from "./prove/support.ts";
import { shareOf, type Bench, type Measurement } from "./bench.ts";

type Shown = { money: { all: { visits: number } }; placements: unknown[]; cost: { optimal: boolean } };

const wishes = [
  {},
  { partsOfDay: ["morning"], sameDay: "together" },
  { weekdays: [2, 4], practitioner: "same" },
  { notBefore: "10:00", away: [{ from: inDays(20), to: inDays(27) }] },
];

export const bench: Bench = {
  name: "preview",
  about:
    "POST /plans/preview for T6 (physio 13 + massage 8), one caller after another: with another start and other wishes each time, and cold, a booking before each; client, web and database share this machine",
  async run({ quick, log }) {
    const stack = await startProveStack({ log });
    try {
      const guest = await visitor(stack.webUrls, "harbour");
      const door = `${stack.webUrls[0]}/api/v1/clinics/harbour/plans/preview`;
      let shown: Shown | undefined;
      const ask = async (start: string, preferences: object): Promise<number> => {
        const at = performance.now();
        const answer = await fetch(door, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ template: "T6", start, preferences }),
        });
        shown = (await answer.json()) as Shown;
        if (answer.status !== 200) throw new Error(`the preview was answered with ${answer.status}`);
        return performance.now() - at;
      };
      const first = await ask(inDays(3), {});
      const of = `${shown?.money.all.visits} of ${shown?.placements.length} visits placed, ${shown?.cost.optimal ? "proven optimal" : "bounded"}`;
      for (let turn = 0; turn < 40; turn++) await ask(inDays(3 + (turn % 5)), wishes[turn % 4]!);
      const warm: number[] = [];
      for (let turn = 0; turn < (quick ? 60 : 400); turn++)
        warm.push(await ask(inDays(2 + (turn % 21)), wishes[turn % 4]!));
      const same: number[] = [];
      for (let turn = 0; turn < (quick ? 60 : 400); turn++) same.push(await ask(inDays(3), {}));
      const cold: number[] = [];
      const service = guest.services.find(({ kind }) => kind === "follow_up")!.id;
      for (let turn = 0; turn < (quick ? 10 : 40); turn++) {
        const [slot] = await guest.slots(service, inDays(4 + turn), inDays(8 + turn));
        const [practitioner = ""] = slot!.practitioners;
        await guest.book(turn, { service, practitioner, start: slot!.start });
        cold.push(await ask(inDays(3), {}));
      }
      return [
        { measure: "T6 previewed, first call", value: Math.round(first), unit: "ms", note: of },
        ...rows("T6 previewed, warm", same),
        ...rows("T6 previewed, warm, other starts and wishes", warm),
        ...rows("T6 previewed, after a booking", cold),
      ];
    } finally {
      await stack.stop();
    }
  },
};

function rows(measure: string, times: number[]): Measurement[] {
  return [
    { measure: `${measure}, p50`, value: shareOf(times, 0.5), unit: "ms" },
    { measure: `${measure}, p99`, value: shareOf(times, 0.99), unit: "ms" },
  ];
}

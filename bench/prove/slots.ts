// The claim about slot search: far faster than plain luxon, and equal to it start for start.
import { isDeepStrictEqual } from "node:util";
import { openSlots, openSlotsPrepared, prepareSearch } from "../../lib/booking/slots.ts";
import { luxonSlots } from "../luxon-slots.ts";
import { describeSlots, measureSlots } from "../slots.ts";
import { workload } from "../workload.ts";

const COLD_GOAL = 2_000;
const WARM_GOAL = 20_000;

const ZONES: readonly (readonly [timeZone: string, fromDate: string])[] = [
  ["America/Vancouver", "2026-02-16"],
  ["America/Toronto", "2026-10-12"],
  ["Europe/London", "2026-03-16"],
  ["Australia/Adelaide", "2026-09-21"],
  ["Australia/Lord_Howe", "2026-03-23"],
  ["Asia/Kathmandu", "2026-06-01"],
];

export const claim = {
  name: "slots",
  about: `30 practitioners × 60 days: cold ≥ ${COLD_GOAL}×, warm ≥ ${WARM_GOAL}× a plain luxon search in the same run, equal start for start`,
  async run({ quick, log }: { quick: boolean; log: (line: string) => void }) {
    const compared = compare(quick ? 1 : 5, log);
    const size = measureSlots({ practitioners: 30, days: 60, quick });
    log(describeSlots(size));
    const rooms = measureSlots({ practitioners: 30, days: 60, rooms: true, quick });
    log(describeSlots(rooms));
    const equal = compared.different === 0 && size.equal && rooms.equal;
    return {
      ok: equal && size.coldRatio >= COLD_GOAL && size.warmRatio >= WARM_GOAL,
      equal,
      calendarsCompared: compared.calendars + 2,
      starts: size.starts,
      practitionerStarts: size.pairs,
      luxonMs: round(size.luxonMs),
      coldMs: round(size.coldMs),
      warmMs: round(size.warmMs),
      coldRatio: Math.round(size.coldRatio),
      warmRatio: Math.round(size.warmRatio),
      roomsColdMs: round(rooms.coldMs),
      roomsWarmMs: round(rooms.warmMs),
      roomsColdRatio: Math.round(rooms.coldRatio),
      roomsWarmRatio: Math.round(rooms.warmRatio),
    };
  },
};

/** Small calendars over zones and clock changes, with and without rooms, searched by all three ways. */
function compare(seeds: number, log: (line: string) => void): { calendars: number; different: number } {
  let calendars = 0;
  let different = 0;
  for (const [timeZone, fromDate] of ZONES)
    for (let seed = 1; seed <= seeds; seed++)
      for (const rooms of [false, true]) {
        const search = workload({ practitioners: 4, days: 30, rooms, seed, timeZone, fromDate });
        const expected = luxonSlots(search);
        const found = openSlots(search);
        const again = openSlotsPrepared(prepareSearch(search), search);
        calendars++;
        if (isDeepStrictEqual(found, expected) && isDeepStrictEqual(again, expected)) continue;
        different++;
        log(`different in ${timeZone} from ${fromDate}, seed ${seed}${rooms ? ", rooms" : ""}`);
      }
  log(`${calendars} calendars in ${ZONES.length} zones compared with luxon, ${different} different`);
  return { calendars, different };
}

const round = (ms: number) => Number(ms.toPrecision(4));

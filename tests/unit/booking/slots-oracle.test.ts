// The fast slot search against the slow one, on random calendars around clock changes.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOpen, openSlots, openSlotsPrepared, prepareSearch } from "../../../lib/booking/slots.ts";
import { zonedSearch } from "../../support/slot-searches.ts";
import { slowSlots } from "../../support/slow-slots.ts";

const RUNS = Number(process.env["SLOT_RUNS"] ?? 150);

describe("open slots", () => {
  test("are those the rules give minute by minute", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(zonedSearch, ({ zone, search }) => {
        expect(openSlots(search)).toEqual(slowSlots(search, zone));
      }),
      { numRuns: RUNS },
    );
  });

  test("come out the same from a prepared calendar, whichever service is asked for", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(zonedSearch, zonedSearch, ({ search }, { search: { service } }) => {
        const prepared = prepareSearch(search, 1500);
        for (const asked of [search.service, service, search.service])
          expect(openSlotsPrepared(prepared, { ...search, service: asked })).toEqual(
            openSlots({ ...search, service: asked }),
          );
      }),
      { numRuns: RUNS * 4 },
    );
  });

  test("of some practitioners are the slots of all, less the others", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(zonedSearch, fc.integer({ min: 0, max: 15 }), ({ search }, pick) => {
        const practitionerIds = search.practitioners.filter((_, i) => pick & (1 << i)).map(({ id }) => id);
        const expected = openSlots(search)
          .map((slot) => ({
            ...slot,
            practitionerIds: slot.practitionerIds.filter((id) => practitionerIds.includes(id)),
          }))
          .filter((slot) => slot.practitionerIds.length > 0);
        expect(openSlotsPrepared(prepareSearch(search, 1500), { ...search, practitionerIds })).toEqual(expected);
      }),
      { numRuns: RUNS * 2 },
    );
  });

  test("are exactly the starts that pass the check", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(zonedSearch, fc.nat(), ({ search }, salt) => {
        const { range, practitioners } = search;
        const listed = new Set(
          openSlots(search).flatMap((slot) => slot.practitionerIds.map((id) => `${slot.start} ${id}`)),
        );
        const starts = [...listed].slice(0, 40).map((line) => Number(line.split(" ")[0]));
        for (let i = 0; i < 40; i++) starts.push(range.from - 5 + ((salt + i * 97) % (range.to - range.from + 10)));
        for (const start of starts)
          for (const { id } of practitioners) expect(isOpen(search, id, start)).toBe(listed.has(`${start} ${id}`));
      }),
      { numRuns: RUNS },
    );
  });
});

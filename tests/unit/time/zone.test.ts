// Wall times: the quick way over kept days says what the zone data says, on days of a clock change too.
import { Temporal } from "temporal-polyfill";
import fc from "fast-check";
import { expect, test } from "vitest";
import { dateIn, rfc3339, wallStamp, wallTime } from "../../../lib/time/zone.ts";

const zones = [
  "America/Vancouver",
  "America/Toronto",
  "America/St_Johns",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "UTC",
];
/** Moments around clock changes, which random ones would hardly meet. */
const changes = [
  "2026-03-08T10:00:00Z",
  "2026-11-01T06:00:00Z",
  "2027-03-14T07:00:00Z",
  "2026-04-04T15:00:00Z",
  "2011-12-30T10:00:00Z",
];

const moment = fc.oneof(
  fc.date({ min: new Date("1975-01-01T00:00:00Z"), max: new Date("2060-01-01T00:00:00Z"), noInvalidDate: true }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -90_000, max: 90_000 }))
    .map(([at, seconds]) => new Date(Date.parse(at) + seconds * 1000)),
);

test("every form of an instant equals what Temporal says", () => {
  fc.assert(
    fc.property(moment, fc.constantFrom(...zones), (instant, zone) => {
      const z = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
      const text = z.toPlainDateTime().toString({ smallestUnit: "second" });
      expect(rfc3339(instant, zone)).toBe(`${text}${z.offset}`);
      expect(wallStamp(instant, zone)).toBe(text.replace("T", " "));
      expect(dateIn(instant, zone)).toBe(z.toPlainDate().toString());
      expect(wallTime(instant, zone)).toEqual({ date: z.toPlainDate().toString(), minute: z.hour * 60 + z.minute });
    }),
    { numRuns: 600 },
  );
});

test("British Columbia stays on UTC−7 since 2026, Toronto still changes", () => {
  expect(rfc3339(new Date("2027-01-04T18:15:00Z"), "America/Vancouver")).toBe("2027-01-04T11:15:00-07:00");
  expect(rfc3339(new Date("2027-03-11T15:00:00Z"), "America/Toronto")).toBe("2027-03-11T10:00:00-05:00");
  expect(rfc3339(new Date("2027-03-16T15:00:00Z"), "America/Toronto")).toBe("2027-03-16T11:00:00-04:00");
});

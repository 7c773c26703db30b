// Calendar files: UTC, one identity a booking however often it moves, and nothing about health.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarFile, type CalendarEntry } from "../../../lib/messages/calendar-entry.ts";

const about = {
  clinicName: "Harbour Clinic",
  clinicEmail: "hello@clinic.example",
  place: "Harbour Street, 12 Harbour Street, Vancouver",
  url: "https://clinic.example/harbour/booking/abc",
  stamp: new Date("2026-11-24T15:00:00Z"),
};
const entry: CalendarEntry = {
  chainId: "01a20f14-6b0e-746f-aab2-e52d2438a6bf",
  sequence: 0,
  start: new Date("2026-12-01T16:00:00Z"),
  end: new Date("2026-12-01T17:00:00Z"),
};
/** Lines with their continuations joined again (RFC 5545, 3.1). */
const linesOf = (file: string) => file.replace(/\r\n[ \t]/g, "").split("\r\n");

describe("an invitation", () => {
  const lines = linesOf(calendarFile([entry], about, "REQUEST"));

  test("says its times in UTC, so that no calendar guesses a zone", () => {
    expect(lines).toContain("DTSTART:20261201T160000Z");
    expect(lines).toContain("DTEND:20261201T170000Z");
    expect(lines).toContain("DTSTAMP:20261124T150000Z");
    expect(lines.some((line) => line.includes("TZID") || line.startsWith("BEGIN:VTIMEZONE"))).toBe(false);
  });

  test("has what a request needs: method, organizer, identity, status", () => {
    expect(lines).toContain("METHOD:REQUEST");
    expect(lines).toContain("STATUS:CONFIRMED");
    expect(lines).toContain(`UID:${entry.chainId}@taper`);
    expect(lines).toContain("SEQUENCE:0");
    const organizer = lines.find((line) => line.startsWith("ORGANIZER"));
    expect(organizer).toMatch(/hello@clinic\.example$/);
  });

  test("says clinic and place, and nothing of why somebody comes", () => {
    expect(lines).toContain("SUMMARY:Appointment at Harbour Clinic");
    expect(lines).toContain(String.raw`LOCATION:Harbour Street\, 12 Harbour Street\, Vancouver`);
    expect(lines.join("\n")).not.toMatch(/massage|physio|plan|DESCRIPTION/i);
  });
});

test("a moved booking keeps its identity and counts on; cancelling takes the same entry out", () => {
  const moved = linesOf(calendarFile([{ ...entry, sequence: 1 }], about, "REQUEST"));
  expect(moved).toContain(`UID:${entry.chainId}@taper`);
  expect(moved).toContain("SEQUENCE:1");
  const gone = linesOf(calendarFile([{ ...entry, sequence: 2 }], about, "CANCEL"));
  expect(gone).toContain("METHOD:CANCEL");
  expect(gone).toContain("STATUS:CANCELLED");
  expect(gone).toContain(`UID:${entry.chainId}@taper`);
  expect(gone).toContain("SEQUENCE:2");
});

test("many visits make many entries, each its own", () => {
  const other = { ...entry, chainId: "01a20f14-6b0e-746f-aab2-e52d2438a6c0" };
  const lines = linesOf(calendarFile([entry, other], about, "REQUEST"));
  expect(lines.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(2);
  expect(new Set(lines.filter((line) => line.startsWith("UID:"))).size).toBe(2);
});

// Bare CR, LF, and what some readers take for a line's end; folding and escaping; parameters.
const evil = [
  "\r\n",
  "\r",
  "\n",
  "\u2028",
  "\u2029",
  "\u0085",
  "\v",
  "\f",
  "\0",
  ";",
  ",",
  ":",
  '"',
  "\\",
  "\\n",
  "\t",
  " ",
];
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...evil),
      fc.constantFrom("ATTENDEE:mailto:x@y.example", "END:VEVENT", "BEGIN:VALARM", "X-A;B=C:D", "RRULE:FREQ=DAILY"),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

test("IC-02 whatever a clinic is called and wherever it is, the file has exactly the properties we wrote", () => {
  const namesOf = (file: string) =>
    file
      .replaceAll(/\r\n[ \t]/g, "")
      .split(/\r\n|\r|\n/)
      .map((line) => /^[A-Z-]+/.exec(line)?.[0] ?? line);
  const plain = namesOf(calendarFile([entry], about, "REQUEST"));
  fc.assert(
    fc.property(anyText, anyText, (clinicName, place) => {
      expect(
        namesOf(calendarFile([entry], { ...about, clinicName: `H${clinicName}`, place: `S${place}` }, "REQUEST")),
      ).toEqual(plain);
    }),
    { numRuns: 200 },
  );
});

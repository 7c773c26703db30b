// One clock for a visit: what the database, the page, the letter and the calendar entry say of it is one moment, on both sides of every
// clock change from 2024 to 2032.
import { Temporal } from "temporal-polyfill";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { calendarFile } from "../../../lib/messages/calendar-entry.ts";
import { bookedLetter } from "../../../lib/messages/letters.ts";
import { sayMoment } from "../../../lib/time/say.ts";
import { rfc3339, wallStamp } from "../../../lib/time/zone.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

const zones = [
  "America/Vancouver",
  "America/Toronto",
  "America/St_Johns",
  "America/Regina",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
];
const MINUTE = 60_000;

let database: FreshDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.appUrl, { max: 1 });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

/** Starts on the quarter hours of the four hours around each change, and at noon of every month. */
function startsIn(zone: string): Date[] {
  const starts: Date[] = [];
  for (let year = 2024; year <= 2032; year++)
    for (let month = 0; month < 12; month++) starts.push(new Date(Date.UTC(year, month, 15, 19)));
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.from("2024-01-01T00:00:00Z").toZonedDateTimeISO(zone);
  while ((at = at.getTimeZoneTransition("next")) && at.year <= 2032)
    for (let quarter = -8; quarter <= 8; quarter++) starts.push(new Date(at.epochMilliseconds + quarter * 15 * MINUTE));
  return starts;
}

test.each(zones)("TZ-01 in %s page, letter, calendar entry and database say one moment", async (timeZone) => {
  const starts = startsIn(timeZone);
  const rows = await sql<{ wall: string; said: string }[]>`
    select to_char(t at time zone ${timeZone}, 'YYYY-MM-DD HH24:MI:SS') as wall,
      to_char(t at time zone ${timeZone}, 'FMDay, FMMonth FMDD, YYYY "at" FMHH12:MI am') as said
    from unnest(${starts.map((start) => start.toISOString())}::timestamptz[]) with ordinality u(t, n) order by n`;
  expect(rows.length).toBe(starts.length);
  const clinic = { name: "Clinic", phone: "+16045550100", email: "hello@clinic.test", timeZone, locale: "en-CA" };
  for (const [index, start] of starts.entries()) {
    const { wall, said } = rows[index]!;
    expect(wallStamp(start, timeZone)).toBe(wall);
    expect(sayMoment(start, timeZone)).toBe(said);
    expect(Date.parse(rfc3339(start, timeZone))).toBe(start.getTime());
    const letter = bookedLetter(
      clinic,
      { start, practitionerName: "Priya Nair", place: { name: "", address: "", arrival: "" }, cancelNoticeHours: 24 },
      "https://clinic.test/booking",
    );
    expect(letter.facts?.find(({ name }) => name === "When")?.value).toContain(said);
    const file = calendarFile(
      [
        {
          chainId: "01a20f14-6b0e-746f-aab2-e52d2438a6bf",
          sequence: 0,
          start,
          end: new Date(start.getTime() + 30 * MINUTE),
        },
      ],
      { clinicName: "Clinic", clinicEmail: "hello@clinic.test", place: "", url: "https://clinic.test", stamp: start },
      "REQUEST",
    );
    expect(file).toContain(`DTSTART:${start.toISOString().replaceAll(/[-:]|\.000/g, "")}`);
  }
});

test("TZ-02 Vancouver stays seven hours behind from November 2026 to March 2027 and after", async () => {
  const [row] = await sql<{ offsets: number[] }[]>`
    select array_agg(distinct (extract(epoch from (t at time zone 'America/Vancouver') - (t at time zone 'UTC')) / 3600)::int) as offsets
    from generate_series(timestamptz '2026-11-01 00:00Z', timestamptz '2027-11-30 00:00Z', interval '6 hours') t`;
  expect(row!.offsets).toEqual([-7]);
  for (let day = 0; day < 390; day++) {
    const at = new Date(Date.UTC(2026, 10, 1 + day, 18));
    expect(rfc3339(at, "America/Vancouver").slice(-6)).toBe("-07:00");
  }
});

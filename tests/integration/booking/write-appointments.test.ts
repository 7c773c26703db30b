// A course written in a calendar that its planner has read already: as it was read, or as it is by then.
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSearches, type CalendarRead } from "../../../lib/booking/read-search.ts";
import { writeAppointments } from "../../../lib/booking/write-appointments.ts";
import { inTransaction } from "../../../lib/context/context.ts";
import type { Refusal } from "../../../lib/errors.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { addPatients, courseClinic, courseRows, type CourseClinic } from "../../support/course-clinic.ts";

let database: FreshDatabase;
let clinic: CourseClinic;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await courseClinic(database.appUrl, 3, { connections: 4, horizonDays: 200 });
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

const seen = (): Promise<CalendarRead> =>
  readSearches(clinic.systemCtx(), { serviceIds: [clinic.ids.physio], fromDate: "2026-12-01", days: 95 });

const book = (patientId: string, person: number, minute: number, known?: CalendarRead) => {
  const rows = courseRows(clinic, patientId, {
    practitionerId: clinic.team[person]!,
    startOn: "2026-12-01",
    minute,
  });
  return inTransaction(clinic.systemCtx(), (t) => writeAppointments(t, rows, known));
};

const visitsOf = async (patientId: string): Promise<number> => {
  const [row] = await clinic.inside((tx) =>
    tx.execute(sql`select count(*)::int as n from appointments where patient_id = ${patientId}::uuid`),
  );
  return Number(row!["n"]);
};

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "written",
    (error: Refusal) => error.code,
  );

test("is written once where the calendar is still as it was read", async () => {
  const [patientId] = await addPatients(clinic, 1);
  const written = await book(patientId!, 0, 540, await seen());
  expect(written).toHaveLength(12);
  expect(await visitsOf(patientId!)).toBe(12);
});

test("is written once where somebody else has booked elsewhere meanwhile", async () => {
  const [patientId, other] = await addPatients(clinic, 2);
  const known = await seen();
  await book(other!, 1, 600);
  expect(await book(patientId!, 0, 600, known)).toHaveLength(12);
  expect(await visitsOf(patientId!)).toBe(12);
});

test("is refused whole where one of its times was taken meanwhile", async () => {
  const [patientId, other] = await addPatients(clinic, 2);
  const known = await seen();
  await book(other!, 0, 660);
  expect(await refusal(book(patientId!, 0, 660, known))).toBe("slot_taken");
  expect(await visitsOf(patientId!)).toBe(0);
});

test("is refused whole where its patient is elsewhere, which the calendar of the team does not say", async () => {
  const [patientId] = await addPatients(clinic, 1);
  await book(patientId!, 1, 720);
  expect(await refusal(book(patientId!, 2, 720, await seen()))).toBe("patient_busy");
  expect(await visitsOf(patientId!)).toBe(12);
});

test("is refused whole where its patient is not to be seen by that practitioner", async () => {
  const [patientId] = await addPatients(clinic, 1);
  await clinic.inside((tx) =>
    tx.execute(sql`update patients set not_with = ${`{${clinic.team[0]}}`}::uuid[] where id = ${patientId!}::uuid`),
  );
  expect(await refusal(book(patientId!, 0, 780, await seen()))).toBe("not_bookable");
  expect(await visitsOf(patientId!)).toBe(0);
});

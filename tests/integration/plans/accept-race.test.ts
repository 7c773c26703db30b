// Many patients who accept the same course at one moment: each ends with all visits or a clear answer, and nothing is booked twice.
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase } from "../../../db/client.ts";
import { acceptPlan } from "../../../lib/plans/accept-plan.ts";
import type { AcceptedPlan, ShownStart } from "../../../lib/plans/plan-views.ts";
import { proposeCourse } from "../../../lib/plans/propose-course.ts";
import { audit } from "../../../scripts/audit.ts";
import {
  courseClinic,
  faultsOfCourse,
  offerCourses,
  shownOf,
  type CourseClinic,
  type OfferedCourse,
} from "../../support/course-clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { yes } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
const open: CourseClinic[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  await Promise.all(open.map((clinic) => clinic.close()));
  await database.drop();
});

async function rushOn(team: number, patients: number) {
  const clinic = await courseClinic(database.appUrl, team, { connections: 12 });
  open.push(clinic);
  const offered = await offerCourses(
    clinic,
    Array.from({ length: patients }, () => ({})),
  );
  const shown = await Promise.all(
    offered.map(async ({ planId, patientId }) =>
      shownOf(await proposeCourse(clinic.patientCtx(patientId), { planId })),
    ),
  );
  // Each with a pool of its own, as if each came to another process: within one they are served in turn.
  const say = async ({ planId, patientId }: OfferedCourse, seen: ShownStart[]): Promise<AcceptedPlan> => {
    const db = openDatabase(database.appUrl, { max: 1, name: "taper-test" });
    try {
      return await acceptPlan({ ...clinic.patientCtx(patientId), db }, yes(planId, { seen }));
    } finally {
      await closeDatabase(db);
    }
  };
  return { clinic, offered, shown, say };
}

test("twelve patients who all saw the same visits are whole after at most two yeses", async () => {
  const { clinic, offered, shown, say } = await rushOn(3, 12);
  // Everybody was shown the same: only the visits' ids differ.
  const times = shown.map((starts) => starts.map(({ start }) => start.getTime()));
  for (const one of times) expect(one).toEqual(times[0]);
  const first = await Promise.all(offered.map((one, index) => say(one, shown[index]!)));
  expect(first.filter(({ changed }) => !changed).length).toBeGreaterThanOrEqual(1);
  const second = await Promise.all(
    first.map((answer, index) => (answer.changed ? say(offered[index]!, shownOf(answer.proposal)) : answer)),
  );
  expect(second.map(({ changed }) => changed)).toEqual(offered.map(() => false));
  for (const { planId } of offered) expect(await faultsOfCourse(clinic, planId)).toEqual([]);
  const said: string[] = [];
  const { violations } = await audit(database.appUrl, (line) => said.push(line));
  expect({ violations, said }).toMatchObject({ violations: 0 });
}, 120_000);

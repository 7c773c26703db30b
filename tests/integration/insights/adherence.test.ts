// A slice of the claim about adherence: untidy facts, counted by the product and by the database, on days of their year.
import { afterAll, beforeAll, expect, test } from "vitest";
import { ownerView } from "../../../lib/insights/owner-view.ts";
import { adherenceDifferences } from "../../support/adherence-differences.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { makeMessy } from "../../support/messy-plans.ts";
import { openStory, storyNow, storyToday, storyZone, type StoryClinic } from "../../support/story-clinic.ts";

let database: FreshDatabase;
let story: StoryClinic;

beforeAll(async () => {
  database = await freshDatabase();
  story = await openStory(database, { patients: 60, months: 5, seed: 3 });
  await makeMessy(story.sql, story.clinicId, storyNow, 3);
}, 120_000);

afterAll(async () => {
  await story?.close();
  await database?.drop();
});

test.each([storyToday, "2026-11-02", "2026-10-11", "2026-09-20"])("as of %s both count the same", async (asOf) => {
  const { clinicId, sql, ctxAs } = story;
  const view = await ownerView(ctxAs("owner"), { asOf });
  expect(view.figures.all.attendance.of).toBeGreaterThan(10);
  expect(await adherenceDifferences(sql, view, { clinicId, zone: storyZone, asOf })).toEqual([]);
});

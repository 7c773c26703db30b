// Summaries kept by the product's own verbs on an untidy story are what the facts add up to, and say what the facts say.
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClinic } from "../../../db/client.ts";
import { cancelAppointment } from "../../../lib/booking/cancel-appointment.ts";
import { rescheduleAppointment } from "../../../lib/booking/reschedule-appointment.ts";
import { Refusal } from "../../../lib/errors.ts";
import { figureDrift } from "../../../lib/insights/figure-drift.ts";
import type { OwnerView } from "../../../lib/insights/insights-views.ts";
import { ownerView } from "../../../lib/insights/owner-view.ts";
import { rebuildFigures, tidyFigures } from "../../../lib/insights/rebuild-figures.ts";
import { pausePlan, resumePlan } from "../../../lib/plans/pause-plan.ts";
import { stopPlan } from "../../../lib/plans/stop-plan.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { makeMessy } from "../../support/messy-plans.ts";
import { openStory, storyNow, type StoryClinic } from "../../support/story-clinic.ts";

let database: FreshDatabase;
let story: StoryClinic;
const dayMs = 86_400_000;
const later = (days: number) => new Date(storyNow.getTime() + days * dayMs);

beforeAll(async () => {
  database = await freshDatabase();
  story = await openStory(database, { patients: 90, months: 6, seed: 5 });
  await makeMessy(story.sql, story.clinicId, storyNow, 5);
}, 120_000);

afterAll(async () => {
  await story?.close();
  await database?.drop();
});

const drift = (now: Date) =>
  withClinic(story.db, story.clinicId, (tx) => figureDrift({ tx, clinicId: story.clinicId, now }));

/** The page from the summaries, and from the facts. */
async function both(now: Date, ask: { disciplineId?: string; practitionerId?: string } = {}) {
  const { sql, clinicId, ctxAs } = story;
  const fromSummaries = await ownerView(ctxAs("owner", now), ask);
  const [book] = await sql`delete from figure_books where clinic_id = ${clinicId} returning *`;
  const fromFacts = await ownerView(ctxAs("owner", now), ask);
  await sql`insert into figure_books ${sql(book!)}`;
  return { fromSummaries, fromFacts };
}

const names = async (table: "disciplines" | "practitioners") =>
  (await story.sql<{ id: string }[]>`select id from ${story.sql(table)} where clinic_id = ${story.clinicId}`).map(
    ({ id }) => id,
  );

async function sameOn(now: Date): Promise<OwnerView> {
  const { fromSummaries, fromFacts } = await both(now);
  expect(fromSummaries).toEqual(fromFacts);
  for (const disciplineId of await names("disciplines")) {
    const one = await both(now, { disciplineId });
    expect(one.fromSummaries).toEqual(one.fromFacts);
  }
  for (const practitionerId of await names("practitioners")) {
    const one = await both(now, { practitionerId });
    expect(one.fromSummaries).toEqual(one.fromFacts);
  }
  return fromSummaries;
}

test("drawn from the facts they say the same as the facts, of today and of the day that is compared with", async () => {
  expect(await rebuildFigures(story.ctxAs("owner"))).toMatchObject({ whole: true });
  expect(await drift(storyNow)).toEqual({ count: 0, rows: [] });
  const view = await sameOn(storyNow);
  expect(view.figures.all.attendance.of).toBeGreaterThan(50);
  expect(view.before.attendance.of).toBeGreaterThan(30);
}, 60_000);

test("days go by without anything being written", async () => {
  for (const days of [1, 6, 19, 33]) await sameOn(later(days));
  expect((await drift(later(33))).count).toBe(0);
}, 60_000);

test("cancelling, moving, pausing, resuming and stopping keep them whole, day after day", async () => {
  const { sql, clinicId, ctxAs } = story;
  const done = { cancelled: 0, moved: 0, paused: 0, resumed: 0, stopped: 0 };
  const attempt = async (what: keyof typeof done, verb: () => Promise<unknown>) => {
    try {
      await verb();
      done[what]++;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  };
  for (const days of [0, 1, 5, 9]) {
    const now = later(days);
    const owner = ctxAs("owner", now);
    const clinician = ctxAs("clinical_lead", now);
    const coming = await sql<{ id: string; starts_at: Date }[]>`
      select id, starts_at from appointments where clinic_id = ${clinicId} and visit_id is not null and status = 'booked'
        and starts_at > ${now} order by id limit 18`;
    for (const [index, { id, starts_at }] of coming.entries())
      if (index % 3 === 0)
        await attempt("cancelled", () =>
          cancelAppointment(owner, { appointmentId: id, byWhom: "patient", reason: "" }),
        );
      else
        for (const hours of [24, 49, 72])
          await attempt("moved", () =>
            rescheduleAppointment(owner, {
              appointmentId: id,
              start: new Date(starts_at.getTime() + hours * 3_600_000),
            }),
          );
    const plans = await sql<{ id: string; status: string }[]>`
      select id, status from plans where clinic_id = ${clinicId} and status in ('active', 'on_hold') order by md5(id::text || ${days}) limit 8`;
    for (const [index, { id: planId, status }] of plans.entries())
      if (status === "on_hold") await attempt("resumed", () => resumePlan(clinician, { planId }));
      else if (index % 2)
        await attempt("paused", () =>
          pausePlan(clinician, { planId, fromDate: "2026-11-27", toDate: "2026-12-20", reason: "Away" }),
        );
      else await attempt("stopped", () => stopPlan(clinician, { planId, reason: "patient_choice" }));
    expect(await drift(now)).toEqual({ count: 0, rows: [] });
    await sameOn(now);
  }
  expect(Object.entries(done).filter(([, times]) => times === 0)).toEqual([]);
  const [before] = await sql`select count(*)::int as n from figure_steps where clinic_id = ${clinicId}`;
  await tidyFigures(ctxAs("owner", later(40)));
  const [after] = await sql`select count(*)::int as n from figure_steps where clinic_id = ${clinicId}`;
  expect(after!["n"]).toBeLessThan(before!["n"]);
  expect((await drift(later(40))).count).toBe(0);
  await sameOn(later(40));
}, 120_000);

test("what was changed behind their back is found, and drawn anew", async () => {
  const { sql, clinicId, ctxAs } = story;
  await sql`update figure_steps set due = due + 1 where clinic_id = ${clinicId} and id = (
    select id from figure_steps where clinic_id = ${clinicId} and phase is null order by on_day, id limit 1)`;
  expect((await drift(later(40))).count).toBeGreaterThan(0);
  await rebuildFigures(ctxAs("owner", later(40)), { anew: true });
  expect((await drift(later(40))).count).toBe(0);
}, 60_000);

// Claim: every adherence figure of the owner's page is what the database counts by itself, and a past day's page never changes.
import { createHash } from "node:crypto";
import type postgres from "postgres";
import { cancelAppointment } from "../../lib/booking/cancel-appointment.ts";
import { rescheduleAppointment } from "../../lib/booking/reschedule-appointment.ts";
import type { Ctx } from "../../lib/context/context.ts";
import { Refusal } from "../../lib/errors.ts";
import { ownerView } from "../../lib/insights/owner-view.ts";
import type { OwnerFigures } from "../../lib/insights/insights-views.ts";
import { rebuildFigures } from "../../lib/insights/rebuild-figures.ts";
import { pausePlan } from "../../lib/plans/pause-plan.ts";
import { stopPlan } from "../../lib/plans/stop-plan.ts";
import { addDays } from "../../lib/time/dates.ts";
import { adherenceDifferences } from "../../tests/support/adherence-differences.ts";
import { makeMessy } from "../../tests/support/messy-plans.ts";
import { seededRandom } from "../../tests/support/random-course.ts";
import { openStory, storyNow, storyToday, storyZone, type StoryClinic } from "../../tests/support/story-clinic.ts";
import { openBenchDatabase } from "../course-rush.ts";
import { describeMachine } from "../machine.ts";
import type { Claim } from "./claim.ts";

/** The demo clinic's story goes back as far. */
const months = 8;

export const claim: Claim = {
  name: "adherence",
  about: `every figure of the owner's page (attendance, interval, no-show, arrival, late cancellation, second visit, drop-out, rebooked at the visit, dose, completion; of all, of each discipline and practitioner) on 50 random days equals a count in SQL over the facts that shares no code with it, over plans whose bookings were cancelled, moved, missed, booked again and recorded late, with pauses, windows planned anew and visits taken out; and last month's page is byte for byte the same after new cancellations, moves, pauses, ends and facts. SEED=… repeats a run`,
  async run({ quick, log }) {
    const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
    const random = seededRandom(seed);
    const database = await openBenchDatabase("prove-adherence");
    const story = await openStory(database, { patients: quick ? 120 : 400, months, seed });
    const { sql, clinicId } = story;
    try {
      log("the clinic's tidy story is written; now comes what real days make of it");
      await makeMessy(sql, clinicId, storyNow, seed);
      const ctx = story.ctxAs("owner");
      await rebuildFigures(ctx);
      // Today is read from the summaries, every other day from the facts.
      const days = [
        storyToday,
        ...Array.from({ length: quick ? 7 : 49 }, () => addDays(storyToday, -random.whole(1, months * 30))),
      ];
      const differences: string[] = [];
      const least: Partial<Record<keyof OwnerFigures, number>> = {};
      let shares = 0;
      for (const [index, asOf] of days.entries()) {
        const view = await ownerView(ctx, { asOf });
        const parts = view.figures.byDiscipline.length + view.figures.byPractitioner.length;
        shares += Object.keys(view.figures.all).length * (parts + 1);
        for (const [name, { of }] of Object.entries(view.figures.all))
          least[name as keyof OwnerFigures] = Math.max(least[name as keyof OwnerFigures] ?? 0, of);
        const found = await adherenceDifferences(sql, view, { clinicId, zone: storyZone, asOf });
        differences.push(...found);
        for (const line of found) log(line);
        if (index % 10 === 9) log(`${index + 1} of ${days.length} days, ${differences.length} differences`);
      }
      const past = ["2026-10-31", "2026-09-30", "2026-07-31"];
      const pages = () => Promise.all(past.map((asOf) => pageOf(ctx, asOf)));
      const before = await pages();
      const done = await goOn(story);
      await makeMessyFrom(sql, clinicId);
      const after = await pages();
      log(`since then: ${JSON.stringify(done)}`);
      return {
        ok:
          differences.length === 0 &&
          before.every((page, index) => page === after[index]) &&
          Object.values(least).every((of) => of >= (quick ? 10 : 40)) &&
          Object.values(done).every((times) => times > 0),
        seed,
        days: days.length,
        shares,
        differences: differences.length,
        first: differences.slice(0, 5),
        drawnFrom: least,
        pastPages: past.length,
        changedPages: before.filter((page, index) => page !== after[index]).length,
        since: done,
        machine: describeMachine(),
      };
    } finally {
      await story.close();
      await database.stop();
    }
  },
};

/** What the page of a past day is drawn from, but for what it calls today; the hash of its bytes. */
async function pageOf(ctx: Ctx, asOf: string): Promise<string> {
  const { today: _, ...page } = await ownerView(ctx, { asOf });
  return createHash("sha256").update(JSON.stringify(page)).digest("hex");
}

/** The product's own verbs, on visits and plans that were there on the past days. */
async function goOn({ sql, ctxAs }: StoryClinic): Promise<Record<string, number>> {
  const ctx = ctxAs("owner");
  const done = { cancelled: 0, moved: 0, paused: 0, stopped: 0 };
  const attempt = async (what: keyof typeof done, verb: () => Promise<unknown>) => {
    try {
      await verb();
      done[what]++;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  };
  const coming = await sql<{ id: string; starts_at: Date }[]>`
    select id, starts_at from appointments where clinic_id = ${ctx.clinicId} and visit_id is not null and status = 'booked'
      and starts_at > ${ctx.now} order by id limit 60`;
  for (const [index, { id, starts_at }] of coming.entries())
    if (index % 3 === 0)
      await attempt("cancelled", () => cancelAppointment(ctx, { appointmentId: id, byWhom: "patient", reason: "" }));
    else
      for (const hours of [24, 25, 48, 72, 73])
        await attempt("moved", () =>
          rescheduleAppointment(ctx, { appointmentId: id, start: new Date(starts_at.getTime() + hours * 3_600_000) }),
        );
  const clinician = ctxAs("clinical_lead");
  const plans = await sql<{ id: string }[]>`
    select id from plans where clinic_id = ${ctx.clinicId} and status = 'active' order by id limit 24`;
  for (const [index, { id: planId }] of plans.entries())
    if (index % 2)
      await attempt("paused", () =>
        pausePlan(clinician, { planId, fromDate: "2026-11-30", toDate: "2026-12-20", reason: "Away" }),
      );
    else await attempt("stopped", () => stopPlan(clinician, { planId, reason: "patient_choice" }));
  return done;
}

/** Facts of today and terms that were replaced today, on every plan. */
async function makeMessyFrom(sql: postgres.Sql, clinicId: string): Promise<void> {
  await sql`
    insert into visit_terms (clinic_id, id, visit_id, replaced_at, phase_id, target_on, window_from, window_to, price_minor)
    select clinic_id, gen_random_uuid(), id, ${storyNow}, phase_id, target_on, window_from, window_to, price_minor from visits where clinic_id = ${clinicId}
    on conflict do nothing`;
  await sql`
    update visits set window_from = window_from + 9, target_on = target_on + 9, window_to = window_to + 9, price_minor = price_minor + 1
    where clinic_id = ${clinicId}`;
  await sql`
    insert into appointment_facts (clinic_id, id, appointment_id, fact, at, actor_kind, by_whom, late)
    select clinic_id, gen_random_uuid(), id, 'cancelled', ${storyNow}, 'system', 'patient', true
    from appointments where clinic_id = ${clinicId} and visit_id is not null`;
}

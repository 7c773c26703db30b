// The owner's further pages: the weeks ahead, what plans lead to, and figures narrowed to a template or a payer; past days stay as they were.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cancelAppointment } from "../../../lib/booking/cancel-appointment.ts";
import { confirmComing } from "../../../lib/booking/confirm-coming.ts";
import { newId } from "../../../lib/ids.ts";
import { aheadView } from "../../../lib/insights/ahead-view.ts";
import { payers } from "../../../lib/insights/insights-input.ts";
import { listBehind } from "../../../lib/insights/list-behind.ts";
import { outcomesView } from "../../../lib/insights/outcomes-view.ts";
import { ownerView } from "../../../lib/insights/owner-view.ts";
import { retentionView } from "../../../lib/insights/retention-view.ts";
import { stopPlan } from "../../../lib/plans/stop-plan.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { openStory, storyNow, storyToday, type StoryClinic } from "../../support/story-clinic.ts";

const past = ["2026-11-22", "2026-10-27", "2026-07-03"];

let database: FreshDatabase;
let story: StoryClinic;
let sql: StoryClinic["sql"];
let clinicId: string;
let ctxAs: StoryClinic["ctxAs"];
let stranger: TestClinic;

beforeAll(async () => {
  database = await freshDatabase();
  story = await openStory(database, { patients: 200, months: 6, seed: 3 });
  ({ sql, clinicId, ctxAs } = story);
  stranger = await freshClinic(database.appUrl, { connections: 2 });
}, 180_000);

afterAll(async () => {
  await stranger?.close();
  await story?.close();
  await database?.drop();
});

describe("a template and a payer", () => {
  it("part the plans: every figure is the sum of its parts, on the page and behind it", async () => {
    const ctx = ctxAs("owner");
    const all = await ownerView(ctx, { templates: true });
    expect(all.choices.templates.length).toBeGreaterThan(2);
    const byPayer = await Promise.all(payers.map((payer) => ownerView(ctx, { payer })));
    const byTemplate = await Promise.all(all.choices.templates.map(({ id }) => ownerView(ctx, { templateCode: id })));
    for (const parts of [byPayer, byTemplate])
      for (const figure of ["attendance", "interval", "dropOut", "rebooked"] as const) {
        const sum = (of: "n" | "of") => parts.reduce((total, { figures }) => total + figures.all[figure][of], 0);
        expect([sum("n"), sum("of")]).toEqual([all.figures.all[figure].n, all.figures.all[figure].of]);
      }
    const [one] = all.choices.templates;
    const behind = await listBehind(ctx, { figure: "attendance", templateCode: one!.id });
    expect(behind.template).toBe(one!.name);
    expect(behind.share).toEqual(byTemplate[0]!.figures.all.attendance);
    const curve = async (payer?: (typeof payers)[number]) => (await retentionView(ctx, { payer })).curve.plans;
    const parts = await Promise.all(payers.map(curve));
    expect(parts.reduce((sum, plans) => sum + plans, 0)).toBe(await curve());
  });

  it("asks no more of the page of today that asks for neither", async () => {
    expect((await ownerView(ctxAs("owner"))).choices.templates).toEqual([]);
  });
});

describe("the weeks ahead", () => {
  it("finds the fees that a query over today's tables finds", async () => {
    const view = await aheadView(ctxAs("manager"));
    const [booked] = await sql<{ visits: number; minor: number }[]>`
      select count(*)::int as visits, coalesce(sum(v.price_minor), 0)::int as minor
      from visits v join plans p on p.clinic_id = v.clinic_id and p.id = v.plan_id and p.status = 'active'
      join appointments a on a.clinic_id = v.clinic_id and a.visit_id = v.id and a.status in ('booked', 'arrived')
      where v.clinic_id = ${clinicId} and a.wall_start::date between ${storyToday}::date and ${storyToday}::date + 27`;
    const [open] = await sql<{ visits: number; minor: number }[]>`
      select count(*)::int as visits, coalesce(sum(v.price_minor), 0)::int as minor
      from visits v join plans p on p.clinic_id = v.clinic_id and p.id = v.plan_id and p.status = 'active'
      where v.clinic_id = ${clinicId} and v.window_to <= ${storyToday}::date + 27
        and (v.dropped_at is null or (v.dropped_at at time zone 'America/Toronto')::date > v.window_to)
        and not exists (select 1 from appointments a where a.clinic_id = v.clinic_id and a.visit_id = v.id
          and a.status in ('booked', 'arrived', 'fulfilled', 'noshow'))`;
    expect(open!.visits).toBeGreaterThan(5);
    expect(view.sums[0]).toEqual({ risk: "not_booked", ...open! });
    expect([view.plannedVisits, view.plannedMinor]).toEqual([
      booked!.visits + open!.visits,
      booked!.minor + open!.minor,
    ]);
  });

  it("counts every hour that is booked, once, over the weeks and over the people", async () => {
    const { hours } = await aheadView(ctxAs("owner"));
    const [rows] = await sql<{ minutes: number }[]>`
      select sum(extract(epoch from ends_at - starts_at) / 60)::int as minutes from appointments
      where clinic_id = ${clinicId} and status in ('booked', 'arrived', 'fulfilled')
        and wall_start::date between ${storyToday}::date and ${storyToday}::date + 27`;
    const sum = (lines: readonly { bookedMin: number }[]) =>
      lines.reduce((total, { bookedMin }) => total + bookedMin, 0);
    expect(hours!.weeks).toHaveLength(4);
    expect(sum(hours!.weeks)).toBe(rows!.minutes);
    expect(sum(hours!.people)).toBe(rows!.minutes);
    for (const { openMin } of hours!.weeks) expect(openMin).toBeGreaterThan(0);
  });

  it("counts the hours of the one who is asked about, and none of whoever is not there", async () => {
    const [who] = await sql<{ id: string }[]>`
      select practitioner_id as id from appointments where clinic_id = ${clinicId} and status = 'booked' and starts_at > ${storyNow}
      order by starts_at limit 1`;
    const all = (await aheadView(ctxAs("owner"))).hours!;
    const theirs = (await aheadView(ctxAs("owner"), { practitionerId: who!.id })).hours!;
    expect(theirs.people).toEqual(all.people.filter(({ id }) => id === who!.id));
    const stranger = (await aheadView(ctxAs("owner"), { practitionerId: newId() })).hours!;
    expect(stranger.people).toEqual([]);
    expect(stranger.weeks.map(({ openMin }) => openMin)).toEqual([0, 0, 0, 0]);
  });

  it("takes a booking that its patient has confirmed for one that stands, on the owner's page too", async () => {
    const ctx = ctxAs("owner");
    const [coming] = await sql<{ chain: string; plan: string }[]>`
      select a.chain_id as chain, v.plan_id as plan from appointments a join visits v on v.clinic_id = a.clinic_id and v.id = a.visit_id
      join plans p on p.clinic_id = v.clinic_id and p.id = v.plan_id and p.status = 'active'
      where a.clinic_id = ${clinicId} and a.status = 'booked' and a.starts_at > ${storyNow} and not exists (
        select 1 from visits w join appointments b on b.clinic_id = w.clinic_id and b.visit_id = w.id
        where w.clinic_id = ${clinicId} and w.plan_id = v.plan_id and b.id <> a.id and b.status = 'booked' and b.starts_at > ${storyNow})
      order by a.id limit 1`;
    await confirmComing(ctx, { chainId: coming!.chain });
    expect((await ownerView(ctx)).nothingBooked.map(({ planId }) => planId)).not.toContain(coming!.plan);
    const lines = (await aheadView(ctx)).lines.filter(({ planId }) => planId === coming!.plan);
    expect(lines.filter(({ risk }) => risk === "not_confirmed")).toEqual([]);
  });
});

describe("what plans lead to", () => {
  it("counts the pairs that the database counts, and shows none of fewer than five", async () => {
    const view = await outcomesView(ctxAs("owner"));
    for (const { instrument, all, byTemplate, byPhase } of view.responses) {
      const [row] = await sql<{ plans: number; better: number }[]>`
        with scored as (
          select p.id, s.value, (s.taken_at at time zone 'America/Toronto')::date as on_day, s.taken_at, s.id as score,
            (select min((f.at at time zone 'America/Toronto')::date) from plan_facts f where f.clinic_id = p.clinic_id
              and f.plan_id = p.id and f.fact = 'activated') as began,
            (select min((f.at at time zone 'America/Toronto')::date) from plan_facts f where f.clinic_id = p.clinic_id
              and f.plan_id = p.id and f.fact in ('completed', 'revoked')) as ended
          from plans p join scores s on s.clinic_id = p.clinic_id and s.episode_id = p.episode_id and s.instrument = ${instrument}
          where p.clinic_id = ${clinicId} and p.activated_at is not null
        ), firsts as (
          select distinct on (id) id, value, on_day from scored
          order by id, on_day <= began desc, case when on_day <= began then -extract(epoch from taken_at) else extract(epoch from taken_at) end,
            case when on_day <= began then 0 else 1 end
        ), lasts as (
          select distinct on (id) id, value, on_day from scored where ended is null or on_day <= ended
          order by id, taken_at desc, score desc
        )
        select count(*)::int as plans,
          (avg(case when ${instrument} = 'psfs' then l.value - f.value else f.value - l.value end))::float8 as better
        from firsts f join lasts l on l.id = f.id and l.on_day > f.on_day`;
      expect(row!.plans).toBeGreaterThan(20);
      expect(all.plans).toBe(row!.plans);
      expect(all.meanBetter).toBeCloseTo(row!.better, 5);
      expect(byTemplate.reduce((sum, { plans }) => sum + plans, 0)).toBe(all.plans);
      for (const line of [...byTemplate, ...byPhase]) {
        expect(line.meanBetter === null).toBe(line.plans < 5);
        expect(line.meaningful.rate === null).toBe(line.meaningful.of < 5);
        expect(line.lower === null).toBe(line.meaningful.of < 5);
      }
    }
    for (const { planned, reached, onTheWay, endedWell, lost } of view.funnel)
      expect(reached + onTheWay + endedWell + lost).toBe(planned);
  });
});

describe("a past day", () => {
  it("stays as it was on every page, whatever is written later: bookings, ends, scores of days before and corrections", async () => {
    const ctx = ctxAs("owner");
    const pages = async (asOf: string) => {
      const views = [
        await aheadView(ctx, { asOf }),
        await outcomesView(ctx, { asOf }),
        await retentionView(ctx, { asOf }),
      ];
      return views.map((view) => ({ ...view, today: null }));
    };
    const before = await Promise.all(past.map(pages));
    const coming = await sql<{ id: string }[]>`
      select id from appointments where clinic_id = ${clinicId} and visit_id is not null and status = 'booked'
        and starts_at > ${storyNow} order by id limit 3`;
    for (const { id } of coming) await cancelAppointment(ctx, { appointmentId: id, byWhom: "patient", reason: "" });
    const plans = await sql<{ id: string }[]>`
      select id from plans where clinic_id = ${clinicId} and status = 'active' order by id limit 3`;
    for (const { id: planId } of plans) await stopPlan(ctxAs("clinical_lead"), { planId, reason: "patient_choice" });
    // Written down today, about days that are over; and a correction of what stood on them.
    await sql`
      insert into scores (clinic_id, id, patient_id, episode_id, instrument, instrument_version, value, taken_at, recorded_at, author_kind)
      select clinic_id, gen_random_uuid(), patient_id, episode_id, instrument, instrument_version, 0, taken_at + interval '1 hour',
        ${storyNow}, 'member' from scores where clinic_id = ${clinicId} and taken_at < '2026-07-01'`;
    await sql`
      insert into scores (clinic_id, id, patient_id, episode_id, instrument, instrument_version, value, taken_at, author_kind, replaces_id)
      select clinic_id, gen_random_uuid(), patient_id, episode_id, instrument, instrument_version, 1, ${storyNow}, 'member', id
      from scores where clinic_id = ${clinicId} and taken_at < '2026-10-01' and replaces_id is null and recorded_at is null`;
    expect(await Promise.all(past.map(pages))).toEqual(before);
    const [first, last] = [await outcomesView(ctx, { asOf: past[0]! }), await outcomesView(ctx)];
    expect(last.responses).not.toEqual(first.responses);
  });

  it("has no hours: which were meant to be worked is kept for days to come alone", async () => {
    expect((await aheadView(ctxAs("owner"), { asOf: past[0]! })).hours).toBeNull();
  });
});

describe("who may look", () => {
  it("are the owner and the manager, at their own clinic, and that they looked is kept without names", async () => {
    for (const role of ["front_desk", "practitioner", "clinical_lead"] as const) {
      await expect(aheadView(ctxAs(role))).rejects.toMatchObject({ code: "forbidden" });
      await expect(outcomesView(ctxAs(role))).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await aheadView(stranger.memberCtx("owner"))).toMatchObject({ plannedVisits: 0, lines: [] });
    expect(await outcomesView(stranger.memberCtx("owner"))).toMatchObject({ plans: 0, funnel: [] });
    const rows = await sql<{ detail: object }[]>`
      select detail from audit where clinic_id = ${clinicId} and deed = 'insights.seen' and subject_kind in ('ahead', 'outcomes')`;
    expect([...new Set(rows.flatMap(({ detail }) => Object.keys(detail)))].toSorted()).toEqual([
      "asOf",
      "plans",
      "visits",
    ]);
  });
});

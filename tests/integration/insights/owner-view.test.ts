import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cancelAppointment } from "../../../lib/booking/cancel-appointment.ts";
import { memberIdOf } from "../../../lib/context/context.ts";
import { followView } from "../../../lib/insights/follow-view.ts";
import { listBehind } from "../../../lib/insights/list-behind.ts";
import { logCall } from "../../../lib/insights/log-call.ts";
import { ownerView } from "../../../lib/insights/owner-view.ts";
import { listCallTasks } from "../../../lib/intake/call-tasks.ts";
import { viewPlan } from "../../../lib/plans/view-plan.ts";
import { stopPlan } from "../../../lib/plans/stop-plan.ts";
import { fundingAboutToEnd } from "../../../lib/plans/view-funding.ts";
import { adherenceDifferences } from "../../support/adherence-differences.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { openStory, storyNow, storyToday, storyZone, type StoryClinic } from "../../support/story-clinic.ts";

const dates = [storyToday, "2026-10-27", "2026-07-03"];

let database: FreshDatabase;
let story: StoryClinic;
let sql: StoryClinic["sql"];
let clinicId: string;
let ctxAs: StoryClinic["ctxAs"];
let owner: string;
let stranger: TestClinic;

beforeAll(async () => {
  database = await freshDatabase();
  story = await openStory(database, { patients: 260, months: 8, seed: 1 });
  ({ sql, clinicId, ctxAs } = story);
  owner = memberIdOf(ctxAs("owner"))!;
  stranger = await freshClinic(database.appUrl, { connections: 2 });
}, 180_000);

afterAll(async () => {
  await stranger?.close();
  await story?.close();
  await database?.drop();
});

describe("ownerView", () => {
  it.each(dates)("counts as of %s what the database counts by itself", async (asOf) => {
    const view = await ownerView(ctxAs("owner"), { asOf });
    const { figures } = view;
    expect(figures.all.attendance.of).toBeGreaterThan(100);
    expect(figures.all.interval.of).toBeGreaterThan(50);
    expect(await adherenceDifferences(sql, view, { clinicId, zone: storyZone, asOf })).toEqual([]);
    const sum = figures.byPractitioner.reduce((total, one) => total + one.figures.attendance.of, 0);
    expect(sum).toBe(figures.all.attendance.of);
  });

  it("names who has an active plan, visits left and nothing booked", async () => {
    const view = await ownerView(ctxAs("manager"));
    const rows = await sql<{ id: string }[]>`
      select p.id from plans p where p.clinic_id = ${clinicId} and p.status = 'active'
        and not exists (select 1 from visits v join appointments a on a.clinic_id = v.clinic_id and a.visit_id = v.id
          where v.clinic_id = ${clinicId} and v.plan_id = p.id and a.status in ('booked', 'arrived')
          and a.wall_start::date >= ${storyToday}::date)
        and exists (select 1 from visits v where v.clinic_id = ${clinicId} and v.plan_id = p.id and v.dropped_at is null
          and not exists (select 1 from appointments a where a.clinic_id = v.clinic_id and a.visit_id = v.id
            and a.status in ('fulfilled', 'noshow', 'booked', 'arrived')))`;
    expect(rows.length).toBeGreaterThan(2);
    expect(view.nothingBooked.map(({ planId }) => planId).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
    expect(view.sentence).toContain(`${view.nothingBooked.length} patients have an active plan and nothing booked`);
    const due = view.nothingBooked.map(({ nextDueOn }) => nextDueOn);
    expect(due).toEqual(due.toSorted());
  });

  it("opens each figure on as many visits or plans as it says are missing", async () => {
    const ctx = ctxAs("owner");
    const { figures, phases } = await ownerView(ctx);
    const { attendance, interval, conversion12, dropOut, noShow } = figures.all;
    const missesOf = async (ask: Parameters<typeof listBehind>[1]) =>
      (await listBehind(ctx, ask)).people.reduce((sum, { misses }) => sum + misses.length, 0);
    expect(await missesOf({ figure: "attendance" })).toBe(attendance.of - attendance.n);
    expect(await missesOf({ figure: "interval" })).toBe(interval.of - interval.n);
    expect(await missesOf({ figure: "second_visit" })).toBe(conversion12.of - conversion12.n);
    expect(await missesOf({ figure: "drop_out" })).toBe(dropOut.n);
    expect(await missesOf({ figure: "no_show" })).toBe(noShow.n);
    for (const { phase, planned, attended } of phases)
      expect(await missesOf({ figure: "attendance", phase })).toBe(planned - attended);
    const one = figures.byDiscipline[0]!;
    expect(await missesOf({ figure: "attendance", disciplineId: one.id })).toBe(
      one.figures.attendance.of - one.figures.attendance.n,
    );
  });

  it("shows a past day as it was, whatever happens later", async () => {
    const ctx = ctxAs("owner");
    const read = async (asOf: string) => {
      const { today: _, ...view } = await ownerView(ctx, { asOf });
      return { view, behind: await listBehind(ctx, { figure: "attendance", asOf }) };
    };
    const yesterday = "2026-11-23";
    const before = await Promise.all([...dates.slice(1), yesterday].map(read));
    const coming = await sql<{ id: string }[]>`
      select id from appointments where clinic_id = ${clinicId} and visit_id is not null and status = 'booked'
        and starts_at > ${storyNow} order by id limit 3`;
    for (const { id } of coming) await cancelAppointment(ctx, { appointmentId: id, byWhom: "patient", reason: "" });
    const [late] = before.at(-1)!.view.nothingBooked;
    const plans = await sql<{ id: string }[]>`
      select id from plans where clinic_id = ${clinicId} and status = 'active' order by id limit 2`;
    for (const planId of new Set([late!.planId, ...plans.map(({ id }) => id)]))
      await stopPlan(ctxAs("clinical_lead"), { planId, reason: "patient_choice" });
    expect(await Promise.all([...dates.slice(1), yesterday].map(read))).toEqual(before);
    const after = await ownerView(ctx);
    expect(after.nothingBooked.map(({ planId }) => planId)).not.toContain(late!.planId);
  });

  it("compares with the clinic four weeks before, as that day's own page shows it", async () => {
    const view = await ownerView(ctxAs("owner"));
    expect(view.compare).toBe("2026-10-27");
    expect((await ownerView(ctxAs("owner"), { asOf: view.compare })).figures.all).toEqual(view.before);
  });

  it("hides shares of fewer than five, and keeps what they are drawn from", async () => {
    const { figures } = await ownerView(ctxAs("owner"));
    const every = [...figures.byDiscipline, ...figures.byPractitioner].flatMap((one) => Object.values(one.figures));
    for (const { of, rate } of every) expect(rate === null).toBe(of < 5);
  });

  it("refuses a day to come, a wrong comparison, and every role but the owner's and the manager's", async () => {
    await expect(ownerView(ctxAs("owner"), { asOf: "2026-11-25" })).rejects.toMatchObject({ code: "invalid" });
    await expect(ownerView(ctxAs("owner"), { compare: storyToday })).rejects.toMatchObject({ code: "invalid" });
    for (const role of ["front_desk", "practitioner", "clinical_lead"] as const) {
      await expect(ownerView(ctxAs(role))).rejects.toMatchObject({ code: "forbidden" });
      await expect(listBehind(ctxAs(role), { figure: "interval" })).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("shows a stranger's clinic nothing, even when asked by id", async () => {
    const view = await ownerView(stranger.memberCtx("owner"));
    expect(view.nothingBooked).toEqual([]);
    expect(view.figures.all.attendance).toEqual({ n: 0, of: 0, rate: null });
    expect(view.sentence).toBe("Everybody with an active plan has a visit booked.");
    const mine = (await ownerView(ctxAs("owner"))).nothingBooked[0]!;
    await expect(
      logCall(stranger.memberCtx("owner"), { planId: mine.planId, kind: "nothing_booked", outcome: "called" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("keeps calls beside the line, and puts a call back on the desk's list", async () => {
    const at = new Date("2026-11-24T19:00:00Z");
    const ctx = ctxAs("owner", at);
    const { planId } = (await ownerView(ctx)).nothingBooked[0]!;
    const line = async () => (await ownerView(ctx)).nothingBooked.find((one) => one.planId === planId)!;
    const open = async () => (await listCallTasks(ctx)).filter((task) => task.planId === planId);
    expect((await line()).lastCall).toBeNull();
    await logCall(ctx, { planId, kind: "nothing_booked", outcome: "call_back", note: "After work." });
    expect((await line()).lastCall).toMatchObject({ outcome: "call_back", note: "After work.", at });
    expect(await open()).toMatchObject([{ kind: "nothing_booked" }]);
    await logCall(ctxAs("owner", new Date("2026-11-24T19:05:00Z")), {
      planId,
      kind: "nothing_booked",
      outcome: "called",
    });
    expect((await line()).lastCall).toMatchObject({ outcome: "called" });
    expect(await open()).toEqual([]);
    await expect(
      logCall(ctxAs("front_desk"), { planId, kind: "nothing_booked", outcome: "called" }),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("names who is behind pace and whose funding ends, and keeps calls about each apart", async () => {
    const ctx = ctxAs("manager", new Date("2026-11-24T20:00:00Z"));
    const view = await followView(ctx);
    expect(view.behindPlans).toBeGreaterThan(2);
    expect(view.behind).toHaveLength(Math.min(100, view.behindPlans));
    const planIds = view.behind.map(({ planId }) => planId);
    const rows = await sql<{ id: string; status: string; missing: number }[]>`
      select p.id, p.status, count(*) filter (where v.window_to < ${storyToday}::date and not exists (select 1
          from appointments a where a.clinic_id = v.clinic_id and a.visit_id = v.id and a.status = 'fulfilled'))::int as missing
      from plans p join visits v on v.clinic_id = p.clinic_id and v.plan_id = p.id
      where p.clinic_id = ${clinicId} and p.id = any(${planIds}::uuid[]) group by p.id, p.status`;
    expect(rows.filter((row) => row.status !== "active")).toEqual([]);
    const missing = new Map(rows.map((row) => [row.id, row.missing]));
    expect(view.behind.filter((line) => line.missing < 2 || line.missing > missing.get(line.planId)!)).toEqual([]);
    const ending = await fundingAboutToEnd(ctx);
    expect(view.funding.map(({ planId, left }) => ({ planId, left }))).toEqual(
      ending.slice(0, 100).map(({ planId, left }) => ({ planId, left })),
    );
    expect(view.fundingLines).toBe(ending.length);
    const { planId } = view.behind[0]!;
    await logCall(ctx, { planId, kind: "behind_pace", outcome: "no_contact" });
    const [line] = (await followView(ctx)).behind.filter((one) => one.planId === planId);
    expect(line!.lastCall).toMatchObject({ outcome: "no_contact" });
    const other = (await ownerView(ctx)).nothingBooked.find((one) => one.planId === planId);
    expect(other?.lastCall?.outcome).not.toBe("no_contact");
    await expect(logCall(ctx, { planId, kind: "other" as never, outcome: "called" })).rejects.toMatchObject({
      code: "invalid",
    });
    const behindByCount = await sql<{ id: string }[]>`
      select p.id from plans p join visits v on v.clinic_id = p.clinic_id and v.plan_id = p.id
      where p.clinic_id = ${clinicId} and p.status = 'active' and v.window_to < ${storyToday}::date
        and (v.dropped_at is null or (v.dropped_at at time zone ${storyZone})::date > v.window_to)
        and not exists (select 1 from plan_facts r where r.clinic_id = p.clinic_id and r.plan_id = p.id and r.fact = 'paused')
        and not exists (select 1 from appointments a where a.clinic_id = v.clinic_id and a.visit_id = v.id
          and (a.status = 'fulfilled' or exists (select 1 from appointment_facts f where f.clinic_id = a.clinic_id
            and f.appointment_id = a.id and f.by_whom = 'clinic')))
      group by p.id having count(*) >= 2`;
    expect(behindByCount.map(({ id }) => id).filter((id) => !planIds.includes(id))).toEqual([]);
    for (const role of ["front_desk", "practitioner", "clinical_lead"] as const)
      await expect(followView(ctxAs(role))).rejects.toMatchObject({ code: "forbidden" });
    expect(await followView(stranger.memberCtx("owner"))).toEqual({
      behind: [],
      behindPlans: 0,
      lapsed: [],
      lapsedPlans: 0,
      overdue: [],
      overduePlans: 0,
      funding: [],
      fundingLines: 0,
    });
  });

  it("names who has lapsed, the same people as behind the figure", async () => {
    const ctx = ctxAs("manager", new Date("2027-02-15T20:00:00Z"));
    const { lapsed, lapsedPlans } = await followView(ctx);
    const away = await listBehind(ctx, { figure: "drop_out" });
    expect(lapsedPlans).toBeGreaterThan(0);
    expect(lapsed.map(({ planId }) => planId).toSorted()).toEqual(away.people.map(({ planId }) => planId).toSorted());
    expect(lapsed.filter(({ days }) => days <= 21)).toEqual([]);
  });

  it("names whose reassessment is overdue: its day on the plan's own page is over, and nothing was decided", async () => {
    const ctx = ctxAs("manager");
    const { overdue, overduePlans } = await followView(ctx);
    const active = await sql<{ id: string; decided: number }[]>`
      select p.id, (select count(*)::int from plan_facts f where f.clinic_id = p.clinic_id and f.plan_id = p.id
        and f.fact = 'decided') as decided
      from plans p where p.clinic_id = ${clinicId} and p.status = 'active'`;
    const due: { planId: string; dueOn: string }[] = [];
    for (const { id: planId, decided } of active) {
      const next = (await viewPlan(ctx, { planId })).reassessments[decided];
      if (next && next.onDate < storyToday) due.push({ planId, dueOn: next.onDate });
    }
    expect(due.length).toBeGreaterThan(0);
    expect(overduePlans).toBe(due.length);
    const shown = overdue.map(({ planId, dueOn }) => ({ planId, dueOn }));
    expect(due.filter((one) => shown.length < 100 && !shown.some(({ planId }) => planId === one.planId))).toEqual([]);
    expect(shown.filter((one) => due.find(({ planId }) => planId === one.planId)?.dueOn !== one.dueOn)).toEqual([]);
  });

  it("keeps who looked, without names", async () => {
    await listBehind(ctxAs("owner"), { figure: "drop_out" });
    const [row] = await sql<{ detail: object; actor_id: string }[]>`
      select detail, actor_id from audit where clinic_id = ${clinicId} and deed = 'insights.seen' and subject_kind = 'drop_out'
      order by seq desc limit 1`;
    expect(row!.actor_id).toBe(owner);
    expect(Object.keys(row!.detail).toSorted()).toEqual(["asOf", "people"]);
  });
});

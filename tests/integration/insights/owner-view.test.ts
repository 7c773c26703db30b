import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, openDatabase, withClinic, type Database } from "../../../db/client.ts";
import { cancelAppointment } from "../../../lib/booking/cancel-appointment.ts";
import type { Ctx } from "../../../lib/context/context.ts";
import { openGateways } from "../../../lib/gateways/gateways.ts";
import { listBehind } from "../../../lib/insights/list-behind.ts";
import { logCall } from "../../../lib/insights/log-call.ts";
import { ownerView } from "../../../lib/insights/owner-view.ts";
import { listCallTasks } from "../../../lib/intake/call-tasks.ts";
import type { MemberRole } from "../../../lib/permissions/permissions.ts";
import { stopPlan } from "../../../lib/plans/stop-plan.ts";
import { lakeside } from "../../../scripts/seed/lakeside.ts";
import { makeClinic } from "../../../scripts/seed/make-clinic.ts";
import { writeRows } from "../../../scripts/seed/rows.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

const now = new Date("2026-11-24T18:30:00Z");
const today = "2026-11-24";
const dates = [today, "2026-10-27", "2026-07-03"];

let database: FreshDatabase;
let sql: postgres.Sql;
let db: Database;
let clinicId: string;
let owner: string;
let stranger: TestClinic;

function ctxAs(role: MemberRole, at = now): Ctx {
  return {
    clinicId,
    actor: { kind: "member", memberId: owner, role, practitionerId: null, name: "Somebody" },
    now: at,
    db,
    gateways: openGateways({
      stripe: { secretKey: "sk_test_unused", webhookSecret: "whsec_unused_in_tests", apiBase: "http://localhost:1" },
      mail: { smtpUrl: "smtp://localhost:1", from: "hello@clinic.example" },
    }),
    publicUrl: "http://localhost:3000",
    secret: "a test secret of at least thirty-two characters",
  };
}

beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  db = openDatabase(database.appUrl, { max: 4, name: "taper-test" });
  const made = await makeClinic({ ...lakeside, patients: 260, months: 8 }, now, 1);
  clinicId = made.clinicId;
  await withClinic(db, clinicId, (tx) => writeRows(tx, made.rows));
  const [member] = await sql<{ id: string }[]>`select id from members where clinic_id = ${clinicId} and role = 'owner'`;
  owner = member!.id;
  stranger = await freshClinic(database.appUrl, { connections: 2 });
}, 180_000);

afterAll(async () => {
  await stranger?.close();
  await closeDatabase(db);
  await sql?.end();
  await database?.drop();
});

type Counted = { due: number; attended: number; gaps: number; inside: number; came: number; ends: number };

/** The same figures, asked of the database in its own words. Seeded visits have one booking each, or none. */
async function recount(asOf: string, disciplineId: string | null = null): Promise<Counted> {
  const [row] = await sql<Counted[]>`
    with till as (select ((${asOf}::date + 1)::timestamp at time zone 'America/Toronto') at),
    plan as (
      select p.id, (min(f.at) filter (where f.fact = 'activated') at time zone 'America/Toronto')::date started,
        (min(f.at) filter (where f.fact in ('completed', 'revoked')) at time zone 'America/Toronto')::date ended,
        min(f.from_date) filter (where f.fact = 'paused') rest_from, min(f.to_date) filter (where f.fact = 'paused') rest_to
      from plans p join plan_facts f on f.clinic_id = p.clinic_id and f.plan_id = p.id, till
      where p.clinic_id = ${clinicId} and f.at < till.at group by p.id
      having bool_or(f.fact = 'activated')),
    final as (
      select distinct on (a.id) a.visit_id, a.wall_start::date as day, f.fact, f.by_whom, f.late
      from appointments a join appointment_facts f on f.clinic_id = a.clinic_id and f.appointment_id = a.id, till
      where a.clinic_id = ${clinicId} and a.visit_id is not null and f.at < till.at
      order by a.id, f.at desc, f.id desc),
    seen as (
      select v.id, v.track_id, v.window_from, v.window_to, plan.*, final.day, final.fact, final.by_whom, final.late,
        h.min_gap, h.max_gap, (v.dropped_at at time zone 'America/Toronto')::date dropped,
        coalesce(final.fact = 'fulfilled', false) attended
      from visits v join plan on plan.id = v.plan_id
      join phases h on h.clinic_id = v.clinic_id and h.id = v.phase_id
      join tracks t on t.clinic_id = v.clinic_id and t.id = v.track_id
      left join final on final.visit_id = v.id
      where v.clinic_id = ${clinicId} and (${disciplineId}::uuid is null or t.discipline_id = ${disciplineId}::uuid)),
    due as (
      select * from seen
      where not coalesce(fact = 'cancelled' and by_whom = 'clinic', false)
        and not coalesce(rest_from <= window_from and (rest_to is null or rest_to > ${asOf}::date or window_to <= rest_to), false)
        and (attended or (window_to < ${asOf}::date and (ended is null or window_to < ended)
          and not coalesce(dropped <= ${asOf}::date and dropped <= window_to, false)))),
    gap as (
      select *, day - lag(day) over (partition by track_id order by day) days from seen where attended),
    closed as (
      select * from gap where days is not null
        and not coalesce(rest_from < day and (rest_to is null or rest_to > ${asOf}::date or rest_to > day - days), false))
    select (select count(*)::int from due) due, (select count(*)::int from due where attended) attended,
      (select count(*)::int from closed) gaps, (select count(*)::int from closed where days between min_gap and max_gap) inside,
      (select count(*)::int from seen where attended) came,
      (select count(*)::int from seen where attended or fact = 'noshow' or (fact = 'cancelled' and by_whom = 'patient' and late)) ends`;
  return row!;
}

describe("ownerView", () => {
  it.each(dates)("counts as of %s what the database counts by itself", async (asOf) => {
    const { figures } = await ownerView(ctxAs("owner"), { asOf });
    const whole = await recount(asOf);
    expect(whole.due).toBeGreaterThan(100);
    expect(whole.gaps).toBeGreaterThan(50);
    expect({ n: figures.all.attendance.n, of: figures.all.attendance.of }).toEqual({
      n: whole.attended,
      of: whole.due,
    });
    expect({ n: figures.all.interval.n, of: figures.all.interval.of }).toEqual({ n: whole.inside, of: whole.gaps });
    expect({ n: figures.all.arrival.n, of: figures.all.arrival.of }).toEqual({ n: whole.came, of: whole.ends });
    for (const one of figures.byDiscipline) {
      const part = await recount(asOf, one.id);
      expect([one.figures.attendance.n, one.figures.attendance.of]).toEqual([part.attended, part.due]);
      expect([one.figures.interval.n, one.figures.interval.of]).toEqual([part.inside, part.gaps]);
    }
    const sum = figures.byPractitioner.reduce((total, one) => total + one.figures.attendance.of, 0);
    expect(sum).toBe(figures.all.attendance.of);
  });

  it("names who has an active plan, visits left and nothing booked", async () => {
    const view = await ownerView(ctxAs("manager"));
    const rows = await sql<{ id: string }[]>`
      select p.id from plans p where p.clinic_id = ${clinicId} and p.status = 'active'
        and not exists (select 1 from visits v join appointments a on a.clinic_id = v.clinic_id and a.visit_id = v.id
          where v.clinic_id = ${clinicId} and v.plan_id = p.id and a.status in ('booked', 'arrived')
          and a.wall_start::date >= ${today}::date)
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
        and starts_at > ${now} order by id limit 3`;
    for (const { id } of coming) await cancelAppointment(ctx, { appointmentId: id, byWhom: "patient", reason: "" });
    const [late] = before.at(-1)!.view.nothingBooked;
    const plans = await sql<{ id: string }[]>`
      select id from plans where clinic_id = ${clinicId} and status = 'active' order by id limit 2`;
    for (const planId of new Set([late!.planId, ...plans.map(({ id }) => id)]))
      await stopPlan(ctxAs("practitioner"), { planId, reason: "patient_choice" });
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
    await expect(ownerView(ctxAs("owner"), { compare: today })).rejects.toMatchObject({ code: "invalid" });
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
      logCall(stranger.memberCtx("owner"), { planId: mine.planId, outcome: "called" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("keeps calls beside the line, and puts a call back on the desk's list", async () => {
    const at = new Date("2026-11-24T19:00:00Z");
    const ctx = ctxAs("owner", at);
    const { planId } = (await ownerView(ctx)).nothingBooked[0]!;
    const line = async () => (await ownerView(ctx)).nothingBooked.find((one) => one.planId === planId)!;
    const open = async () => (await listCallTasks(ctx)).filter((task) => task.planId === planId);
    expect((await line()).lastCall).toBeNull();
    await logCall(ctx, { planId, outcome: "call_back", note: "After work." });
    expect((await line()).lastCall).toMatchObject({ outcome: "call_back", note: "After work.", at });
    expect(await open()).toMatchObject([{ kind: "nothing_booked" }]);
    await logCall(ctxAs("owner", new Date("2026-11-24T19:05:00Z")), { planId, outcome: "called" });
    expect((await line()).lastCall).toMatchObject({ outcome: "called" });
    expect(await open()).toEqual([]);
    await expect(logCall(ctxAs("front_desk"), { planId, outcome: "called" })).rejects.toMatchObject({
      code: "forbidden",
    });
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

// Makes the bookings and pauses of a clinic's plans as untidy as years of real days: cancelled and booked again, moved, missed, recorded
// late, taken out, rested more than once.
import type postgres from "postgres";
import { seededRandom } from "./random-course.ts";

const dayMs = 86_400_000;

type VisitRow = { id: string; template: string; from_at: Date; window_to: string };
const ends = ["cancelled", "cancelled", "clinic", "late", "moved", "expired", "noshow"] as const;

/** Writes beside what is there, as the database's owner; the same seed writes the same. */
export async function makeMessy(sql: postgres.Sql, clinicId: string, now: Date, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const chance = (share: number) => random.chance(share);
  const whole = (from: number, to: number) => random.whole(from, to);
  const pick = <T>(list: readonly T[]) => random.pick(list);
  const within = (from: number, to: number) =>
    new Date(Math.min(now.getTime(), whole(Math.floor(from), Math.max(Math.floor(from), Math.floor(to)))));
  const visits = await sql<VisitRow[]>`
    select v.id, (v.window_from::timestamp at time zone 'UTC') as from_at, v.window_to::text as window_to,
      (select a.id from appointments a where a.clinic_id = ${clinicId} and a.patient_id = p.patient_id and a.status <> 'held' limit 1) as template
    from visits v join plans p on p.clinic_id = v.clinic_id and p.id = v.plan_id
    where v.clinic_id = ${clinicId} and p.activated_at is not null order by v.id`;
  const columns = await sql<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = 'appointments' and is_generated = 'NEVER' order by ordinal_position`;
  const names = columns.map(({ name }) => name);
  const practitioners = await sql<
    { id: string }[]
  >`select id from practitioners where clinic_id = ${clinicId} order by id`;

  // Figures read facts alone; the places in the calendar stay those of the story that is there.
  const book = async (visit: VisitRow, day: Date, facts: [fact: string, at: Date, more?: object][]) => {
    const id = crypto.randomUUID();
    const start = new Date(day.toISOString().slice(0, 10) + "T17:00:00Z");
    const practitioner = pick(practitioners).id;
    await sql`
      insert into appointments (${sql(names)})
      select ${sql(names.map((name) => `made.${name}`))} from (select jsonb_populate_record(a, ${sql.json({
        id,
        chain_id: id,
        sequence: 0,
        visit_id: visit.id,
        status: "cancelled",
        practitioner_id: practitioner,
        starts_at: start.toISOString(),
        created_at: facts[0]![1].toISOString(),
      })} || jsonb_build_object(
        'ends_at', ${start.toISOString()}::timestamptz + (a.ends_at - a.starts_at),
        'during', tstzrange(${start.toISOString()}::timestamptz, ${start.toISOString()}::timestamptz + (a.ends_at - a.starts_at)),
        'busy_after', tstzrange(${start.toISOString()}::timestamptz,
          ${start.toISOString()}::timestamptz + (a.ends_at - a.starts_at) + make_interval(mins => a.buffer_after_min)),
        'busy_before', tstzrange(${start.toISOString()}::timestamptz - make_interval(mins => a.buffer_before_min),
          ${start.toISOString()}::timestamptz + (a.ends_at - a.starts_at)),
        'wall_start', (${start.toISOString()}::timestamptz at time zone a.time_zone))) as one
      from appointments a where a.clinic_id = ${clinicId} and a.id = ${visit.template}) r, lateral (select (r.one).*) made`;
    for (const [fact, at, more] of facts)
      await sql`insert into appointment_facts ${sql({
        clinic_id: clinicId,
        id: crypto.randomUUID(),
        appointment_id: id,
        fact,
        at,
        actor_kind: "system",
        by_whom: null,
        late: null,
        ...more,
      })}`;
  };

  for (const visit of visits) {
    if (!visit.template) continue;
    const open = visit.from_at.getTime();
    const day = within(open - 4 * dayMs, open + 20 * dayMs);
    const booked = within(open - 40 * dayMs, day.getTime());
    if (chance(0.25)) {
      const end = pick(ends);
      const at = within(booked.getTime(), day.getTime() + 3 * dayMs);
      const fact = end === "clinic" || end === "late" ? "cancelled" : end;
      const more =
        fact === "cancelled" ? { by_whom: end === "clinic" ? "clinic" : "patient", late: end === "late" } : {};
      await book(visit, day, [
        ["booked", booked],
        [fact, at, more],
      ]);
    }
    const [live] = await sql`select 1 from appointments where clinic_id = ${clinicId} and visit_id = ${visit.id}
      and status in ('held', 'booked', 'arrived', 'fulfilled')`;
    if (!live && day < now && chance(0.3))
      await book(visit, day, [
        ["booked", booked],
        ["arrived", within(day.getTime(), day.getTime() + dayMs / 24)],
        ["fulfilled", within(day.getTime() + dayMs / 12, day.getTime() + 4 * dayMs)],
      ]);
    if (!live && chance(0.1))
      await sql`update visits set dropped_at = ${within(open - 20 * dayMs, open + 30 * dayMs)} where clinic_id = ${clinicId} and id = ${visit.id}`;
    if (chance(0.15)) {
      const was = new Date(open - whole(-15, 15) * dayMs).toISOString().slice(0, 10);
      const until = within(open - 10 * dayMs, open + 60 * dayMs);
      await sql`
        insert into visit_terms (clinic_id, id, visit_id, replaced_at, phase_id, target_on, window_from, window_to, price_minor)
        select clinic_id, gen_random_uuid(), id, ${until}, phase_id, ${was}::date, ${was}::date - 2, ${was}::date + 3, price_minor
        from visits where clinic_id = ${clinicId} and id = ${visit.id} on conflict do nothing`;
    }
  }

  const plans = await sql<{ id: string; activated_at: Date; status: string }[]>`
    select id, activated_at, status from plans where clinic_id = ${clinicId} and activated_at is not null order by id`;
  const say = (planId: string, fact: string, at: Date, more: object = {}) =>
    sql`insert into plan_facts ${sql({ clinic_id: clinicId, id: crypto.randomUUID(), plan_id: planId, fact, at, actor_kind: "system", reason: "", ...more })}`;
  for (const plan of plans) {
    let at = plan.activated_at.getTime();
    while (chance(0.4)) {
      const said = within(at + dayMs, at + 60 * dayMs);
      const from = new Date(said.getTime() + whole(-5, 25) * dayMs).toISOString().slice(0, 10);
      const to = new Date(Date.parse(from) + whole(0, 40) * dayMs).toISOString().slice(0, 10);
      await say(plan.id, "paused", said, { from_date: chance(0.7) ? from : null, to_date: chance(0.6) ? to : null });
      at = within(said.getTime() + dayMs, said.getTime() + 30 * dayMs).getTime();
      if (chance(0.7)) await say(plan.id, "resumed", new Date(at));
    }
    if (chance(0.1))
      await say(plan.id, chance(0.5) ? "completed" : "revoked", within(at, now.getTime()), {
        reason: pick(["goals_met", "lapsed: moved away", "patient_choice", "reassessment", "anything"]),
      });
  }
}

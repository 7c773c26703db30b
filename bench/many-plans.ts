// A clinic with many plans of three years: rows copied from what the demo clinic has, laid by statements of sets.
import type postgres from "postgres";

/** Days of the twelve visits after the plan's start, and how they are spread over its three phases. */
const offsets = [0, 4, 8, 12, 18, 24, 30, 37, 47, 57, 69, 83];
const phases = [
  { name: "intensive", position: 0, target_gap: 4, min_gap: 3, max_gap: 6 },
  { name: "stabilising", position: 1, target_gap: 6, min_gap: 4, max_gap: 9 },
  { name: "spacing_out", position: 2, target_gap: 11, min_gap: 8, max_gap: 15 },
];
const practitioners = 32;
const years = 3;

/** Copies the clinic's first row of `table` for each row of `from`, with some columns of its own. */
async function copyFor(
  sql: postgres.Sql,
  clinicId: string,
  table: string,
  own: Record<string, string>,
  from: string,
): Promise<void> {
  const columns = await sql<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`;
  const names = columns.map(({ name }) => name);
  await sql.unsafe(
    `insert into ${table} (${names.join(", ")}) select ${names.map((name) => own[name] ?? `m.${name}`).join(", ")}
     from (select * from ${table} where clinic_id = '${clinicId}' order by id limit 1) m, ${from}`,
  );
}

/** As the database's owner. References are not looked up one by one, and exclusions are gone afterwards: nothing is booked here. */
export async function layManyPlans(
  sql: postgres.Sql,
  clinicId: string,
  { plans, log }: { plans: number; log: (line: string) => void },
): Promise<void> {
  await sql`set session_replication_role = replica`;
  for (const name of ["patient_free", "person_after_free", "person_before_free"])
    await sql.unsafe(`alter table appointments drop constraint appointments_${name}`);
  await copyFor(
    sql,
    clinicId,
    "practitioners",
    { id: "md5('many person ' || n)::uuid", name: "'Person ' || n", position: "200 + n", member_id: "null" },
    `generate_series(0, ${practitioners - 1}) n`,
  );
  await sql.unsafe(`create temp table many as
    select n, md5('many plan ' || n)::uuid as plan, md5('many patient ' || n)::uuid as patient, md5('many episode ' || n)::uuid as episode,
      md5('many assessment ' || n)::uuid as assessment, md5('many track ' || n)::uuid as track,
      md5('many person ' || n % ${practitioners})::uuid as person, d.id as discipline,
      current_date - (n::bigint * ${years * 365} / ${plans})::int as started, n % 5 = 0 as lapses
    from generate_series(1, ${plans}) n
    join (select id, row_number() over (order by position, id) - 1 as place, count(*) over () as all_of from disciplines
      where clinic_id = '${clinicId}') d on d.place = n % d.all_of`);
  await sql.unsafe(`create temp table many_visits as
    select m.*, k, md5('many visit ' || m.n || ' ' || k)::uuid as visit, md5('many booking ' || m.n || ' ' || k)::uuid as booking,
      started + o as target, started + o + ((n * 7 + k * 3) % 7) - 2 as day,
      md5('many person ' || (n + (k % 6 = 0)::int) % ${practitioners})::uuid as gives, (n::bigint * 12 + k) * 2654435761 % 100 as luck
    from many m, unnest(array[${offsets.join(",")}]) with ordinality v(o, nth), lateral (select nth::int as k) t`);
  await sql.unsafe(`create temp table many_bookings as
    select v.*, case when day >= current_date then 'booked' when luck < 84 then 'fulfilled' when luck < 90 then 'noshow' else 'cancelled' end as status,
      (day + make_interval(mins => 540 + 30 * (n % 16)::int)) as wall
    from many_visits v
    where luck < 96 and not (lapses and k > 6) and not (day >= current_date and (n % 12 = 0 or n % 10 + k > 14))`);
  log("rows are drawn up");
  const on = (name: string) => `${name} o`;
  const at = "(o.started + time '16:00') at time zone 'UTC'";
  await copyFor(
    sql,
    clinicId,
    "patients",
    { id: "o.patient", name: "'Patient ' || o.n", email: "null", mobile: "null", created_at: at },
    on("many"),
  );
  await copyFor(sql, clinicId, "episodes", { id: "o.episode", patient_id: "o.patient" }, on("many"));
  await copyFor(
    sql,
    clinicId,
    "assessments",
    { id: "o.assessment", patient_id: "o.patient", episode_id: "o.episode", replaces_id: "null" },
    on("many"),
  );
  const over = "o.started + 120 < current_date";
  const overAt = "(o.started + 100 + time '16:00') at time zone 'UTC'";
  await copyFor(
    sql,
    clinicId,
    "plans",
    {
      id: "o.plan",
      patient_id: "o.patient",
      episode_id: "o.episode",
      assessment_id: "o.assessment",
      lead_practitioner_id: "o.person",
      status: `case when not ${over} then 'active' when o.lapses then 'revoked' else 'completed' end`,
      start_on: "o.started",
      activated_at: at,
      accepted_at: at,
      created_at: at,
      ended_at: `case when ${over} then ${overAt} end`,
    },
    on("many"),
  );
  await copyFor(
    sql,
    clinicId,
    "tracks",
    {
      id: "o.track",
      plan_id: "o.plan",
      discipline_id: "o.discipline",
      primary_practitioner_id: "o.person",
      position: "0",
    },
    on("many"),
  );
  for (const { position, name, ...gaps } of phases)
    await copyFor(
      sql,
      clinicId,
      "phases",
      {
        id: `md5('many phase ' || o.n || ' ${position}')::uuid`,
        track_id: "o.track",
        name: `'${name}'`,
        position: String(position),
        visits: "4",
        ...Object.fromEntries(Object.entries(gaps).map(([column, days]) => [column, String(days)])),
      },
      on("many"),
    );
  await copyFor(
    sql,
    clinicId,
    "visits",
    {
      id: "o.visit",
      plan_id: "o.plan",
      track_id: "o.track",
      phase_id: "md5('many phase ' || o.n || ' ' || (o.k - 1) / 4)::uuid",
      number: "o.k",
      target_on: "o.target",
      window_from: "o.target - 2",
      window_to: "o.target + 3",
      created_at: at,
      dropped_at: "null",
      drop_reason: "null",
    },
    on("many_visits"),
  );
  log("plans and visits are there");
  await copyFor(
    sql,
    clinicId,
    "plan_facts",
    {
      id: "gen_random_uuid()",
      plan_id: "o.plan",
      fact: "f.fact",
      at: "f.at",
      reason: "f.reason",
      from_date: "null",
      to_date: "null",
      figures: "null",
      member_id: "null",
    },
    `many o cross join lateral (select 'activated' as fact, ${at} as at, '' as reason union all
      select case when o.lapses then 'revoked' else 'completed' end, ${overAt}, case when o.lapses then 'lapsed' else 'goals_met' end
      where ${over}) f`,
  );
  const zone = "m.time_zone";
  const start = `(o.wall at time zone ${zone})`;
  const end = `(o.wall at time zone ${zone} + interval '30 min')`;
  await copyFor(
    sql,
    clinicId,
    "appointments",
    {
      id: "o.booking",
      chain_id: "o.booking",
      sequence: "0",
      practitioner_id: "o.gives",
      patient_id: "o.patient",
      episode_id: "o.episode",
      visit_id: "o.visit",
      screen_id: "null",
      status: "o.status",
      starts_at: start,
      ends_at: end,
      during: `tstzrange(${start}, ${end})`,
      busy_after: `tstzrange(${start}, ${end} + make_interval(mins => m.buffer_after_min))`,
      busy_before: `tstzrange(${start} - make_interval(mins => m.buffer_before_min), ${end})`,
      lane: "0",
      overbook_reason: "null",
      wall_start: "o.wall",
      hold_expires_at: "null",
      hold_key: "null",
      created_at: at,
    },
    on("many_bookings"),
  );
  await copyFor(
    sql,
    clinicId,
    "appointment_facts",
    {
      id: "gen_random_uuid()",
      appointment_id: "o.booking",
      fact: "f.fact",
      at: "f.at",
      actor_kind: "'system'",
      member_id: "null",
      reason: "''",
      by_whom: "case when f.fact = 'cancelled' then case when o.luck > 94 then 'clinic' else 'patient' end end",
      late: "case when f.fact = 'cancelled' then o.luck < 93 end",
    },
    `many_bookings o cross join lateral (select 'booked' as fact, ${at} as at union all
      select o.status, (o.day + time '20:00') at time zone 'UTC' where o.status <> 'booked') f`,
  );
  await sql`set session_replication_role = origin`;
  await sql.unsafe("vacuum analyze");
}

// Every adherence figure of the owner's page once more, asked of the database over its facts alone: shares no code with the product.
import type postgres from "postgres";

export type CountedShare = [n: number, of: number];
export type CountedBySql = Record<
  | "attendance"
  | "interval"
  | "noShow"
  | "arrival"
  | "lateCancel"
  | "conversion12"
  | "dropOut"
  | "rebooked"
  | "dose"
  | "completion",
  CountedShare
>;

export type CountAsk = {
  clinicId: string;
  zone: string;
  asOf: string;
  disciplineId?: string | undefined;
  practitionerId?: string | undefined;
};

/** Numerators and denominators, small ones too. */
export async function adherenceBySql(sql: postgres.Sql, ask: CountAsk): Promise<CountedBySql> {
  const { clinicId, zone, asOf } = ask;
  const discipline = ask.disciplineId ?? null;
  const practitioner = ask.practitionerId ?? null;
  const narrowed = discipline !== null || practitioner !== null;
  return sql.begin(async (t) => {
    await t`set local client_min_messages = error`;
    await t`create temp table asked on commit drop as
      select ${asOf}::date as day, ((${asOf}::date + 1)::timestamp at time zone ${zone}) as till`;
    await t`create temp table fact on commit drop as
      select f.id, f.plan_id, f.fact, f.at, (f.at at time zone ${zone})::date as on_day, f.from_date, f.to_date,
        split_part(f.reason, ':', 1) as why
      from plan_facts f, asked where f.clinic_id = ${clinicId} and f.at < asked.till`;
    await t`create index on fact (plan_id)`;
    await t`analyze fact`;
    await t`create temp table plan on commit drop as
      select p.id, p.lead_practitioner_id as lead,
        (select min(f.on_day) from fact f where f.plan_id = p.id and f.fact = 'activated') as started,
        e.on_day as ended, coalesce(case when e.why in ('goals_met', 'reassessment', 'patient_choice', 'referred', 'lapsed') then e.why end,
          case e.fact when 'completed' then 'goals_met' when 'revoked' then 'revoked' end) as why
      from plans p cross join asked
      left join lateral (
        select f.on_day, f.why, f.fact from fact f where f.plan_id = p.id and f.fact in ('completed', 'revoked') order by f.at, f.id limit 1
      ) e on true
      where p.clinic_id = ${clinicId} and p.activated_at < asked.till
        and exists (select 1 from fact f where f.plan_id = p.id and f.fact = 'activated')`;
    await t`create index on plan (id)`;
    await t`analyze plan`;
    await t`create temp table said on commit drop as
      select f.plan_id, coalesce(f.from_date, f.on_day) as rest_from, f.to_date,
        (select r.on_day - 1 from fact r where r.plan_id = f.plan_id and r.fact = 'resumed' and (r.at, r.id) > (f.at, f.id)
          and not exists (select 1 from fact n where n.plan_id = f.plan_id and n.fact = 'paused'
            and (n.at, n.id) > (f.at, f.id) and (n.at, n.id) < (r.at, r.id))
          order by r.at desc, r.id desc limit 1) as cut
      from fact f where f.fact = 'paused'`;
    await t`create temp table rest on commit drop as
      select plan_id, rest_from, case when least(to_date, cut) <= asked.day then least(to_date, cut) end as rest_to
      from said, asked where rest_from <= asked.day and (least(to_date, cut) is null or least(to_date, cut) >= rest_from)`;
    await t`create index on rest (plan_id)`;
    await t`analyze rest`;
    await t`create temp table told on commit drop as
      select a.id, a.visit_id, a.practitioner_id, a.created_at, a.wall_start::date as day, f.fact, f.at, f.id as fact_id,
        (f.at at time zone ${zone})::date as on_day, f.by_whom, coalesce(f.late, false) as late
      from appointments a join appointment_facts f on f.clinic_id = a.clinic_id and f.appointment_id = a.id
      where a.clinic_id = ${clinicId} and a.visit_id is not null`;
    await t`create index on told (visit_id)`;
    await t`analyze told`;
    await t`create temp table booking on commit drop as
      select distinct on (told.id) told.*,
        case when fact = 'fulfilled' then 'attended' when fact = 'noshow' then 'no_show'
          when fact = 'cancelled' and by_whom = 'clinic' then 'clinic_cancelled'
          when fact = 'cancelled' and late then 'late_cancel' when fact = 'cancelled' then 'cancelled'
          when fact in ('booked', 'confirmed', 'arrived') then 'stands' else 'gone' end as state,
        min(on_day) filter (where fact = 'booked') over (partition by told.id) as booked_on
      from told, asked where told.at < asked.till order by told.id, told.at desc, told.fact_id desc`;
    await t`create index on booking (visit_id)`;
    await t`analyze booking`;
    await t`create temp table counting on commit drop as
      select distinct on (visit_id) * from booking where state <> 'gone'
      order by visit_id, case state when 'attended' then 0 when 'stands' then 1 else 2 end, created_at desc, id desc`;
    await t`create index on counting (visit_id)`;
    await t`analyze counting`;
    await t`create temp table standing on commit drop as
      select v.*, coalesce(w.phase_id, v.phase_id) as then_phase, coalesce(w.window_from, v.window_from) as then_from,
        coalesce(w.window_to, v.window_to) as then_to
      from visits v cross join asked
      left join lateral (
        select * from visit_terms w where w.clinic_id = ${clinicId} and w.visit_id = v.id and w.replaced_at >= asked.till
        order by w.replaced_at limit 1
      ) w on true
      where v.clinic_id = ${clinicId} and v.created_at < asked.till`;
    await t`create index on standing (plan_id)`;
    await t`analyze standing`;
    await t`create temp table every on commit drop as
      select v.id, v.plan_id, v.track_id, t.discipline_id, t.position, v.number, v.then_from as window_from, v.then_to as window_to, h.name as phase, h.target_gap,
        h.min_gap, h.max_gap, (v.dropped_at at time zone ${zone})::date as dropped, plan.started, plan.ended, plan.why,
        coalesce(c.practitioner_id, t.primary_practitioner_id, plan.lead) as practitioner_id,
        case when c.state is null or c.state = 'stands' then 'open' else c.state end as outcome,
        case when c.state in ('attended', 'no_show', 'stands') then c.day else c.on_day end as on_date,
        c.booked_on, c.state = 'stands' as stands
      from standing v join plan on plan.id = v.plan_id
      join tracks t on t.clinic_id = v.clinic_id and t.id = v.track_id
      join phases h on h.clinic_id = v.clinic_id and h.id = v.then_phase
      left join counting c on c.visit_id = v.id`;
    await t`create temp table kept on commit drop as
      select every.* from every, asked
      where not (outcome <> 'attended' and coalesce(dropped <= asked.day and dropped <= window_to, false))`;
    await t`create temp table paced on commit drop as
      select kept.*, on_date - lag(on_date) over (partition by track_id order by on_date, number) as days,
        lag(on_date) over (partition by track_id order by on_date, number) as before
      from kept where outcome = 'attended'`;
    await t`create temp table visit on commit drop as
      select kept.*, row_number() over (partition by kept.plan_id order by kept.position, kept.number) as place,
        case when paced.days is not null and not exists (select 1 from rest r where r.plan_id = kept.plan_id
          and r.rest_from < kept.on_date and (r.rest_to is null or r.rest_to > paced.before)) then paced.days end as gap
      from kept left join paced on paced.id = kept.id
      where (${discipline}::uuid is null or kept.discipline_id = ${discipline}::uuid)
        and (${practitioner}::uuid is null or kept.practitioner_id = ${practitioner}::uuid)`;
    await t`create index on visit (plan_id)`;
    await t`analyze visit`;
    await t`create temp table judged on commit drop as
      select visit.*, outcome = 'attended' as came,
        outcome <> 'clinic_cancelled'
          and not exists (select 1 from rest r where r.plan_id = visit.plan_id and r.rest_from <= window_from
            and (r.rest_to is null or window_to <= r.rest_to))
          and (outcome = 'attended' or (window_to < asked.day and (ended is null or window_to < ended))) as due
      from visit, asked`;
    await t`create index on judged (plan_id)`;
    await t`analyze judged`;
    await t`create temp table counted on commit drop as
      select plan.* from plan where not ${narrowed} or exists (select 1 from visit v where v.plan_id = plan.id)`;
    await t`create temp table bookings on commit drop as
      select b.state from booking b join every e on e.id = b.visit_id
      where (${discipline}::uuid is null or e.discipline_id = ${discipline}::uuid)
        and (${practitioner}::uuid is null or b.practitioner_id = ${practitioner}::uuid)`;
    await t`create temp table second on commit drop as
      select plan_id, count(*) filter (where came) as came,
        bool_or(due and place > first_place) as later
      from (select judged.*, min(place) filter (where came) over (partition by plan_id) as first_place from judged) j group by plan_id`;
    await t`create temp table next_gap on commit drop as
      select distinct on (plan_id, track_id) plan_id, target_gap from judged where outcome = 'open' order by plan_id, track_id, place`;
    await t`create temp table aim on commit drop as
      select c.id, coalesce((select min(target_gap) from next_gap n where n.plan_id = c.id),
        (select j.target_gap from judged j where j.plan_id = c.id order by place desc limit 1), 0) as gap
      from counted c`;
    await t`create temp table running on commit drop as
      select c.id, not exists (select 1 from judged j where j.plan_id = c.id and j.outcome = 'open' and j.booked_on <= asked.day
          and coalesce(j.on_date, j.window_to) >= asked.day)
        and asked.day - greatest(c.started, (select max(on_date) from judged j where j.plan_id = c.id and j.came),
          (select max(rest_to) from rest r where r.plan_id = c.id)) > greatest(2 * aim.gap, 21) as away
      from counted c join aim on aim.id = c.id, asked
      where c.ended is null and not exists (select 1 from rest r where r.plan_id = c.id and (r.rest_to is null or r.rest_to >= asked.day))`;
    await t`create temp table others on commit drop as
      select j.id as after_id, j.on_date, v.id, v.then_to as window_to, (v.dropped_at at time zone ${zone})::date as dropped
      from judged j join standing v on v.plan_id = j.plan_id and v.id <> j.id and (v.created_at at time zone ${zone})::date <= j.on_date
      where j.came`;
    await t`create index on others (id)`;
    await t`analyze others`;
    await t`create temp table last_then on commit drop as
      select distinct on (o.after_id, t.id) o.after_id, o.id, t.id as booking_id, t.created_at, t.day, t.fact, t.by_whom
      from others o join told t on t.visit_id = o.id and t.on_day <= o.on_date
      order by o.after_id, t.id, t.at desc, t.fact_id desc`;
    await t`create temp table best_then on commit drop as
      select distinct on (after_id, id) after_id, id, day,
        case when fact = 'fulfilled' then 'attended' when fact = 'noshow' then 'no_show'
          when fact in ('booked', 'confirmed', 'arrived') then 'stands' else 'other' end as state
      from last_then where fact in ('fulfilled', 'noshow', 'cancelled', 'booked', 'confirmed', 'arrived')
      order by after_id, id, case when fact = 'fulfilled' then 0 when fact in ('booked', 'confirmed', 'arrived') then 1 else 2 end,
        created_at desc, booking_id desc`;
    await t`create temp table counted_then on commit drop as
      select o.after_id, b.state, b.day from others o left join best_then b on b.after_id = o.after_id and b.id = o.id
      where coalesce(b.state, 'none') not in ('attended', 'no_show')
        and not coalesce(o.dropped <= o.on_date and o.dropped <= o.window_to, false)`;
    await t`create index on counted_then (after_id)`;
    await t`analyze counted_then`;
    await t`create temp table left_with on commit drop as
      select j.id,
        exists (select 1 from counted_then t where t.after_id = j.id) as went_on,
        exists (select 1 from counted_then t where t.after_id = j.id and t.state = 'stands' and t.day > j.on_date) as booked
      from judged j where j.came and j.on_date >= j.started
        and not exists (select 1 from fact f where f.plan_id = j.plan_id and f.fact in ('completed', 'revoked') and f.on_day <= j.on_date)`;
    await t`create temp table dose on commit drop as
      select count(*) as planned, count(*) filter (where came) as had from judged, asked group by plan_id, track_id, phase
      having max(window_to) < least(min(ended), min(asked.day))`;
    const [row] = await t<{ shares: CountedBySql }[]>`
    select jsonb_build_object(
      'attendance', (select jsonb_build_array(count(*) filter (where came), count(*)) from judged where due),
      'interval', (select jsonb_build_array(count(*) filter (where gap between min_gap and max_gap), count(gap)) from judged),
      'noShow', (select jsonb_build_array(count(*) filter (where state = 'no_show'), count(*)) from bookings
        where state in ('attended', 'no_show', 'late_cancel')),
      'arrival', (select jsonb_build_array(count(*) filter (where state = 'attended'), count(*)) from bookings
        where state in ('attended', 'no_show', 'late_cancel')),
      'lateCancel', (select jsonb_build_array(count(*) filter (where state = 'late_cancel'), count(*)) from bookings
        where state in ('attended', 'no_show', 'late_cancel')),
      'conversion12', (select jsonb_build_array(count(*) filter (where came > 1), count(*) filter (where came > 1 or (came = 1 and later)))
        from second),
      'dropOut', (select jsonb_build_array(count(*) filter (where away), count(*)) from running),
      'rebooked', (select jsonb_build_array(count(*) filter (where booked), count(*)) from left_with where went_on),
      'dose', (select jsonb_build_array(coalesce(sum(had), 0), coalesce(sum(planned), 0)) from dose),
      'completion', (select jsonb_build_array(count(*) filter (where why in ('goals_met', 'reassessment')), count(*))
        from counted where ended is not null)) as shares`;
    return row!.shares;
  });
}

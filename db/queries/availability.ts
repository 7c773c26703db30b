// Everything that decides what can be booked, read in one statement and packed as whole numbers.
import { sql } from "drizzle-orm";
import type { Statement, Tx } from "../client.ts";

/** Epoch minutes of what starts (down) and of what ends (up), so that a stray second never frees time. */
const startMinute = (column: string) => sql.raw(`floor(date_part('epoch', ${column}) / 60)::int`);
const endMinute = (column: string) => sql.raw(`ceil(date_part('epoch', ${column}) / 60)::int`);

const ids = (list: readonly string[]) => sql`${`{${list.join(",")}}`}::uuid[]`;
const at = (instant: Date) => sql`${instant.toISOString()}::timestamptz`;

export type PackedCalendar = {
  version: number;
  timeZone: string;
  /** id, kind, online, duration, step, buffer before, buffer after (minutes). */
  services: [string, string, boolean, number, number, number, number][];
  /** service, kind, qty. */
  needs: [string, string, number][];
  /** service, practitioner. */
  offers: [string, string][];
  /** id, position, last date + 1, most minutes in a day, most minutes in a row. */
  people: [string, number, string | null, number | null, number | null][];
  /** practitioner, day of week, start, end (minutes), location. */
  weekly: [string, number, number, number, string][];
  /** practitioner, date, intervals. */
  overrides: [string, string, { start: number; end: number }[]][];
  /** practitioner (null = everybody), start, end (epoch minutes). */
  off: [string | null, number, number][];
  /**
   * For each of `people` in turn: how many (int4), then so many times start and end (int4, minutes since 2000) with buffer
   * before and after (int2, minutes), in the order of the index, which is that of the start.
   */
  taken: Uint8Array;
  /** id, kind, location. */
  units: [string, string, string][];
  /** For each of `units` in turn: how many (int4), then so many times start and end (int4, minutes since 2000). */
  busy: Uint8Array;
  /** The clinic's first location. */
  home: string | null;
  /** minimum notice (minutes), horizon (days), most first visits of a practitioner in a day, online only beside other visits. */
  policy: [number, number, number | null, boolean] | null;
  /** practitioner, start (epoch minutes) of first visits; empty unless the policy limits them. */
  firsts: [string, number][];
  /** When the next of the holds that still count runs out (epoch milliseconds). */
  holdsUntil: number | null;
};

export type CalendarQuestion = {
  serviceIds: readonly string[];
  practitionerIds?: readonly string[] | undefined;
  /** Starts of appointments that can matter, generously padded. */
  from: Date;
  to: Date;
  /** Local dates of the range. */
  fromDate: string;
  toDate: string;
  now: Date;
};

/** Reads the calendar of the asked services, and of nobody else; see {@link calendarOf} for its answer. */
export function readCalendar(clinicId: string, q: CalendarQuestion): Statement {
  const clinic = sql`${clinicId}::uuid`;
  const somebody = q.practitionerIds ? sql`and o.practitioner_id = any(${ids(q.practitionerIds)})` : sql``;
  return sql`
    with offer as materialized (
      select o.service_id, o.practitioner_id, p.position, p.left_on, p.max_minutes_a_day, p.max_minutes_in_row
      from practitioner_services o
      join practitioners p on p.clinic_id = ${clinic} and p.id = o.practitioner_id
      where o.clinic_id = ${clinic} and o.service_id = any(${ids(q.serviceIds)}) ${somebody}
        and (p.left_on is null or p.left_on > ${q.fromDate}::date)
    ), person as materialized (
      select distinct practitioner_id as id, position, left_on, max_minutes_a_day, max_minutes_in_row from offer
    ), need as materialized (
      select n.service_id, n.kind, n.qty from service_needs n
      where n.clinic_id = ${clinic} and n.service_id = any(${ids(q.serviceIds)})
    ), unit as materialized (
      select r.id, r.kind, r.location_id, r.name from resources r
      where r.clinic_id = ${clinic} and r.kind in (select kind from need)
        and (r.retired_at is null or r.retired_at > ${at(q.now)})
    ), rules as materialized (
      select y.* from policies y
      where y.clinic_id = ${clinic}
        and y.effective_from <= (${at(q.now)} at time zone (select z.time_zone from clinics z where z.id = ${clinic}))::date
      order by y.effective_from desc limit 1
    )
    select
      coalesce((select v.version from calendar_versions v where v.clinic_id = ${clinic}), 0)::int8 as "version",
      c.time_zone as "timeZone",
      (select coalesce(json_agg(json_build_array(s.id, s.kind, s.online, s.duration_min, s.step_min, s.buffer_before_min,
          s.buffer_after_min)), '[]') from services s
        where s.clinic_id = ${clinic} and s.id = any(${ids(q.serviceIds)})
          and (s.retired_at is null or s.retired_at > ${at(q.now)})) as "services",
      (select coalesce(json_agg(json_build_array(service_id, kind, qty)), '[]') from need) as "needs",
      (select coalesce(json_agg(json_build_array(service_id, practitioner_id)), '[]') from offer) as "offers",
      (select coalesce(json_agg(json_build_array(id, position, left_on, max_minutes_a_day, max_minutes_in_row) order by id), '[]') from person) as "people",
      (select coalesce(json_agg(json_build_array(w.practitioner_id, w.dow, w.start_min, w.end_min, w.location_id)), '[]')
        from weekly_hours w where w.clinic_id = ${clinic} and w.practitioner_id in (select id from person)) as "weekly",
      (select coalesce(json_agg(json_build_array(d.practitioner_id, d.on_date, d.intervals)), '[]')
        from hour_overrides d where d.clinic_id = ${clinic} and d.practitioner_id in (select id from person)
          and d.on_date between ${q.fromDate}::date - 1 and ${q.toDate}::date + 1) as "overrides",
      (select coalesce(json_agg(json_build_array(o.who, ${startMinute("o.starts_at")}, ${endMinute("o.ends_at")})), '[]')
        from (
          select t.practitioner_id as who, t.starts_at, t.ends_at from time_off t
          where t.clinic_id = ${clinic} and t.practitioner_id in (select id from person) and t.removed_at is null
            and t.starts_at < ${at(q.to)} and t.ends_at > ${at(q.from)}
          union all
          select null, k.starts_at, k.ends_at from closures k
          where k.clinic_id = ${clinic} and k.starts_at < ${at(q.to)} and k.ends_at > ${at(q.from)}
        ) o) as "off",
      (select string_agg(int4send(t.many) || coalesce(t.packed, ''), ''::bytea order by p.id) from person p
        cross join lateral (
          select count(*)::int as many, string_agg(a.taken, null) as packed
          from appointments a
          where a.clinic_id = ${clinic} and a.practitioner_id = p.id and a.starts_at >= ${at(q.from)} and a.starts_at < ${at(q.to)}
            and a.status in ('held', 'booked', 'arrived', 'fulfilled')
            and (a.status <> 'held' or a.hold_expires_at > ${at(q.now)})) t) as "taken",
      (select coalesce(json_agg(json_build_array(id, kind, location_id) order by name, id), '[]') from unit) as "units",
      (select string_agg(int4send(b.many) || coalesce(b.packed, ''), ''::bytea order by u.name, u.id) from unit u
        cross join lateral (
          select count(*)::int as many, string_agg(r.taken, null) as packed
          from appointment_resources r
          where r.clinic_id = ${clinic} and r.resource_id = u.id and r.starts_at >= ${at(q.from)} and r.starts_at < ${at(q.to)}
            and r.live and r.appointment_id <> all (array(
              select h.id from appointments h
              where h.clinic_id = ${clinic} and h.status = 'held' and h.hold_expires_at <= ${at(q.now)}))) b) as "busy",
      (select l.id from locations l where l.clinic_id = ${clinic} order by l.name, l.id limit 1) as "home",
      (select json_build_array(y.min_notice_min, y.horizon_days, y.max_first_a_day, y.only_beside) from rules y) as "policy",
      case when (select y.max_first_a_day is null from rules y) is not false then '[]'::json else
        (select coalesce(json_agg(json_build_array(f.practitioner_id, ${startMinute("f.starts_at")})), '[]')
          from appointments f join services v on v.clinic_id = ${clinic} and v.id = f.service_id and v.kind = 'first'
          where f.clinic_id = ${clinic} and f.practitioner_id in (select id from person)
            and f.starts_at >= ${at(q.from)} and f.starts_at < ${at(q.to)}
            and f.status in ('held', 'booked', 'arrived', 'fulfilled')
            and (f.status <> 'held' or f.hold_expires_at > ${at(q.now)})) end as "firsts",
      (select floor(date_part('epoch', min(h.hold_expires_at)) * 1000) from appointments h
        where h.clinic_id = ${clinic} and h.status = 'held' and h.hold_expires_at > ${at(q.now)}
          and h.starts_at >= ${at(q.from)} and h.starts_at < ${at(q.to)}) as "holdsUntil"
    from clinics c where c.id = ${clinic}`;
}

export type CalendarRow = Omit<PackedCalendar, "version" | "taken" | "busy"> & {
  version: string | number;
  taken: Uint8Array | null;
  busy: Uint8Array | null;
};

const nothing = new Uint8Array();

/** What {@link readCalendar} found; null when the clinic does not exist. */
export function calendarOf([row]: readonly CalendarRow[]): PackedCalendar | null {
  return row ? { ...row, version: Number(row.version), taken: row.taken ?? nothing, busy: row.busy ?? nothing } : null;
}

/** Reads the version of what can be booked; no row before the first change. */
export const readCalendarVersion = (clinicId: string): Statement =>
  sql`select v.version from calendar_versions v where v.clinic_id = ${clinicId}::uuid`;

export const versionOf = ([row]: readonly { version: string | number }[]): number => (row ? Number(row.version) : 0);

/** Says that what can be booked has changed; holds up the clinic's other writers until the transaction ends. */
export const bumpCalendar = (clinicId: string, newVersionId: string): Statement => sql`
  insert into calendar_versions as v (clinic_id, id, version) values (${clinicId}::uuid, ${newVersionId}::uuid, 1)
  on conflict (clinic_id) do update set version = v.version + 1 where v.clinic_id = ${clinicId}::uuid`;

/** Zone of the clinic. */
export async function zoneOf(tx: Tx, clinicId: string): Promise<string | null> {
  const rows = await tx.execute(sql`select c.time_zone as zone from clinics c where c.id = ${clinicId}::uuid`);
  const [row] = rows as unknown as { zone: string }[];
  return row?.zone ?? null;
}

/** Services that patients book themselves. */
export async function loadServiceIds(tx: Tx, clinicId: string, now: Date): Promise<string[]> {
  const rows = await tx.execute(sql`
    select s.id from services s where s.clinic_id = ${clinicId}::uuid and s.online
      and (s.retired_at is null or s.retired_at > ${at(now)}) order by s.position, s.id`);
  return (rows as unknown as { id: string }[]).map((row) => row.id);
}

export async function serviceFacts(
  tx: Tx,
  clinicId: string,
  serviceId: string,
  now: Date,
): Promise<{ kind: string; online: boolean } | null> {
  const rows = await tx.execute(sql`
    select s.kind, s.online from services s where s.clinic_id = ${clinicId}::uuid and s.id = ${serviceId}::uuid
      and (s.retired_at is null or s.retired_at > ${at(now)})`);
  const [row] = rows as unknown as { kind: string; online: boolean }[];
  return row ?? null;
}

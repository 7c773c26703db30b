// What a calendar shows, in one statement; and what an appointment's page shows beside it: its place in a plan, what happened.
import { and, asc, eq, inArray, sql, type SQL } from "drizzle-orm";
import type { Statement, Tx } from "../client.ts";
import { appointmentFacts, members, visits } from "../schema/index.ts";
import { openOfCharge } from "./open-charge.ts";

/** Plan, number and length of the track of each planned visit. */
export async function placesOfVisits(tx: Tx, clinicId: string, visitIds: readonly string[]) {
  if (!visitIds.length) return [];
  const rows = await tx
    .select({
      visitId: visits.id,
      planId: visits.planId,
      number: visits.number,
      total: sql<number>`(select count(*)::int from visits v where v.clinic_id = ${clinicId}::uuid
        and v.track_id = visits.track_id and v.dropped_at is null)`,
    })
    .from(visits)
    .where(and(eq(visits.clinicId, clinicId), inArray(visits.id, [...visitIds])));
  return rows;
}

const json = (rows: SQL) => sql`(select coalesce(json_agg(row_to_json(r)), '[]') from (${rows}) r)`;

/** One calendar of some local days as one row; instants as ISO 8601, minutes after local midnight. */
export type DaysRow = {
  timeZone: string | null;
  /** Everybody, whosever calendar it is. */
  people: { id: string; name: string; title: string; leftOn: string | null }[];
  weekly: { practitionerId: string; dow: number; startMin: number; endMin: number }[];
  overrides: { practitionerId: string; onDate: string; intervals: { start: number; end: number }[] }[];
  /** Without a practitioner: a closure of the whole clinic. */
  off: { practitionerId: string | null; startsAt: string; endsAt: string; reason: string }[];
  units: { id: string; name: string }[];
  visits: DayVisitRow[];
  /** Of the patients whose visits wait for a review; oldest first. */
  screens: {
    patientId: string;
    id: string;
    draftId: string | null;
    tier: string;
    answeredAt: string;
    released: boolean;
  }[];
};

export type DayVisitRow = {
  appointmentId: string;
  chainId: string;
  sequence: number;
  practitionerId: string;
  startsAt: string;
  endsAt: string;
  status: string;
  patientId: string | null;
  patientName: string | null;
  /** The desk has something to know when this patient comes. */
  alert: boolean;
  serviceName: string;
  serviceKind: string;
  stepMin: number;
  disciplineCode: string;
  letter: string;
  hue: number;
  unitIds: string[];
  overbookReason: string | null;
  reviewRequired: boolean;
  bookedVia: string;
  /** Its place in a plan. */
  number: number | null;
  total: number | null;
  /** What the patient still owes of it; null when there is no charge yet. */
  openMinor: number | null;
};

export type DaysQuestion = { fromDate: string; toDate: string; now: Date; practitionerId?: string | undefined };

/** Everything a calendar of `[fromDate, toDate)` shows, in one statement. Holds that ran out are left out. */
export function readDays(clinicId: string, q: DaysQuestion): Statement {
  const clinic = sql`${clinicId}::uuid`;
  const zone = sql`(select c.time_zone from clinics c where c.id = ${clinic})`;
  const from = sql`(${q.fromDate}::date::timestamp at time zone ${zone})`;
  const to = sql`(${q.toDate}::date::timestamp at time zone ${zone})`;
  const one = (column: SQL) =>
    q.practitionerId === undefined ? sql`true` : sql`${column} = ${q.practitionerId}::uuid`;
  return sql`
    with a as materialized (
      select a.* from appointments a
      where a.clinic_id = ${clinic} and a.starts_at >= ${from} and a.starts_at < ${to} and ${one(sql`a.practitioner_id`)}
        and a.status <> 'expired' and (a.status <> 'held' or a.hold_expires_at > ${q.now.toISOString()}::timestamptz)
    )
    select ${zone} as "timeZone",
      ${json(sql`select p.id, p.name, p.title, p.left_on as "leftOn" from practitioners p
        where p.clinic_id = ${clinic} and (p.left_on is null or p.left_on > ${q.fromDate}::date)
        order by p.position, p.id`)} as people,
      ${json(sql`select w.practitioner_id as "practitionerId", w.dow, w.start_min as "startMin", w.end_min as "endMin"
        from weekly_hours w where w.clinic_id = ${clinic} and ${one(sql`w.practitioner_id`)}
        order by w.start_min`)} as weekly,
      ${json(sql`select d.practitioner_id as "practitionerId", d.on_date as "onDate", d.intervals from hour_overrides d
        where d.clinic_id = ${clinic} and d.on_date >= ${q.fromDate}::date and d.on_date < ${q.toDate}::date
          and ${one(sql`d.practitioner_id`)}`)} as overrides,
      ${json(sql`select t.practitioner_id as "practitionerId", t.starts_at as "startsAt", t.ends_at as "endsAt", t.reason
        from time_off t where t.clinic_id = ${clinic} and t.removed_at is null and t.starts_at < ${to} and t.ends_at > ${from}
          and ${one(sql`t.practitioner_id`)}
        union all
        select null, c.starts_at, c.ends_at, c.reason
        from closures c where c.clinic_id = ${clinic} and c.starts_at < ${to} and c.ends_at > ${from}`)} as off,
      ${json(sql`select u.id, u.name from resources u
        where u.clinic_id = ${clinic} and (u.retired_at is null or u.retired_at > ${from}) order by u.name, u.id`)} as units,
      ${json(sql`select a.id as "appointmentId", a.chain_id as "chainId", a.sequence, a.practitioner_id as "practitionerId",
          a.starts_at as "startsAt", a.ends_at as "endsAt", a.status, a.patient_id as "patientId",
          coalesce(nullif(p.preferred_name, ''), p.name) as "patientName", p.desk_alert is not null as alert, s.name as "serviceName", s.kind as "serviceKind",
          s.step_min as "stepMin", d.code as "disciplineCode", d.letter, d.hue, a.overbook_reason as "overbookReason",
          a.review_required as "reviewRequired", a.booked_via as "bookedVia", v.number, v.total,
          array(select r.resource_id from appointment_resources r
            where r.clinic_id = ${clinic} and r.appointment_id = a.id) as "unitIds",
          (select sum(${openOfCharge(clinic)}) from charges k
            where k.clinic_id = ${clinic} and k.chain_id = a.chain_id and k.payer = 'self') as "openMinor"
        from a
        join services s on s.clinic_id = ${clinic} and s.id = a.service_id
        join disciplines d on d.clinic_id = ${clinic} and d.id = s.discipline_id
        left join patients p on p.clinic_id = ${clinic} and p.id = a.patient_id
        left join lateral (
          select v.number, (select count(*)::int from visits o where o.clinic_id = ${clinic}
            and o.track_id = v.track_id and o.dropped_at is null) as total
          from visits v where v.clinic_id = ${clinic} and v.id = a.visit_id) v on true
        order by a.starts_at, a.id`)} as visits,
      ${json(sql`select s.patient_id as "patientId", s.id, s.draft_id as "draftId", s.tier, s.answered_at as "answeredAt",
          coalesce((select w.decision = 'released' from screen_reviews w where w.clinic_id = ${clinic}
            and w.screen_id = s.id order by w.reviewed_at desc, w.id desc limit 1), false) as released
        from screens s where s.clinic_id = ${clinic}
          and s.patient_id in (select a.patient_id from a where a.review_required)
        order by s.answered_at, s.id`)} as screens`;
}

export type DayCount = { date: string; booked: number; done: number; missed: number };

/** How many visits each local day of `[fromDate, toDate)` has; days without any are left out. */
export function countDays(clinicId: string, q: Omit<DaysQuestion, "now">): Statement {
  const clinic = sql`${clinicId}::uuid`;
  const zone = sql`(select c.time_zone from clinics c where c.id = ${clinic})`;
  const midnight = (date: string) => sql`(${date}::date::timestamp at time zone ${zone})`;
  return sql`
    select (a.starts_at at time zone ${zone})::date::text as date,
      count(*) filter (where a.status in ('booked', 'arrived'))::int as booked,
      count(*) filter (where a.status = 'fulfilled')::int as done,
      count(*) filter (where a.status = 'noshow')::int as missed
    from appointments a
    where a.clinic_id = ${clinic} and a.starts_at >= ${midnight(q.fromDate)} and a.starts_at < ${midnight(q.toDate)}
      and ${q.practitionerId === undefined ? sql`true` : sql`a.practitioner_id = ${q.practitionerId}::uuid`}
    group by 1 order by 1`;
}

/** Everything recorded of an appointment, oldest first, with who did it. */
export const namedFacts = (tx: Tx, clinicId: string, appointmentId: string) =>
  tx
    .select({
      fact: appointmentFacts.fact,
      at: appointmentFacts.at,
      actorKind: appointmentFacts.actorKind,
      memberName: members.name,
      reason: appointmentFacts.reason,
      byWhom: appointmentFacts.byWhom,
      late: appointmentFacts.late,
    })
    .from(appointmentFacts)
    .leftJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, appointmentFacts.memberId)))
    .where(and(eq(appointmentFacts.clinicId, clinicId), eq(appointmentFacts.appointmentId, appointmentId)))
    .orderBy(asc(appointmentFacts.at), asc(appointmentFacts.id));

// The summaries of plans: read and written under each plan's own lock, added up for a clinic, put together and laid out anew.
import { eq, sql, type SQL } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { figureBooks, figureSteps } from "../schema/index.ts";
import type { activatedPlans, bookingsOfVisits, visitsOfActivated } from "./insights.ts";
import { insertSet } from "./row-set.ts";
import type { Touched } from "./touched.ts";

/** Every count added up, under the name it goes by. */
const sums = sql`sum(due)::int as "due", sum(attended)::int as "attended", sum(gaps)::int as "gaps", sum(within)::int as "within", sum(ends)::int as "ends",
      sum(came)::int as "came", sum(no_show)::int as "noShow", sum(late)::int as "late", sum(seconds)::int as "seconds", sum(second)::int as "second",
      sum(active)::int as "active", sum(away)::int as "away", sum(leavings)::int as "leavings", sum(rebooked)::int as "rebooked", sum(dose_due)::int as "doseDue",
      sum(dose_had)::int as "doseHad", sum(ended)::int as "ended", sum(completed)::int as "completed", sum(all_had)::int as "allHad", sum(visits)::int as "visits"`;

const uuids = (list: Iterable<string>) => sql`${`{${[...list].join(",")}}`}::uuid[]`;

export type LockedPlan = { planId: string; since: string; steps: unknown; timeZone: string };

/**
 * Locks the summaries of the activated plans among these, in one order, and makes those that are missing. Taken after every other lock
 * of a transaction but those at its very end.
 */
export async function lockFigures(tx: Tx, clinicId: string, of: Touched, now: Date): Promise<LockedPlan[]> {
  const clinic = sql`${clinicId}::uuid`;
  const rows = await tx.execute(sql`
    with touched as (
      select unnest(${uuids(of.planIds)}) as id
      union select v.plan_id from visits v where v.clinic_id = ${clinic} and v.id = any(${uuids(of.visitIds)})
      union select v.plan_id from appointments a join visits v on v.clinic_id = ${clinic} and v.id = a.visit_id
        where a.clinic_id = ${clinic} and a.id = any(${uuids(of.appointmentIds)})
    )
    insert into plan_figures (clinic_id, plan_id, since, steps)
    select ${clinic}, p.id, (${now.toISOString()}::timestamptz at time zone c.time_zone)::date, '[]'
    from plans p join clinics c on c.id = ${clinic}
    where p.clinic_id = ${clinic} and p.id in (select id from touched) and p.activated_at is not null
    order by p.id
    on conflict (clinic_id, plan_id) do update set plan_id = excluded.plan_id
    returning plan_id as "planId", since::text as since, steps, (select time_zone from clinics where id = ${clinic}) as "timeZone"`);
  return rows as unknown as LockedPlan[];
}

type Plan = Awaited<ReturnType<typeof activatedPlans>>[number];
type Visit = Awaited<ReturnType<typeof visitsOfActivated>>[number];
type Booking = Awaited<ReturnType<typeof bookingsOfVisits>>[number];

/** What a visit stood for until an instant. */
export type PastTerms = Pick<
  Visit,
  "visitId" | "phaseName" | "targetGap" | "minGap" | "maxGap" | "targetOn" | "windowFrom" | "windowTo" | "priceMinor"
> & { replacedAt: string };

/** Summaries tell no templates and payers apart. */
export type StoredPlan = Omit<Plan, "templateCode" | "payer"> & {
  visits: Visit[];
  bookings: Booking[];
  terms: PastTerms[];
};

type Packed<Row> = {
  [Key in keyof Row]: Row[Key] extends Date ? string : Row[Key] extends Date | null ? string | null : Row[Key];
};

/** Plans with all their facts, by id; those of nobody's knowledge yet have none. */
export async function storedPlans(tx: Tx, clinicId: string, planIds: readonly string[]): Promise<StoredPlan[]> {
  const clinic = sql`${clinicId}::uuid`;
  const rows = (await tx.execute(sql`
    select p.id as "planId", p.patient_id as "patientId", '' as "patientName", null as "patientMobile",
      p.lead_practitioner_id as "leadPractitionerId", p.currency,
      coalesce((select jsonb_agg(jsonb_build_object('fact', f.fact, 'at', f.at, 'reason', f.reason, 'from', f.from_date, 'to', f.to_date)
          order by f.at, f.id)
        from plan_facts f where f.clinic_id = ${clinic} and f.plan_id = p.id
          and f.fact in ('activated', 'paused', 'resumed', 'completed', 'revoked')), '[]') as facts,
      coalesce((select jsonb_agg(jsonb_build_object('visitId', v.id, 'planId', v.plan_id, 'trackId', v.track_id, 'number', v.number,
          'disciplineId', t.discipline_id, 'primaryPractitionerId', t.primary_practitioner_id, 'phaseName', h.name,
          'targetGap', h.target_gap, 'minGap', h.min_gap, 'maxGap', h.max_gap, 'targetOn', v.target_on, 'windowFrom', v.window_from,
          'windowTo', v.window_to, 'priceMinor', v.price_minor, 'createdAt', v.created_at, 'droppedAt', v.dropped_at)
          order by t.position, v.number)
        from visits v
        join tracks t on t.clinic_id = ${clinic} and t.id = v.track_id
        join phases h on h.clinic_id = ${clinic} and h.id = v.phase_id
        where v.clinic_id = ${clinic} and v.plan_id = p.id), '[]') as visits,
      coalesce((select jsonb_agg(jsonb_build_object('appointmentId', a.id, 'visitId', a.visit_id, 'practitionerId', a.practitioner_id,
          'wallStart', a.wall_start, 'facts', told.facts) order by a.created_at, a.id)
        from visits v
        join appointments a on a.clinic_id = ${clinic} and a.visit_id = v.id
        cross join lateral (
          select jsonb_agg(jsonb_build_object('fact', f.fact, 'at', f.at, 'byWhom', f.by_whom, 'late', f.late) order by f.at, f.id) as facts
          from appointment_facts f where f.clinic_id = ${clinic} and f.appointment_id = a.id) told
        where v.clinic_id = ${clinic} and v.plan_id = p.id and told.facts is not null), '[]') as bookings,
      coalesce((select jsonb_agg(jsonb_build_object('visitId', s.visit_id, 'replacedAt', s.replaced_at, 'phaseName', h.name,
          'targetGap', h.target_gap, 'minGap', h.min_gap, 'maxGap', h.max_gap, 'targetOn', s.target_on, 'windowFrom', s.window_from,
          'windowTo', s.window_to, 'priceMinor', s.price_minor) order by s.replaced_at)
        from visits v
        join visit_terms s on s.clinic_id = ${clinic} and s.visit_id = v.id
        join phases h on h.clinic_id = ${clinic} and h.id = s.phase_id
        where v.clinic_id = ${clinic} and v.plan_id = p.id), '[]') as terms
    from plans p where p.clinic_id = ${clinic} and p.id = any(${uuids(planIds)}) order by p.id`)) as unknown as (Plan & {
    visits: Packed<Visit>[];
    bookings: Booking[];
    terms: PastTerms[];
  })[];
  return rows.map((plan) => ({
    ...plan,
    visits: plan.visits.map((visit) => ({
      ...visit,
      createdAt: new Date(visit.createdAt),
      droppedAt: visit.droppedAt === null ? null : new Date(visit.droppedAt),
    })),
  }));
}

export type PlanSummary = {
  planId: string;
  since: string;
  steps: unknown;
  nextDueOn: string | null;
  lastSeenOn: string | null;
  visitsLeft: number;
  plannedMinor: number;
  leftOf: { d: string; p: string }[];
  idleFrom: string | null;
  rests: string;
};

/** Of plans that are locked. */
export async function writeFigures(tx: Tx, clinicId: string, summaries: readonly PlanSummary[]): Promise<void> {
  if (!summaries.length) return;
  await tx.execute(sql`
    update plan_figures f set since = s.since, steps = s.steps, next_due_on = s."nextDueOn", last_seen_on = s."lastSeenOn",
      visits_left = s."visitsLeft", planned_minor = s."plannedMinor", left_of = s."leftOf", idle_from = s."idleFrom", rests = s.rests
    from jsonb_to_recordset(${JSON.stringify(summaries)}::jsonb) as s("planId" uuid, since date, steps jsonb, "nextDueOn" date,
      "lastSeenOn" date, "visitsLeft" int, "plannedMinor" bigint, "leftOf" jsonb, "idleFrom" date, rests datemultirange)
    where f.clinic_id = ${clinicId}::uuid and f.plan_id = s."planId"`);
}

export type FigureStep = typeof figureSteps.$inferInsert;

export async function addFigureSteps(tx: Tx, rows: readonly FigureStep[]): Promise<void> {
  if (rows.length) await tx.execute(insertSet(figureSteps, rows));
}

/** From which day on the clinic's summaries are whole; null before they were first laid out. */
export async function figuresKeptFrom(tx: Tx, clinicId: string): Promise<string | null> {
  const [row] = await tx
    .select({ keptFrom: figureBooks.keptFrom })
    .from(figureBooks)
    .where(eq(figureBooks.clinicId, clinicId));
  return row?.keptFrom ?? null;
}

export async function sayFiguresKept(tx: Tx, clinicId: string, keptFrom: string, now: Date): Promise<void> {
  await tx
    .insert(figureBooks)
    .values({ clinicId, keptFrom, rebuiltAt: now })
    .onConflictDoUpdate({ target: figureBooks.clinicId, set: { keptFrom, rebuiltAt: now } });
}

type OfWhom = { disciplineId?: string | undefined; practitionerId?: string | undefined };

/**
 * Sums of the counts of days up to `before` and of those after it up to the day: of everybody, of each discipline and of each person;
 * and of each discipline with each person where it is about one of either.
 */
export async function figureSums(tx: Tx, clinicId: string, day: string, before: string, only: OfWhom) {
  const sumsOf = (which: SQL) => sql`
    select discipline_id as "disciplineId", practitioner_id as "practitionerId", on_day <= ${before}::date as before, ${sums}
    from figure_steps where clinic_id = ${clinicId}::uuid and on_day <= ${day}::date and phase is null and ${which}
    group by 1, 2, 3`;
  const sides = sumsOf(sql`(discipline_id is null or practitioner_id is null)`);
  const pairs = sql`discipline_id is not null and practitioner_id is not null`;
  const rows = await tx.execute(
    only.disciplineId
      ? sql`${sides} union all ${sumsOf(sql`${pairs} and discipline_id = ${only.disciplineId}::uuid`)}`
      : only.practitionerId
        ? sql`${sides} union all ${sumsOf(sql`${pairs} and practitioner_id = ${only.practitionerId}::uuid`)}`
        : sides,
  );
  return rows as unknown as (Record<string, number> & {
    disciplineId: string | null;
    practitionerId: string | null;
    before: boolean;
  })[];
}

/** Visits due and attended up to the day, which is today or later, by phase of a discipline and a person. */
export async function phaseSums(tx: Tx, clinicId: string, day: string) {
  const rows = await tx.execute(sql`
    select discipline_id as "disciplineId", practitioner_id as "practitionerId", phase, sum(due)::int as due, sum(attended)::int as attended
    from figure_steps where clinic_id = ${clinicId}::uuid and on_day <= ${day}::date and phase is not null
    group by 1, 2, 3`);
  return rows as unknown as {
    disciplineId: string;
    practitionerId: string;
    phase: string;
    due: number;
    attended: number;
  }[];
}

export type OpenPlan = {
  planId: string;
  patientId: string;
  patientName: string;
  patientMobile: string | null;
  nextDueOn: string;
  lastSeenOn: string | null;
  visitsLeft: number;
  plannedMinor: number;
  leftOf: { d: string; p: string }[];
};

/** Plans that go on, have visits left and nothing in the calendar from the day on: how many, of how many people, and the longest due. */
export async function openPlans(
  tx: Tx,
  clinicId: string,
  day: string,
  only: OfWhom,
  most: number,
): Promise<{ plans: number; people: number; plannedMinor: number; lines: OpenPlan[] }> {
  const one = {
    ...(only.disciplineId ? { d: only.disciplineId } : {}),
    ...(only.practitionerId ? { p: only.practitionerId } : {}),
  };
  const theirs = Object.keys(one).length ? sql`and f.left_of @> ${JSON.stringify([one])}::jsonb` : sql``;
  const clinic = sql`${clinicId}::uuid`;
  // Rows and not one value: to pack a hundred of them and to unpack them again takes longer than to find them. Whose they are is looked up
  // in one pass (`is true` keeps it from becoming a join): row security makes the planner expect a dozen plans, and a join would go one by one.
  const rows = (await tx.execute(sql`
    with open as materialized (
      select f.plan_id, f.next_due_on, f.planned_minor from plan_figures f
      where f.clinic_id = ${clinic} and f.next_due_on is not null and f.idle_from <= ${day}::date
        and not f.rests @> ${day}::date ${theirs}
    ), sums as (
      select count(*)::int as plans, coalesce(sum(planned_minor), 0)::float8 as "sumMinor",
        (select count(distinct patient_id)::int from plans
          where clinic_id = ${clinic} and status in ('active', 'on_hold') and (id in (select plan_id from open)) is true) as people
      from open
    ), first as (
      select f.plan_id as "planId", p.patient_id as "patientId", n.name as "patientName", n.mobile as "patientMobile",
        f.next_due_on::text as "nextDueOn", f.last_seen_on::text as "lastSeenOn", f.visits_left as "visitsLeft",
        f.planned_minor::float8 as "plannedMinor", f.left_of as "leftOf"
      from (select plan_id from open order by next_due_on, plan_id limit ${most}) o
      join plan_figures f on f.clinic_id = ${clinic} and f.plan_id = o.plan_id
      join plans p on p.clinic_id = ${clinic} and p.id = o.plan_id
      join patients n on n.clinic_id = ${clinic} and n.id = p.patient_id
    )
    select * from sums left join first on true order by "nextDueOn", "planId"`)) as unknown as (OpenPlan & {
    plans: number;
    people: number;
    sumMinor: number;
  })[];
  const lines: OpenPlan[] = [];
  for (const row of rows) {
    const { plans: _, people: __, sumMinor: ___, ...line } = row;
    // Of nobody there is one row, without a plan.
    if (row.plans) lines.push(line);
  }
  const { plans, people, sumMinor: plannedMinor } = rows[0]!;
  return { plans, people, plannedMinor, lines };
}

/** Plans that have been activated, in order of their ids, from after one on. */
export async function activatedPlanIds(
  tx: Tx,
  clinicId: string,
  after: string | null,
  most: number,
): Promise<string[]> {
  const rows = await tx.execute(sql`
    select id from plans where clinic_id = ${clinicId}::uuid and activated_at is not null
      and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${most}`);
  return (rows as unknown as { id: string }[]).map(({ id }) => id);
}

/** Summaries as they are kept, without their locks. */
export async function keptFigures(tx: Tx, clinicId: string, planIds: readonly string[]) {
  const rows = await tx.execute(sql`
    select plan_id as "planId", since::text as since, steps, next_due_on::text as "nextDueOn", last_seen_on::text as "lastSeenOn",
      visits_left as "visitsLeft", planned_minor::float8 as "plannedMinor", left_of as "leftOf", idle_from::text as "idleFrom",
      rests::text as rests
    from plan_figures where clinic_id = ${clinicId}::uuid and plan_id = any(${uuids(planIds)})`);
  return rows as unknown as PlanSummary[];
}

export type KeptDays = {
  /** The first day that is kept by itself; what lies before stands together on it. */
  from: string;
  today: string;
};

/** The day on which a row of `figure_steps` is kept. Of phases the past is never asked by day: up to today it stands together. */
const keptDay = ({ from, today }: KeptDays) =>
  sql`case when phase is not null and on_day <= ${today}::date then ${from}::date else greatest(on_day, ${from}::date) end`;

/** The sums of each kept day and scope. */
export async function figureDays(tx: Tx, clinicId: string, days: KeptDays) {
  const rows = await tx.execute(sql`
    select (${keptDay(days)})::text as "on", discipline_id as "disciplineId", practitioner_id as "practitionerId", phase,
      ${sums}
    from figure_steps where clinic_id = ${clinicId}::uuid group by 1, 2, 3, 4`);
  return rows as unknown as (Record<string, number> & {
    on: string;
    disciplineId: string | null;
    practitionerId: string | null;
    phase: string | null;
  })[];
}

/** Puts rows of one kept day and scope together; no sum changes. Answers how many rows went. */
export async function foldFigureSteps(tx: Tx, clinicId: string, days: KeptDays): Promise<number> {
  const [row] = await tx.execute(sql`
    with kept as (
      select id, ${keptDay(days)} as day, on_day,
        count(*) over (partition by ${keptDay(days)}, discipline_id, practitioner_id, phase) as rows
      from figure_steps where clinic_id = ${clinicId}::uuid
    ), gone as (
      delete from figure_steps f using kept k
      where f.clinic_id = ${clinicId}::uuid and f.id = k.id and (k.rows > 1 or k.on_day < ${days.from}::date)
      returning f.*, k.day
    ), together as (
      insert into figure_steps (clinic_id, id, on_day, discipline_id, practitioner_id, phase, due, attended, gaps, within, ends, came, no_show, late, seconds, second, active, away, leavings, rebooked, dose_due, dose_had, ended, completed, all_had, visits)
      select ${clinicId}::uuid, gen_random_uuid(), day, discipline_id, practitioner_id, phase,
        sum(due), sum(attended), sum(gaps), sum(within), sum(ends), sum(came), sum(no_show), sum(late), sum(seconds), sum(second), sum(active), sum(away), sum(leavings), sum(rebooked), sum(dose_due), sum(dose_had), sum(ended), sum(completed), sum(all_had), sum(visits)
      from gone group by 3, 4, 5, 6
    )
    select count(*)::int as gone from gone`);
  return (row as { gone: number }).gone;
}

/** Takes all steps of the clinic away, to be laid out anew from the plans' own. */
export async function clearFigureSteps(tx: Tx, clinicId: string): Promise<void> {
  await tx.execute(sql`delete from figure_steps where clinic_id = ${clinicId}::uuid`);
  await tx.execute(sql`update plan_figures set steps = '[]' where clinic_id = ${clinicId}::uuid`);
}

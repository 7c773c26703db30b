// What stands written about a clinic at one moment, read by plain SQL: all that decides who must be written to.
import type postgres from "postgres";
import type { MessageRulesRow } from "../../db/seed/rows/message-rules.ts";

export type Clinic = { id: string; slug: string; name: string; timeZone: string };

export type Patient = {
  id: string;
  /** Their own, or of whoever acts for them by now. */
  email: string | null;
  mobile: string | null;
  /** In which they wish to be written to. */
  language: string;
  ways: Record<string, string>;
};

export type Visit = {
  id: string;
  chainId: string;
  sequence: number;
  isLatest: boolean;
  status: string;
  startsAt: Date;
  endsAt: Date;
  createdAt: Date;
  patientId: string;
  practitionerId: string;
  serviceId: string;
  bookedVia: string;
  /** Whether it stands for a visit of a plan. */
  ofPlan: boolean;
  /** Of an active plan's visit, else null. */
  activePlanId: string | null;
  /** The patient's start before this one, of those that were kept or are to come. */
  previousStart: Date | null;
  /** Somebody is away then, or the clinic is closed. */
  cannotBe: boolean;
};

/** Something that was done, at whose moment somebody may have to be told. */
export type Deed = { kind: string; id: string; at: Date; reason: string };

export type Plan = {
  id: string;
  patientId: string;
  status: string;
  offerExpiresAt: Date | null;
  activatedAt: Date | null;
  /** Starts of its booked visits. */
  starts: Date[];
};

export type OpenVisit = { planId: string; visitId: string; windowFrom: string; openSince: Date; leftAlone: boolean };

export type Offer = {
  id: string;
  wishId: string;
  patientId: string;
  freedId: string;
  startsAt: Date;
  expiresAt: Date;
  outcome: string | null;
  /** Whoever was asked still waits, and has a later booking. */
  waits: boolean;
};

export type Facts = {
  patients: Map<string, Patient>;
  visits: Map<string, Visit>;
  deeds: Deed[];
  plans: Map<string, Plan>;
  openVisits: OpenVisit[];
  /** Patients for whom a clinician has to look at health answers first. */
  stopped: Set<string>;
  /** When each patient last told how they are. */
  checkedIn: Map<string, Date>;
  refunds: { id: string; patientId: string }[];
  offers: Offer[];
  /** The clinic's own rules about messages, and the kinds that it has said in its own words. */
  rules: MessageRulesRow[];
  worded: Set<string>;
};

const mapOf = <Row extends { id: string }>(rows: Iterable<Row>) => new Map([...rows].map((row) => [row.id, row]));

export const readClinics = async (sql: postgres.Sql): Promise<Clinic[]> => [
  ...(await sql<Clinic[]>`select id, slug, name, time_zone as "timeZone" from clinics order by slug`),
];

/** Deeds are those after `since`; visits those that somebody could have to be told of. */
export async function readFacts(sql: postgres.Sql, { id }: Clinic, now: Date, since: Date): Promise<Facts> {
  const soon = new Date(now.getTime() + 5 * 86_400_000);
  const lately = new Date(now.getTime() - 3 * 86_400_000);
  const [patients, visits, deeds, plans, openVisits, stopped, checkedIn, refunds, offers, rules, worded] =
    await Promise.all([
      sql<Patient[]>`
      select p.id, case when g.id is null then p.email else g.email end as email,
        case when g.id is null then p.mobile else g.mobile end as mobile, coalesce(p.language, 'en') as language, coalesce((select json_object_agg(c.topic, c.channel) from (
          select distinct on (topic) topic, channel from message_choices c
          where c.clinic_id = ${id} and c.patient_id = p.id order by topic, at desc, id desc) c), '{}') as ways
      from patients p
      join clinics k on k.id = p.clinic_id
      left join lateral (select o.id, o.email, o.mobile from guardianships s join patients o on o.clinic_id = ${id} and o.id = s.guardian_id
        where s.clinic_id = ${id} and s.patient_id = p.id and o.merged_into is null and s.approved_at is not null and s.ended_at is null
          and s.from_on <= (${now}::timestamptz at time zone k.time_zone)::date
          and (s.until_on is null or s.until_on > (${now}::timestamptz at time zone k.time_zone)::date)
        order by s.approved_at, s.id limit 1) g on true
      where p.clinic_id = ${id}`,
      sql<Visit[]>`
      select a.id, a.chain_id as "chainId", a.sequence, a.status, a.starts_at as "startsAt", a.ends_at as "endsAt",
        a.created_at as "createdAt", a.patient_id as "patientId", a.practitioner_id as "practitionerId",
        a.service_id as "serviceId", a.booked_via as "bookedVia", a.visit_id is not null as "ofPlan",
        not exists (select 1 from appointments b where b.clinic_id = ${id} and b.chain_id = a.chain_id and b.sequence > a.sequence) as "isLatest",
        (select v.plan_id from visits v join plans p on p.clinic_id = ${id} and p.id = v.plan_id and p.status = 'active'
          where v.clinic_id = ${id} and v.id = a.visit_id) as "activePlanId",
        (select max(b.starts_at) from appointments b where b.clinic_id = ${id} and b.patient_id = a.patient_id
          and b.starts_at < a.starts_at and b.status in ('booked', 'arrived', 'fulfilled')) as "previousStart",
        exists (select 1 from time_off f where f.clinic_id = ${id} and f.removed_at is null
            and f.practitioner_id = a.practitioner_id and f.starts_at < a.ends_at and f.ends_at > a.starts_at)
          or exists (select 1 from closures k where k.clinic_id = ${id} and k.starts_at < a.ends_at and k.ends_at > a.starts_at) as "cannotBe"
      from appointments a
      where a.clinic_id = ${id} and a.patient_id is not null
        and (a.starts_at between ${lately} and ${soon} or a.created_at > ${lately}
          or a.id in (select f.appointment_id from appointment_facts f where f.clinic_id = ${id} and f.at > ${since}))`,
      sql<Deed[]>`
      select 'appointment.' || f.fact as kind, f.appointment_id as id, f.at, f.reason from appointment_facts f
      where f.clinic_id = ${id} and f.at > ${since} and f.fact in ('booked', 'cancelled', 'moved')
      union all
      select 'plan.' || f.fact, f.plan_id, f.at, f.reason from plan_facts f
      where f.clinic_id = ${id} and f.at > ${since} and f.fact in ('offered', 'activated', 'completed', 'revoked')`,
      sql<Plan[]>`
      select p.id, p.patient_id as "patientId", p.status, p.offer_expires_at as "offerExpiresAt", p.activated_at as "activatedAt",
        array(select a.starts_at from appointments a join visits v on v.clinic_id = ${id} and v.id = a.visit_id
          where a.clinic_id = ${id} and v.plan_id = p.id and a.status = 'booked' order by a.starts_at) as starts
      from plans p where p.clinic_id = ${id} and (p.status in ('offered', 'active', 'on_hold') or p.ended_at > ${since})`,
      sql<OpenVisit[]>`
      with open as (
        select v.*, row_number() over (partition by v.plan_id order by v.window_from, v.number, v.id) as nth
        from visits v join plans p on p.clinic_id = ${id} and p.id = v.plan_id and p.status = 'active'
        where v.clinic_id = ${id} and v.dropped_at is null and not exists (
          select 1 from appointments a where a.clinic_id = ${id} and a.visit_id = v.id and a.status <> 'cancelled'))
      select v.plan_id as "planId", v.id as "visitId", v.window_from::text as "windowFrom",
        greatest(p.activated_at, p.created_at,
          (select max(f.at) from plan_facts f where f.clinic_id = ${id} and f.plan_id = p.id and f.fact = 'resumed'),
          (select max(f.at) from appointment_facts f join appointments a on a.clinic_id = ${id} and a.id = f.appointment_id
            where f.clinic_id = ${id} and a.visit_id = v.id and f.fact = 'cancelled')) as "openSince",
        exists (select 1 from plan_facts f where f.clinic_id = ${id} and f.plan_id = p.id and f.fact = 'nudge_declined'
            and f.figures ->> 'visitId' = v.id::text)
          or coalesce((select c.outcome = 'no_contact' from call_tasks c where c.clinic_id = ${id} and c.patient_id = p.patient_id
            and c.outcome in ('called', 'no_answer', 'call_back', 'no_contact') order by c.closed_at desc, c.id desc limit 1), false) as "leftAlone"
      from open v join plans p on p.clinic_id = ${id} and p.id = v.plan_id where v.nth = 1`,
      sql<{ patientId: string }[]>`
      select distinct s.patient_id as "patientId" from screens s
      where s.clinic_id = ${id} and s.patient_id is not null and s.tier in ('A', 'B')
        and not exists (select 1 from screens n where n.clinic_id = ${id} and n.patient_id = s.patient_id
          and n.draft_id = s.draft_id and (n.answered_at, n.id) > (s.answered_at, s.id))
        and coalesce((select r.decision from screen_reviews r where r.clinic_id = ${id} and r.screen_id = s.id
          order by r.reviewed_at desc, r.id desc limit 1), 'kept') <> 'released'`,
      sql<{ id: string; at: Date }[]>`
      select patient_id as id, max(at) as at from check_ins where clinic_id = ${id} group by patient_id`,
      sql<{ id: string; patientId: string }[]>`
      select r.id, p.patient_id as "patientId" from refunds r join payments p on p.clinic_id = ${id} and p.id = r.payment_id
      where r.clinic_id = ${id} and r.status = 'succeeded' and r.settled_at > ${since}`,
      sql<Offer[]>`
      select id, wish_id as "wishId", patient_id as "patientId", freed_id as "freedId", starts_at as "startsAt",
        expires_at as "expiresAt", outcome, exists (select 1 from wait_wishes w join appointments a on a.clinic_id = ${id}
          and a.chain_id = w.chain_id and a.status = 'booked' and a.starts_at > o.starts_at
          where w.clinic_id = ${id} and w.id = o.wish_id and w.ended_at is null) as waits
      from slot_offers o where clinic_id = ${id} and expires_at > ${lately}`,
      sql<MessageRulesRow[]>`
      select effective_from::text as "effectiveFrom", early_hours as "earlyHours", late_hours as "lateHours",
        once_below_days as "onceBelowDays", quiet_from_min as "quietFromMin", quiet_to_min as "quietToMin",
        weekly_cap as "weeklyCap", nudge_days as "nudgeDays", check_in_hours as "checkInHours",
        offers_at_once as "offersAtOnce", offer_minutes as "offerMinutes", hold_minutes as "holdMinutes",
        text_topics as "textTopics", source from message_rules where clinic_id = ${id} order by effective_from`,
      sql<{ kind: string }[]>`
      select kind from (select distinct on (kind) kind, opening from message_texts
        where clinic_id = ${id} order by kind, set_at desc, id desc) latest where opening is not null`,
    ]);
  return {
    patients: mapOf(patients),
    visits: mapOf(visits),
    deeds: [...deeds],
    plans: mapOf(plans),
    openVisits: [...openVisits],
    stopped: new Set(stopped.map(({ patientId }) => patientId)),
    checkedIn: new Map(checkedIn.map(({ id: patientId, at }) => [patientId, at])),
    refunds: [...refunds],
    offers: [...offers],
    rules: [...rules],
    worded: new Set(worded.map(({ kind }) => kind)),
  };
}

// What the probes ask for: a patient of the first clinic, another one whom the same practitioner does not treat, and one of the other clinic.
import type postgres from "postgres";
import { manageToken } from "../../lib/booking/manage-token.ts";
import { sealFile } from "../../lib/charting/attachments.ts";
import { newId } from "../../lib/ids.ts";
import { messagesKey } from "../../lib/messages/message-key.ts";
import { calendarKey } from "../../lib/messages/calendar-feed.ts";
import { offerKey } from "../../lib/messages/take-offer.ts";
import { visitKey } from "../../lib/plans/next-visit.ts";
import { giftKey } from "../../lib/money/gift-key.ts";
import { payKey } from "../../lib/money/pay-key.ts";
import { planToken } from "../../lib/plans/plan-token.ts";

export type Things = {
  slug: string;
  clinic: string;
  patient: string;
  /** Another record of the same clinic. */
  twin: string;
  plan: string;
  visit: string;
  track: string;
  phase: string;
  policy: string;
  template: string;
  episode: string;
  assessment: string;
  appointment: string;
  chain: string;
  note: string;
  /** A file in the patient's chart. */
  attachment: string;
  receipt: string;
  payment: string;
  package: string;
  giftCard: string;
  offer: string;
  charge: string;
  screen: string;
  article: string;
  articleVersion: string;
  articleSlug: string;
  comment: string;
  task: string;
  practitioner: string;
  service: string;
  discipline: string;
  location: string;
  room: string;
  licence: string;
  timeOff: string;
  member: string;
  invitation: string;
  manageLink: string;
  planLink: string;
  messagesLink: string;
  calendarLink: string;
  visitLink: string;
  giftLink: string;
  /** An earlier time, and the link to it. */
  slotOffer: string;
  offerLink: string;
  /** A page to pay on, that has closed. */
  checkout: string;
  payLink: string;
};

export type Ground = {
  own: Things;
  other: Things;
  foreign: Things;
  /** A patient of the foreign clinic whom the practitioner of the one above does not treat. */
  foreignOther: Things;
};

const nobody = "00000000-0000-7000-8000-000000000000";

async function thingsOf(sql: postgres.ISql, clinic: string, patient: string, secret: string): Promise<Things> {
  const [row] = await sql<
    Omit<
      Things,
      | "manageLink"
      | "planLink"
      | "messagesLink"
      | "calendarLink"
      | "visitLink"
      | "giftLink"
      | "slotOffer"
      | "offerLink"
      | "attachment"
      | "checkout"
      | "payLink"
    >[]
  >`
    select c.slug, c.id as clinic, ${patient}::uuid as patient,
      (select t.id from patients t where t.clinic_id = c.id and t.id <> ${patient} order by t.id desc limit 1) as twin, p.id as plan, p.episode_id as episode,
      p.assessment_id as assessment, a.id as appointment, a.chain_id as chain, a.practitioner_id as practitioner,
      a.service_id as service, (select s.discipline_id from services s where s.id = a.service_id) as discipline,
      (select l.id from locations l where l.clinic_id = c.id limit 1) as location,
      (select r.id from resources r where r.clinic_id = c.id limit 1) as room,
      (select l.id from licences l where l.clinic_id = c.id limit 1) as licence, p.reflow_policy as policy,
      (select t.code from plan_templates t where t.id = p.template_id) as template,
      (select t.id from tracks t where t.plan_id = p.id order by t.position limit 1) as track,
      (select f.name from phases f join tracks t on t.id = f.track_id where t.plan_id = p.id
        order by t.position, f.position limit 1) as phase,
      (select v.id from visits v where v.plan_id = p.id order by v.number limit 1) as visit,
      (select n.id from notes n where n.patient_id = p.patient_id limit 1) as note,
      coalesce((select r.id from receipts r where r.patient_id = p.patient_id limit 1), ${nobody}) as receipt,
      coalesce((select g.id from packages g where g.patient_id = p.patient_id limit 1), ${nobody}) as package,
      coalesce((select g.id from gift_cards g where g.clinic_id = c.id limit 1), ${nobody}) as "giftCard",
      coalesce((select o.id from package_offers o where o.clinic_id = c.id and o.service_id = a.service_id limit 1), ${nobody}) as offer,
      coalesce((select m.id from payments m where m.patient_id = p.patient_id limit 1), ${nobody}) as payment,
      coalesce((select k.id from charges k where k.patient_id = p.patient_id and k.payer = 'self' limit 1), ${nobody}) as charge,
      coalesce((select s.id from screens s where s.patient_id = p.patient_id limit 1), ${nobody}) as screen,
      w.id as article, w.slug as "articleSlug",
      (select v.id from article_versions v where v.article_id = w.id order by v.version limit 1) as "articleVersion",
      (select k.id from article_comments k where k.article_id = w.id limit 1) as comment,
      coalesce((select t.id from call_tasks t where t.clinic_id = c.id limit 1), ${nobody}) as task,
      coalesce((select o.id from time_off o where o.clinic_id = c.id limit 1), ${nobody}) as "timeOff",
      (select m.id from members m where m.clinic_id = c.id and m.role = 'front_desk' order by m.id desc limit 1) as member,
      ${nobody}::uuid as invitation
    from plans p join clinics c on c.id = p.clinic_id
    join lateral (select * from appointments a where a.patient_id = p.patient_id and a.status = 'booked'
      order by a.starts_at desc limit 1) a on true
    join lateral (select w.* from articles w where w.clinic_id = c.id
      and exists (select 1 from article_comments k where k.article_id = w.id) order by w.slug limit 1) w on true
    where p.clinic_id = ${clinic} and p.patient_id = ${patient} and p.status = 'active' limit 1`;
  if (!row) throw new Error("The patient has no running plan with a visit to come.");
  const ctx = { clinicId: clinic, secret };
  const checkout = await closedPage(sql, clinic, patient);
  const slotOffer = await offered(sql, row.appointment);
  return {
    ...row,
    checkout,
    payLink: payKey(ctx, checkout),
    attachment: await attached(sql, clinic, patient, secret),
    manageLink: manageToken(ctx, row.chain),
    planLink: planToken(ctx, row.plan),
    messagesLink: messagesKey(ctx, patient),
    calendarLink: calendarKey(ctx, patient),
    visitLink: visitKey(ctx, row.visit),
    giftLink: giftKey(ctx, row.giftCard),
    slotOffer,
    offerLink: offerKey(ctx, slotOffer),
  };
}

/** The demo clinics have asked for no payment by a page. */
async function closedPage(sql: postgres.ISql, clinic: string, patient: string): Promise<string> {
  const id = newId();
  await sql`insert into checkouts (clinic_id, id, purpose, patient_id, amount_minor, currency, params, status, expires_at, created_at)
    values (${clinic}, ${id}, 'desk', ${patient}, 100, 'CAD', '{}', 'expired', now(), now())`;
  return id;
}

/** The demo clinics have offered no freed time: the booking's own stands for one. */
async function offered(sql: postgres.ISql, appointment: string): Promise<string> {
  const [wish, id] = [newId(), newId()];
  await sql`insert into wait_wishes (clinic_id, id, patient_id, chain_id, asked_at)
    select clinic_id, ${wish}, patient_id, chain_id, now() from appointments where id = ${appointment}`;
  await sql`insert into slot_offers (clinic_id, id, wish_id, patient_id, freed_id, service_id, practitioner_id, starts_at, offered_at,
      expires_at)
    select clinic_id, ${id}, ${wish}, patient_id, id, service_id, practitioner_id, starts_at, now(), now() + interval '1 day'
    from appointments where id = ${appointment}`;
  return id;
}

/** The demo clinics' charts hold no file yet. */
async function attached(sql: postgres.ISql, clinic: string, patient: string, secret: string): Promise<string> {
  const id = newId();
  const file = Buffer.from("%PDF-1.7\n");
  const { sealed, keyId } = sealFile(secret, clinic, id, file);
  await sql`insert into attachments (clinic_id, id, patient_id, label, kind, size_bytes, added_by, added_at)
    select ${clinic}, ${id}, ${patient}, 'A letter', 'pdf', ${file.byteLength}, m.id, now() from members m
    where m.clinic_id = ${clinic} limit 1`;
  await sql`insert into attachment_files (clinic_id, id, attachment_id, sealed, key_id)
    values (${clinic}, ${newId()}, ${id}, ${sealed}, ${keyId})`;
  return id;
}

/** Patients with a running plan, a note, a package and a visit to come, with the practitioners who treat them and could sign in. */
const candidates = (sql: postgres.ISql, clinic: string) => sql<{ patient: string; team: string[] }[]>`
  select p.patient_id as patient, array_agg(distinct t.id::text) as team
  from plans p join lateral (
    select a.practitioner_id as id from appointments a where a.clinic_id = p.clinic_id and a.patient_id = p.patient_id
      and a.status in ('booked', 'arrived', 'fulfilled', 'noshow')
    union all select e.practitioner_id from assessments e where e.clinic_id = p.clinic_id and e.patient_id = p.patient_id
    union all select o.lead_practitioner_id from plans o where o.clinic_id = p.clinic_id and o.patient_id = p.patient_id
    union all select k.primary_practitioner_id from tracks k join plans o on o.clinic_id = k.clinic_id and o.id = k.plan_id
      where o.clinic_id = p.clinic_id and o.patient_id = p.patient_id and k.primary_practitioner_id is not null) t on true
  where p.clinic_id = ${clinic} and p.status = 'active'
    and exists (select 1 from charges k where k.patient_id = p.patient_id and k.payer = 'self')
    and exists (select 1 from packages g where g.patient_id = p.patient_id)
    and exists (select 1 from notes n where n.patient_id = p.patient_id)
    and exists (select 1 from appointments b where b.patient_id = p.patient_id and b.status = 'booked')
  group by p.patient_id
  order by (select count(*) from receipts r where r.patient_id = p.patient_id) desc, p.patient_id`;

export async function chooseThings(sql: postgres.ISql, mine: string, theirs: string, secret: string): Promise<Ground> {
  const here = await candidates(sql, mine);
  const [first] = here;
  const own = await thingsOf(sql, mine, first!.patient, secret);
  const stranger = here.find(({ team }) => !team.includes(own.practitioner));
  const there = await candidates(sql, theirs);
  const foreign = await thingsOf(sql, theirs, there[0]!.patient, secret);
  const foreignOther = there.find(({ team }) => !team.includes(foreign.practitioner));
  if (!stranger || !foreignOther) throw new Error("The demo clinics have too few patients in treatment.");
  return {
    own,
    other: await thingsOf(sql, mine, stranger.patient, secret),
    foreign,
    foreignOther: await thingsOf(sql, theirs, foreignOther.patient, secret),
  };
}

// What must always hold, as queries that find the rows where it does not. Each sees one clinic; nothing is changed.
import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { leftOnGiftCard } from "./gift-cards.ts";
import { openOfCharge } from "./open-charge.ts";

export type Invariant = { rule: string; about: string; find: (clinicId: string, now: Date) => SQL };

const live = sql`('held', 'booked', 'arrived', 'fulfilled')`;

/** A row that begins before an earlier one of the same owner has ended; one pass in order of time. */
const overlapping =
  (table: SQL, range: SQL, owner: SQL, among: SQL): Invariant["find"] =>
  (clinicId) => sql`
  select id, starts_at from (
    select ${range} as span, starts_at, ${table === usesOfRooms ? sql`appointment_id` : sql`id`} as id,
      max(upper(${range})) over (partition by ${owner} order by lower(${range}), starts_at
        rows between unbounded preceding and 1 preceding) as busy_until
    from ${table} where clinic_id = ${clinicId} and ${among}) spans
  where busy_until > lower(span)`;

const bookings = sql`appointments`;
const usesOfRooms = sql`appointment_resources`;
const liveOnes = sql`status in ${live}`;

export const invariants: readonly Invariant[] = [
  {
    rule: "1 practitioner, buffers after",
    about: "two live appointments of one practitioner, with the time after them, never overlap",
    find: overlapping(bookings, sql`busy_after`, sql`practitioner_id, lane`, liveOnes),
  },
  {
    rule: "1 practitioner, buffers before",
    about: "two live appointments of one practitioner, with the time before them, never overlap",
    find: overlapping(bookings, sql`busy_before`, sql`practitioner_id, lane`, liveOnes),
  },
  {
    rule: "1 patient",
    about: "two live appointments of one patient never overlap",
    find: overlapping(bookings, sql`during`, sql`patient_id`, sql`patient_id is not null and ${liveOnes}`),
  },
  {
    rule: "1 room",
    about: "two live uses of one room or piece of equipment never overlap",
    find: overlapping(usesOfRooms, sql`during`, sql`resource_id, lane`, sql`live`),
  },
  {
    rule: "1 room follows",
    about: "a room is in use exactly while its appointment is live",
    find: (c) => sql`
      select r.appointment_id as id from appointment_resources r
      join appointments a on a.clinic_id = ${c} and a.id = r.appointment_id
      where r.clinic_id = ${c} and (r.live <> (a.status in ${live}) or r.starts_at <> a.starts_at or r.ends_at <> a.ends_at)`,
  },
  {
    rule: "3 holds end",
    about: "only holds have an end, and every live booking but a hold has a patient",
    find: (c) => sql`
      select id from appointments where clinic_id = ${c}
        and ((status = 'held' and hold_expires_at is null) or (status in ('booked', 'arrived', 'fulfilled', 'noshow') and patient_id is null))`,
  },
  {
    rule: "4 paid once",
    about:
      "every paid checkout and every month of a membership has exactly one payment of its amount, and every card payment its checkout, its kept card or its month",
    find: (c) => sql`
      select k.id from checkouts k
      left join payments p on p.clinic_id = ${c} and p.checkout_id = k.id
      where k.clinic_id = ${c} and ((k.status in ('paid', 'refunded_late')) <> (p.id is not null) or p.amount_minor <> k.amount_minor)
      union all
      select p.id from payments p where p.clinic_id = ${c} and p.method = 'stripe'
        and num_nonnulls(p.checkout_id, p.card_charge_id,
          (select g.membership_id from packages g where g.clinic_id = ${c} and g.id = p.package_id)) <> 1
      union all
      select g.id from packages g
      left join payments p on p.clinic_id = ${c} and p.package_id = g.id
      where g.clinic_id = ${c} and g.membership_id is not null and coalesce(p.amount_minor <> g.total_minor, true)
      union all
      select k.id from card_charges k
      left join payments p on p.clinic_id = ${c} and p.card_charge_id = k.id
      where k.clinic_id = ${c} and ((k.status = 'succeeded') <> (p.id is not null) or p.amount_minor <> k.amount_minor)`,
  },
  {
    rule: "4 paid is booked",
    about: "a visit paid online is not left held or lapsed",
    find: (c) => sql`
      select k.id from checkouts k
      join lateral (select a.status from appointments a where a.clinic_id = ${c} and a.chain_id = k.chain_id order by a.sequence desc limit 1) a on true
      where k.clinic_id = ${c} and k.purpose = 'appointment' and k.status = 'paid' and a.status in ('held', 'expired')`,
  },
  {
    rule: "4 late money goes back",
    about: "money that came too late has a refund of its whole amount, or its bank took it back",
    find: (c) => sql`
      select k.id from checkouts k where k.clinic_id = ${c} and k.status = 'refunded_late' and k.amount_minor <> (
        select coalesce(sum(r.amount_minor), 0) from payments p
        join refunds r on r.clinic_id = ${c} and r.payment_id = p.id and r.status <> 'failed'
        where p.clinic_id = ${c} and p.checkout_id = k.id) + (
        select coalesce(sum(d.taken_minor), 0) from payments p
        join disputes d on d.clinic_id = ${c} and d.payment_id = p.id
        where p.clinic_id = ${c} and p.checkout_id = k.id)`,
  },
  {
    rule: "4 ledger balances",
    about: "the entries of each ledger transaction sum to zero",
    find: (c) => sql`
      select transaction_id as id, sum(amount_minor) as off from ledger_entries where clinic_id = ${c}
      group by transaction_id having sum(amount_minor) <> 0`,
  },
  {
    rule: "4 ledger is complete",
    about:
      "every charge, reduction, payment, allocation, settled refund and dispute stands in the ledger, and nothing else does",
    find: (c) => sql`
      select ref_id as id, kind from (
        select 'charge' as kind, id as ref_id from charges where clinic_id = ${c} and net_minor + tax_minor > 0
        union all select 'reduction', id from charge_reductions where clinic_id = ${c}
        union all select 'payment', id from payments where clinic_id = ${c}
        union all select 'allocation', id from payment_allocations where clinic_id = ${c}
        union all select 'refund', id from refunds where clinic_id = ${c} and status = 'succeeded'
        union all select 'dispute', id from disputes where clinic_id = ${c}
        union all select 'dispute_' || status, id from disputes where clinic_id = ${c} and status <> 'open'
      ) facts full join (select distinct kind, ref_id from ledger_entries where clinic_id = ${c}) entries using (kind, ref_id)
      where facts.* is null or entries.* is null`,
  },
  {
    rule: "4 nothing overspent",
    about: "allocations and refunds never exceed their payment, allocations and what was taken off never their charge",
    find: (c) => sql`
      select p.id from payments p where p.clinic_id = ${c} and p.amount_minor <
        (select coalesce(sum(x.amount_minor), 0) from payment_allocations x where x.clinic_id = ${c} and x.payment_id = p.id)
        + (select coalesce(sum(r.amount_minor), 0) from refunds r where r.clinic_id = ${c} and r.payment_id = p.id and r.status <> 'failed')
        + (select coalesce(sum(d.taken_minor), 0) from disputes d where d.clinic_id = ${c} and d.payment_id = p.id)
      union all
      select k.id from charges k where k.clinic_id = ${c} and ${openOfCharge(sql`${c}`)} < 0
      union all
      select x.charge_id from payment_allocations x where x.clinic_id = ${c} group by x.charge_id, x.payment_id
        having sum(x.amount_minor) < 0
      union all
      select d.charge_id from charge_reductions d join charges k on k.clinic_id = ${c} and k.id = d.charge_id
        where d.clinic_id = ${c} group by d.charge_id, k.net_minor, k.tax_minor
        having sum(d.net_minor) > k.net_minor or sum(d.tax_minor) > k.tax_minor`,
  },
  {
    rule: "4 moved to the cent",
    about:
      "what is taken off one payer to be asked of another stands there to the cent, of the same visit, under the charge it began as",
    find: (c) => sql`
      select k.id from charges k
      left join charge_reductions d on d.clinic_id = ${c} and d.moved_to_id = k.id
      left join charges f on f.clinic_id = ${c} and f.id = d.charge_id
      where k.clinic_id = ${c} and k.origin_id is not null and not coalesce(d.net_minor = k.net_minor and d.tax_minor = k.tax_minor
        and f.appointment_id = k.appointment_id and f.patient_id = k.patient_id and coalesce(f.origin_id, f.id) = k.origin_id, false)
      union all
      select d.charge_id from charge_reductions d join charges k on k.clinic_id = ${c} and k.id = d.moved_to_id
      where d.clinic_id = ${c} and k.origin_id is null`,
  },
  {
    rule: "4 gift cards",
    about:
      "no gift card is spent beyond what was paid for it, but for what a bank holds back; all that is left on them stands in the ledger",
    find: (c) => sql`
      select g.id from gift_cards g where g.clinic_id = ${c} and ${leftOnGiftCard(sql`${c}`)} < 0 and not exists (
        select 1 from payments p join disputes d on d.clinic_id = ${c} and d.payment_id = p.id and d.status = 'open'
        where p.clinic_id = ${c} and p.gift_card_id = g.id)
      union all
      select p.id from payments p
        where p.clinic_id = ${c} and p.gift_card_id is not null and (p.patient_id is null) <> (p.method <> 'gift_card')
      union all
      select ${c}::uuid from (
        select coalesce((select -sum(amount_minor) from ledger_entries where clinic_id = ${c} and account = 'gift_cards'), 0) as booked,
          coalesce((select sum(${leftOnGiftCard(sql`${c}`)}) from gift_cards g where g.clinic_id = ${c}), 0)
          + coalesce((select sum(d.amount_minor) from disputes d join payments p on p.clinic_id = ${c} and p.id = d.payment_id
            where d.clinic_id = ${c} and d.status = 'open' and p.patient_id is null), 0)
          + coalesce((select sum(r.amount_minor) from refunds r join payments p on p.clinic_id = ${c} and p.id = r.payment_id
            where r.clinic_id = ${c} and r.status = 'pending' and p.patient_id is null), 0) as owed) both_sides
      where booked <> owed`,
  },
  {
    rule: "4 receipts without gaps",
    about: "receipt numbers run from 1 without gaps, as far as the counter says",
    find: (c) => sql`
      select coalesce(max(number), 0) as highest, count(*) as how_many from receipts where clinic_id = ${c}
      having coalesce(max(number), 0) <> count(*)
        or count(*) <> coalesce((select value from counters where clinic_id = ${c} and name = 'receipt'), 0)`,
  },
  {
    rule: "5 one answer a key",
    about: "every kept key has its answer",
    find: (c) => sql`select key as id from idempotency_keys where clinic_id = ${c} and answer is null`,
  },
  {
    rule: "6 one live a chain",
    about: "a chain of moves has one live appointment at most, its latest, and numbers without gaps",
    find: (c) => sql`
      select chain_id as id from appointments where clinic_id = ${c} group by chain_id
      having count(*) filter (where status in ${live}) > 1 or max(sequence) <> count(*) - 1
        or max(sequence) filter (where status in ${live}) <> max(sequence)`,
  },
  {
    rule: "7 one live a visit",
    about: "a planned visit has one live appointment at most",
    find: (c) => sql`
      select visit_id as id from appointments where clinic_id = ${c} and visit_id is not null and status in ${live}
      group by visit_id having count(*) > 1`,
  },
  {
    rule: "7 courses whole",
    about: "an active plan was accepted and signed, and holds nothing half-booked",
    find: (c) => sql`
      select p.id from plans p where p.clinic_id = ${c} and p.status in ('active', 'on_hold', 'completed')
        and (p.accepted_at is null or not exists (select 1 from consents s where s.clinic_id = ${c} and s.plan_id = p.id))
      union all
      select v.plan_id from visits v
      join appointments a on a.clinic_id = ${c} and a.visit_id = v.id and a.status = 'held'
      join plans p on p.clinic_id = ${c} and p.id = v.plan_id and p.status = 'active'
      where v.clinic_id = ${c} and exists (select 1 from checkouts k where k.clinic_id = ${c} and k.plan_id = p.id and k.status = 'paid')`,
  },
  {
    rule: "8 wall time",
    about: "the stored local time is the instant in the stored zone",
    find: (c) =>
      sql`select id from appointments where clinic_id = ${c} and wall_start <> starts_at at time zone time_zone`,
  },
  {
    rule: "9 policy kept",
    about: "each booking carries the policy the patient saw",
    find: (c) => sql`
      select id from appointments where clinic_id = ${c}
        and not (policy ? 'cancelNoticeHours' and policy ? 'lateFeeMinor' and policy ? 'depositMinor')`,
  },
  {
    rule: "10 facts tell the status",
    about: "the latest fact of an appointment is its status",
    find: (c) => sql`
      select a.id from appointments a where a.clinic_id = ${c} and not exists (
        select 1 from appointment_facts f where f.clinic_id = ${c} and f.appointment_id = a.id and (f.fact = a.status or (a.status = 'cancelled' and f.fact = 'moved')))`,
  },
  {
    rule: "10 visits ended after they began",
    about: "nobody was treated or missed before the visit began",
    find: (c, now) => sql`
      select id from appointments where clinic_id = ${c} and status in ('fulfilled', 'noshow')
        and starts_at > ${now.toISOString()}::timestamptz + interval '1 day'`,
  },
];

/** The first rows that break an invariant, at most 20, and how many there are. */
export async function findViolations(tx: Tx, clinicId: string, invariant: Invariant, now: Date) {
  const rows = await tx.execute(invariant.find(clinicId, now));
  return { count: rows.length, rows: rows.slice(0, 20) };
}

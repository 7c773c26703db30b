// What the owner's money reports are drawn from: the facts of money, summed by what was asked.
import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { ledgerEntries } from "../schema/index.ts";

export type Span = { from: Date; to: Date };

const iso = (at: Date) => sql`${at.toISOString()}::timestamptz`;

/** A sum comes back as text: it may be larger than the column's own numbers. */
type Summed<Row, Sums extends keyof Row> = { [K in keyof Row]: K extends Sums ? string : Row[K] };

export type MovementRow = {
  /**
   * `in` and `back`: money. `used`: credit that went to charges, seen from the payment; `paid`: the same, seen from the charge.
   * `charged`, and `taken_off` again. `bank_took` and `bank_gave`: disputed card money, away and here again; `lost`: what of it was
   * the patient's credit when the dispute was lost. Of the kind `gift_card` they are about the purchase of one, and no patient's credit.
   */
  what: "in" | "back" | "used" | "paid" | "charged" | "taken_off" | "bank_took" | "bank_gave" | "lost";
  before: boolean;
  method: string | null;
  supplierId: string | null;
  supplierName: string | null;
  kind: string | null;
  payer: string | null;
  /** Of `used`: whether the payment came in before. */
  ofEarlier: boolean;
  n: number;
  netMinor: number;
  taxMinor: number;
};

const ofGiftCard = sql`case when p.patient_id is null then 'gift_card' end`;

/**
 * Everything that moved money, credit or debt before the end of the span, summed apart by whether it was before its beginning. Of a
 * place: of a payment the one where its visit was first booked, of a charge the one of its visit; `none` is what belongs to no visit.
 */
export async function moneyMovements(
  tx: Tx,
  clinicId: string,
  { from, to }: Span,
  place: string | null,
): Promise<MovementRow[]> {
  const at = place === null ? sql`true` : place === "none" ? sql`m.place is null` : sql`m.place = ${place}::uuid`;
  const rows = (await tx.execute(sql`
    select m.what, m.at < ${iso(from)} as before, m.method, m.supplier as "supplierId", s.name as "supplierName", m.kind, m.payer,
      m.earlier as "ofEarlier", count(*)::int as n, sum(m.net) as "netMinor", sum(m.tax) as "taxMinor"
    from (
      select 'in' as what, p.received_at as at, p.method, null::uuid as supplier, ${ofGiftCard} as kind, null as payer, false as earlier,
        p.amount_minor as net, 0::bigint as tax, a.location_id as place
      from payments p left join appointments a on a.clinic_id = ${clinicId} and a.id = p.chain_id
      where p.clinic_id = ${clinicId} and p.received_at < ${iso(to)}
      union all
      select 'back', r.settled_at, r.method, null, ${ofGiftCard}, null, false, r.amount_minor, 0, a.location_id
      from refunds r join payments p on p.clinic_id = ${clinicId} and p.id = r.payment_id
      left join appointments a on a.clinic_id = ${clinicId} and a.id = p.chain_id
      where r.clinic_id = ${clinicId} and r.status = 'succeeded' and r.settled_at < ${iso(to)}
      union all
      select 'bank_took', b.opened_at, 'stripe', null, ${ofGiftCard}, null, false, b.amount_minor, 0, a.location_id
      from disputes b join payments p on p.clinic_id = ${clinicId} and p.id = b.payment_id
      left join appointments a on a.clinic_id = ${clinicId} and a.id = p.chain_id
      where b.clinic_id = ${clinicId} and b.opened_at < ${iso(to)}
      union all
      select case b.status when 'won' then 'bank_gave' else 'lost' end, b.closed_at, 'stripe', null, ${ofGiftCard}, null,
        false,
        case b.status when 'won' then b.amount_minor else b.taken_minor end, 0, a.location_id
      from disputes b join payments p on p.clinic_id = ${clinicId} and p.id = b.payment_id
      left join appointments a on a.clinic_id = ${clinicId} and a.id = p.chain_id
      where b.clinic_id = ${clinicId} and b.status <> 'open' and b.closed_at < ${iso(to)}
      union all
      select 'used', x.at, null, null, null, null, p.received_at < ${iso(from)}, x.amount_minor, 0, a.location_id
      from payment_allocations x join payments p on p.clinic_id = ${clinicId} and p.id = x.payment_id
      left join appointments a on a.clinic_id = ${clinicId} and a.id = p.chain_id
      where x.clinic_id = ${clinicId} and x.at < ${iso(to)}
      union all
      select 'paid', x.at, null, null, null, k.payer, false, x.amount_minor, 0, a.location_id
      from payment_allocations x join charges k on k.clinic_id = ${clinicId} and k.id = x.charge_id
      left join appointments a on a.clinic_id = ${clinicId} and a.id = k.appointment_id
      where x.clinic_id = ${clinicId} and x.at < ${iso(to)}
      union all
      select 'charged', k.created_at, null, k.supplier_id, k.kind, k.payer, false, k.net_minor, k.tax_minor, a.location_id
      from charges k left join appointments a on a.clinic_id = ${clinicId} and a.id = k.appointment_id
      where k.clinic_id = ${clinicId} and k.created_at < ${iso(to)}
      union all
      select 'taken_off', d.at, null, k.supplier_id, k.kind, k.payer, false, d.net_minor, d.tax_minor, a.location_id
      from charge_reductions d join charges k on k.clinic_id = ${clinicId} and k.id = d.charge_id
      left join appointments a on a.clinic_id = ${clinicId} and a.id = k.appointment_id
      where d.clinic_id = ${clinicId} and d.at < ${iso(to)}
    ) m left join suppliers s on s.clinic_id = ${clinicId} and s.id = m.supplier
    where ${at}
    group by m.what, before, m.method, m.supplier, s.name, m.kind, m.payer, m.earlier
    order by s.name, m.supplier, m.what, m.method`)) as unknown as Summed<MovementRow, "netMinor" | "taxMinor">[];
  return rows.map((row) => ({ ...row, netMinor: Number(row.netMinor), taxMinor: Number(row.taxMinor) }));
}

/** What made each charge what it is and was at the instant: written, taken off, paid. */
const chargeMoves = (clinicId: string, until: Date) => sql`
      select id as charge, net_minor + tax_minor as minor from charges
      where clinic_id = ${clinicId} and created_at < ${iso(until)}
      union all
      select charge_id, -(net_minor + tax_minor) from charge_reductions where clinic_id = ${clinicId} and at < ${iso(until)}
      union all
      select charge_id, -amount_minor from payment_allocations where clinic_id = ${clinicId} and at < ${iso(until)}`;

export type OpenRow = { patientId: string; patientName: string; payer: string; serviceOn: string; openMinor: number };

/** What was open of each day's charges at the instant, by patient and payer. */
export async function openAt(tx: Tx, clinicId: string, until: Date): Promise<OpenRow[]> {
  const rows = (await tx.execute(sql`
    select k.patient_id as "patientId", p.name as "patientName", k.payer, k.service_on::text as "serviceOn",
      sum(m.minor) as "openMinor"
    from (${chargeMoves(clinicId, until)}) m
    join charges k on k.clinic_id = ${clinicId} and k.id = m.charge
    join patients p on p.clinic_id = ${clinicId} and p.id = k.patient_id
    group by k.patient_id, p.name, k.payer, k.service_on
    having sum(m.minor) <> 0
    order by p.name, k.patient_id, k.service_on`)) as unknown as Summed<OpenRow, "openMinor">[];
  return rows.map((row) => ({ ...row, openMinor: Number(row.openMinor) }));
}

/** Of what patients owed at the instant, what instalments of the same plans were to pay on days after `asOf`, by patient. */
export async function laterAt(tx: Tx, clinicId: string, until: Date, asOf: string): Promise<Map<string, number>> {
  const rows = (await tx.execute(sql`
    select o.patient_id as "patientId", sum(least(o.minor, d.minor)) as "laterMinor"
    from (
      select k.patient_id, k.plan_id, sum(m.minor) as minor
      from (${chargeMoves(clinicId, until)}) m
      join charges k on k.clinic_id = ${clinicId} and k.id = m.charge and k.payer = 'self' and k.plan_id is not null
      group by k.patient_id, k.plan_id having sum(m.minor) > 0
    ) o
    join (
      select i.plan_id, sum(i.amount_minor) as minor from instalments i
      where i.clinic_id = ${clinicId} and i.due_on > ${asOf}::date and i.created_at < ${iso(until)}
        and not (i.status = 'dropped' and i.changed_at < ${iso(until)})
        and not exists (select 1 from payments p where p.clinic_id = ${clinicId} and p.instalment_id = i.id
          and p.received_at < ${iso(until)})
      group by i.plan_id
    ) d on d.plan_id = o.plan_id
    group by o.patient_id`)) as unknown as { patientId: string; laterMinor: string }[];
  return new Map(rows.map((row) => [row.patientId, Number(row.laterMinor)]));
}

export type EarnedRow = {
  practitionerId: string;
  practitionerName: string;
  supplierId: string;
  supplierName: string;
  /** `given`: a visit that took place; the others are fees. */
  what: "given" | "visit" | "missed_visit_fee";
  /** The local day of the visit, by which the arrangement is chosen. */
  serviceOn: string;
  /** What the fee came to before and after, net of tax: from 0 when it was charged, downwards when something was taken off. */
  beforeMinor: number;
  afterMinor: number;
  /** So many alike. */
  n: number;
};

/** Visits finished and fees written, or taken off again, in the span. What is only asked of another payer is neither. */
export async function earnedIn(tx: Tx, clinicId: string, { from, to }: Span): Promise<EarnedRow[]> {
  const rows = (await tx.execute(sql`
    select e.practitioner as "practitionerId", w.name as "practitionerName", s.id as "supplierId", s.name as "supplierName", e.what,
      e.service_on::text as "serviceOn", e.before as "beforeMinor", e.after as "afterMinor", count(*)::int as n
    from (
      select a.practitioner_id as practitioner, (select k.supplier_id from charges k where k.clinic_id = ${clinicId}
          and k.appointment_id = a.id and k.kind = 'visit' order by k.id limit 1) as supplier,
        'given' as what, a.wall_start::date as service_on, 0::bigint as before, 0::bigint as after
      from appointment_facts f join appointments a on a.clinic_id = ${clinicId} and a.id = f.appointment_id
      where f.clinic_id = ${clinicId} and f.fact = 'fulfilled' and f.at >= ${iso(from)} and f.at < ${iso(to)}
      union all
      select a.practitioner_id, k.supplier_id, k.kind, k.service_on, 0, k.net_minor
      from charges k join appointments a on a.clinic_id = ${clinicId} and a.id = k.appointment_id
      where k.clinic_id = ${clinicId} and k.origin_id is null and k.created_at >= ${iso(from)} and k.created_at < ${iso(to)}
      union all
      select a.practitioner_id, k.supplier_id, k.kind, k.service_on, k.net_minor - d.off + d.net_minor, k.net_minor - d.off
      from (select coalesce(c.origin_id, c.id) as origin, r.at, r.net_minor,
          sum(r.net_minor) over (partition by coalesce(c.origin_id, c.id) order by r.at, r.id) as off
        from charge_reductions r join charges c on c.clinic_id = ${clinicId} and c.id = r.charge_id
        where r.clinic_id = ${clinicId} and r.moved_to_id is null) d
      join charges k on k.clinic_id = ${clinicId} and k.id = d.origin
      join appointments a on a.clinic_id = ${clinicId} and a.id = k.appointment_id
      where d.at >= ${iso(from)} and d.at < ${iso(to)}
    ) e
    join practitioners w on w.clinic_id = ${clinicId} and w.id = e.practitioner
    join suppliers s on s.clinic_id = ${clinicId} and s.id = coalesce(e.supplier, w.supplier_id)
    group by e.practitioner, w.name, w.position, s.id, s.name, e.what, e.service_on, e.before, e.after
    order by w.position, e.practitioner, s.name, s.id, e.service_on`)) as unknown as Summed<
    EarnedRow,
    "beforeMinor" | "afterMinor"
  >[];
  return rows.map((row) => ({ ...row, beforeMinor: Number(row.beforeMinor), afterMinor: Number(row.afterMinor) }));
}

export type AccountRow = { account: string; debitMinor: number; creditMinor: number };

/** What stands in each account of the ledger in the span. */
export async function accountSums(tx: Tx, clinicId: string, { from, to }: Span): Promise<AccountRow[]> {
  const rows = (await tx.execute(sql`
    select account, coalesce(sum(amount_minor) filter (where amount_minor > 0), 0) as "debitMinor",
      coalesce(-sum(amount_minor) filter (where amount_minor < 0), 0) as "creditMinor"
    from ledger_entries where clinic_id = ${clinicId} and at >= ${iso(from)} and at < ${iso(to)}
    group by account order by account`)) as unknown as Summed<AccountRow, "debitMinor" | "creditMinor">[];
  return rows.map((row) => ({ ...row, debitMinor: Number(row.debitMinor), creditMinor: Number(row.creditMinor) }));
}

/** The ledger's lines of the span, in order of time, each event's together. */
export const ledgerLines = (tx: Tx, clinicId: string, { from, to }: Span) =>
  tx
    .select({
      at: ledgerEntries.at,
      account: ledgerEntries.account,
      amountMinor: ledgerEntries.amountMinor,
      kind: ledgerEntries.kind,
      refId: ledgerEntries.refId,
    })
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.clinicId, clinicId), gte(ledgerEntries.at, from), lt(ledgerEntries.at, to)))
    .orderBy(asc(ledgerEntries.at), asc(ledgerEntries.transactionId), asc(ledgerEntries.account));

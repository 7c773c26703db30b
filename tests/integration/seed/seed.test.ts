// The demo clinics: made once, always alike, and true to every rule that the product holds itself to.
import { createHash } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chainHash } from "../../../lib/audit/audit.ts";
import { verifyPassword } from "../../../lib/passwords.ts";
import { demoPassword, demoSignIns, seedWhenEmpty } from "../../../scripts/seed.ts";
import { lakeside } from "../../../scripts/seed/lakeside.ts";
import { makeClinic } from "../../../scripts/seed/make-clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

const now = new Date("2026-11-24T18:30:00Z");
let database: FreshDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await freshDatabase();
  // The owner of the tables is held by row-level security too, but a superuser sees every clinic.
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  await seedWhenEmpty({ ...database, now, log: () => {} });
}, 240_000);

afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

/** The rows that break a rule. */
const broken = (question: string) => sql.unsafe(question);

async function count(question: string): Promise<number> {
  const [row] = await sql.unsafe<{ n: string }[]>(`select count(*) n from (${question}) q`);
  return Number(row?.n);
}

const live = "('held', 'booked', 'arrived', 'fulfilled')";

describe("making the demo clinics", () => {
  it("does nothing when a clinic is there", async () => {
    const before = await count("select 1 from appointments");
    const said: string[] = [];
    await seedWhenEmpty({ ...database, now, seed: 2, log: (line) => said.push(line) });
    expect(await count("select 1 from appointments")).toBe(before);
    expect(said).toEqual([]);
  });

  it("makes the same data from the same seed and moment, and other data from another seed", async () => {
    const hashOf = async (seed: number) => {
      const { rows } = await makeClinic(lakeside, now, seed);
      return createHash("sha256")
        .update(JSON.stringify([rows.appointments, rows.visits, rows.ledgerEntries]))
        .digest("hex");
    };
    const first = await hashOf(1);
    expect(await hashOf(1)).toBe(first);
    expect(await hashOf(2)).not.toBe(first);
  }, 120_000);

  it("lets the named people sign in", async () => {
    const emails = demoSignIns.map((one) => one.email);
    expect(emails).toEqual(expect.arrayContaining(["ruth@harbour.test", "mina@harbour.test", "priya@harbour.test"]));
    const users = await sql<{ email: string; password_hash: string }[]>`select email, password_hash from users`;
    expect(users.map((one) => one.email).toSorted()).toEqual(emails.toSorted());
    expect(await verifyPassword(demoPassword, users[0]!.password_hash)).toBe(true);
  });
});

describe("the people known by name", () => {
  it("are where the tour expects them: Asha examined, Leo under way with two disciplines, Nora with an offer", async () => {
    const states = await sql`select pt.name, p.status,
        (select count(*)::int from assessments s where s.patient_id = pt.id) as examined,
        (select count(*)::int from tracks t where t.plan_id = p.id) as tracks,
        (select count(*)::int from appointments a where a.patient_id = pt.id and a.status = 'booked') as ahead
      from patients pt left join plans p on p.patient_id = pt.id
      where pt.name in ('Asha Rao', 'Leo Martin', 'Nora Klein') order by 1`;
    expect(states.map((row) => [row["name"], row["status"], row["examined"], row["tracks"], row["ahead"] > 0])).toEqual(
      [
        ["Asha Rao", null, 1, 0, false],
        ["Leo Martin", "active", 1, 2, true],
        ["Nora Klein", "offered", 1, 1, false],
      ],
    );
  });
});

describe("what is booked", () => {
  it("never overlaps for a practitioner (buffers included), a room or a patient", async () => {
    const clashing = (key: string, from: string, to: string, source: string) => `
      select * from (select ${key} who, ${from} s, lag(${to}) over (partition by clinic_id, ${key} order by ${from}) before
        from ${source}) q where before > s`;
    const booked = `appointments where status in ${live}`;
    expect(await broken(clashing("practitioner_id", "starts_at", "upper(busy_after)", booked))).toEqual([]);
    expect(await broken(clashing("practitioner_id", "lower(busy_before)", "ends_at", booked))).toEqual([]);
    expect(await broken(clashing("patient_id", "starts_at", "ends_at", booked))).toEqual([]);
    expect(await broken(clashing("resource_id", "starts_at", "ends_at", "appointment_resources where live"))).toEqual(
      [],
    );
  });

  it("has a room of the needed kind, live exactly while the appointment is", async () => {
    expect(
      await broken(`select a.id from appointments a left join appointment_resources u on u.appointment_id = a.id
      left join resources r on r.id = u.resource_id left join service_needs n on n.service_id = a.service_id
      where r.kind is distinct from n.kind or u.live is distinct from (a.status in ${live})`),
    ).toEqual([]);
  });

  it("lies inside the hours of that date and outside closures and time off", async () => {
    expect(
      await broken(`select a.id from (
        select *, (extract(hour from wall_start) * 60 + extract(minute from wall_start))::int as minute,
          (extract(epoch from ends_at - starts_at) / 60)::int as length from appointments where status in ${live}) a
      where not exists (
        select 1 from weekly_hours h where h.practitioner_id = a.practitioner_id and h.dow = extract(dow from a.wall_start)
          and h.start_min <= a.minute and a.minute + a.length <= h.end_min
          and not exists (select 1 from hour_overrides o where o.practitioner_id = a.practitioner_id and o.on_date = a.wall_start::date))
      and not exists (
        select 1 from hour_overrides o, jsonb_array_elements(o.intervals) i
        where o.practitioner_id = a.practitioner_id and o.on_date = a.wall_start::date
          and (i->>'start')::int <= a.minute and a.minute + a.length <= (i->>'end')::int)`),
    ).toEqual([]);
    expect(
      await broken(`select a.id from appointments a join closures c on c.clinic_id = a.clinic_id
      and tstzrange(c.starts_at, c.ends_at) && a.during where a.status in ${live}`),
    ).toEqual([]);
    expect(
      await broken(`select a.id from appointments a join time_off t on t.practitioner_id = a.practitioner_id
      and tstzrange(t.starts_at, t.ends_at) && a.during where a.status in ${live}`),
    ).toEqual([]);
  });

  it("keeps the wall time that the zone says, on the grid and at the length of its service", async () => {
    expect(await broken("select id from appointments where wall_start <> starts_at at time zone time_zone")).toEqual(
      [],
    );
    expect(
      await broken(`select a.id from appointments a join services s on s.id = a.service_id
      where a.ends_at - a.starts_at <> make_interval(mins => s.duration_min)
        or extract(minute from a.wall_start)::int % s.step_min <> 0`),
    ).toEqual([]);
    const winter = await sql`select wall_start::time t, starts_at at time zone 'UTC' u from appointments
      where time_zone = 'America/Vancouver' and starts_at > '2026-11-24' order by starts_at limit 1`;
    expect(winter.length).toBe(1);
    expect(
      await broken(`select id from appointments where time_zone = 'America/Vancouver' and starts_at >= '2026-11-01'
      and wall_start <> starts_at at time zone 'UTC' - interval '7 hours'`),
    ).toEqual([]);
  });

  it("has facts in order, none of the future, the last one being its state", async () => {
    expect(
      await broken(`select a.id from appointments a join lateral (
        select fact from appointment_facts f where f.clinic_id = a.clinic_id and f.appointment_id = a.id
        order by at desc, array_position(array['booked', 'arrived', 'fulfilled', 'noshow', 'cancelled', 'moved'], fact) desc limit 1) f on true
      where a.status <> case f.fact when 'moved' then 'cancelled' else f.fact end`),
    ).toEqual([]);
    const said = now.toISOString();
    expect(await broken(`select id from appointment_facts where at > '${said}'`)).toEqual([]);
    expect(await broken(`select id from appointments where created_at > '${said}' or created_at > starts_at`)).toEqual(
      [],
    );
    expect(
      await broken(
        `select id from appointments where (starts_at > '${said}') <> (status = 'booked') and status not in ('cancelled')`,
      ),
    ).toEqual([]);
    expect(await broken(`select id from appointments where status = 'held'`)).toEqual([]);
    expect(
      await broken(
        `select a.id from appointments a join patients p on p.id = a.patient_id where a.created_at < p.created_at`,
      ),
    ).toEqual([]);
    expect(
      await broken(`select f.id from appointment_facts f join appointments a on a.id = f.appointment_id where f.fact = 'cancelled'
      and f.late <> (f.by_whom = 'patient' and f.at > a.starts_at - make_interval(hours => (a.policy->>'cancelNoticeHours')::int))`),
    ).toEqual([]);
  });

  it("comes after a screen; one that asks for a review is not treated before it", async () => {
    expect(await broken(`select id from appointments where screen_id is null`)).toEqual([]);
    expect(
      await broken(`select a.id from appointments a join screens s on s.id = a.screen_id
      where a.status = 'fulfilled' and s.tier <> 'clear' and not exists (select 1 from screen_reviews r where r.screen_id = s.id)`),
    ).toEqual([]);
    expect(await count("select 1 from call_tasks where closed_at is null")).toBe(4);
  });

  it("fills weekdays to 60–80 % around today and leaves room ahead", async () => {
    const share = async (from: string, to: string): Promise<number> => {
      const [row] = await sql.unsafe<{ taken: string; open: string }[]>(`
        with c as (select id from clinics where slug = 'harbour'),
        days as (select d::date as day from generate_series('${from}'::date, '${to}'::date, '1 day') d
          where extract(dow from d) between 1 and 5 and not exists (
            select 1 from closures x, c where x.clinic_id = c.id and (x.starts_at at time zone 'America/Vancouver')::date = d::date))
        select (select sum(extract(epoch from a.ends_at - a.starts_at) / 60) from appointments a, c
            where a.clinic_id = c.id and a.status in ('booked', 'arrived', 'fulfilled', 'noshow') and a.wall_start::date in (select day from days)) taken,
          (select sum(h.end_min - h.start_min) from weekly_hours h, c, days
            where h.clinic_id = c.id and h.dow = extract(dow from days.day)) open`);
      return Number(row?.taken) / Number(row?.open);
    };
    const recent = await share("2026-10-26", "2026-11-24");
    expect(recent).toBeGreaterThan(0.6);
    expect(recent).toBeLessThan(0.82);
    expect(await share("2026-12-01", "2026-12-20")).toBeLessThan(0.6);
  });
});

describe("plans", () => {
  it("stand in every state, with enough that need somebody", async () => {
    const rows = await sql<
      { status: string }[]
    >`select distinct p.status from plans p join clinics c on c.id = p.clinic_id and c.slug = 'harbour'`;
    expect(rows.map((one) => one.status).toSorted()).toEqual([
      "active",
      "completed",
      "draft",
      "offered",
      "on_hold",
      "revoked",
    ]);
    const reasons = await sql<
      { end_reason: string }[]
    >`select distinct end_reason from plans where end_reason is not null`;
    expect(reasons.map((one) => one.end_reason)).toEqual(
      expect.arrayContaining(["goals_met", "lapsed", "patient_choice"]),
    );
    const idle = await count(`select p.id from plans p join clinics c on c.id = p.clinic_id and c.slug = 'harbour'
      where p.status = 'active' and not exists (select 1 from visits v join appointments a on a.visit_id = v.id
        where v.plan_id = p.id and a.status = 'booked')`);
    expect(idle).toBeGreaterThanOrEqual(8);
  });

  it("have each live visit inside its window, of its phase's service and its own patient, once", async () => {
    expect(
      await broken(`select v.id from visits v join appointments a on a.visit_id = v.id and a.status in ${live}
      join phases f on f.id = v.phase_id join plans p on p.id = v.plan_id
      where a.wall_start::date not between v.window_from and v.window_to or a.service_id <> f.service_id
        or a.patient_id <> p.patient_id or a.episode_id <> p.episode_id or a.price_minor <> v.price_minor`),
    ).toEqual([]);
    expect(await broken("select id from visits where price_minor <> payer_minor + patient_minor")).toEqual([]);
    expect(
      await broken(
        `select visit_id from appointments where visit_id is not null and status in ${live} group by 1 having count(*) > 1`,
      ),
    ).toEqual([]);
    expect(
      await broken(`select v.id from visits v join appointments a on a.visit_id = v.id join plans p on p.id = v.plan_id
      where p.status in ('draft', 'offered')`),
    ).toEqual([]);
  });

  it("have as many visits as their phases say, numbered from 1, with windows as wide as the gaps", async () => {
    expect(
      await broken(`select t.id from tracks t where (select sum(f.visits) from phases f where f.track_id = t.id)
      <> (select count(*) from visits v where v.track_id = t.id)`),
    ).toEqual([]);
    expect(
      await broken(`select track_id from visits group by 1 having min(number) <> 1 or max(number) <> count(*)`),
    ).toEqual([]);
    expect(
      await broken(`select v.id from visits v join phases f on f.id = v.phase_id where v.number > 1
      and (v.target_on - v.window_from <> f.target_gap - f.min_gap or v.window_to - v.target_on <> f.max_gap - f.target_gap)`),
    ).toEqual([]);
  });

  it("were accepted with a signature, after an assessment with both kinds of baseline", async () => {
    expect(
      await broken(`select p.id from plans p where p.status not in ('draft', 'offered')
      and not exists (select 1 from consents c where c.plan_id = p.id and c.signed_at = p.accepted_at)`),
    ).toEqual([]);
    expect(
      await broken(`select p.id from plans p where (select count(distinct s.instrument) from scores s
      where s.episode_id = p.episode_id and s.instrument in ('nprs', 'psfs') and s.taken_at <= p.created_at) < 2`),
    ).toEqual([]);
    expect(
      await broken(`select p.id from plans p join visits v on v.plan_id = p.id join appointments a on a.visit_id = v.id
      where a.created_at < p.accepted_at or a.starts_at < p.accepted_at`),
    ).toEqual([]);
  });

  it("keep visits after the next reassessment provisional, and only those to come", async () => {
    expect(await count("select 1 from visits where provisional")).toBeGreaterThan(20);
    expect(
      await broken(`select v.id from visits v join appointments a on a.visit_id = v.id and a.status in ('fulfilled', 'arrived', 'noshow')
      where v.provisional`),
    ).toEqual([]);
  });
});

describe("money", () => {
  it("balances in every transaction and follows the charges", async () => {
    expect(await broken("select transaction_id from ledger_entries group by 1 having sum(amount_minor) <> 0")).toEqual(
      [],
    );
    expect(
      await broken(`select c.id from charges c where (select sum(amount_minor) from ledger_entries l
      where l.ref_id = c.id and l.account like 'receivable:%') is distinct from c.net_minor + c.tax_minor`),
    ).toEqual([]);
    expect(
      await broken(`select p.id from payments p where p.amount_minor < coalesce((select sum(amount_minor) from payment_allocations a
      where a.payment_id = p.id), 0)`),
    ).toEqual([]);
    expect(
      await broken(`select c.id from charges c where c.net_minor + c.tax_minor < coalesce((select sum(amount_minor)
      from payment_allocations a where a.charge_id = c.id), 0)`),
    ).toEqual([]);
    expect(await count("select 1 from payments where method = 'stripe'")).toBe(0);
  });

  it("charges each kept visit in full, split as agreed, and leaves some unpaid", async () => {
    expect(
      await broken(`select a.id from appointments a left join charges c on c.appointment_id = a.id and c.kind = 'visit'
      where a.status = 'fulfilled' group by a.id, a.price_minor, a.tax_minor
      having coalesce(sum(c.net_minor), 0) <> a.price_minor or coalesce(sum(c.tax_minor), 0) <> a.tax_minor`),
    ).toEqual([]);
    expect(
      await broken(`select c.id from charges c join appointments a on a.id = c.appointment_id
      where c.kind = 'visit' and c.payer = 'self' and c.net_minor <> a.patient_minor`),
    ).toEqual([]);
    const unpaid = await count(`select c.id from charges c left join payment_allocations a on a.charge_id = c.id
      where c.payer = 'self' group by c.id having coalesce(sum(a.amount_minor), 0) < max(c.net_minor + c.tax_minor)`);
    expect(unpaid).toBeGreaterThan(20);
  });

  it("numbers receipts without gaps, in the order of their moments", async () => {
    expect(
      await broken(`select clinic_id from receipts group by 1 having min(number) <> 1 or max(number) <> count(*)`),
    ).toEqual([]);
    expect(
      await broken(`select * from (select issued_at, lag(issued_at) over (partition by clinic_id order by number) before from receipts) q
      where before > issued_at`),
    ).toEqual([]);
    expect(
      await broken(`select c.clinic_id from counters c where c.name = 'receipt'
      and c.value <> (select max(number) from receipts r where r.clinic_id = c.clinic_id)`),
    ).toEqual([]);
  });

  it("takes GST for massage at Harbour, but not by the contractor and not at Lakeside", async () => {
    const codes = await sql<{ slug: string; name: string; tax_code: string }[]>`
      select distinct c.slug, p.name, a.tax_code from appointments a join practitioners p on p.id = a.practitioner_id
      join clinics c on c.id = a.clinic_id where p.name in ('Priya Nair', 'Chloé Tremblay', 'Tom Okafor', 'Elena Rossi') order by 2`;
    expect(codes.map((one) => [one.name, one.tax_code])).toEqual([
      ["Chloé Tremblay", "not_registered"],
      ["Elena Rossi", "not_registered"],
      ["Priya Nair", "gst"],
      ["Tom Okafor", "exempt"],
    ]);
  });
});

describe("events", () => {
  it("leave nothing on the outbox: reminders are put there when they are due", async () => {
    expect(await broken("select id from outbox")).toEqual([]);
  });

  it("has an audit chain whose every hash covers the one before", async () => {
    const clinics = await sql<{ clinic_id: string; seq: string; hash: string }[]>`select * from audit_heads`;
    expect(clinics.length).toBe(2);
    for (const head of clinics) {
      const rows = await sql`select * from audit where clinic_id = ${head.clinic_id} order by seq`;
      let hash = "";
      for (const row of rows) {
        hash = chainHash(hash, {
          seq: Number(row["seq"]),
          at: row["at"],
          actorKind: row["actor_kind"],
          actorId: row["actor_id"],
          deed: row["deed"],
          subjectKind: row["subject_kind"],
          subjectId: row["subject_id"],
          patientId: row["patient_id"],
          detail: row["detail"],
        });
        expect(row["hash"]).toBe(hash);
      }
      expect([Number(head.seq), head.hash]).toEqual([rows.length, hash]);
    }
  });
});

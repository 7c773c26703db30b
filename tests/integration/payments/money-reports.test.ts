// The owner's money reports: each figure against the ledger, or reckoned by hand, on a real database.
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { closeDatabase, openDatabase, withClinic, type Database } from "../../../db/client.ts";
import { setPayoutRate } from "../../../lib/clinic/set-payout-rate.ts";
import { inTransaction, type Ctx } from "../../../lib/context/context.ts";
import { openGateways } from "../../../lib/gateways/gateways.ts";
import { newId } from "../../../lib/ids.ts";
import { charge } from "../../../lib/payments/book-money.ts";
import { exportLedger } from "../../../lib/payments/export-ledger.ts";
import { finishVisit } from "../../../lib/payments/finish-visit.ts";
import { missVisit } from "../../../lib/payments/miss-visit.ts";
import { reduceCharge } from "../../../lib/payments/reduce-charge.ts";
import { refundPayment } from "../../../lib/payments/refund-payment.ts";
import { takePayment } from "../../../lib/payments/take-payment.ts";
import { viewDayClose } from "../../../lib/payments/view-day-close.ts";
import { viewLedger } from "../../../lib/payments/view-ledger.ts";
import { viewOwing } from "../../../lib/payments/view-owing.ts";
import { viewPayOuts } from "../../../lib/payments/view-pay-outs.ts";
import { allRoles } from "../../../lib/staff/roles.ts";
import type { MemberRole } from "../../../lib/permissions/permissions.ts";
import { addDays } from "../../../lib/time/dates.ts";
import { lakeside } from "../../../scripts/seed/lakeside.ts";
import { makeClinic } from "../../../scripts/seed/make-clinic.ts";
import { writeRows } from "../../../scripts/seed/rows.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { bo, book, bookAndOpen, massageMinor, mustHold, nine, openMoneyDesk, plus } from "../../support/money-desk.ts";
import type { MoneyDesk } from "../../support/money-desk.ts";
import { PAYS, payWith } from "../../unit/gateways/payments-desk.ts";

let database: FreshDatabase;
let desk: MoneyDesk;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await freshDatabase();
  desk = await openMoneyDesk(database);
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await desk.close();
  await database.drop();
});

const balance = (opening: number, charged: number, paid: number, takenOff: number) => ({
  openingMinor: opening,
  chargedMinor: charged,
  paidMinor: paid,
  takenOffMinor: takenOff,
  closingMinor: opening + charged - paid - takenOff,
});

describe("a day of a small clinic, reckoned by hand", () => {
  const day = "2026-12-01";
  let clinic: TestClinic;
  let bosId: string;
  const evening = plus(nine, 12 * 60);
  const at = (minutes: number) => clinic.memberCtx("manager", plus(nine, minutes));
  const owner = (now = evening) => clinic.memberCtx("owner", now);
  const cash = (patientId: string, amountMinor: number, chainId?: string) =>
    takePayment(at(200), { patientId, chainId, method: "cash", amountMinor, idempotencyKey: newId() });

  beforeAll(async () => {
    clinic = await desk.clinic();
    desk.setNow(plus(clinic.now, 2));
    // A week before: paid online.
    const online = await bookAndOpen(clinic);
    await payWith(online.url, PAYS);
    await desk.standIn.webhooksDone();
    // On the day: that visit, one of somebody else's that is not paid, one that is missed, a part that an insurer owes, cash ahead.
    const bos = await book(clinic, { start: plus(nine, 90), person: bo });
    const missed = await book(clinic, { start: plus(nine, 180), person: bo });
    await finishVisit(at(60), { appointmentId: online.appointmentId });
    await finishVisit(at(150), { appointmentId: bos.appointmentId });
    await missVisit(at(200), { appointmentId: missed.appointmentId, waiveFee: false });
    const [row] = await sql`select patient_id from appointments where id = ${bos.appointmentId}`;
    bosId = String(row!["patient_id"]);
    await inTransaction(at(151), (t) =>
      charge(t, {
        kind: "visit",
        chainId: bos.chainId,
        appointmentId: bos.appointmentId,
        patientId: bosId,
        planId: null,
        supplierId: clinic.ids.supplier,
        payer: "icbc",
        netMinor: 3_001,
        taxMinor: 150,
        taxCode: "gst",
        currency: "CAD",
        serviceOn: day,
      }),
    );
    const { paymentId } = await cash(clinic.ids.asha, 2_000);
    await refundPayment(at(210), {
      paymentId,
      amountMinor: 500,
      reason: "Too much",
      method: "e_transfer",
      idempotencyKey: newId(),
    });
    const [fee] = await sql`select id from charges where appointment_id = ${missed.appointmentId}`;
    await reduceCharge(at(220), {
      chargeId: String(fee!["id"]),
      amountMinor: 1_050,
      reason: "Was ill",
      paidPart: "credit",
      idempotencyKey: newId(),
    });
    const [second] = await sql`insert into locations (clinic_id, id, name, address, phone)
      values (${clinic.clinicId}, ${newId()}, 'Second Street', '2 Second Street', '+16045550101') returning id`;
    await sql`update appointments set location_id = ${second!["id"]} where chain_id = ${bos.chainId}`;
    await mustHold(clinic, evening);
  });

  test("the day is closed to the cent", async () => {
    expect(await viewDayClose(owner(), { day })).toMatchObject({
      day,
      today: day,
      methods: expect.arrayContaining([
        { method: "cash", n: 1, receivedMinor: 2_000, backMinor: 0 },
        { method: "e_transfer", n: 1, receivedMinor: 0, backMinor: 500 },
      ]),
      receivedMinor: 2_000,
      backMinor: 500,
      // Two massages, the insurer's part of one, a fee of $50 with its tax inside, less $10.50.
      written: [
        { supplierName: "Harbour Test Clinic Ltd.", kind: "visit", n: 3, netMinor: 28_601, taxMinor: 1_430 },
        { kind: "missed_visit_fee", n: 1, netMinor: 4_762, taxMinor: 238 },
        { kind: "taken_off", n: 1, netMinor: -1_000, taxMinor: -50 },
      ],
      netMinor: 32_363,
      taxMinor: 1_618,
      credit: {
        openingMinor: massageMinor,
        receivedMinor: 2_000,
        carriedOverMinor: 0,
        usedMinor: massageMinor,
        usedOfEarlierMinor: massageMinor,
        backMinor: 500,
        closingMinor: 1_500,
      },
      owed: {
        patients: balance(0, 2 * massageMinor + 5_000, massageMinor, 1_050),
        payers: balance(0, 3_151, 0, 0),
      },
    });
    expect(await viewDayClose(owner(), { day: "2026-11-24" })).toMatchObject({
      methods: [{ method: "stripe", n: 1, receivedMinor: massageMinor, backMinor: 0 }],
      written: [],
      credit: { openingMinor: 0, closingMinor: massageMinor },
    });
  });

  test("places add up to the whole", async () => {
    const whole = await viewDayClose(owner(), { day });
    const parts = await Promise.all(
      [...whole.places.map(({ id }) => id), "none"].map((place) => viewDayClose(owner(), { day, place })),
    );
    expect(parts).toHaveLength(3);
    const second = parts.find((_, index) => whole.places[index]?.name === "Second Street")!;
    expect(second.owed.patients).toEqual(balance(0, massageMinor, 0, 0));
    expect(second.owed.payers).toEqual(balance(0, 3_151, 0, 0));
    const sum = (of: (view: typeof whole) => number) => parts.reduce((total, part) => total + of(part), 0);
    for (const of of [
      (view: typeof whole) => view.receivedMinor,
      (view: typeof whole) => view.netMinor,
      (view: typeof whole) => view.credit.openingMinor,
      (view: typeof whole) => view.credit.closingMinor,
      (view: typeof whole) => view.owed.patients.closingMinor,
      (view: typeof whole) => view.owed.payers.closingMinor,
    ])
      expect(sum(of)).toBe(of(whole));
  });

  test("what is owed is told by patient and payer, and a later day makes it older", async () => {
    const open = massageMinor + 5_000 - 1_050;
    const first = await viewOwing(owner());
    expect(first).toMatchObject({
      asOf: day,
      patients: [{ id: bosId, name: bo.name, ages: [open, 0, 0, 0], totalMinor: open, oldestOn: day }],
      payers: [{ id: "icbc", ages: [3_151, 0, 0, 0], totalMinor: 3_151 }],
    });
    expect((await viewOwing(owner(), { asOf: "2026-11-30" })).patients).toEqual([]);
    for (const [days, age] of [
      [30, 0],
      [31, 1],
      [60, 1],
      [61, 2],
      [90, 2],
      [91, 3],
    ] as const) {
      const later = await viewOwing(owner(plus(evening, days * 24 * 60)));
      expect(later.totals.patients.map((minor) => minor > 0)).toEqual([0, 1, 2, 3].map((one) => one === age));
    }
    // Nothing of what was treated.
    expect(JSON.stringify(first)).not.toMatch(/massage|physio|service"|discipline/i);
  });

  test("pay-outs follow what was agreed for the day of the visit, and what is taken off takes its share along", async () => {
    const period = { from: day, to: day };
    const { priya } = clinic.ids;
    const before = await viewPayOuts(owner(), period);
    expect(before.lines).toMatchObject([
      {
        practitionerId: priya,
        supplierId: clinic.ids.supplier,
        visits: 2,
        feesMinor: 28_601,
        missedMinor: 3_762,
        dueMinor: null,
        agreed: [],
      },
    ]);
    const set = (rate: { kind: "percent"; feeBp: number } | { kind: "per_visit"; visitMinor: number }, from: string) =>
      setPayoutRate(owner(), { practitionerId: priya, from, ...rate });
    await set({ kind: "percent", feeBp: 6_250 }, "2026-11-01");
    // $128 twice, $30.01, and $47.62 less $10: each line by itself.
    const share = 8_000 + 8_000 + 1_876 + (2_976 - (2_976 - 2_351));
    expect((await viewPayOuts(owner(), period)).lines).toMatchObject([
      { dueMinor: share, withoutRate: 0, agreed: [{ kind: "percent", feeBp: 6_250 }] },
    ]);
    // Alone, it can be put right; what was agreed for a past day cannot be changed once there is another.
    await set({ kind: "per_visit", visitMinor: 7_050 }, "2026-11-01");
    expect((await viewPayOuts(owner(), period)).lines).toMatchObject([{ dueMinor: 14_100 }]);
    await set({ kind: "percent", feeBp: 5_000 }, "2026-12-02");
    await expect(set({ kind: "percent", feeBp: 5_000 }, "2026-11-30")).rejects.toMatchObject({ code: "invalid" });
    expect((await viewPayOuts(owner(), period)).lines).toMatchObject([{ dueMinor: 14_100 }]);
    await expect(
      setPayoutRate(clinic.memberCtx("front_desk"), { practitionerId: priya, from: day, kind: "percent", feeBp: 1 }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      setPayoutRate(owner(), { practitionerId: newId(), from: day, kind: "percent", feeBp: 1 }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test("what is taken off later falls into its own period, and leaves the one before as it was", async () => {
    const period = { from: day, to: day };
    const closed = await Promise.all([viewPayOuts(owner(), period), viewDayClose(owner(), { day })]);
    const [{ id }] = await sql<[{ id: string }]>`select id from charges
      where clinic_id = ${clinic.clinicId} and kind = 'visit' and payer = 'self' and patient_id = ${bosId}`;
    const tomorrow = plus(nine, 26 * 60);
    await reduceCharge(clinic.memberCtx("manager", tomorrow), {
      chargeId: id,
      amountMinor: massageMinor,
      reason: "Taken back",
      paidPart: "credit",
      idempotencyKey: newId(),
    });
    const next = { from: "2026-12-02", to: "2026-12-02" };
    expect((await viewPayOuts(owner(tomorrow), next)).lines).toMatchObject([{ visits: 0, feesMinor: -12_800 }]);
    const again = await Promise.all([viewPayOuts(owner(tomorrow), period), viewDayClose(owner(tomorrow), { day })]);
    expect(again.map(({ today: _today, ...rest }) => rest)).toEqual(closed.map(({ today: _today, ...rest }) => rest));
  });

  test("who may not see money is refused, and what makes no sense is", async () => {
    const period = { from: day, to: day };
    const reports = [
      (ctx: Ctx) => viewDayClose(ctx),
      (ctx: Ctx) => viewOwing(ctx),
      (ctx: Ctx) => viewPayOuts(ctx, period),
      (ctx: Ctx) => viewLedger(ctx, period),
      (ctx: Ctx) => exportLedger(ctx, period),
    ];
    for (const role of allRoles) {
      const ctx = clinic.memberCtx(role, plus(evening, 1));
      const answers = await Promise.all(
        reports.map((report) =>
          report(ctx).then(
            () => "seen",
            (error: { code?: string }) => error.code,
          ),
        ),
      );
      expect(answers).toEqual(reports.map(() => (["owner", "manager"].includes(role) ? "seen" : "forbidden")));
    }
    for (const report of reports)
      await expect(report(clinic.patientCtx(clinic.ids.asha))).rejects.toMatchObject({ code: "forbidden" });
    const invalid = { code: "invalid" };
    await expect(viewDayClose(owner(), { day: "2026-12-32" })).rejects.toMatchObject(invalid);
    await expect(viewDayClose(owner(), { day: "2026-12-09" })).rejects.toMatchObject(invalid);
    await expect(viewDayClose(owner(), { place: newId() })).rejects.toMatchObject({ code: "not_found" });
    await expect(viewPayOuts(owner(), { from: day, to: "2026-11-30" })).rejects.toMatchObject(invalid);
    await expect(exportLedger(owner(), { from: "2025-11-30", to: day })).rejects.toMatchObject(invalid);
  });

  test("another clinic sees none of it", async () => {
    const other = await freshClinic(database.appUrl, { connections: 2 });
    try {
      const ctx = other.memberCtx("owner", evening);
      const period = { from: "2026-11-01", to: day };
      expect(await viewDayClose(ctx, { day })).toMatchObject({ methods: [], written: [], credit: { closingMinor: 0 } });
      expect(await viewOwing(ctx)).toMatchObject({ patients: [], payers: [] });
      expect((await viewPayOuts(ctx, period)).lines).toEqual([]);
      expect((await viewLedger(ctx, period)).accounts).toEqual([]);
      expect((await exportLedger(ctx, period)).lines).toEqual([]);
      const place = clinic.ids.location;
      await expect(viewDayClose(ctx, { place })).rejects.toMatchObject({ code: "not_found" });
    } finally {
      await other.close();
    }
  });
});

describe("months of a made-up clinic whose clocks change, against its ledger", () => {
  const now = new Date("2026-11-24T18:30:00Z");
  const zone = "America/Toronto";
  let db: Database;
  let clinicId: string;
  const ctx = (role: MemberRole = "owner"): Ctx => ({
    clinicId,
    actor: { kind: "member", memberId: owner, role, practitionerId: null, name: "Somebody" },
    now,
    db,
    gateways: openGateways({
      stripe: { secretKey: "sk_test_unused", webhookSecret: "whsec_unused_in_tests", apiBase: "http://localhost:1" },
      mail: { smtpUrl: "smtp://localhost:1", from: "hello@clinic.example" },
    }),
    publicUrl: "http://localhost:3000",
    secret: "a test secret of at least thirty-two characters",
  });
  let owner: string;

  beforeAll(async () => {
    db = openDatabase(database.appUrl, { max: 4, name: "taper-test" });
    const made = await makeClinic({ ...lakeside, patients: 90, months: 4 }, now, 1);
    clinicId = made.clinicId;
    await withClinic(db, clinicId, (tx) => writeRows(tx, made.rows));
    const [member] = await sql<
      { id: string }[]
    >`select id from members where clinic_id = ${clinicId} and role = 'owner'`;
    owner = member!.id;
  }, 180_000);
  afterAll(() => closeDatabase(db));

  /** Sums of the ledger by account, up to the end of a local day or of one day alone. */
  async function ledger(day: string, only = false): Promise<(account: string | RegExp) => number> {
    const rows = await sql<{ account: string; minor: string }[]>`
      select account, sum(amount_minor) as minor from ledger_entries where clinic_id = ${clinicId}
        and (at at time zone ${zone})::date <= ${day} and (not ${only} or (at at time zone ${zone})::date = ${day})
      group by account`;
    return (account) =>
      rows
        .filter((row) => (typeof account === "string" ? row.account === account : account.test(row.account)))
        .reduce((sum, row) => sum + Number(row.minor), 0);
  }
  const payers = /^receivable:(?!patient)/;

  it("closes each day with what the ledger says, and opens it with the close of the day before", async () => {
    let closed: number[] | null = null;
    let moved = 0;
    for (const day of Array.from({ length: 30 }, (_, index) => addDays("2026-10-26", index))) {
      const view = await viewDayClose(ctx(), { day });
      const [upTo, on] = [await ledger(day), await ledger(day, true)];
      expect(view.credit.closingMinor).toBe(0 - upTo("credit:patient"));
      expect(view.owed.patients.closingMinor).toBe(upTo("receivable:patient"));
      expect(view.owed.payers.closingMinor).toBe(upTo(payers));
      expect(view.receivedMinor - view.backMinor).toBe(on(/^cash:/));
      for (const { method, receivedMinor, backMinor } of view.methods)
        expect(receivedMinor - backMinor).toBe(on(`cash:${method}`));
      expect([view.netMinor, view.taxMinor]).toEqual([0 - on("revenue"), 0 - on("tax:gst")]);
      const opened = [view.credit, view.owed.patients, view.owed.payers].map((one) => one.openingMinor);
      expect(opened).toEqual(closed ?? opened);
      closed = [view.credit, view.owed.patients, view.owed.payers].map((one) => one.closingMinor);
      moved += view.methods.length;
    }
    expect(moved).toBeGreaterThan(30);
  });

  it("ages what is owed, and its total is what the ledger has as owed", async () => {
    for (const asOf of ["2026-08-15", "2026-11-01", "2026-11-24"]) {
      const view = await viewOwing(ctx(), { asOf });
      const upTo = await ledger(asOf);
      expect(view.totals.patientsMinor).toBe(upTo("receivable:patient"));
      expect(view.totals.payersMinor).toBe(upTo(payers));
      for (const { id, totalMinor } of view.payers) expect(totalMinor).toBe(upTo(`receivable:${id}`));
      const rows = await sql<{ id: string; age: number; minor: string }[]>`
        select id, case when age <= 30 then 0 when age <= 60 then 1 when age <= 90 then 2 else 3 end as age, sum(minor) as minor
        from (select patient_id as id, ${asOf}::date - service_on as age, net_minor + tax_minor - coalesce((
            select sum(x.amount_minor) from payment_allocations x where x.clinic_id = k.clinic_id and x.charge_id = k.id
              and (x.at at time zone ${zone})::date <= ${asOf}), 0) as minor
          from charges k where clinic_id = ${clinicId} and payer = 'self' and (created_at at time zone ${zone})::date <= ${asOf}) open
        where minor > 0 group by id, 2`;
      expect(rows.length).toBeGreaterThan(0);
      const told = view.patients.flatMap(({ id, ages }) =>
        ages.flatMap((minor, age) => (minor ? [`${id} ${age} ${minor}`] : [])),
      );
      expect(told.toSorted()).toEqual(rows.map(({ id, age, minor }) => `${id} ${age} ${minor}`).toSorted());
    }
  });

  it("reckons what practitioners are due fee by fee", async () => {
    for (const [from, to] of [
      ["2026-10-01", "2026-10-31"],
      ["2026-11-01", "2026-11-15"],
    ] as const) {
      const view = await viewPayOuts(ctx(), { from, to });
      const within = (at: string) => sql`(${sql(at)} at time zone ${zone})::date between ${from} and ${to}`;
      const fees = await sql<{ who: string; kind: string; net: number }[]>`
        select a.practitioner_id as who, k.kind, k.net_minor::int as net from charges k join appointments a on a.id = k.appointment_id
        where k.clinic_id = ${clinicId} and ${within("k.created_at")}`;
      const given = await sql<{ who: string; n: number }[]>`
        select a.practitioner_id as who, count(*)::int as n from appointment_facts f join appointments a on a.id = f.appointment_id
        where f.clinic_id = ${clinicId} and f.fact = 'fulfilled' and ${within("f.at")} group by 1`;
      const rates = await sql<{ who: string; bp: number | null; visit: number | null }[]>`
        select practitioner_id as who, fee_bp as bp, visit_minor::int as visit from payout_rates where clinic_id = ${clinicId}`;
      expect(view.lines.length).toBeGreaterThan(2);
      expect(view.lines.map(({ visits }) => visits).reduce((a, b) => a + b)).toBe(given.reduce((a, { n }) => a + n, 0));
      for (const { practitionerId: who, visits, feesMinor, missedMinor, dueMinor } of view.lines) {
        const own = fees.filter((fee) => fee.who === who);
        const net = (kind: string) => own.reduce((sum, fee) => sum + (fee.kind === kind ? fee.net : 0), 0);
        expect([feesMinor, missedMinor]).toEqual([net("visit"), net("missed_visit_fee")]);
        expect(visits).toBe(given.find((one) => one.who === who)?.n ?? 0);
        const rate = rates.find((one) => one.who === who);
        const due = !rate
          ? null
          : rate.bp === null
            ? visits * rate.visit!
            : own.reduce((sum, fee) => sum + Math.floor((fee.net * rate.bp!) / 10_000 + 0.5), 0);
        expect(dueMinor).toBe(due);
      }
      expect(view.lines.some(({ dueMinor }) => dueMinor === null)).toBe(true);
    }
  });

  it("exports every line of the period, debit and credit alike, and names nobody", async () => {
    const period = { from: "2026-10-01", to: "2026-10-31" };
    const { lines } = await exportLedger(ctx(), period);
    const rows = await sql<{ n: number; debit: number; days: number }[]>`
      select count(*)::int as n, sum(amount_minor) filter (where amount_minor > 0)::int as debit,
        count(distinct (at at time zone ${zone})::date)::int as days
      from ledger_entries where clinic_id = ${clinicId} and (at at time zone ${zone})::date between ${period.from} and ${period.to}`;
    const [{ n, debit, days }] = rows as unknown as [{ n: number; debit: number; days: number }];
    expect(lines).toHaveLength(n);
    const sum = (side: "debitMinor" | "creditMinor") => lines.reduce((total, line) => total + line[side], 0);
    expect([sum("debitMinor"), sum("creditMinor")]).toEqual([debit, debit]);
    expect(new Set(lines.map(({ date }) => date)).size).toBe(days);
    expect(await viewLedger(ctx(), period)).toMatchObject({ debitMinor: debit, creditMinor: debit });
    const text = JSON.stringify(lines);
    const names = await sql<{ name: string }[]>`select name from patients where clinic_id = ${clinicId}`;
    expect(names.filter(({ name }) => text.includes(name))).toEqual([]);
    const [seen] = await sql`select detail from audit where clinic_id = ${clinicId} and deed = 'ledger.exported'`;
    expect(seen).toMatchObject({ detail: { ...period, lines: n } });
  });
});

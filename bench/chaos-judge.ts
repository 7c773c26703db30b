// After the chaos: waits until everything that was begun has come to its end, and compares what is there with what was promised.
import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import { closeDatabase, openDatabase } from "../db/client.ts";
import { allClinics } from "../db/queries/directory.ts";
import type { Ctx } from "../lib/context/context.ts";
import { openGateways } from "../lib/gateways/gateways.ts";
import { expireCheckouts } from "../lib/payments/expire-checkouts.ts";
import { reconcile } from "../lib/payments/reconcile.ts";
import type { Target } from "./chaos-faults.ts";
import type { Guests } from "./chaos-guests.ts";

type Log = (line: string) => void;

/** `wrong` counts outbox rows that were not carried out, and lines by which the two ledgers differ. */
export type Settled = { wrong: number; undone: number; parked: number; ledgerLines: number; ledgersDiffer: number };

export async function settle(target: Target, log: Log): Promise<Settled> {
  const { admin, stack } = target;
  await askStripe(target);
  let undone = Infinity;
  for (let turn = 0; turn < 240 && undone > 0; turn++) {
    await sleep(1_000);
    const [row] = await admin`
      select count(*)::int as n from outbox where done_at is null and parked_at is null and created_at > now() - interval '1 hour'
        and run_at <= now() + interval '3 minutes' and kind <> 'appointment.reminder'`;
    undone = Number(row?.["n"]);
    if (turn % 15 === 14) log(`${undone} outbox rows are still to be carried out`);
  }
  await askStripe(target);
  const [parked] = await admin`select count(*)::int as n from outbox where parked_at is not null`;
  const { ledger } = (await (await fetch(`${stack.stripeUrl}/_ledger`)).json()) as {
    ledger: { kind: string; id: string; amountMinor: number }[];
  };
  const ours = await admin<{ line: string }[]>`
    select 'payment ' || stripe_payment_intent_id || ' ' || amount_minor as line from payments where method = 'stripe'
    union all select 'refund ' || stripe_refund_id || ' ' || amount_minor from refunds
      where status = 'succeeded' and stripe_refund_id is not null`;
  const theirs = new Set(ledger.map(({ kind, id, amountMinor }) => `${kind} ${id} ${amountMinor}`));
  const known = new Set(ours.map(({ line }) => line));
  const ledgersDiffer =
    [...theirs].filter((line) => !known.has(line)).length +
    ours.length -
    [...known].filter((l) => theirs.has(l)).length;
  const parkedRows = Number(parked?.["n"]);
  return {
    wrong: undone + parkedRows + ledgersDiffer,
    undone,
    parked: parkedRows,
    ledgerLines: theirs.size,
    ledgersDiffer,
  };
}

/** What the worker does every ten minutes, now: lost webhooks are found by asking. */
async function askStripe({ stack }: Target): Promise<void> {
  const db = openDatabase(stack.workerUrl, { max: 2, name: "taper-prove-settle" });
  const { STRIPE_SECRET_KEY = "", STRIPE_WEBHOOK_SECRET = "", MAIL_FROM = "prove@clinic.example" } = stack.env;
  const gateways = openGateways({
    stripe: { secretKey: STRIPE_SECRET_KEY, webhookSecret: STRIPE_WEBHOOK_SECRET, apiBase: stack.stripeUrl! },
    mail: { smtpUrl: "smtp://127.0.0.1:1", from: MAIL_FROM },
  });
  for (const clinic of await allClinics(db)) {
    const ctx: Ctx = {
      clinicId: clinic.id,
      actor: { kind: "system", name: "worker" },
      now: new Date(),
      db,
      gateways,
      publicUrl: stack.url,
      secret: stack.env["AUTH_SECRET"]!,
    };
    await expireCheckouts(ctx);
    await reconcile(ctx);
  }
  gateways.mail.close();
  await closeDatabase(db);
}

export type Judged = { promised: number; unanswered: number; lost: number; doubles: number; unfinished: number };

/** `lost`: promised and not there as promised. `doubles`: two bookings of one request. `unfinished`: paid and not booked. */
export async function judge(admin: postgres.Sql, guests: Guests, log: Log): Promise<Judged> {
  const rows = await admin<{ chain: string; status: string; start: Date; email: string; live: number }[]>`
    select distinct on (a.chain_id) a.chain_id as chain, a.status, a.starts_at as start, p.email,
      count(*) filter (where a.status in ('booked', 'held')) over (partition by a.chain_id)::int as live
    from appointments a join patients p on p.clinic_id = a.clinic_id and p.id = a.patient_id
    where p.email like 'visitor-%@example.test' order by a.chain_id, a.sequence desc`;
  const byChain = new Map(rows.map((row) => [row.chain, row]));
  const chainsOf = new Map<string, number>();
  for (const row of rows) chainsOf.set(row.email, (chainsOf.get(row.email) ?? 0) + 1);
  let lost = 0;
  let unfinished = 0;
  for (const one of guests.promised) {
    const row = byChain.get(one.appointmentId);
    const is = row ? `${row.status} ${row.start.toISOString()}` : "nothing";
    const kept =
      one.unsure || one.status === "held"
        ? row !== undefined
        : one.status === "cancelled"
          ? row?.status === "cancelled"
          : row?.status === "booked" && row.start.getTime() === Date.parse(one.start);
    if (kept) continue;
    if (one.status === "paid") unfinished++;
    else lost++;
    log(`${one.email} was promised ${one.status} ${one.start} (${one.appointmentId}); there is ${is}`);
  }
  const doubles = [...chainsOf.values()].filter((n) => n > 1).length + rows.filter(({ live }) => live > 1).length;
  return { promised: guests.promised.length, unanswered: guests.unanswered.length, lost, doubles, unfinished };
}

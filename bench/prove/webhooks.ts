// Claim: webhooks that come several times and out of order leave exactly the payments and refunds that Stripe knows.
import postgres from "postgres";
import { setTimeout as sleep } from "node:timers/promises";
import { audit } from "../../scripts/audit.ts";
import { inDays, payPage, visitor } from "./api.ts";
import { webhookStorm } from "../webhook-storm.ts";
import type { Claim } from "./claim.ts";
import { startProveStack } from "./support.ts";

type Line = { kind: "payment" | "refund"; id: string; amountMinor: number };

export const claim: Claim = {
  name: "webhooks",
  about:
    "500 webhooks through the whole product, each delivered three times and shuffled, and 100,000 deliveries on its handler, each event one to five times, shuffled, 5 % lost and one in a hundred and more forged: payments, refunds and disputes equal the stand-in's, line for line, and nothing forged counts",
  async run({ quick, log }) {
    const storm = await webhookStorm(quick ? 1_500 : 100_000, log);
    const bookings = quick ? 15 : 75;
    const stack = await startProveStack({ log });
    try {
      const base = stack.stripeUrl!;
      await fetch(`${base}/_control`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ webhookCopies: 3, shuffleWebhooksMs: 1500, seed: 7 }),
      });
      const guest = await visitor(stack.webUrls, "harbour");
      const manage: string[] = [];
      for (const service of guest.services) {
        const slots = await guest.slots(service.id, inDays(4), inDays(40));
        for (const slot of slots.filter((_, index) => index % 12 === 0)) {
          if (manage.length >= bookings) break;
          const booked = await guest.book(manage.length, { service: service.id, start: slot.start }, "now");
          if (booked.status !== 201) continue;
          const { url } = booked.body["payment"] as { url: string };
          if (!(await payPage(url))) throw new Error("a payment page did not take the card");
          manage.push(String(booked.body["manageUrl"]).split("/").at(-1)!);
        }
      }
      log(`${manage.length} visits booked and paid; every third is cancelled in time …`);
      for (const [index, token] of manage.entries())
        if (index % 3 === 0) {
          await untilBooked(`${stack.url}/api/v1/appointments/${token}`);
          await fetch(`${stack.url}/api/v1/appointments/${token}/cancel`, { method: "POST" });
        }
      const theirs = await settled(base, stack.adminUrl, Math.ceil(manage.length / 3), log);
      const { violations } = await audit(stack.appUrl, log);
      const deliveries = await countDeliveries(base);
      return {
        ok:
          theirs.equal &&
          violations === 0 &&
          (quick || deliveries >= 500) &&
          storm.missing + storm.surplus + storm.forgedApplied === 0 &&
          storm.lost > 0 &&
          storm.forged > 0,
        storm,
        bookings: manage.length,
        deliveries,
        payments: theirs.payments,
        refunds: theirs.refunds,
        missing: theirs.missing,
        surplus: theirs.surplus,
        violations,
      };
    } finally {
      await stack.stop();
    }
  },
};

async function untilBooked(url: string): Promise<void> {
  for (let turn = 0; turn < 100; turn++) {
    const { appointment } = (await (await fetch(url)).json()) as { appointment?: { status: string } };
    if (appointment?.status === "booked") return;
    await sleep(200);
  }
  throw new Error("a paid visit was not booked within twenty seconds");
}

const theirLedger = async (base: string): Promise<Line[]> => {
  const { ledger } = (await (await fetch(`${base}/_ledger`)).json()) as { ledger: Line[] };
  return ledger;
};

async function ourLedger(adminUrl: string): Promise<Line[]> {
  const sql = postgres(adminUrl, { max: 1 });
  try {
    const rows = await sql`
      select 'payment' as kind, stripe_payment_intent_id as id, amount_minor as minor from payments where method = 'stripe'
      union all select 'refund', stripe_refund_id, amount_minor from refunds where status = 'succeeded' and stripe_refund_id is not null`;
    return rows.map((row) => ({
      kind: row["kind"] as Line["kind"],
      id: String(row["id"]),
      amountMinor: Number(row["minor"]),
    }));
  } finally {
    await sql.end();
  }
}

const text = ({ kind, id, amountMinor }: Line) => `${kind} ${id} ${amountMinor}`;

async function settled(base: string, adminUrl: string, refundsExpected: number, log: (line: string) => void) {
  for (let turn = 0; ; turn++) {
    const [theirs, ours] = await Promise.all([theirLedger(base), ourLedger(adminUrl)]);
    const known = new Set(ours.map(text));
    const real = new Set(theirs.map(text));
    const missing = [...real].filter((line) => !known.has(line)).length;
    const surplus = ours.length - [...known].filter((line) => real.has(line)).length;
    const refunds = theirs.filter((line) => line.kind === "refund").length;
    const equal = missing === 0 && surplus === 0 && refunds >= refundsExpected;
    if (equal || turn >= 90) return { equal, missing, surplus, payments: theirs.length - refunds, refunds };
    if (turn % 10 === 0) log(`waiting: ${missing} lines not yet ours, ${refunds} of ${refundsExpected} refunds`);
    await sleep(1000);
  }
}

async function countDeliveries(base: string): Promise<number> {
  const { webhooks } = (await (await fetch(`${base}/_ledger`)).json()) as { webhooks: { delivered: number } };
  return webhooks.delivered;
}

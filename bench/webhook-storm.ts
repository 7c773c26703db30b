// A storm of webhooks on the product's own handler: each delivered one to five times, shuffled, some lost and some forged.
import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { payments } from "../db/schema/index.ts";
import { appUrls } from "../db/migrate.ts";
import { newId } from "../lib/ids.ts";
import { openCheckout } from "../lib/payments/open-checkout.ts";
import { reconcile } from "../lib/payments/reconcile.ts";
import { refundPayment } from "../lib/payments/refund-payment.ts";
import type { TestClinic } from "../tests/support/clinic.ts";
import { book, openMoneyDesk, plus, type MoneyDesk } from "../tests/support/money-desk.ts";
import { stripeLines } from "../tests/support/stripe-lines.ts";
import { PAYS, payWith } from "../tests/unit/gateways/payments-desk.ts";
import { openBenchDatabase } from "./course-rush.ts";

const paymentsAClinic = 40;
const clinicsADesk = 20;

export type Storm = {
  payments: number;
  refunds: number;
  disputes: number;
  deliveries: number;
  lost: number;
  forged: number;
  /** Forged ones that were not refused. */
  forgedApplied: number;
  missing: number;
  surplus: number;
};

export async function webhookStorm(deliveries: number, log: (line: string) => void): Promise<Storm> {
  const database = await openBenchDatabase("prove-webhooks");
  const { app: appUrl, worker: workerUrl } = await appUrls(database.adminUrl);
  const storm: Storm = {
    payments: 0,
    refunds: 0,
    disputes: 0,
    deliveries: 0,
    lost: 0,
    forged: 0,
    forgedApplied: 0,
    missing: 0,
    surplus: 0,
  };
  try {
    for (let clinics = 0; storm.deliveries < deliveries;) {
      // The payment server begins anew from time to time: a round of asking lists all it ever knew.
      const desk = await openMoneyDesk({ ...database, appUrl, workerUrl, drop: async () => {} });
      const before = storm.deliveries;
      try {
        for (let turn = 0; turn < clinicsADesk && storm.deliveries < deliveries; turn++, clinics++) {
          await stormOn(desk, clinics, storm);
          storm.deliveries = before + desk.standIn.webhooks().delivered;
        }
        storm.lost += desk.standIn.webhooks().lost;
      } finally {
        await desk.close();
      }
      log(`${storm.deliveries} deliveries, ${storm.payments} payments, ${storm.missing + storm.surplus} lines differ`);
    }
    return storm;
  } finally {
    await database.stop();
  }
}

async function stormOn(desk: MoneyDesk, number: number, storm: Storm): Promise<void> {
  const clinic = await desk.clinic(undefined, { connections: 6 });
  try {
    const now = plus(clinic.now, 5);
    desk.setNow(now);
    desk.standIn.control({
      webhookCopies: 1 + (number % 5),
      dropWebhooksPercent: 5,
      shuffleWebhooksMs: 40,
      seed: number,
    });
    const { chainId } = await book(clinic);
    for (let nth = 0; nth < paymentsAClinic; nth++) {
      // Another amount each time: one page serves one amount.
      const page = { purpose: "desk" as const, chainId, amountMinor: 1_000 + nth, returnPath: "/x" };
      const { url } = await openCheckout(clinic.memberCtx("front_desk", now), page);
      await payWith(url, PAYS);
      if (nth % 5 === 0) await forge(desk, storm);
    }
    await desk.standIn.webhooksDone();
    await giveSomeBack(desk, clinic, now);
    desk.standIn.control({ webhookCopies: 1, dropWebhooksPercent: 0, shuffleWebhooksMs: 0 });
    await reconcile(clinic.systemCtx(now));
    await desk.standIn.webhooksDone();
    await compare(desk, clinic, storm);
  } finally {
    await clinic.close();
  }
}

/** Every fourth payment goes back, every tenth is disputed. */
async function giveSomeBack(desk: MoneyDesk, clinic: TestClinic, now: Date): Promise<void> {
  const paid = await clinic.inside((tx) => tx.select().from(payments).where(eq(payments.method, "stripe")));
  for (const [index, { id: paymentId, amountMinor, stripePaymentIntentId }] of paid.entries()) {
    if (index % 4 === 0)
      await refundPayment(clinic.memberCtx("front_desk", now), {
        paymentId,
        amountMinor,
        reason: "storm",
        idempotencyKey: newId(),
      });
    else if (index % 10 === 1) {
      const dispute = desk.standIn.openDispute({ paymentIntentId: stripePaymentIntentId! });
      if (index % 20 === 1) desk.standIn.closeDispute(dispute, index % 40 === 1 ? "won" : "lost");
    }
  }
  await desk.relay(now);
  await desk.standIn.webhooksDone();
}

/** A well-formed event that somebody else signed. */
async function forge(desk: MoneyDesk, storm: Storm): Promise<void> {
  const id = `evt_forged_${storm.forged++}`;
  const payload = JSON.stringify({
    id,
    object: "event",
    type: "checkout.session.completed",
    data: { object: { id: "cs_test_forged", object: "checkout.session" } },
  });
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret: "whsec_somebody_elses_secret" });
  const answer = await fetch(desk.webhookUrl, {
    method: "POST",
    headers: { "stripe-signature": header },
    body: payload,
  });
  if (answer.status < 400) storm.forgedApplied++;
}

async function compare(desk: MoneyDesk, clinic: TestClinic, storm: Storm): Promise<void> {
  const { ours, missing, surplus } = await stripeLines(desk, clinic);
  const count = (kind: string) => ours.filter((line) => line.startsWith(`${kind} `)).length;
  storm.missing += missing.length;
  storm.surplus += surplus.length;
  storm.payments += count("payment");
  storm.refunds += count("refund");
  storm.disputes += count("dispute");
}

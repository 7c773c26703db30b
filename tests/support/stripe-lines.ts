// One clinic's lines with Stripe, as our books have them and as the payment server does, to be held against each other.
import { disputes, payments, refunds } from "../../db/schema/index.ts";
import type { TestClinic } from "./clinic.ts";
import type { MoneyDesk } from "./money-desk.ts";

export type StripeLines = {
  ours: string[];
  theirs: string[];
  /** Theirs alone, and ours alone; a line that we have twice counts once too often. */
  missing: string[];
  surplus: string[];
};

export async function stripeLines(desk: MoneyDesk, clinic: TestClinic): Promise<StripeLines> {
  const [all, backs, fights] = await clinic.inside((tx) =>
    Promise.all([tx.select().from(payments), tx.select().from(refunds), tx.select().from(disputes)]),
  );
  const cards = all.filter((row) => row.method === "stripe");
  const ours = [
    ...cards.map((row) => `payment ${row.stripePaymentIntentId} ${row.amountMinor}`),
    ...backs
      .filter((row) => row.method === "stripe" && row.status === "succeeded")
      .map((row) => `refund ${row.stripeRefundId} ${row.amountMinor}`),
    ...fights.map((row) => `dispute ${row.stripeDisputeId} ${row.amountMinor}`),
    ...fights
      .filter((row) => row.status === "won")
      .map((row) => `dispute_won ${row.stripeDisputeId} ${row.amountMinor}`),
  ];
  const intents = new Set(cards.map((row) => row.stripePaymentIntentId));
  const theirs = desk.standIn
    .ledger()
    .filter((line) => line.metadata["clinicId"] === clinic.clinicId || intents.has(line.paymentIntentId))
    .map((line) => `${line.kind} ${line.id} ${line.amountMinor}`);
  return {
    ours,
    theirs,
    missing: theirs.filter((line) => !ours.includes(line)),
    surplus: ours.filter((line, at) => !theirs.includes(line) || ours.indexOf(line) !== at),
  };
}

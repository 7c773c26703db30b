// The stand-in's back doors, for tests and benchmarks in another process: `/_control`, `/_account`, `/_dispute`, `/_dispute/{id}`.
import { z } from "zod";
import type { NewDispute } from "./disputes.ts";
import type { FaultScript } from "./faults.ts";

const script = z.strictObject({
  fail: z
    .strictObject({
      times: z.int().min(0),
      when: z.enum(["before", "after"]),
      how: z.union([z.enum(["reset", "hang"]), z.int().min(400).max(599)]),
      path: z.string().optional(),
      save: z.boolean().optional(),
    })
    .nullable()
    .optional(),
  delayMs: z.int().min(0).max(120_000).optional(),
  dropWebhooksPercent: z.number().min(0).max(100).optional(),
  webhookCopies: z.int().min(1).max(20).optional(),
  shuffleWebhooksMs: z.int().min(0).max(60_000).optional(),
  seed: z.int().optional(),
  advanceSeconds: z.int().optional(),
  keptCards: z.strictObject({ email: z.string(), chargedLater: z.enum(["passes", "asks", "is refused"]) }).optional(),
  endMonthOf: z.string().optional(),
  expireSession: z.string().optional(),
});

export type Control = FaultScript & {
  /** Moves the stand-in's clock; sessions past their time expire at once. */
  advanceSeconds?: number;
  /** What the kept cards of an e-mail address do from now on when a bill is asked of them. */
  keptCards?: { email: string; chargedLater: "passes" | "asks" | "is refused" };
  /** The month, or the trial, that runs of this payer's subscriptions is over at once; by the e-mail address of their card. */
  endMonthOf?: string;
  /** This page's time is over at once; the others keep theirs. */
  expireSession?: string;
};

/** Throws a zod error that names what is wrong. */
export function parseControl(body: string): Control {
  return script.parse(JSON.parse(body));
}

/** dispute reasons: docs.stripe.com/disputes/categories */
const dispute = z.strictObject({
  paymentIntentId: z.string().regex(/^pi_\w+$/),
  reason: z
    .enum([
      "credit_not_processed",
      "duplicate",
      "fraudulent",
      "general",
      "product_not_received",
      "product_unacceptable",
      "subscription_canceled",
      "unrecognized",
    ])
    .optional(),
  amountMinor: z.int().min(1).optional(),
});
const connected = z.strictObject({
  account: z.string().regex(/^acct_\w+$/),
  /** What Stripe asks for now, in its names; the account is active when nothing is. */
  due: z.array(z.string()).optional(),
  deauthorize: z.literal(true).optional(),
});

export type AccountChange = z.output<typeof connected>;

export function parseAccountChange(body: string): AccountChange {
  return connected.parse(JSON.parse(body));
}

const closing = z.strictObject({ outcome: z.enum(["won", "lost"]) });

export function parseDispute(body: string): NewDispute {
  return dispute.parse(JSON.parse(body));
}

export function parseClosing(body: string): { outcome: "won" | "lost" } {
  return closing.parse(JSON.parse(body));
}

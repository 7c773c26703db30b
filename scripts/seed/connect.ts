// The demo clinics' own accounts at Stripe, which the stand-in knows from its start.
import { demoAccountOf } from "../../lib/gateways/stripe-stand-in/demo-accounts.ts";
import type { Story } from "./story.ts";

/** With a real key there is no such account: the owner connects one. */
export function connectAccount({ clinic }: Story): void {
  const { rows, draw, clock, design, id: clinicId } = clinic;
  const stripeAccountId = demoAccountOf(design.slug);
  if (!stripeAccountId || process.env["STRIPE_SECRET_KEY"]) return;
  const startedAt = rows.clinics[0]!.createdAt;
  rows.stripeAccounts.push({
    clinicId,
    id: draw.id(clock.now),
    stripeAccountId,
    charges: true,
    payouts: true,
    submitted: true,
    startedAt,
    checkedAt: startedAt,
  });
}

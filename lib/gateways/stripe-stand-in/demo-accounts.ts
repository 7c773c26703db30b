// The accounts that are there from the start, active: those of the demo clinics.
import type Stripe from "stripe";
import { buildAccount } from "./accounts.ts";

const accounts: Record<string, string> = { harbour: "acct_demoharbour", lakeside: "acct_demolakeside" };

/** By the demo clinic's name in addresses; undefined for any other clinic. */
export const demoAccountOf = (slug: string): string | undefined => accounts[slug];

export function openDemoAccounts(known: Map<string, Stripe.Account>, now: number): void {
  for (const [slug, id] of Object.entries(accounts)) {
    if (known.has(id)) continue;
    const facts = { country: "CA", currency: "cad", email: `hello@${slug}.test`, metadata: {}, requested: true };
    known.set(id, buildAccount({ ...facts, id, created: now, due: [], submitted: true }));
  }
}

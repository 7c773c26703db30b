// Connected accounts: a clinic's own account at Stripe, made here, finished on Stripe's page, looked up.
import type Stripe from "stripe";
import { callStripe } from "./stripe-error.ts";

export type NewAccount = {
  idempotencyKey: string;
  /** ISO 3166-1, two letters. */
  country: string;
  /** ISO 4217, either case. */
  currency: string;
  /** So that Stripe's page knows whom it greets. */
  email: string;
  clinicName: string;
  metadata: { clinicId: string };
};

export type ConnectedAccount = {
  id: string;
  /** Whether it may take card payments now. */
  charges: boolean;
  /** Whether Stripe pays out to its bank account now. */
  payouts: boolean;
  /** Whether its owner has sent Stripe's form once. */
  submitted: boolean;
  /** What Stripe asks for now, in its names, for instance `external_account`. */
  due: string[];
  /** Stripe's word for why it is restricted, for instance `requirements.past_due`. */
  disabledReason: string | null;
  /** When what is due has to be there; null without such a day. */
  deadline: Date | null;
  metadata: Record<string, string>;
};

export type AccountDoor = {
  createAccount(input: NewAccount): Promise<ConnectedAccount>;
  /** `invalid` with code `account_invalid` once its owner has taken the access away. */
  retrieveAccount(id: string): Promise<ConnectedAccount>;
  /** A page at Stripe, good for minutes and for one visit; `refreshUrl` is where Stripe sends for a fresh one. */
  createAccountLink(input: { account: string; returnUrl: string; refreshUrl: string }): Promise<{ url: string }>;
};

export function accountDoor(stripe: Stripe): AccountDoor {
  return {
    async createAccount(input) {
      const params: Stripe.AccountCreateParams = {
        country: input.country,
        default_currency: input.currency.toLowerCase(),
        email: input.email,
        business_profile: { name: input.clinicName },
        // The clinic sees Stripe's own dashboard, pays Stripe's fees, and answers to Stripe for what is missing.
        controller: {
          fees: { payer: "account" },
          losses: { payments: "stripe" },
          requirement_collection: "stripe",
          stripe_dashboard: { type: "full" },
        },
        capabilities: { card_payments: { requested: true } },
        metadata: input.metadata,
      };
      const { idempotencyKey } = input;
      return asAccount(await callStripe(() => stripe.accounts.create(params, { idempotencyKey })));
    },

    async retrieveAccount(id) {
      return asAccount(await callStripe(() => stripe.accounts.retrieve(id)));
    },

    async createAccountLink({ account, returnUrl, refreshUrl }) {
      const params: Stripe.AccountLinkCreateParams = {
        account,
        type: "account_onboarding",
        return_url: returnUrl,
        refresh_url: refreshUrl,
      };
      const { url } = await callStripe(() => stripe.accountLinks.create(params));
      return { url };
    },
  };
}

function asAccount(account: Stripe.Account): ConnectedAccount {
  const { currently_due, past_due, disabled_reason, current_deadline } = account.requirements ?? {};
  return {
    id: account.id,
    charges: account.charges_enabled && account.capabilities?.card_payments === "active",
    payouts: account.payouts_enabled,
    submitted: account.details_submitted,
    due: [...new Set([...(past_due ?? []), ...(currently_due ?? [])])],
    disabledReason: disabled_reason ?? null,
    deadline: current_deadline ? new Date(current_deadline * 1000) : null,
    metadata: account.metadata ?? {},
  };
}

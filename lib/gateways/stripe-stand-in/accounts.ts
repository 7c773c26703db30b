// Connected accounts: made by the platform, finished by their owner on a page, restricted, and taken back.
import type Stripe from "stripe";
import { branch, emailAddress, flag, metadata, oneOf, requiredText, text, webAddress, type ShapeOf } from "./params.ts";
import { invalid, missingParameter, StripeProblem } from "./problem.ts";
import type { Form } from "./wire.ts";
import { newId } from "./wire.ts";
import type { World } from "./world.ts";

export const accountCreateShape = {
  country: true,
  email: true,
  default_currency: true,
  business_profile: { name: true },
  capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  controller: {
    fees: { payer: true },
    losses: { payments: true },
    requirement_collection: true,
    stripe_dashboard: { type: true },
  },
  metadata: "map",
} satisfies ShapeOf<Stripe.AccountCreateParams>;

export const accountLinkShape = {
  account: true,
  type: true,
  refresh_url: true,
  return_url: true,
  collection_options: { fields: true },
} satisfies ShapeOf<Stripe.AccountLinkCreateParams>;

/** What a new account is asked for, in Stripe's names. */
const ASKED = ["business_profile.name", "external_account", "representative.first_name", "tos_acceptance.date"];
const LINK_S = 5 * 60;

export function createAccount(world: World, form: Form): Stripe.Account {
  onlyForThePlatform(world);
  const controller = branch(form, "controller");
  // The one kind that is built here: the clinic sees Stripe's own dashboard, pays Stripe's fees and bears its losses with Stripe.
  const wanted: [string, string, string][] = [
    ["fees", "payer", "account"],
    ["losses", "payments", "stripe"],
    ["stripe_dashboard", "type", "full"],
  ];
  for (const [group, name, value] of wanted) {
    if (text(branch(controller, group), name) !== value)
      throw invalid(`Only ${value} is available in these test payments`, `controller[${group}][${name}]`);
  }
  const requested = flag(branch(branch(form, "capabilities"), "card_payments"), "requested");
  const account = buildAccount({
    id: newId("acct").slice(0, 21),
    country: requiredText(form, "country"),
    currency: text(form, "default_currency") ?? "cad",
    email: emailAddress(form, "email"),
    metadata: metadata(form),
    requested,
    created: world.now(),
    due: ASKED,
    submitted: false,
  });
  world.connected.accounts.set(account.id, account);
  world.changed();
  return account;
}

export function buildAccount(facts: {
  id: string;
  country: string;
  currency: string;
  email: string | null;
  metadata: Record<string, string>;
  /** Whether the platform asked that it may take cards. */
  requested: boolean;
  created: number;
  due: readonly string[];
  submitted: boolean;
}): Stripe.Account {
  const on = facts.due.length === 0;
  return {
    id: facts.id,
    object: "account",
    business_profile: null,
    business_type: null,
    capabilities: facts.requested ? { card_payments: on ? "active" : "inactive" } : {},
    charges_enabled: on,
    controller: {
      fees: { payer: "account" },
      is_controller: true,
      losses: { payments: "stripe" },
      requirement_collection: "stripe",
      stripe_dashboard: { type: "full" },
      type: "application",
    },
    country: facts.country,
    created: facts.created,
    default_currency: facts.currency,
    details_submitted: facts.submitted,
    email: facts.email,
    metadata: facts.metadata,
    payouts_enabled: on,
    requirements: requirements(facts.due, on ? null : "requirements.past_due"),
    type: "none",
  };
}

export function findAccount(world: World, id: string): Stripe.Account {
  const account = world.connected.accounts.get(id);
  if (account && (world.account === "" || world.account === id)) return account;
  throw new StripeProblem(403, {
    type: "invalid_request_error",
    code: "account_invalid",
    message: `The provided key does not have access to account '${id}' (or that account does not exist).`,
  });
}

export function createAccountLink(world: World, form: Form): Stripe.AccountLink {
  onlyForThePlatform(world);
  const account = findAccount(world, requiredText(form, "account"));
  oneOf(form, "type", ["account_onboarding"]);
  if (!text(form, "type")) throw missingParameter("type");
  const returnUrl = webAddress(form, "return_url");
  const refreshUrl = webAddress(form, "refresh_url");
  if (!returnUrl) throw missingParameter("return_url");
  if (!refreshUrl) throw missingParameter("refresh_url");
  const key = newId("link").slice(5);
  const expiresAt = world.now() + LINK_S;
  world.connected.accountLinks.set(key, { account: account.id, returnUrl, refreshUrl, expiresAt });
  world.changed();
  return {
    object: "account_link",
    created: world.now(),
    expires_at: expiresAt,
    url: `${world.payBase}/connect/${key}`,
  };
}

export type AccountDetails = { businessName: string; representative: string; bankAccount: string };

/** What its owner writes on the page; what is left empty stays asked for. `world` is the account's own. */
export function submitDetails(world: World, account: Stripe.Account, details: AccountDetails): void {
  const given: [string, string][] = [
    ["business_profile.name", details.businessName],
    ["representative.first_name", details.representative],
    ["external_account", details.bankAccount],
    ["tos_acceptance.date", "now"],
  ];
  const due = account.requirements?.currently_due ?? [];
  const left = due.filter((name) => !given.some(([known, value]) => known === name && value !== ""));
  account.details_submitted = true;
  setDue(world, account, left);
}

/** What Stripe asks for anew, or nothing: the account charges exactly while nothing is due. */
export function setDue(world: World, account: Stripe.Account, due: readonly string[]): void {
  const on = due.length === 0;
  account.requirements = requirements(due, on ? null : "requirements.past_due");
  account.charges_enabled = on;
  account.payouts_enabled = on;
  const status = on ? "active" : "inactive";
  if (account.capabilities?.card_payments) account.capabilities.card_payments = status;
  const capability: Stripe.Capability = {
    id: "card_payments",
    object: "capability",
    account: account.id,
    requested: true,
    requested_at: account.created ?? world.now(),
    status,
  };
  world.announce({ type: "capability.updated", object: capability });
  world.announce({ type: "account.updated", object: account });
  world.changed();
}

/** Its owner takes the platform's access away; from now on it is as if it were not there. */
export function deauthorize(world: World, account: Stripe.Account): void {
  world.connected.accounts.delete(account.id);
  world.announce({
    type: "account.application.deauthorized",
    object: { id: "ca_standin", object: "application", name: "Taper" },
  });
  world.changed();
}

function onlyForThePlatform(world: World): void {
  if (world.account !== "") throw invalid("Connected accounts cannot make or finish accounts.", "Stripe-Account");
}

function requirements(due: readonly string[], disabledReason: "requirements.past_due" | null) {
  return {
    alternatives: null,
    current_deadline: null,
    currently_due: [...due],
    disabled_reason: disabledReason,
    errors: [],
    eventually_due: [...due],
    past_due: [...due],
    pending_verification: [],
  } satisfies Stripe.Account.Requirements;
}

// Brings a clinic's account at Stripe to what Stripe says of it, or to its end when its owner took the access away.
import { allClinics } from "../../db/queries/directory.ts";
import { changeAccount, connectedAccount, lockAccount } from "../../db/queries/stripe-accounts.ts";
import { eventApplied } from "../../db/queries/money.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import type { ConnectedAccount } from "../gateways/stripe-account.ts";
import { isId } from "../ids.ts";
import type { AppliedEvent } from "./settle-checkout.ts";

/** By an event about an account: the account is asked, whatever the event says. Answers what became of it. */
export async function settleAccountEvent(contextOf: (clinicId: string) => Ctx, event: AppliedEvent): Promise<string> {
  const { gateways } = contextOf("");
  const account = await ask(() => gateways.stripe.retrieveAccount(event.account));
  const named = account === "gone" ? undefined : account.metadata["clinicId"];
  if (named && isId(named)) return settleAccount(contextOf(named), event.account, account, event);
  // One that was taken away says nothing of itself any more. Rare, and so no directory of its own.
  for (const { id } of await allClinics(contextOf("").db)) {
    const outcome = await settleAccount(contextOf(id), event.account, account, event);
    if (outcome !== "unknown") return outcome;
  }
  return "not ours";
}

/** For the worker's rounds: an event may have been lost. */
export async function lookAtAccount(ctx: Ctx): Promise<void> {
  const row = await inTransaction(ctx, (t) => connectedAccount(t.tx, t.clinicId));
  const id = row?.stripeAccountId;
  if (!id) return;
  await settleAccount(ctx, id, await ask(() => ctx.gateways.stripe.retrieveAccount(id)));
}

async function settleAccount(
  ctx: Ctx,
  stripeAccountId: string,
  account: ConnectedAccount | "gone",
  event?: AppliedEvent,
): Promise<string> {
  return inTransaction(ctx, async (t) => {
    const row = await lockAccount(t.tx, t.clinicId, stripeAccountId);
    if (!row) return "unknown";
    if (event) await eventApplied(t.tx, event.account, event.eventId, t.clinicId, t.now);
    if (row.disconnectedAt) return "already";
    const subject = { subjectKind: "stripe_account", subjectId: row.id };
    if (account === "gone") {
      await changeAccount(t.tx, t.clinicId, row.id, { charges: false, payouts: false, disconnectedAt: t.now });
      await record(t, [{ deed: "account.disconnected", ...subject }]);
      return "gone";
    }
    await keepFacts(t, row.id, account);
    if (account.charges === row.charges) return "same";
    await record(t, [{ deed: account.charges ? "account.active" : "account.restricted", ...subject }]);
    return account.charges ? "active" : "restricted";
  });
}

export async function keepFacts(t: TxCtx, id: string, account: ConnectedAccount): Promise<void> {
  const { charges, payouts, submitted, due, disabledReason, deadline } = account;
  const facts = { charges, payouts, submitted, due, disabledReason, deadline };
  await changeAccount(t.tx, t.clinicId, id, { ...facts, checkedAt: t.now });
}

async function ask(about: () => Promise<ConnectedAccount>): Promise<ConnectedAccount | "gone"> {
  try {
    return await about();
  } catch (error) {
    if (error instanceof GatewayError && error.code === "account_invalid") return "gone";
    throw error;
  }
}

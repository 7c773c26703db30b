// Leads the owner to Stripe's page, where the clinic's own account is opened or finished.
import { addAccount, changeAccount, connectedAccount } from "../../db/queries/stripe-accounts.ts";
import { clinicToTell } from "../../db/queries/messages.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import { newId } from "../ids.ts";
import { keepFacts } from "./settle-account.ts";

/** A fresh link each time: Stripe's are good for minutes. Refuses `payments_unavailable` when Stripe does not answer. */
export async function connectAccount(ctx: Ctx, input: { returnPath: string }): Promise<{ url: string }> {
  mustMay(ctx, "connect_payments");
  const { row, clinic } = await inTransaction(ctx, begin);
  const back = `${ctx.publicUrl}${input.returnPath}`;
  const { stripe } = ctx.gateways;
  try {
    const account = row.stripeAccountId ?? (await open());
    return await stripe.createAccountLink({ account, returnUrl: `${back}?back=1`, refreshUrl: `${back}?over=1` });
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw new Refusal("payments_unavailable", "Stripe does not answer just now. Try again in a few minutes.", {
      cause: error,
    });
  }

  async function open(): Promise<string> {
    const made = await stripe.createAccount({
      // A repeat after a lost answer finds the account that was made then.
      idempotencyKey: `account:${row.id}`,
      country: new Intl.Locale(clinic.locale).region ?? "CA",
      currency: clinic.currency,
      email: clinic.email,
      clinicName: clinic.name,
      metadata: { clinicId: ctx.clinicId },
    });
    await inTransaction(ctx, async (t) => {
      await changeAccount(t.tx, t.clinicId, row.id, { stripeAccountId: made.id });
      await keepFacts(t, row.id, made);
    });
    return made.id;
  }
}

async function begin(t: TxCtx) {
  const clinic = await clinicToTell(t.tx, t.clinicId);
  const known = await connectedAccount(t.tx, t.clinicId);
  if (known) return { row: known, clinic };
  const id = newId();
  const row = { clinicId: t.clinicId, id, startedAt: t.now, memberId: memberIdOf(t) };
  if (!(await addAccount(t.tx, row)))
    throw new Refusal("in_progress", "Somebody else is connecting the account just now. Open the page again.");
  await record(t, [{ deed: "account.connecting", subjectKind: "stripe_account", subjectId: id }]);
  return { row: { id, stripeAccountId: null }, clinic };
}

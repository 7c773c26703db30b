// Where a clinic's card payments are taken online, if anywhere just now: its own account at Stripe, or the key's.
import { feeOn, latestAccount } from "../../db/queries/stripe-accounts.ts";
import { clinicToTell } from "../../db/queries/messages.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { percentOf } from "../money/money.ts";
import { dateIn } from "../time/zone.ts";

/** The account's name, empty for the key's own; null while the clinic can take no card online. */
export async function onlineAccount(t: TxCtx): Promise<string | null> {
  const row = await latestAccount(t.tx, t.clinicId);
  if (!row) return t.gateways.stripe.ownKeyServes ? "" : null;
  return row.charges && row.disconnectedAt === null ? row.stripeAccountId : null;
}

/** Whether to offer paying online and keeping a card. */
export const takesCardsOnline = (ctx: Ctx): Promise<boolean> =>
  inTransaction(ctx, async (t) => (await onlineAccount(t)) !== null);

/** Refuses `payments_unavailable` while there is none. */
export async function neededAccount(t: TxCtx): Promise<string> {
  const account = await onlineAccount(t);
  if (account === null)
    throw new Refusal(
      "payments_unavailable",
      "The clinic does not take cards online just now. Bookings stand as they are; pay at the clinic.",
    );
  return account;
}

/** What of a payment goes to Taper: only where the account is not the key's own. */
export async function applicationFee(t: TxCtx, account: string, amountMinor: number): Promise<number> {
  if (account === "") return 0;
  const { timeZone } = await clinicToTell(t.tx, t.clinicId);
  return percentOf(amountMinor, await feeOn(t.tx, t.clinicId, dateIn(t.now, timeZone)));
}

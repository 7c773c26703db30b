// One page at Stripe at a time for a clinic's subscription: the one before is closed first, so that nothing can begin or be paid twice.
import { changeSubscription, lockSubscription, type SubscriptionRow } from "../../db/queries/subscription.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import type { AccountDoors } from "../gateways/stripe.ts";
import { newId } from "../ids.ts";
import { settlePage } from "./settle-page.ts";

export type PageParts = { idempotencyKey: string; customerId: string };

type Prepared = {
  row: SubscriptionRow;
  /** Prefilled at Stripe, and where it writes to. */
  email: string;
  open: (doors: AccountDoors, parts: PageParts) => Promise<{ id: string; url: string }>;
};

/** `prepare` says whether there is anything to open. Refuses `in_progress` when a page that was open has just been used, or is being opened. */
export async function openPage(
  ctx: Ctx,
  kind: "subscribe" | "card",
  prepare: (t: TxCtx, pageId: string) => Promise<Prepared>,
): Promise<{ url: string }> {
  const doors = ctx.gateways.stripe.of("");
  const { row, email, open, pageId } = await inTransaction(ctx, async (t) => {
    const id = newId();
    const prepared = await prepare(t, id);
    // The session before stays named until it is closed.
    await changeSubscription(t.tx, t.clinicId, { pageId: id, pageKind: kind });
    return { ...prepared, pageId: id };
  });
  return orUnavailable(async () => {
    if (row.pageSessionId) await closeBefore(ctx, row.pageSessionId);
    const customerId = row.stripeCustomerId ?? (await customerOf());
    const page = await open(doors, { idempotencyKey: `page:${pageId}`, customerId });
    if (await keep(page.id)) return { url: page.url };
    await doors.expireCheckout(page.id);
    throw new Refusal("in_progress", "Somebody else is opening Stripe’s page just now. Look again in a minute.");
  });

  async function customerOf(): Promise<string> {
    const metadata = { clinicId: ctx.clinicId, subscriptionId: row.id };
    const made = await doors.createCustomer({ idempotencyKey: `customer:${row.id}`, metadata, email });
    await inTransaction(ctx, (t) => changeSubscription(t.tx, t.clinicId, { stripeCustomerId: made.id }));
    return made.id;
  }

  /** False when another page was begun meanwhile. */
  function keep(sessionId: string): Promise<boolean> {
    return inTransaction(ctx, async (t) => {
      const now = await lockSubscription(t.tx, t.clinicId);
      if (now?.pageId !== pageId) return false;
      await changeSubscription(t.tx, t.clinicId, { pageSessionId: sessionId });
      await record(t, [
        { deed: "subscription.page", subjectKind: "subscription", subjectId: row.id, detail: { kind } },
      ]);
      return true;
    });
  }
}

async function closeBefore(ctx: Ctx, sessionId: string): Promise<void> {
  if ((await ctx.gateways.stripe.of("").expireCheckout(sessionId)) === "expired") return;
  await settlePage(ctx, sessionId);
  throw new Refusal("in_progress", "What was done on Stripe’s page before has just arrived. Look at it, then go on.");
}

export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw new Refusal("payments_unavailable", "Stripe does not answer just now. Try again in a few minutes.", {
      cause: error,
    });
  }
}

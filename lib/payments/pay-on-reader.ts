// Takes a payment on a card reader at the desk: handed to it, handed again after a card that did not pay, and booked when one did.
import { z } from "zod";
import { readerRow, type CardReaderRow } from "../../db/queries/card-readers.ts";
import { changeCheckout, checkoutRow, lockCheckout, waitingCheckouts } from "../../db/queries/checkouts.ts";
import { appointmentForMoney, eventApplied, planForMoney } from "../../db/queries/money.ts";
import { troubleOf } from "../../db/errors.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import type { ReaderPayment } from "../gateways/stripe-reader.ts";
import { isId } from "../ids.ts";
import { isAsked, lookAtStripe, type Asked } from "./asked-at-stripe.ts";
import { closePages, paidMeanwhile, targetOf } from "./close-pages.ts";
import { neededAccount } from "./online-account.ts";
import { createAtStripe, prepareCheckout } from "./open-checkout.ts";
import { settleCheckout, type AppliedEvent } from "./settle-checkout.ts";

export const payOnReaderInput = z.object({
  readerId: z.string(),
  patientId: z.string(),
  chainId: z.string().optional(),
  planId: z.string().optional(),
  amountMinor: z.number().int().min(50, "A card pays 0.50 at least.").max(10_000_000),
});
export type PayOnReader = z.output<typeof payOnReaderInput>;

/** Long enough for somebody to find their card: until then nobody else's payment takes the reader away. */
const patienceMs = 2 * 60_000;

const readerBusy = () =>
  new Refusal(
    "in_progress",
    "The reader waits for another payment just now. Try again in a minute, or take the money otherwise.",
  );

/**
 * The payment's page at the desk. The same asked again is the same payment; other open ways to pay for it are ended first. Refuses
 * `already_done` when one of them was paid, `in_progress` while the reader waits for somebody else, `payments_unavailable` when it is off.
 */
export async function payOnReader(ctx: Ctx, input: PayOnReader): Promise<{ checkoutId: string }> {
  mustMay(ctx, "take_payment");
  const { readerId, patientId, chainId, planId, amountMinor } = input;
  if ([readerId, patientId, chainId, planId].some((id) => id !== undefined && !isId(id))) throw notFound("patient");
  const of = targetOf({ chainId, planId, patientId });
  const { waiting, held } = await inTransaction(ctx, async (t) => {
    const about = chainId
      ? await appointmentForMoney(t.tx, t.clinicId, { chainId })
      : planId
        ? await planForMoney(t.tx, t.clinicId, planId)
        : { patientId };
    if (about?.patientId !== patientId) throw notFound("booking");
    const reader = await readerRow(t.tx, t.clinicId, readerId);
    if (!reader || reader.removedAt || reader.stripeAccount !== (await neededAccount(t))) throw notFound("reader");
    return {
      waiting: await waitingCheckouts(t.tx, t.clinicId, of),
      held: (await waitingCheckouts(t.tx, t.clinicId, { readerId }))[0],
    };
  });
  const same = waiting.find((row) => row.readerId === readerId && row.amountMinor === amountMinor && isAsked(row));
  if (same) return { checkoutId: same.id };
  if ((await closePages(ctx, of)).paid) throw paidMeanwhile();
  if (held && !waiting.some(({ id }) => id === held.id)) {
    if (!held.refusal && ctx.now.getTime() - held.createdAt.getTime() < patienceMs) throw readerBusy();
    await closePages(ctx, { id: held.id });
  }
  const { id } = await prepared(ctx, { purpose: "desk", ...of, readerId, amountMinor });
  try {
    await showOnReader(ctx, { checkoutId: id });
  } catch (error) {
    // Nothing is left waiting on a reader that does not show it.
    await closePages(ctx, { id });
    throw error;
  }
  return { checkoutId: id };
}

async function prepared(ctx: Ctx, request: Parameters<typeof prepareCheckout>[1]): Promise<{ id: string }> {
  try {
    const made = await inTransaction(ctx, (t) => prepareCheckout(t, request));
    await createAtStripe(ctx, made);
    return made;
  } catch (error) {
    // Two desks at the same moment: the reader serves one.
    if (troubleOf(error) === "duplicate") throw readerBusy();
    throw error;
  }
}

/** Hands the payment to its reader, again after a card that did not pay. Refuses as {@link payOnReader}, and `already_done` when it is over. */
export async function showOnReader(ctx: Ctx, input: { checkoutId: string }): Promise<void> {
  mustMay(ctx, "take_payment");
  const { row, reader } = await inTransaction(ctx, async (t) => {
    const row = isId(input.checkoutId) ? await checkoutRow(t.tx, t.clinicId, input.checkoutId) : null;
    const reader = row?.readerId ? await readerRow(t.tx, t.clinicId, row.readerId) : null;
    if (!row || !reader || !isAsked(row)) throw notFound("payment");
    if (row.status !== "open") throw new Refusal("already_done", "This payment is over.");
    await changeCheckout(t.tx, t.clinicId, row.id, { refusal: null });
    return { row, reader };
  });
  try {
    await ctx.gateways.stripe
      .of(row.stripeAccount)
      .handToReader({ readerId: reader.stripeReaderId, paymentId: row.stripeSessionId });
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    await notShown(ctx, row, reader, error);
  }
}

async function notShown(ctx: Ctx, row: Asked, reader: CardReaderRow, error: GatewayError): Promise<void> {
  if (error.code === "terminal_reader_busy") {
    const payment = await lookAtStripe(ctx, row);
    if (payment.status === "complete") return void (await settleCheckout(ctx, row.id, payment));
    throw new Refusal("in_progress", `${reader.label} shows something already. Clear its screen, or wait a moment.`, {
      cause: error,
    });
  }
  if (error.kind === "invalid" && error.code === "intent_invalid_state")
    return void (await settleCheckout(ctx, row.id, await lookAtStripe(ctx, row)));
  throw new Refusal(
    "payments_unavailable",
    `${reader.label} does not answer. See that it is on and connected, and start again; or take the money another way.`,
    { cause: error },
  );
}

/**
 * What Stripe says of a payment on a reader: paid, ended, or why the last card did not pay. It is looked up only when the checkout is a
 * reader's. Safe to call any number of times.
 */
export async function settleReaderPayment(
  ctx: Ctx,
  checkoutId: string,
  look: () => Promise<ReaderPayment>,
  event: AppliedEvent,
): Promise<string> {
  const applied = (t: TxCtx) => eventApplied(t.tx, event.account, event.eventId, t.clinicId, t.now);
  const ours = await inTransaction(ctx, async (t) => {
    const row = await checkoutRow(t.tx, t.clinicId, checkoutId);
    // A page's payment carries the same ids, and is settled by its page.
    const reads = Boolean(row?.readerId) && row?.stripeAccount === event.account;
    if (!reads) await applied(t);
    return reads;
  });
  if (!ours) return "not ours";
  const payment = await look();
  if (payment.status !== "open") return settleCheckout(ctx, checkoutId, payment, event);
  return inTransaction(ctx, async (t) => {
    const row = await lockCheckout(t.tx, t.clinicId, checkoutId);
    if (row?.status === "open" && payment.refusal)
      await changeCheckout(t.tx, t.clinicId, row.id, { refusal: payment.refusal });
    await applied(t);
    return "waiting";
  });
}

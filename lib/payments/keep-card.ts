// Keeps a patient's card with Stripe for what is owed later, and forgets it. The number never comes here.
import { addCheckout, changeCheckout, lockCheckout } from "../../db/queries/checkouts.ts";
import { eventApplied } from "../../db/queries/money.ts";
import { customerOf, forgetCardRow, keptCardOf, type CardRow } from "../../db/queries/cards.ts";
import { clinicToTell } from "../../db/queries/messages.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import type { CardSetup } from "../gateways/stripe-card.ts";
import { newId } from "../ids.ts";
import { customerFor } from "./customer-for.ts";
import { forgetAtStripe, keepCardRow } from "./keep-card-row.ts";
import { keepSession, sessionMs, withQuery } from "./open-checkout.ts";
import { neededAccount, onlineAccount } from "./online-account.ts";
import type { AppliedEvent } from "./settle-checkout.ts";
import { visitForMoney } from "./visit-for-money.ts";

/** What the patient agrees to; the clinic's people charge by hand, and never more than is owed. */
export const cardConsent = {
  version: "card-2026-11",
  text: "The clinic may charge this card for visits I had and did not pay otherwise, and for fees that were shown to me when I booked. I can have it forgotten at any time.",
};

export type CardView = { cardId: string; brand: string; last4: string; expires: string; keptAt: Date };

const view = (row: Awaited<ReturnType<typeof keptCardOf>>): CardView | null =>
  row && {
    cardId: row.id,
    brand: row.brand,
    last4: row.last4,
    expires: `${String(row.expMonth).padStart(2, "0")}/${row.expYear}`,
    keptAt: row.keptAt,
  };

/** For whoever holds a booking's key. */
export async function cardOfBooking(ctx: Ctx, input: { chainId: string }): Promise<CardView | null> {
  mustMay(ctx, "manage_own_booking");
  return inTransaction(ctx, async (t) => {
    const { patientId } = await visitForMoney(t, input);
    return patientId ? view(await keptCardOf(t.tx, t.clinicId, patientId)) : null;
  });
}

/** For the desk: one that can be charged now. */
export async function cardOfPatient(ctx: Ctx, input: { patientId: string }): Promise<CardView | null> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, async (t) => {
    const row = await keptCardOf(t.tx, t.clinicId, input.patientId);
    return row && row.stripeAccount === (await onlineAccount(t)) ? view(row) : null;
  });
}

/** The page at Stripe that keeps a card. Refuses `payments_unavailable` while the clinic takes no cards online, and when Stripe does not answer. */
export async function openCardSetup(
  ctx: Ctx,
  input: { chainId: string; returnPath: string },
): Promise<{ checkoutId: string; url: string }> {
  mustMay(ctx, "manage_own_booking");
  const { checkoutId, account, patientId, customerId, email, clinicName, expiresAt } = await inTransaction(ctx, (t) =>
    prepare(t, input.chainId),
  );
  const back = `${ctx.publicUrl}${input.returnPath}`;
  const stripe = ctx.gateways.stripe.of(account);
  try {
    const customer = await customerFor(ctx, { account, patientId, customerId, email });
    const session = await stripe.createCardSetup({
      idempotencyKey: `checkout:${checkoutId}`,
      customerId: customer,
      description: clinicName,
      metadata: { clinicId: ctx.clinicId, checkoutId, purpose: "card" },
      successUrl: withQuery(back, "kept=1"),
      cancelUrl: back,
      expiresAt: Math.floor(expiresAt.getTime() / 1000),
    });
    await keepSession(ctx, checkoutId, session);
    return { checkoutId, url: session.url };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw new Refusal("payments_unavailable", "Cards cannot be kept just now. Your booking stands; try again later.", {
      cause: error,
    });
  }
}

async function prepare(t: TxCtx, chainId: string) {
  const about = await visitForMoney(t, { chainId });
  if (!about.patientId) throw notFound("booking");
  const clinic = await clinicToTell(t.tx, t.clinicId);
  const account = await neededAccount(t);
  const checkoutId = newId();
  // Stripe reckons by the real clock, also where business time stands still.
  const expiresAt = new Date(Date.now() + sessionMs);
  await addCheckout(t.tx, {
    clinicId: t.clinicId,
    id: checkoutId,
    purpose: "card",
    patientId: about.patientId,
    amountMinor: 0,
    currency: about.currency,
    params: {},
    stripeAccount: account,
    status: "creating",
    expiresAt,
    createdAt: t.now,
  });
  const customerId = await customerOf(t.tx, t.clinicId, about.patientId, account);
  return {
    checkoutId,
    account,
    patientId: about.patientId,
    customerId,
    email: about.email,
    clinicName: clinic.name,
    expiresAt,
  };
}

/** What Stripe says of the page: the card is kept, once, in place of the one before. */
export async function settleCardSetup(
  ctx: Ctx,
  checkoutId: string,
  setup: CardSetup,
  event?: AppliedEvent,
): Promise<string> {
  const { outcome, before } = await inTransaction(ctx, async (t) => {
    const settled = await settle(t, checkoutId, setup, event);
    if (event) await eventApplied(t.tx, event.account, event.eventId, t.clinicId, t.now);
    return settled;
  });
  if (before) await forgetAtStripe(ctx, before);
  return outcome;
}

async function settle(
  t: TxCtx,
  checkoutId: string,
  setup: CardSetup,
  event: AppliedEvent | undefined,
): Promise<{ outcome: string; before?: CardRow }> {
  const row = await lockCheckout(t.tx, t.clinicId, checkoutId);
  if (row?.purpose !== "card" || !row.patientId) return { outcome: "unknown" };
  if (event && event.account !== row.stripeAccount) return { outcome: "another account" };
  if (row.status !== "creating" && row.status !== "open") return { outcome: "already" };
  const ended = { stripeSessionId: setup.id, settledAt: t.now };
  if (setup.status === "expired") {
    await changeCheckout(t.tx, t.clinicId, row.id, { ...ended, status: "expired" });
    return { outcome: "expired" };
  }
  const { card, customerId, paymentMethodId } = setup;
  if (setup.status !== "complete" || !card || !customerId || !paymentMethodId) return { outcome: "waiting" };
  const before = await keepCardRow(t, {
    patientId: row.patientId,
    account: row.stripeAccount,
    customerId,
    paymentMethodId,
    card,
    consentVersion: cardConsent.version,
  });
  await changeCheckout(t.tx, t.clinicId, row.id, { ...ended, status: "kept" });
  return { outcome: "kept", ...(before ? { before } : {}) };
}

/** By whoever holds a booking's key. Nothing can be charged to it from then on. */
export async function forgetCard(ctx: Ctx, of: { chainId: string }): Promise<void> {
  mustMay(ctx, "manage_own_booking");
  const card = await inTransaction(ctx, async (t) => {
    const { patientId } = await visitForMoney(t, of);
    const row = patientId ? await keptCardOf(t.tx, t.clinicId, patientId) : null;
    if (!row) throw notFound("card");
    await forgetCardRow(t.tx, t.clinicId, row.id, t.now);
    await record(t, [{ deed: "card.forgotten", subjectKind: "card", subjectId: row.id, patientId }]);
    return row;
  });
  await forgetAtStripe(ctx, card);
}

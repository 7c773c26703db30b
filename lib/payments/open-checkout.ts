// Asks Stripe for the money of a held visit, a held course, a package, a gift card, or what a patient owes: by its hosted page, or on a
// card reader at the desk.
import { addCheckout, changeCheckout, lockCheckout, openCheckoutFor } from "../../db/queries/checkouts.ts";
import { lockGiftCard } from "../../db/queries/gift-cards.ts";
import { lockPatient } from "../../db/queries/keeping.ts";
import { giftCardForMoney, packageForMoney, planForMoney } from "../../db/queries/money.ts";
import { clinicToTell } from "../../db/queries/messages.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { extendHolds } from "../booking/confirm-held.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import { isId, newId } from "../ids.ts";
import { payKey } from "../money/pay-key.ts";
import { extendCourseHold } from "../plans/extend-course-hold.ts";
import { closePages, paidMeanwhile, targetOf } from "./close-pages.ts";
import { applicationFee, neededAccount } from "./online-account.ts";
import { visitForMoney } from "./visit-for-money.ts";

export type CheckoutRequest = {
  purpose: "appointment" | "plan" | "desk" | "package" | "instalment" | "gift_card";
  /** Alone: what they owe, whatever it is for. */
  patientId?: string;
  chainId?: string;
  planId?: string;
  packageId?: string;
  giftCardId?: string;
  /** Of the plan: which part it pays. */
  instalmentId?: string;
  /** The customer at Stripe that the paying card is kept for. */
  keepCardOf?: string;
  amountMinor: number;
  /** The card reader to pay on, instead of a page. */
  readerId?: string;
  /** Path of the page to come back to, paid or not; without one it is the page that asks for this payment. */
  returnPath?: string;
};

/** Stripe closes no session in under 30 minutes; ours is closed with the hold. */
export const sessionMs = 32 * 60_000;
const holdMs = 10 * 60_000;

export type PreparedCheckout = {
  id: string;
  /** Of the page, where one is open already. */
  url: string | null;
  account: string;
  readerId: string | null;
  params: CheckoutParams;
};
export type CheckoutParams = {
  amountMinor: number;
  currency: string;
  description: string;
  successUrl: string;
  cancelUrl: string;
  expiresAt: number;
  customerEmail?: string;
  applicationFeeMinor?: number;
  keepCardOf?: string;
};

/** The page to pay on; of a visit there is one at a time. Opening it keeps the held visits ten minutes longer. Refuses `payments_unavailable` while the clinic takes no cards online, and when Stripe does not answer. */
export async function openCheckout(ctx: Ctx, request: CheckoutRequest): Promise<{ checkoutId: string; url: string }> {
  mustMay(ctx, ctx.actor.kind === "member" ? "take_payment" : "manage_own_booking");
  if (!(request.amountMinor > 0)) throw new Refusal("invalid", "There is nothing to pay.");
  // Asked for all of it instead of the deposit, or the other way round, what was opened before must not be paid as well.
  if (request.purpose === "appointment" && isId(request.chainId))
    await closePages(ctx, { chainId: request.chainId }, request.amountMinor);
  const { chainId, planId, patientId = "" } = request;
  // What is to be paid on the patient's phone is not waited for on a reader as well.
  if (request.purpose === "desk" && [chainId, planId, patientId].every((id) => !id || isId(id))) {
    const of = targetOf({ chainId, planId, patientId });
    if ((await closePages(ctx, { ...of, onReader: true })).paid) throw paidMeanwhile();
  }
  const prepared = await inTransaction(ctx, (t) => prepareCheckout(t, request));
  const url = prepared.url ?? (await createAtStripe(ctx, prepared));
  if (!url) throw new Error(`checkout ${prepared.id} has no page`);
  return { checkoutId: prepared.id, url };
}

/** What Stripe opened, kept with its checkout. */
export async function keepSession(
  ctx: Ctx,
  checkoutId: string,
  session: { id: string; url: string | null },
): Promise<void> {
  await inTransaction(ctx, async (t) => {
    // An event of the session may have ended the checkout before this answer came.
    const row = await lockCheckout(t.tx, t.clinicId, checkoutId);
    if (row?.status !== "creating") return;
    const open = { stripeSessionId: session.id, url: session.url, status: "open" };
    await changeCheckout(t.tx, t.clinicId, checkoutId, open);
  });
}

/** An address with one more thing said in it. */
export const withQuery = (address: string, query: string): string =>
  `${address}${address.includes("?") ? "&" : "?"}${query}`;

/** Keeps what is going to be asked. */
export async function prepareCheckout(t: TxCtx, request: CheckoutRequest): Promise<PreparedCheckout> {
  const chainId = request.chainId ?? null;
  const planId = request.planId ?? null;
  const packageId = request.packageId ?? null;
  const instalmentId = request.instalmentId ?? null;
  const giftCardId = request.giftCardId ?? null;
  const readerId = request.readerId ?? null;
  const about = chainId
    ? await visitForMoney(t, { chainId })
    : planId && isId(planId)
      ? await planForMoney(t.tx, t.clinicId, planId)
      : packageId
        ? await packageForMoney(t.tx, t.clinicId, packageId)
        : giftCardId
          ? await giftCardForMoney(t.tx, t.clinicId, giftCardId)
          : await patientForMoney(t, request.patientId);
  if (!about) throw notFound("booking");
  const account = await neededAccount(t);
  const until = new Date(t.now.getTime() + holdMs);
  if (request.purpose === "appointment") await extendHolds(t, { appointmentIds: [about.id], until });
  else if (request.purpose === "plan") await extendCourseHold(t, { planId: about.id, until });
  // As holds are: two who ask at once are answered one after the other, and the second finds the page of the first.
  else if (giftCardId) await lockGiftCard(t.tx, t.clinicId, { id: giftCardId });
  else if (about.patientId) await lockPatient(t.tx, t.clinicId, about.patientId);
  const target = {
    patientId: about.patientId,
    chainId,
    planId,
    packageId,
    instalmentId,
    giftCardId,
    readerId,
    account,
  };
  const known = await openCheckoutFor(t.tx, t.clinicId, target, request.amountMinor, t.now);
  // One that is being opened this very minute is opened by both, under one key: two pages could be paid twice.
  if (known && (known.url || known.expiresAt.getTime() - Date.now() > sessionMs - 60_000))
    return { id: known.id, url: known.url, account, readerId, params: known.params as CheckoutParams };
  const clinic = await clinicToTell(t.tx, t.clinicId);
  const id = newId();
  // Stripe reckons by the real clock, also where business time stands still.
  const expiresAt = new Date(Date.now() + sessionMs);
  const back = `${t.publicUrl}${request.returnPath ?? `/${clinic.slug}/pay/${payKey(t, id)}`}`;
  const applicationFeeMinor = await applicationFee(t, account, request.amountMinor);
  const params: CheckoutParams = {
    amountMinor: request.amountMinor,
    currency: about.currency,
    description: clinic.name,
    successUrl: withQuery(back, `paid=${id}`),
    cancelUrl: withQuery(back, `unpaid=${id}`),
    expiresAt: Math.floor(expiresAt.getTime() / 1000),
    ...(about.email ? { customerEmail: about.email } : {}),
    ...(applicationFeeMinor ? { applicationFeeMinor } : {}),
    ...(request.keepCardOf ? { keepCardOf: request.keepCardOf } : {}),
  };
  await addCheckout(t.tx, {
    clinicId: t.clinicId,
    id,
    purpose: request.purpose,
    patientId: about.patientId,
    chainId,
    planId,
    packageId,
    instalmentId,
    giftCardId,
    readerId,
    amountMinor: request.amountMinor,
    currency: about.currency,
    params,
    stripeAccount: account,
    applicationFeeMinor,
    status: "creating",
    expiresAt,
    createdAt: t.now,
  });
  await record(t, [
    {
      deed: "checkout.opened",
      subjectKind: "checkout",
      subjectId: id,
      patientId: about.patientId,
      detail: { amountMinor: request.amountMinor },
    },
  ]);
  return { id, url: null, account, readerId, params };
}

async function patientForMoney(t: TxCtx, patientId: string | undefined) {
  const row = isId(patientId) ? await patientRow(t.tx, t.clinicId, patientId) : null;
  if (!row) return null;
  const { currency } = await clinicToTell(t.tx, t.clinicId);
  return { id: row.id, patientId: row.id, email: row.email, currency };
}

/**
 * Asks Stripe for the page, and answers its address; or for a payment to hand to the reader. The key makes a repeat after an unknown
 * outcome give the same.
 */
export async function createAtStripe(
  ctx: Ctx,
  { id: checkoutId, account, readerId, params }: Omit<PreparedCheckout, "url">,
): Promise<string | null> {
  const doors = ctx.gateways.stripe.of(account);
  const asked = {
    ...params,
    idempotencyKey: `checkout:${checkoutId}`,
    reference: { clinicId: ctx.clinicId, checkoutId },
  };
  try {
    const session = readerId
      ? { ...(await doors.createReaderPayment(asked)), url: null }
      : await doors.createCheckout(asked);
    await keepSession(ctx, checkoutId, session);
    return session.url;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    if (error.kind === "invalid")
      await inTransaction(ctx, (t) =>
        changeCheckout(t.tx, t.clinicId, checkoutId, { status: "failed", settledAt: ctx.now }),
      );
    throw new Refusal(
      "payments_unavailable",
      "Card payments do not answer just now. Your time is still kept; try again, or pay at the clinic.",
      { cause: error },
    );
  }
}

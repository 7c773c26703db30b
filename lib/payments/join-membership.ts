// Leads a patient to Stripe's page where a membership begins, or its card is changed. One page at a time: the one before is closed first, so that nothing can begin or be paid twice.
import { customerOf } from "../../db/queries/cards.ts";
import {
  addMembership,
  changeMembership,
  lockMembership,
  membershipOf,
  membershipOffersOf,
  type MembershipRow,
} from "../../db/queries/memberships.ts";
import { clinicToTell } from "../../db/queries/messages.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { feeOn } from "../../db/queries/stripe-accounts.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import type { AccountDoors } from "../gateways/stripe.ts";
import { isId, newId } from "../ids.ts";
import { dateIn } from "../time/zone.ts";
import { customerFor } from "./customer-for.ts";
import { neededAccount } from "./online-account.ts";
import { sessionMs, withQuery } from "./open-checkout.ts";
import { mustMaySeeMoneyOf } from "./own-money.ts";
import { settleMembershipPage } from "./settle-membership.ts";

type Parts = {
  idempotencyKey: string;
  customerId: string;
  metadata: Record<string, string>;
  successUrl: string;
  cancelUrl: string;
  expiresAt: number;
};
type Prepared = {
  row: MembershipRow;
  /** Of the page before, where there was one. */
  before: { account: string; sessionId: string } | null;
  account: string;
  customerId: string | null;
  email: string | null;
  open: (doors: AccountDoors, parts: Parts) => Promise<{ id: string; url: string }>;
};

/** Refuses `already_done` for whoever has one, `in_progress` when the page before has just been used, `payments_unavailable`. */
export async function joinMembership(
  ctx: Ctx,
  input: { patientId: string; offerId: string; returnPath: string },
): Promise<{ url: string }> {
  mustMay(ctx, "manage_own_booking");
  mustMaySeeMoneyOf(ctx, input.patientId);
  const { patientId } = input;
  return openPage(ctx, { patientId, returnPath: input.returnPath, done: "joined" }, async (t) => {
    const [found] = isId(input.offerId) ? await membershipOffersOf(t.tx, t.clinicId, { ids: [input.offerId] }) : [];
    const { offer } = found ?? {};
    if (!offer?.online || offer.retiredAt !== null) throw notFound("membership");
    const clinic = await clinicToTell(t.tx, t.clinicId);
    const account = await neededAccount(t);
    const feeBp = account === "" ? 0 : await feeOn(t.tx, t.clinicId, dateIn(t.now, clinic.timeZone));
    const before = await waiting(t, patientId, { offerId: offer.id, currency: clinic.currency });
    const change = { offerId: offer.id, stripeAccount: account, feeBp };
    await changeMembership(t.tx, t.clinicId, before.id, change);
    return {
      before,
      change,
      open: async (doors, parts) => {
        const price = await doors.priceOf({
          lookupKey: `membership:${offer.id}`,
          name: `${clinic.name}: ${offer.name}`,
          currency: before.currency,
          bands: [{ upTo: null, monthMinor: offer.monthMinor }],
        });
        const fee = feeBp > 0 ? { applicationFeeBp: feeBp } : {};
        return doors.createSubscriptionPage({ ...parts, ...fee, priceId: price.id, quantity: 1 });
      },
    };
  });
}

/** Another card for the months to come, which also pays what is open. Refuses `nothing_left` without a membership. */
export async function changeMembershipCard(
  ctx: Ctx,
  input: { patientId: string; returnPath: string },
): Promise<{ url: string }> {
  mustMay(ctx, "manage_own_booking");
  mustMaySeeMoneyOf(ctx, input.patientId);
  const { patientId } = input;
  return openPage(ctx, { patientId, returnPath: input.returnPath, done: "card" }, async (t) => {
    const before = await membershipOf(t.tx, t.clinicId, patientId);
    if (before?.status !== "active" && before?.status !== "past_due")
      throw new Refusal("nothing_left", "There is no membership to pay for.");
    const { name } = await clinicToTell(t.tx, t.clinicId);
    return {
      before,
      change: {},
      open: (doors, parts) => doors.createCardSetup({ ...parts, description: name }),
    };
  });
}

/** The patient's that waits for its page, or a new one. */
async function waiting(t: TxCtx, patientId: string, of: { offerId: string; currency: string }): Promise<MembershipRow> {
  const id = newId();
  await addMembership(t.tx, { clinicId: t.clinicId, id, patientId, ...of, status: "waiting", createdAt: t.now });
  const row = await membershipOf(t.tx, t.clinicId, patientId);
  if (row?.status !== "waiting") throw new Refusal("already_done", "You have a membership already.");
  return row;
}

async function openPage(
  ctx: Ctx,
  of: { patientId: string; returnPath: string; done: "joined" | "card" },
  prepare: (t: TxCtx) => Promise<{ before: MembershipRow; change: Partial<MembershipRow>; open: Prepared["open"] }>,
): Promise<{ url: string }> {
  const pageId = newId();
  const prepared = await inTransaction(ctx, async (t): Promise<Prepared> => {
    const { before, change, open } = await prepare(t);
    // The session before stays named until it is closed.
    await changeMembership(t.tx, t.clinicId, before.id, { pageId });
    const row = { ...before, ...change };
    const patient = await patientRow(t.tx, t.clinicId, of.patientId);
    const known = row.stripeAccount === before.stripeAccount ? before.stripeCustomerId : null;
    return {
      row,
      before: before.pageSessionId ? { account: before.stripeAccount, sessionId: before.pageSessionId } : null,
      account: row.stripeAccount,
      customerId: known ?? (await customerOf(t.tx, t.clinicId, of.patientId, row.stripeAccount)),
      email: patient?.email ?? null,
      open,
    };
  });
  const { row, account } = prepared;
  const doors = ctx.gateways.stripe.of(account);
  return orUnavailable(async () => {
    if (prepared.before) await closeBefore(ctx, row.id, prepared.before);
    const customerId = await customerFor(ctx, { ...prepared, patientId: of.patientId });
    await inTransaction(ctx, (t) => changeMembership(t.tx, t.clinicId, row.id, { stripeCustomerId: customerId }));
    const back = `${ctx.publicUrl}${of.returnPath}`;
    const page = await prepared.open(doors, {
      idempotencyKey: `membership-page:${pageId}`,
      customerId,
      metadata: { clinicId: ctx.clinicId, membershipId: row.id, pageId, purpose: "membership" },
      successUrl: withQuery(back, `${of.done}=1`),
      cancelUrl: back,
      // Stripe reckons by the real clock, also where business time stands still.
      expiresAt: Math.floor((Date.now() + sessionMs) / 1000),
    });
    if (await keep(ctx, row, pageId, page)) return { url: page.url };
    await doors.expireCheckout(page.id);
    throw new Refusal("in_progress", "The page is being opened in another window just now. Look there, or try again.");
  });
}

/** False when another page was begun meanwhile. */
const keep = (ctx: Ctx, row: MembershipRow, pageId: string, page: { id: string; url: string }): Promise<boolean> =>
  inTransaction(ctx, async (t) => {
    const now = await lockMembership(t.tx, t.clinicId, row.id);
    if (now?.pageId !== pageId) return false;
    await changeMembership(t.tx, t.clinicId, row.id, { pageSessionId: page.id });
    await record(t, [
      { deed: "membership.page", subjectKind: "membership", subjectId: row.id, patientId: row.patientId },
    ]);
    return true;
  });

async function closeBefore(ctx: Ctx, membershipId: string, of: { account: string; sessionId: string }): Promise<void> {
  if ((await ctx.gateways.stripe.of(of.account).expireCheckout(of.sessionId)) === "expired") return;
  await settleMembershipPage(ctx, membershipId, of.sessionId);
  throw new Refusal("in_progress", "What you did on the page before has just arrived. Look at it, then go on.");
}

export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw new Refusal("payments_unavailable", "Card payments do not answer just now. Try again in a few minutes.", {
      cause: error,
    });
  }
}

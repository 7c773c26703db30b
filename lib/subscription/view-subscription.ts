// What the owner sees of the clinic's subscription to Taper: how it stands, what counts, what it costs, and its bills.
import { practitionersOn, subscriptionInvoicesOf, subscriptionOf } from "../../db/queries/subscription.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { dateIn } from "../time/zone.ts";
import { factsOf, statusOf } from "./facts-of.ts";
import {
  bandFor,
  billedFor,
  listAfter,
  listOn,
  oneMore,
  type SubscriptionBand,
  type SubscriptionList,
} from "./price-list.ts";
import { isLive, isReadOnly, standingOf, type Standing } from "./subscription-state.ts";

export type BillView = {
  number: string | null;
  status: "open" | "paid" | "void" | "uncollectible";
  amountMinor: number;
  currency: string;
  createdAt: Date;
  paidAt: Date | null;
  /** When the card is asked again. */
  nextAttemptAt: Date | null;
  pageUrl: string | null;
  pdfUrl: string | null;
};

export type SubscriptionView = Standing & {
  /** Nothing new can be booked. */
  readOnly: boolean;
  /** There is one at Stripe that bills, or will. */
  live: boolean;
  practitioners: number;
  list: SubscriptionList;
  band: SubscriptionBand;
  /** The list that is announced, and what the clinic would pay by it. */
  next: { list: SubscriptionList; band: SubscriptionBand } | null;
  trialEndsAt: Date | null;
  /** The bill to come; none when it ends before. */
  nextBill: { at: Date; amountMinor: number } | null;
  card: { brand: string; last4: string; expires: string } | null;
  bills: BillView[];
};

export async function viewSubscription(ctx: Ctx): Promise<SubscriptionView> {
  mustMay(ctx, "manage_subscription");
  return inTransaction(ctx, async (t) => {
    const row = await subscriptionOf(t.tx, t.clinicId);
    const today = dateIn(t.now, (await loadClinic(t)).timeZone);
    const practitioners = await practitionersOn(t.tx, t.clinicId, today);
    const list = listOn(today);
    const band = bandFor(list, practitioners);
    const announced = listAfter(today);
    const standing = standingOf(row && factsOf(row), t.now);
    const live = row !== null && isLive(statusOf(row));
    return {
      ...standing,
      readOnly: isReadOnly(standing),
      live,
      practitioners: billedFor(practitioners),
      list,
      band,
      next: announced && { list: announced, band: bandFor(announced, practitioners) },
      trialEndsAt: row && row.trialEndsAt > t.now ? row.trialEndsAt : null,
      nextBill:
        live && !row.cancelled && row.periodEndsAt ? { at: row.periodEndsAt, amountMinor: band.monthMinor } : null,
      card:
        live && row.cardLast4
          ? { brand: row.cardBrand ?? "", last4: row.cardLast4, expires: row.cardExpires ?? "" }
          : null,
      bills: await billsOf(t),
    };
  });
}

/** What was for nothing, such as a trial, is no bill to anybody. */
async function billsOf(t: TxCtx): Promise<BillView[]> {
  const rows = await subscriptionInvoicesOf(t.tx, t.clinicId);
  return rows
    .filter(({ amountMinor, status }) => amountMinor > 0 && status !== "draft")
    .map(({ number, status, amountMinor, currency, createdAt, paidAt, nextAttemptAt, pageUrl, pdfUrl }) => ({
      number,
      status: status as BillView["status"],
      amountMinor,
      currency,
      createdAt,
      paidAt,
      nextAttemptAt,
      pageUrl,
      pdfUrl,
    }));
}

/** What one more practitioner would change, for those about to add one; null when nothing is billed, or the amount stays. */
export async function newsOfOneMore(ctx: Ctx): Promise<OneMoreNews | null> {
  mustMay(ctx, "set_up_clinic");
  return inTransaction(ctx, async (t) => {
    const row = await subscriptionOf(t.tx, t.clinicId);
    if (!row) return null;
    const today = dateIn(t.now, (await loadClinic(t)).timeZone);
    const list = listOn(today);
    const change = oneMore(list, await practitionersOn(t.tx, t.clinicId, today));
    return change && { ...change, currency: list.currency, live: isLive(statusOf(row)) };
  });
}

export type OneMoreNews = { from: number; to: number; currency: string; live: boolean };

/** What those who lead the clinic read on every page; null when there is nothing to say. */
export async function subscriptionNews(ctx: Ctx): Promise<Standing | null> {
  const standing = await inTransaction(ctx, async (t) => {
    const row = await subscriptionOf(t.tx, t.clinicId);
    return standingOf(row && factsOf(row), t.now);
  });
  return worthSaying(standing, ctx.now) ? standing : null;
}

const soonMs = 5 * 86_400_000;

function worthSaying({ state, until }: Standing, now: Date): boolean {
  if (state === "none" || state === "active") return false;
  if (state === "trial" || state === "stopping") return until !== null && until.getTime() - now.getTime() <= soonMs;
  return true;
}

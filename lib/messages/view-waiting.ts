// The waiting list as the desk sees it: who waits for what, which freed times could be offered, and what came of the offers.
import {
  freedTimes,
  namedOffers,
  namesOfTimes,
  waitingFor,
  waitingList,
  type NamedOffer,
  type WaitingRow,
} from "../../db/queries/waitlist.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { loadMessageRules } from "./message-rules.ts";
import { isFree, offerEnds } from "./offer-freed.ts";
import { inOrder } from "./waiting-order.ts";

const dayMs = 86_400_000;
/** For how long a freed time stands to be offered by hand, and what came of an offer to be read. */
const backDays = 14;
/** Most freed times on one page, and most that are looked at for it: each is searched for in the calendar. */
const [mostTimes, mostLookedAt] = [20, 100];

export type WaitingLine = WaitingRow & {
  /** How many times they are being asked about just now. */
  asked: number;
};

export type FreedLine = {
  freedId: string;
  start: Date;
  serviceName: string;
  practitionerName: string;
  /** How many are being asked about it. */
  asked: number;
  /** Who waits for such a time and was not asked about it, in the order in which the clinic asks. */
  fits: { wishId: string; name: string; behindDays: number; askedAt: Date; start: Date; asked: boolean }[];
};

export type OfferLine = NamedOffer & { state: "open" | "taken" | "lost" | "expired" | "declined" };
export type OfferedTime = Pick<NamedOffer, "freedId" | "start" | "serviceName" | "practitionerName"> & {
  offers: OfferLine[];
};

export type WaitingView = {
  /** In the order in which they are asked. */
  waiting: WaitingLine[];
  freed: FreedLine[];
  /** Times about which somebody can still say yes. */
  open: OfferedTime[];
  /** What the last two weeks' other offers came to, the latest first. */
  past: OfferedTime[];
};

export async function viewWaiting(ctx: Ctx): Promise<WaitingView> {
  mustMay(ctx, "see_day");
  return inTransaction(ctx, async (t) => {
    const { clinic, rules } = await loadMessageRules(t);
    const since = new Date(t.now.getTime() - backDays * dayMs);
    const waiting = inOrder(await waitingList(t.tx, t.clinicId, t.now));
    const offers = (await namedOffers(t.tx, t.clinicId, since)).map((offer): OfferLine => ({
      ...offer,
      state: offer.outcome ?? (offer.expiresAt <= t.now ? "expired" : "open"),
    }));
    const freed: FreedLine[] = [];
    const times = await freedTimes(t.tx, t.clinicId, since, t.now);
    const names = await namesOfTimes(t.tx, t.clinicId, times);
    for (const time of times.slice(0, mostLookedAt)) {
      if (freed.length === mostTimes) break;
      if (!offerEnds(t.now, time.start, rules)) continue;
      const able = new Map((await waitingFor(t.tx, t.clinicId, time)).map((one) => [one.wishId, one.asked]));
      const fits = waiting.filter(({ wishId }) => able.has(wishId));
      const named = names.get(time.freedId);
      if (!fits.length || !named || !(await isFree(t, time, clinic.timeZone))) continue;
      freed.push({
        ...named,
        freedId: time.freedId,
        start: time.start,
        asked: time.asked,
        fits: fits.map(({ wishId, name, behindDays, askedAt, start }) => ({
          wishId,
          name,
          behindDays,
          askedAt,
          start,
          asked: able.get(wishId)!,
        })),
      });
    }
    const byTime = [...Map.groupBy(offers, ({ freedId }) => freedId).values()].map((all): OfferedTime => {
      const { freedId, start, serviceName, practitionerName } = all[0]!;
      return { freedId, start, serviceName, practitionerName, offers: all };
    });
    const isOpen = ({ offers: all }: OfferedTime) => all.some(({ state }) => state === "open");
    const askedOf = Map.groupBy(
      offers.filter(({ state }) => state === "open"),
      ({ wishId }) => wishId,
    );
    return {
      waiting: waiting.map((one) => ({ ...one, asked: askedOf.get(one.wishId)?.length ?? 0 })),
      freed,
      open: byTime.filter(isOpen),
      past: byTime.filter((time) => !isOpen(time)).toSorted((a, b) => b.start.getTime() - a.start.getTime()),
    };
  });
}

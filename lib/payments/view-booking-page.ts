// Everything that a booking's own page shows, read in one transaction.
import { viewBooking } from "../booking/view-booking.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { chainMoney } from "./chain-money.ts";
import { takesGiftCards } from "./gift-cards.ts";
import { cardOfBooking } from "./keep-card.ts";
import { onlineAccount } from "./online-account.ts";
import { packagesForBooking } from "./packages.ts";

/** For whoever holds the booking's key. Refuses with `not_found`. */
export const viewBookingPage = (ctx: Ctx, of: { chainId: string }) =>
  inTransaction(ctx, async (t) => ({
    booking: await viewBooking(t, of),
    money: await chainMoney(t, of),
    ...(await packagesForBooking(t, of)),
    takesCards: (await onlineAccount(t)) !== null,
    card: await cardOfBooking(t, of),
    takesGiftCards: await takesGiftCards(t),
  }));

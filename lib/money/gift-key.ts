// The signed key of a gift card's own page: whoever holds it sees the code, what is left, and can print it.
import { signKey } from "../signed-key.ts";

export const giftKey = (ctx: { clinicId: string; secret: string }, giftCardId: string): string =>
  signKey(ctx, "gift", giftCardId);
